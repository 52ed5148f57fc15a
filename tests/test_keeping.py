"""The derived part of a record follows its articles: by steps as in one go."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import keeping
from communique.commands.changing import sentence, told
from communique.compare import compare
from communique.group import group
from communique.keeping import Keeping, story_changes
from communique.records import Grouping, Story
from communique.store import Record

NOW = dt.datetime(2025, 3, 9, 8, tzinfo=dt.UTC)
ROWS = [
    (3, "Andes Post", ["Peru and Chile signed a water accord in Arica on Monday.", "It covers 40 wells."]),
    (3, "Puerto Gazette", ["Chile and Peru signed the accord on water in Arica.", "It covers 45 wells."]),
    (4, "Valley Wire", ["Peru and Chile signed a water accord in Arica on Monday.", "It covers 40 wells."]),
    (3, "Fjord News", ["A ferry ran aground off Tromsø with 212 passengers aboard.", "Nobody was hurt."]),
    (4, "Harbour Sheet", ["The ferry aground off Tromsø carried 212 passengers.", "Tugs freed the ferry."]),
    (5, "Fjord News", ["Tugs freed the Tromsø ferry and its 212 passengers went ashore on Wednesday."]),
    (20, "Delta Times", ["Ghana will buy 60 buses from Togo, the transport ministry in Accra said."]),
    (21, "Lomé Courier", ["Togo sells 60 buses to Ghana, the ministry of transport said in Accra."]),
    (28, "Andes Post", ["A late frost killed half of the olive trees around Ovalle, growers said."]),
]


@pytest.fixture
def articles(make_dated):
    """Three stories told by several outlets, one of them with a copy, and a story of its own."""
    return make_dated(ROWS)


@pytest.fixture
def whole(articles, tmp_path):
    """The digest of a record that got all of them in one go."""
    with Record.open(tmp_path / "whole.db") as record:
        Keeping(record).add(articles, at=NOW)
        held, found = record.grouping(), group(articles)
        assert (held.copies, set(held.stories)) == (found.copies, set(found.stories))
        assert {c.id: c for c in record.claims()} == {c.id: c for c in compare(articles, group(articles))}
        assert len(record.membership()) < len(articles)
        return record.digest()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_and_any_batches_give_the_record_of_one_go(articles, whole, tmp_path_factory, data):
    order = data.draw(st.permutations(articles))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(order) - 1))))
    fresh = data.draw(st.booleans())
    with Record.open(tmp_path_factory.mktemp("steps") / "steps.db") as record:
        keeper = Keeping(record)
        for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
            keeper = Keeping(record) if fresh else keeper  # another process each time, or one for all
            assert keeper.add(order[start:end], at=NOW)[0] == end - start
        assert record.digest() == whole


def test_what_is_taken_out_leaves_the_record_of_the_others(articles, tmp_path):
    with Record.open(tmp_path / "a.db") as record, Record.open(tmp_path / "b.db") as other:
        keeper = Keeping(record)
        keeper.add(articles, at=NOW)
        for gone in (articles[0], articles[8], articles[4]):
            assert keeper.remove(gone.article.id)
            assert not keeper.remove(gone.article.id)
        Keeping(other).add([articles[n] for n in (1, 2, 3, 5, 6, 7)])
        assert record.digest() == other.digest()
        kinds = {change.kind for change in record.changes(NOW).log}
        assert {"new", "reduced", "withdrawn"} <= kinds


def test_only_what_an_article_touches_is_compared_again(articles, tmp_path, monkeypatch):
    compared = []

    def watched(readings, grouping):
        compared.append({reading.article.name for reading in readings})
        return compare(readings, grouping)

    with Record.open(tmp_path / "a.db") as record:
        keeper = Keeping(record)
        keeper.add(articles[:-2], at=NOW)
        monkeypatch.setattr(keeping, "compare", watched)
        keeper.add(articles[-2:-1], at=NOW)
    assert compared == [{"6.txt", "7.txt"}]


def test_two_processes_may_add_to_one_record_by_turns(articles, whole, tmp_path):
    with Record.open(tmp_path / "a.db") as one, Record.open(tmp_path / "a.db") as two:
        keepers = [Keeping(one), Keeping(two)]
        for number, reading in enumerate(articles):
            keepers[number % 2].add([reading], at=NOW)
        assert one.digest() == whole


def test_an_error_leaves_nothing_behind_that_a_later_addition_would_trip_over(
    articles, whole, tmp_path, monkeypatch
):
    with Record.open(tmp_path / "a.db") as record:
        keeper = Keeping(record)
        keeper.add(articles[:4], at=NOW)
        before = record.digest()
        with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
            broken.setattr(record, "log", lambda changes: 1 / 0)
            keeper.add(articles[4:], at=NOW)
        assert record.digest() == before
        keeper.add(articles[4:], at=NOW)
        assert record.digest() == whole


def test_claims_of_a_record_from_before_neighbourhoods_are_made_anew(articles, whole, tmp_path):
    with Record.open(tmp_path / "a.db") as record:
        record.add(articles[:5], at=NOW)
        grouping = group(articles[:5])
        record.replace_derived(grouping, compare(articles[:5], grouping))
        Keeping(record).add(articles[5:], at=NOW)
        assert record.digest() == whole


def story(name, *articles):
    return Story(name, f"About {name}", articles, None, (), ())


def changed(before, after, **more):
    found = story_changes(before, Grouping((), tuple(after)), NOW, **more)
    return {change.story: change for change in found}


def test_the_log_tells_what_became_of_each_story_and_which_article_did_it():
    before = {"a": ("1", "2"), "b": ("3",), "c": ("4", "5"), "d": ("6",)}
    after = [story("ab", "1", "2", "3", "7"), story("c1", "4"), story("c2", "5", "8"), story("d", "6")]
    found = changed(before, after, added={"7", "8"})
    assert {name: change.kind for name, change in found.items()} == {
        "ab": "joined",
        "c1": "split",
        "c2": "split",
    }
    assert found["ab"].before == ("a", "b")
    assert found["ab"].because == ("7",)
    assert found["c1"].because == found["c2"].because == ("8",)
    grown = changed({"a": ("1",)}, [story("b", "1", "2"), story("c", "3")], added={"2", "3"})
    assert {change.kind for change in grown.values()} == {"grown", "new"}


def test_the_log_tells_what_a_deletion_takes_away():
    found = changed({"a": ("1", "2"), "b": ("3",)}, [story("c", "1")], removed="2")
    assert found["c"].kind == "reduced"
    assert found["c"].because == ("2",)
    assert found["b"].kind == "withdrawn"


def test_changes_are_told_in_plain_words_the_unexpected_first():
    found = changed(
        {"a": ("1",), "b": ("2",)}, [story("ab", "1", "2", "3"), story("c", "4")], added={"3", "4"}
    )
    names = {"3": "Wells reopened", "4": "A late frost"}
    assert told(found.values(), names) == [
        "“About ab” joins what stood in 2 stories, now 3 articles, by “Wells reopened”",
        "“About c” is a new story of 1 article",
    ]
    (gone,) = changed({"a": ("1",)}, [], removed="1").values()
    assert sentence(gone, {}) == "a story is gone with the last of its articles"
    assert len(told([gone] * 40, {})) == 13


def test_the_words_of_a_deleted_title_leave_the_log(articles, tmp_path):
    with Record.open(tmp_path / "a.db") as record:
        keeper = Keeping(record)
        keeper.add(articles, at=NOW)
        assert [change for change in record.changes(NOW).log if "olive" in (change.label or "")]
        keeper.remove(articles[8].article.id)
        labels = [change.label or "" for change in record.changes(NOW).log]
        assert not [label for label in labels if "olive" in label]
