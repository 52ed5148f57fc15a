"""What holds for every report, whatever is read: exact spans, one digest, nothing lost."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.config import Settings
from communique.exchange import report_digest, report_to_dict
from communique.pipeline import assemble, make_report, read_all

SAMPLE = Path(str(files("communique.sample"))) / "articles"

SENTENCES = [
    "President Ana Duarte said on Monday that Chile would lend Peru $40 million by March.",
    "“We have waited long enough,” she added.",
    "Peru’s foreign ministry denied that any money had been paid.",
    "About 300 people marched in Lima, the police said.",
    "According to officials, the talks may resume next week.",
]
STRANGE = st.sampled_from(
    [
        "🇨🇱🇵🇪",
        "👩‍🚀",
        "e\u0301le\u0301ctricite\u0301",
        "שלום",
        "\u202bمرحبا\u202c",
        "ﬁ",
        "\u200d",
        "𝔘𝔫𝔦",
        "\u00a0",
        "Zürich",
        "İ",
        "'",
        "“",
        "[1]",
    ]
)


def spans_in(data: object) -> Iterator[dict[str, object]]:
    """Every span object anywhere in a report."""
    if isinstance(data, dict):
        if set(data) == {"article", "start", "end", "quote"}:
            yield data
        for value in data.values():
            yield from spans_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from spans_in(value)


def assert_exact(report: dict[str, list[dict[str, object]]]) -> int:
    """Every span holds the words at its offsets; how many there are."""
    texts = {a["id"]: str(a["text"]) for a in report["articles"]}
    found = 0
    for span in spans_in(report):
        found += 1
        assert texts[span["article"]][span["start"] : span["end"]] == span["quote"]  # type: ignore[index]
    return found


def test_every_span_of_the_sample_is_exact(sample_report) -> None:
    assert assert_exact(report_to_dict(sample_report)) > 500


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(SENTENCES),
    strange=st.lists(STRANGE, min_size=1, max_size=5),
    cut=st.integers(0, 60),
)
def test_every_span_is_exact_in_any_script(
    tmp_path: Path, order: list[str], strange: list[str], cut: int
) -> None:
    first = " ".join(s[:cut] + mark + s[cut:] for s, mark in zip(order, strange * 5, strict=False))
    second = "\n\n".join(f"{mark} {s}" for s, mark in zip(order, strange * 5, strict=False))
    rows = [{"text": first, "outlet": "A"}, {"text": second, "outlet": "B", "published": "2025-03-03"}]
    source = tmp_path / "strange.jsonl"
    source.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    report = make_report([source])
    assert report.readings
    assert assert_exact(report_to_dict(report)) > 0


def test_the_order_of_inputs_does_not_matter() -> None:
    paths = sorted(SAMPLE.iterdir())
    forward, backward = (make_report(order) for order in (paths, paths[::-1]))
    assert report_digest(report_to_dict(forward)) == report_digest(report_to_dict(backward))


def test_readings_may_come_in_any_order() -> None:
    readings, _ = read_all([SAMPLE], settings=Settings())
    digests = {report_digest(report_to_dict(assemble(order))) for order in (readings, readings[::-1])}
    assert len(digests) == 1


def test_two_workers_give_the_digest_of_one(tmp_path: Path) -> None:
    """More articles than one worker takes at once, so that both do some of the work."""
    rows = [
        {"text": f"{SENTENCES[n % 5]} {SENTENCES[(n + 2) % 5]} Item {n} came up.", "outlet": f"O{n}"}
        for n in range(40)
    ]
    source = tmp_path / "many.jsonl"
    source.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    one, two = (make_report([source], settings=replace(Settings(), workers=n)) for n in (1, 2))
    assert len(one.readings) == 40
    assert report_digest(report_to_dict(one)) == report_digest(report_to_dict(two))


def test_one_bad_file_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(" ".join(SENTENCES), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 500)
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    report = make_report([tmp_path])
    assert [r.article.name for r in report.readings] == ["good.txt"]
    assert [Path(p.origin).name for p in report.problems] == ["bad.txt", "empty.txt"]
    assert all(p.kind == "unreadable" and p.reason for p in report.problems)


def test_a_text_in_another_language_is_set_aside_and_named(tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text(
        "Der Präsident empfing am Mittwoch seinen Gast in der Hauptstadt. Beide sprachen über Handel, "
        "und sie vereinbarten, sich im Frühjahr wieder zu treffen.",
        encoding="utf-8",
    )
    report = make_report([tmp_path])
    assert report.readings == ()
    assert [p.kind for p in report.problems] == ["set aside"]


@pytest.mark.parametrize(
    "text", ["“" * 3000, "a " * 30000, "No full stop ever " * 2000, "SHOUTING IN CAPITALS. " * 300]
)
def test_hostile_text_ends_and_keeps_its_spans(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.txt").write_text(
        "The minister said on Monday that it was late.\n\n" + text, encoding="utf-8"
    )
    assert_exact(report_to_dict(make_report([tmp_path])))
