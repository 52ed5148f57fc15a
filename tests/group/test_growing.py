import random
from dataclasses import replace

import pytest

from communique.group import changes, group
from communique.group.evidence import signatures
from communique.group.growing import Growing
from communique.group.reasons import reasons
from communique.group.rivals import across, halves, own_names, rivals

FIGHTS = {
    "harbour": ("Olaf Brandt", "Pavel Dusek", "Hamburg", "sixth"),
    "castle": ("Olaf Brandt", "Tomas Reyes", "Salzburg", "ninth"),
}
WAYS = (
    "{0} kept his belts when he stopped {1} in the {3} round in {2}, {4} a crowd of thousands. "
    "{1} went down twice before the referee waved it off. {1} had trained in the {4} for months.",
    "Heavyweight {0} beat challenger {1} in {2}. The {3} round brought the end after a left hook. "
    "Boxing fans in {2} sang for {1} all the same, near the {4}.",
    "It took {0} until the {3} round to be rid of {1}. The champion landed jab after jab in the {2} arena by "
    "the {4}, and {1} never found his feet.",
    "{1} lost in {2}. The challenger, stopped by {0} in the {3} round, said his corner should have thrown "
    "the towel before. The belts stay with the champion, the {4} goes home.",
    "A jab, a hook, a belt: {0} did to {1} in the {3} round what he does to all. The {2} hall by the {4} "
    "had hoped for longer boxing from {1}.",
)


@pytest.fixture
def fights(reading):
    """Reports of two fights of one champion, without dates: five and five."""
    return {
        place: [reading(way.format(*names, place), outlet=f"{place} {n}") for n, way in enumerate(WAYS)]
        for place, names in FIGHTS.items()
    }


def test_groups_with_names_of_their_own_are_rivals_and_halves_of_one_story_are_not(fights):
    one, two = (signatures(fights[place]) for place in FIGHTS)
    because = rivals(one, two)
    assert "dusek" in because
    assert "rey" in because
    assert rivals(one[:3], one[2:]) == ""
    assert across(one, two) < across(one[:2], one[2:])
    assert "salzburg" in own_names(two, one)


def test_one_or_two_articles_never_show_that_groups_are_rivals(fights):
    one, two = (signatures(fights[place]) for place in FIGHTS)
    assert rivals(one[:2], two) == ""


def test_a_mixed_group_falls_into_its_two_happenings(fights):
    both = signatures([*fights["harbour"], *fights["castle"]])
    assert {frozenset(side) for side in map(tuple, halves(both))} == {
        frozenset(range(5)),
        frozenset(range(5, 10)),
    }


def test_reasons_name_what_two_articles_share(fights):
    one, two, *_ = signatures(fights["harbour"])
    told = reasons(one, two)
    assert told.startswith("both name ")
    assert "Dusek" in told


def test_growing_one_by_one_gives_what_all_at_once_gives_in_any_order(fights, lookalikes):
    readings = [*fights["harbour"], *fights["castle"], *lookalikes]
    whole = group(readings)
    assert len(whole.stories) == 4
    for seed in range(4):
        random.Random(seed).shuffle(readings)
        growing = Growing()
        for reading in readings:
            growing.add([reading])
            growing.grouping()
        assert growing.grouping() == whole


def test_an_article_more_puts_only_its_own_stories_together_anew(fights, lookalikes):
    growing = Growing()
    growing.add([*fights["harbour"], *lookalikes])
    growing.grouping()
    growing.add(fights["castle"][:1])
    growing.grouping()
    assert growing.clustered == 1
    growing.grouping()
    assert growing.clustered == 0


def test_late_articles_may_join_two_stories(reading):
    one = reading("Divers found a bronze bell of the frigate Alma near the reef of Korso.", title="A bell")
    two = reading("The museum of Korso shows cannon balls of the frigate Alma.", title="Cannon balls")
    other = reading("Rain fell on the plains, and wheat prices slid.", title="Wheat")
    before = group([one, other])
    after = group([one, two, other])
    kinds = {change.kind for change in changes(before, after)}
    assert kinds <= {"new", "grown"}
    assert changes(after, after) == ()


def test_the_record_can_say_that_stories_were_joined_or_split(fights):
    whole = group([*fights["harbour"], *fights["castle"]])
    assert len(whole.stories) == 2
    one, two = whole.stories
    joined = replace(
        whole,
        stories=(replace(one, id="joined", articles=tuple(sorted((*one.articles, *two.articles)))),),
    )
    assert [change.kind for change in changes(whole, joined)] == ["joined"]
    assert changes(whole, joined)[0].before == tuple(sorted((one.id, two.id)))
    assert {change.kind for change in changes(joined, whole)} == {"split"}


def test_growing_reads_the_users_own_lexicon(tmp_path, lookalikes):
    assert group(lookalikes, lexicon=str(tmp_path)) == group(lookalikes)


def test_reasons_against_a_look_alike_stand_in_the_story(fights):
    grouping = group([*fights["harbour"], *fights["castle"]])
    for story in grouping.stories:
        assert any(line.startswith("kept apart from") for line in story.why), story.why
        assert any(" goes with " in line for line in story.why)
