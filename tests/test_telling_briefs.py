import random
import sqlite3
from importlib.resources import files

import pytest

from communique import judging, telling_briefs
from communique.config import Settings
from communique.errors import UsageError
from communique.keeping import Keeping
from communique.pipeline import read_all
from communique.store import Record
from communique.store.tables import FORMAT
from communique.telling_briefs import brief_key, compose_brief, tell_briefs


@pytest.fixture(scope="module")
def readings():
    found, problems = read_all(
        [str(files("communique.sample") / "articles")], settings=Settings(fast=True, workers=1)
    )
    assert not problems
    return found


@pytest.fixture(scope="module")
def path(readings, tmp_path_factory):
    path = tmp_path_factory.mktemp("briefs") / "r.db"
    with Record.open(path) as record:
        Keeping(record).add(readings)
    return path


@pytest.fixture
def record(path, tmp_path):
    copy = tmp_path / "r.db"
    with sqlite3.connect(path) as held, sqlite3.connect(copy) as made:
        held.backup(made)
    with Record.open(copy) as record:
        yield record


def told(record):
    while tell_briefs(record):
        pass


def kept(record):
    """The briefs that would be shown without being composed, by story."""
    found = {one.id: record.briefs.kept(one.id, brief_key(record, one)) for one in record.stories()}
    return {story: brief for story, brief in found.items() if brief is not None}


def test_a_kept_brief_is_the_one_that_would_be_composed(record):
    told(record)
    stories = {one.id: one for one in record.stories()}
    assert kept(record) == {key: compose_brief(record, one) for key, one in stories.items()}
    assert record.briefs.wanting(5) == ()


@pytest.mark.parametrize("seed", range(3))
def test_no_kept_brief_outlives_what_it_was_composed_of(readings, tmp_path, seed):
    chance = random.Random(seed)
    outside = list(readings)
    chance.shuffle(outside)
    with Record.open(tmp_path / "r.db") as record:
        keeping = Keeping(record)
        keeping.add([outside.pop() for _ in range(6)])
        for _ in range(5):
            told(record)
            deed = chance.choice(["add", "add", "delete", "mute", "speaker", "split", "undo"])
            articles = sorted(record.ids())
            standing = record.judgements.standing()
            quotes = record.quotes()
            try:
                if deed == "add" and outside:
                    keeping.add([outside.pop()])
                elif deed == "delete":
                    keeping.remove(chance.choice(articles))
                elif deed == "mute":
                    judging.mute(
                        record, keeping, chance.choice(sorted(record.judgements.outlets())), who="ada"
                    )
                elif deed == "speaker" and quotes:
                    span = chance.choice(quotes).quote.span
                    place = f"{span.article}:{span.start}:{span.end}"
                    judging.reassign(record, keeping, place, "Somebody Else", who="ada")
                elif deed == "split":
                    judging.split(record, keeping, chance.choice(articles), who="ada")
                elif standing:
                    keeping.undo(chance.choice(standing).id)
            except UsageError:  # it says what stands already, or there is nothing to split
                continue
            stories = {one.id: one for one in record.stories()}
            for story, brief in kept(record).items():
                assert brief == compose_brief(record, stories[story]), deed


def test_an_addition_leaves_the_briefs_of_other_stories(record, readings):
    told(record)
    before = kept(record)
    last = record.stories()[-1]
    assert len(before) > 1
    Keeping(record).remove(last.articles[0])
    after = kept(record)
    assert {key: brief for key, brief in before.items() if key != last.id and key in after} != {}
    assert last.id not in after


def test_another_program_composes_anew(record, monkeypatch):
    told(record)
    monkeypatch.setattr(telling_briefs, "program", lambda: "another")
    assert kept(record) == {}


def test_the_program_is_told_by_its_rules():
    assert len(telling_briefs.program()) == 16
    assert telling_briefs.program() == telling_briefs.program()


def test_a_brief_of_a_story_that_is_gone_is_not_kept(record):
    story = record.stories()[0]
    key, brief = brief_key(record, story), compose_brief(record, story)
    for article in story.articles:
        record.delete(article)
    with record.transaction():
        record.briefs.keep([(key, brief)])
    assert record.briefs.kept(story.id, key) is None


def test_only_so_many_are_composed_at_once(record):
    assert tell_briefs(record, most=2) == 2
    assert tell_briefs(record, most=20, seconds=0.0) == 1


def test_a_record_of_the_format_before_takes_briefs(path, tmp_path):
    old = tmp_path / "old.db"
    with sqlite3.connect(path) as held, sqlite3.connect(old) as made:
        held.backup(made)
        made.execute("DROP TABLE briefs")
        made.execute("UPDATE meta SET value = '5' WHERE name = 'format'")
        made.commit()
    with Record.open(path) as now, Record.open(old) as upgraded:
        assert upgraded.digest() == now.digest()
        assert upgraded.lists.facets() == now.lists.facets()
        assert tell_briefs(upgraded, most=1) == 1
    with sqlite3.connect(old) as made:
        assert made.execute("SELECT value FROM meta WHERE name = 'format'").fetchone() == (str(FORMAT),)
