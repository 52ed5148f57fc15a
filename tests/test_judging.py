"""What people correct holds while articles come and go, and is gone without a trace when it is undone."""

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest

from communique.errors import UsageError
from communique.group.judged import Judged, corrected, reasons
from communique.keeping import Keeping
from communique.store import Record

NOW = dt.datetime(2025, 3, 9, 8, tzinfo=dt.UTC)
ROWS = [
    (3, "Andes Post", ["Peru and Chile signed a water accord in Arica on Monday.", "It covers 40 wells."]),
    (3, "Puerto Gazette", ["Chile and Peru signed the accord on water in Arica.", "It covers 40 wells."]),
    (4, "Valley Wire", ["In Arica, Chile and Peru signed a water accord.", "The accord covers 45 wells."]),
    (3, "Fjord News", ["A ferry ran aground off Tromsø with 212 passengers aboard.", "Nobody was hurt."]),
    (4, "Harbour Sheet", ["The ferry aground off Tromsø carried 212 passengers.", "Tugs freed the ferry."]),
    (20, "Delta Times", ["Ghana will buy 60 buses from Togo, the transport ministry in Accra said."]),
]


@pytest.fixture
def articles(make_dated):
    return make_dated(ROWS)


@pytest.fixture
def held(articles, tmp_path):
    """A record of the articles, what keeps it, and the ids of the articles."""
    with Record.open(tmp_path / "r.db") as record:
        keeping = Keeping(record)
        keeping.add(articles, at=NOW)
        yield record, keeping, [one.article.id for one in articles]


def home(record, article):
    return next(story for story in record.stories() if article in story.articles)


def derived(record):
    return record.digest(), record.grouping(), record.claims(), record.quotes()


def test_two_stories_are_merged_and_undoing_restores_what_was(held):
    record, keeping, ids = held
    before = derived(record)
    made = keeping.judge("together", ids[0], ids[3], who="ada", at=NOW)
    assert home(record, ids[0]) == home(record, ids[3])
    assert any(line.startswith("Corrected") for line in home(record, ids[0]).why)
    assert record.digest() != before[0]
    assert keeping.undo(made.id[:8], at=NOW) == made
    assert derived(record) == before
    assert [(one.who, one.undone_at is None) for one in record.judgements.all()] == [("ada", False)]


def test_an_article_is_split_out_and_stays_out_when_others_come(held, make_reading):
    record, keeping, ids = held
    before = derived(record)
    story = home(record, ids[0])
    assert len(story.articles) > 1
    rest = " ".join(one for one in story.articles if one != ids[0])
    made = keeping.judge("apart", ids[0], rest, who="ada", at=NOW)
    assert home(record, ids[0]).articles == (ids[0],)
    late = make_reading("late.txt", ["Peru and Chile signed a water accord in Arica."], "Late Post")
    keeping.add([late])
    assert not set(home(record, ids[0]).articles) & set(rest.split())
    keeping.remove(late.article.id)
    assert home(record, ids[0]).articles == (ids[0],)
    keeping.undo(made.id)
    assert derived(record)[:3] == before[:3]


def test_a_record_made_anew_under_the_same_judgements_is_the_same(held, articles, tmp_path):
    record, keeping, ids = held
    rest = " ".join(one for one in home(record, ids[0]).articles if one != ids[0])
    told = [("together", ids[3], ids[5]), ("apart", ids[0], rest), ("mute", "Harbour Sheet", "")]
    for kind, subject, value in told:
        keeping.judge(kind, subject, value, who="ada")
    digests = {record.digest()}
    for number, order in enumerate(permutations(told)):
        with Record.open(tmp_path / f"{number}.db") as other:
            anew = Keeping(other)
            anew.add(articles[:3])
            for kind, subject, value in order:
                anew.judge(kind, subject, value, who="bo")
            anew.add(articles[3:])
            digests.add(other.digest())
    assert len(digests) == 1


