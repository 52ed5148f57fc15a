import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import jsonschema
import pytest
from typer.testing import CliRunner

from communique import __version__, pipeline
from communique.cli import app
from communique.commands.printing import safe
from communique.exchange import schema
from communique.records import (
    Audit,
    Brief,
    BriefSentence,
    Commitment,
    Finding,
    Problem,
    Reference,
    Report,
    Section,
    Step,
)

HELP_SECONDS = 0.5
SLACK = 4  # a busy machine


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs a command line in an empty folder; gives the result with its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*words, stdin=None):
        return CliRunner().invoke(app, [str(word) for word in words], input=stdin)

    return run


@pytest.fixture
def held(readings, derived):
    """A report of two articles and a copy, with a brief."""
    grouping, claims = derived
    first = readings[0]
    sentence = BriefSentence(first.statements[0].span.quote, (1,), (first.statements[0].span,))
    brief = Brief(
        grouping.stories[0].id,
        "Water accord in Arica",
        (Section("What happened", (sentence,)),),
        (Reference(1, "The Andes Post", first.article.id),),
    )
    return Report(readings, pipeline.merge_actors(readings), grouping, claims, (brief,))


@pytest.fixture
def reports(monkeypatch, held):
    """Makes `report` and `brief` find what `held` holds, and name these problems."""

    def put(*problems):
        from dataclasses import replace

        monkeypatch.setattr(pipeline, "make_report", lambda *_, **__: replace(held, problems=problems))

    put()
    return put


@pytest.fixture
def record(monkeypatch, readings, derived, tmp_path):
    """A record at the default place that holds `readings`."""
    from communique.store import Record

    monkeypatch.chdir(tmp_path)
    with Record.open("communique.db") as record, record.transaction():
        record.add([with_its_promises(reading) for reading in readings])
        record.replace_derived(*derived)
    return tmp_path / "communique.db"


def with_its_promises(reading):
    """The reading with a commitment for each statement that promises something."""
    found = tuple(
        Commitment(
            id=s.id,
            by=("CHL",),
            to=("PER",),
            what=s.span.quote,
            due=None,
            amount=None,
            history=(Step("pledged", reading.article.published, s.span),),
            about=("well",),
        )
        for s in reading.statements
        if s.modality == "pledged"
    )
    return replace(reading, commitments=found)


# ------------------------------------------------------------------ the whole


def test_help_names_every_command_and_the_exit_codes(run):
    result = run("--help")
    assert result.exit_code == 0
    for word in ("demo", "report", "brief", "audit", "add", "search", "doctor", "Exit codes"):
        assert word in result.output


def test_the_version_is_told(run):
    assert run("--version").output == f"communique {__version__}\n"


def test_help_comes_at_once():
    command = [sys.executable, "-m", "communique", "--help"]
    best = 9.0
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    assert best < HELP_SECONDS * SLACK


def test_help_loads_nothing_heavy():
    code = (
        "import sys, communique.cli; heavy = 'spacy sqlalchemy pydantic jinja2 trafilatura numpy'; "
        "print([m for m in heavy.split() if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["report"],
        ["report", "x.txt", "--format", "pdf"],
        ["report", "x.txt", "--workers", "-1"],
        ["audit", "brief.txt"],
        ["changes"],
        ["changes", "--since", "last week"],
        ["stories"],
        ["search", "water"],
        ["brief", "0123abcd"],
        ["relation", "RUS", "CHN"],
    ],
)
def test_wrong_use_ends_with_2_and_says_why(run, words):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output


def test_a_fault_of_the_program_is_one_line_unless_debugging(run, monkeypatch):
    def fail(*_, **__):
        raise KeyError("boom")

    monkeypatch.setattr(pipeline, "make_report", fail)
    result = run("report", "x.txt")
    assert result.exit_code == 70
    assert result.stderr.count("\n") == 1
    assert "KeyError" in result.stderr
    assert isinstance(run("--debug", "report", "x.txt").exception, KeyError)


