"""The pairs that are judged: few for each article, and the same whatever the order of arrival."""

import random

import pytest

from communique.group import story_index
from communique.group.evidence import signatures
from communique.group.story_index import StoryIndex

TOWNS = "Arven Belmar Cordal Dunmore Eskil Fenwick Garlan Holt Istra Jorvik Kelso Lund".split()
GOODS = "barley copper timber herring linen saffron tallow amber cobalt walnut".split()
SOUNDS = "ba de fi go lu ka me ni po ru sa te vi zo".split()
DEEDS = "smuggled auctioned burned shipped taxed hoarded weighed salvaged".split()


@pytest.fixture
def crowd(reading):
    """Some sixty short reports of goods in towns, of which many share a few words; half are dated."""
    dice = random.Random(5)
    found = []
    for number in range(60):
        towns, goods = dice.sample(TOWNS, 3), dice.sample(GOODS, 3)
        deed = dice.choice(DEEDS)
        own = ["".join(dice.choices(SOUNDS, k=3)) for _ in range(40)]
        text = (
            f"Merchants {deed} {goods[0]} and {goods[1]} in {towns[0]} near {towns[1]}. Guards from "
            f"{towns[2]} counted {dice.randint(100, 105)} barrels of {goods[2]} at the harbour gate. "
            f"The rest is told in words of its own: {' '.join(own)}."
        )
        day = f"2031-05-{dice.randint(1, 28):02d}" if number % 2 else None
        found.append(reading(text, outlet=f"Gazette {number}", published=day))
    return signatures(found)


def pairs(rows, sizes=(1000,)):
    """The scores by the ids of the two, of these signatures taken in by lots of such sizes."""
    index, start = StoryIndex(), 0
    while start < len(rows):
        for size in sizes:
            index.add(rows[start : start + size])
            index.refresh()
            start += size
    ids = [one.id for one in index.signatures]
    return {(ids[a], ids[b]): score for a, row in enumerate(index.scores) for b, score in row.items()}


def test_pairs_do_not_depend_on_the_order_or_the_lots_of_arrival(crowd, monkeypatch):
    monkeypatch.setattr(story_index, "CROWDED", 12)
    monkeypatch.setattr(story_index, "STRANGERS", 3)
    monkeypatch.setattr(story_index, "AT_ONCE", 2)
    expected = pairs(crowd)
    assert 60 < len(expected) < 60 * 40
    for seed in range(6):
        shuffled = list(crowd)
        random.Random(seed).shuffle(shuffled)
        assert pairs(shuffled, random.Random(seed).sample((1, 2, 5, 9, 20), 3)) == expected


def test_both_articles_of_a_pair_know_its_score(crowd):
    found = pairs(crowd)
    assert all(found[b, a] == score for (a, b), score in found.items())


def test_fewer_strangers_mean_fewer_pairs_to_judge(crowd, monkeypatch):
    judged = []
    for strangers in (2, 40):
        monkeypatch.setattr(story_index, "STRANGERS", strangers)
        monkeypatch.setattr(story_index, "AT_ONCE", 2)
        index = StoryIndex()
        index.add(crowd)
        index.refresh()
        judged.append(index.judged)
    assert judged[0] < judged[1] / 2


def test_a_second_look_without_new_articles_changes_nothing(crowd):
    index = StoryIndex()
    index.add(crowd)
    index.refresh()
    before, judged = list(index.versions), index.judged
    index.refresh()
    assert (index.versions, index.judged) == (before, judged)