def test_judgements_that_conflict_are_refused_and_change_nothing(held):
    record, keeping, ids = held
    rest = " ".join(one for one in home(record, ids[0]).articles if one != ids[0])
    split = keeping.judge("apart", ids[0], rest, who="ada")
    before = derived(record)
    with pytest.raises(UsageError, match=f"{split.id}.*undo that first"):
        keeping.judge("together", *sorted((ids[0], rest.split()[0])), who="bo")
    with pytest.raises(UsageError, match="judged so already"):
        keeping.judge("apart", ids[0], rest, who="bo")
    assert derived(record) == before
    assert record.judgements.standing() == (split,)
    keeping.undo(split.id)
    merged = keeping.judge("together", ids[3], ids[5], who="ada")
    with pytest.raises(UsageError, match=merged.id):
        keeping.judge("apart", ids[3], ids[5], who="bo")


def test_a_muted_outlet_is_no_source_of_any_claim(held):
    record, keeping, ids = held
    before = derived(record)
    mine = {s.id for s in record.readings([ids[0]])[0].statements}
    assert any(mine & set(claim.statements) for claim in record.claims())
    made = keeping.judge("mute", "Andes Post", who="ada")
    assert not any(mine & set(claim.statements) for claim in record.claims())
    assert record.judgements.muted() == {ids[0]}
    keeping.undo(made.id)
    assert derived(record) == before


def test_a_quote_gets_another_speaker_or_none(held, make_reading):
    from communique.records import Holder, Quote

    record, keeping, _ = held
    one = make_reading("said.txt", ["The wells are ours, Minister Quell said."], "Andes Post")
    span = one.article.span(4, 9)
    one = replace(one, quotes=(Quote(span, Holder("speaker", "Rosa Quell")),))
    keeping.add([one])
    before = derived(record)
    place = f"{span.article}:{span.start}:{span.end}"
    made = keeping.judge("speaker", place, "Ana Sol", who="ada")
    assert [q.quote.speaker.name for q in record.quotes(speaker="Ana")] == ["Ana Sol"]
    assert record.quotes(speaker="Rosa") == ()
    assert record.readings([span.article])[0].quotes[0].speaker.name == "Ana Sol"
    with pytest.raises(UsageError, match=made.id):
        keeping.judge("speaker", place, "", who="bo")
    keeping.undo(made.id)
    assert derived(record) == before
    keeping.judge("speaker", place, "", who="ada")
    assert record.readings([span.article])[0].quotes[0].speaker is None


def test_what_is_kept_apart_wins_over_what_belongs_together():
    groups = [("a", "b"), ("c",), ("d", "e")]
    judged = Judged(frozenset({("a", "c"), ("c", "d")}), frozenset({("a", frozenset({"d"}))}))
    found = corrected(groups, judged, {})
    assert sorted(found) == [("a", "b", "c"), ("d", "e")]
    assert reasons(("a", "b", "c"), judged)


def test_a_copy_leaves_with_its_original():
    judged = Judged(apart=frozenset({("a", frozenset({"b", "c"}))}))
    assert sorted(corrected([("a", "b", "c", "k")], judged, {"k": "a"})) == [("a", "k"), ("b", "c")]
    assert corrected([("a",), ("b",)], judged, {}) == [("a",), ("b",)]


def test_the_command_line_judges_lists_and_undoes(held):
    import json

    from typer.testing import CliRunner

    from communique.cli import app

    record, _, ids = held
    before = record.digest()
    file = ["--record", str(record.path)]

    def run(*words, code=0):
        found = CliRunner().invoke(app, ["judge", *words, *file])
        assert found.exit_code == code, found.output
        return found.output

    stories = [home(record, ids[3]).id, home(record, ids[5]).id]
    made = json.loads(run("merge", *stories, "--by", "ada", "--json"))
    assert made["who"] == "ada"
    assert home(record, ids[3]) == home(record, ids[5])
    run("split", ids[0], "--by", "ada")
    run("mute", "Fjord News", "--by", "bo")
    run("mute", "Nobody's Paper", code=2)
    run("split", ids[0], code=2)
    run("reassign", f"{ids[0]}:0:4", "Rosa", code=2)
    run("reassign", "nonsense", "Rosa", code=2)
    log = json.loads(run("list", "--json"))
    assert [one["kind"] for one in log] == ["together", "apart", "mute"]
    for one in reversed(log):
        run("undo", one["id"][:10])
    run("undo", log[0]["id"], code=2)
    assert record.digest() == before
    assert run("list").count("ada") == 2