def test_a_wrong_environment_variable_is_named(run, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_WORKERS", "many")
    result = run("report", "x.txt")
    assert result.exit_code == 2
    assert "COMMUNIQUE_" in result.stderr


# ------------------------------------------------------------------ files


def test_a_report_is_printed_in_each_format(run, reports):
    data = json.loads(run("report", "x.txt", "--format", "json").stdout)
    jsonschema.validate(data, schema("report"))
    assert json.loads(run("report", "x.txt", "--json").stdout) == data
    assert "# Water accord in Arica" in run("report", "x.txt").stdout
    assert "<html" in run("report", "x.txt", "--format", "html").stdout


def test_the_suffix_of_the_output_tells_the_format(run, reports, tmp_path):
    assert run("report", "x.txt", "-o", "out.json").stdout == ""
    jsonschema.validate(json.loads((tmp_path / "out.json").read_text()), schema("report"))
    run("report", "x.txt", "-o", "out.html")
    assert "<html" in (tmp_path / "out.html").read_text()
    assert run("report", "x.txt", "-o", "missing/out.md").exit_code == 2


def test_unreadable_inputs_are_named_and_end_with_3_after_the_rest_is_done(run, reports):
    reports(Problem("bad.txt", "empty"), Problem("fr.txt", "in French", "set aside"))
    result = run("report", "bad.txt", "fr.txt", "good.txt", "--json")
    assert result.exit_code == 3
    assert "bad.txt: empty" in result.stderr
    assert "fr.txt: in French" in result.stderr
    assert len(json.loads(result.stdout)["articles"]) == 3


def test_what_is_set_aside_is_named_but_no_failure(run, reports):
    reports(Problem("fr.txt", "in French", "set aside"))
    result = run("report", "fr.txt")
    assert result.exit_code == 0
    assert "fr.txt" in result.stderr


def test_a_brief_is_printed_in_each_format(run, reports, tmp_path):
    (tmp_path / "x.txt").write_text("x")
    assert "# Water accord in Arica" in run("brief", "x.txt").stdout
    assert json.loads(run("brief", "x.txt", "--json").stdout)[0]["title"] == "Water accord in Arica"
    assert "<html" in run("brief", "x.txt", "--format", "html").stdout


def test_a_brief_of_a_story_of_the_record_is_found_by_its_id(run, record, derived):
    story = derived[0].stories[0].id
    (brief,) = json.loads(run("brief", story[:6], "--json").stdout)
    assert brief["story"] == story
    assert run("brief", "ffff").exit_code == 2


@pytest.fixture
def audits(monkeypatch, held):
    """Makes `audit` find this verdict for one sentence."""

    def put(verdict, error=None):
        span = held.readings[0].statements[0].span
        found = Finding("They signed. [1]", (1,), verdict, error is None, error, (span,), "")
        audit = Audit((Reference(1, "The Andes Post", None),), (found,))
        monkeypatch.setattr(pipeline, "make_audit", lambda *_, **__: (audit, held))

    return put


@pytest.mark.parametrize("words", [["--sources", "a.txt", "b.txt"], ["-s", "a.txt", "-s", "b.txt"]])
def test_an_audit_is_printed_in_each_format(run, audits, tmp_path, words):
    audits("supported")
    (tmp_path / "brief.txt").write_text("They signed. [1]\n")
    data = json.loads(run("audit", "brief.txt", *words, "--format", "json").stdout)
    jsonschema.validate(data, schema("audit"))
    assert "1 sentences, 0 with findings" in run("audit", "brief.txt", *words).stdout
    assert "They signed" in run("audit", "brief.txt", *words, "--format", "md").stdout
    assert "<html" in run("audit", "brief.txt", *words, "--format", "html").stdout
    rows = run("audit", "brief.txt", *words, "--format", "csv").stdout.splitlines()
    assert rows[0].endswith("source,article,start,end,quote")
    assert rows[1].startswith("1,They signed. [1],1,supported,yes,")


def test_strict_ends_with_1_only_if_something_is_found(run, audits, tmp_path):
    (tmp_path / "brief.txt").write_text("They signed. [1]\n")
    audits("supported")
    assert run("audit", "brief.txt", "--sources", "a.txt", "--strict").exit_code == 0
    audits("contradicted", "number")
    assert run("audit", "brief.txt", "--sources", "a.txt").exit_code == 0
    result = run("audit", "brief.txt", "--sources", "a.txt", "--strict")
    assert result.exit_code == 1
    assert "contradicted (number)" in result.stdout


def test_a_brief_that_cannot_be_read_ends_with_3(run, audits, tmp_path):
    audits("supported")
    assert run("audit", "missing.txt", "--sources", "a.txt").exit_code == 3
    (tmp_path / "brief.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert run("audit", "brief.txt", "--sources", "a.txt").exit_code == 3


def test_a_brief_can_come_from_standard_input(run, audits):
    audits("supported")
    assert run("audit", "-", "--sources", "a.txt", stdin="They signed. [1]\n").exit_code == 0


# ------------------------------------------------------------------ the record


def test_every_listing_is_printed_for_people_and_for_programs(run, record, derived):
    story = derived[0].stories[0].id
    listings = {
        ("stories",): "Water accord in Arica",
        ("story", story[:6]): "second.txt",
        ("claims",): "corroborated",
        ("claims", "--standing", "contested", "--story", story[:4]): "contested",
        ("quotes", "--speaker", "Quell"): "open every well",
        ("pledges",): "open every well",
        ("search", "water", "accord"): "Arica",
        ("changes", "--since", "2020-01-01"): "Water accord in Arica",
    }
    for words, expected in listings.items():
        result = run(*words)
        assert result.exit_code == 0, (words, result.output)
        assert expected in result.stdout, words
        assert json.loads(run(*words, "--json").stdout), words


def test_a_story_tells_why_its_articles_belong_together(run, record, derived):
    assert "same day, same place" in run("story", derived[0].stories[0].id, "--why").stdout


def test_the_reasons_of_a_story_are_in_its_json(run, record, derived):
    name = derived[0].stories[0].id
    assert "same day, same place" in json.loads(run("story", name, "--json").stdout)["why"][0]


def test_another_record_can_be_named(run, record, tmp_path, monkeypatch):
    record.rename(tmp_path / "other.db")
    assert run("stories").exit_code == 2
    assert run("stories", "--record", "other.db").exit_code == 0
    monkeypatch.setenv("COMMUNIQUE_RECORD", "other.db")
    assert run("stories").exit_code == 0


def test_a_file_that_is_no_record_is_named(run, tmp_path):
    (tmp_path / "communique.db").write_text("words " * 300)
    result = run("stories")
    assert result.exit_code == 3
    assert "communique.db" in result.stderr


def test_search_answers_whatever_is_typed(run, record):
    for words in (["AND"], ['"'], ["*"], ["a b", "c"], ["NEAR("], ["text:x"]):
        assert run("search", *words).exit_code == 0


# ------------------------------------------------------------------ printing


def test_what_was_gathered_cannot_steer_a_terminal():
    assert safe("a\x1b[31mred\x9b2J\tb\nc") == "a\ufffd[31mred\ufffd2J\tb\nc"


def test_a_reader_that_goes_away_ends_it_quietly(record):
    command = f"'{sys.executable}' -m communique claims --json | true"
    done = subprocess.run(["bash", "-c", command], cwd=record.parent, capture_output=True, text=True)
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupt_ends_it_quietly(tmp_path):
    command = [sys.executable, "-m", "communique", "report", "-"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in errors


# ------------------------------------------------------------------ the whole way


def test_the_demo_leaves_a_page_and_prints_its_path(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "communique", "demo", "--output", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    page = tmp_path / "out" / "report.html"
    assert str(page) in done.stdout
    assert "<html" in page.read_text(encoding="utf-8")
    jsonschema.validate(json.loads((tmp_path / "out" / "report.json").read_text()), schema("report"))


def test_adding_a_file_twice_changes_nothing(run, tmp_path):
    (tmp_path / "a.txt").write_text(
        "The Andes Post\n\nPeru and Chile sign water accord\n\nMarch 3, 2025\n\n"
        "ARICA - Peru and Chile signed a water accord in Arica on Monday, the foreign ministry said.\n"
    )
    first = json.loads(run("add", "a.txt", "--json").stdout)
    again = json.loads(run("add", "a.txt", "--json").stdout)
    assert (first["added"], first["articles"]) == (1, 1)
    assert (again["added"], again["articles"]) == (0, 1)
    assert "Arica" in run("search", "accord").stdout


def test_the_doctor_finds_everything_here(run):
    result = run("doctor", "--json")
    assert result.exit_code == 0, result.output
    assert {row["what"] for row in json.loads(result.stdout)} == {"python", "parser", "lexicon", "full text"}
    assert "CHN" in run("doctor", "actors", "Beijing").stdout
    assert "CHN" in json.loads(run("doctor", "actors", "Beijing", "--json").stdout)["explanation"]
