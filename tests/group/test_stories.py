import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.group import group
from communique.group.evidence import signatures
from communique.group.pairs import FOLLOWING, time_score
from communique.group.reasons import reasons


def stories(readings):
    return {frozenset(story.articles) for story in group(readings).stories}


def ids(readings):
    return frozenset(reading.article.id for reading in readings)


def test_nothing_gives_nothing():
    assert group([]).stories == ()
    assert group([]).copies == ()


def test_one_article_is_one_story(reading):
    (story,) = group([reading("It rained.", title="Rain")]).stories
    assert len(story.articles) == 1
    assert story.date is None
    assert story.arc is None


def test_an_article_without_words_has_its_story(reading):
    assert len(group([reading("…"), reading("It rained.")]).stories) == 2


def test_lookalike_meetings_are_two_stories_of_one_arc_and_the_preview_goes_with_its_outcome(lookalikes):
    grouping = group(lookalikes)
    assert stories(lookalikes) == {ids(lookalikes[:3]), ids(lookalikes[3:])}
    assert len({story.arc for story in grouping.stories}) == 1
    assert grouping.stories[0].arc is not None


def test_a_story_tells_when_where_and_why(lookalikes):
    story = next(s for s in group(lookalikes).stories if len(s.articles) == 3)
    assert story.date is not None
    assert (story.date.start.isoformat(), story.date.end.isoformat()) == ("2031-05-07", "2031-05-07")
    assert story.label == "Norway and Estonia: talks in Tromso, 7 May 2031"
    assert any("kept apart" in line and "years apart" in line for line in story.why)


def test_the_order_of_the_input_does_not_matter(lookalikes):
    expected = group(lookalikes)
    for seed in range(5):
        shuffled = list(lookalikes)
        random.Random(seed).shuffle(shuffled)
        assert group(shuffled) == expected


def test_an_unrelated_article_changes_no_other_story(reading, lookalikes):
    other = reading("A panda was born in the zoo of Lima.", title="Panda born", published="2031-05-07")
    before = {story.articles: story for story in group(lookalikes).stories}
    after = {story.articles: story for story in group([*lookalikes, other]).stories}
    assert {articles: after[articles] for articles in before} == before


def test_a_copy_shares_the_story_of_its_original(reading, lookalikes):
    text = lookalikes[0].article.text
    copy = reading(text + " Read on inside.", published="2031-05-20", outlet="Island News")
    grouping = group([*lookalikes, copy])
    (found,) = grouping.copies
    story = next(s for s in grouping.stories if copy.article.id in s.articles)
    assert found.original in story.articles


def test_an_undated_text_goes_with_the_meeting_that_its_years_allow(reading, lookalikes):
    undated = reading(
        "Norway will lend Estonia 85 million dollars for the harbour, President Ada Lorne said after talks "
        "with "
        "President Bo Istan in Tromso on Wednesday. The ferry line to Narva will open by the end of 2032.",
        title="Money for a ferry",
    )
    assert ids([*lookalikes[:3], undated]) in stories([*lookalikes, undated])


def test_weekdays_keep_two_undated_meetings_apart(reading):
    def met(day, more):
        return reading(f"The presidents of Norway and Estonia met in Tromso on {day}. {more}")

    one = met("Monday", "They spoke of ferries and of a harbour loan.")
    two = met("Monday", "A harbour loan and ferries were on the table.")
    three = met("Thursday", "They spoke of fish and of a cable under the sea.")
    assert ids([one, two]) in stories([one, two, three])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(5)), st.integers(1, 5))
def test_any_subset_in_any_order_partitions_its_articles(lookalikes, order, size):
    chosen = [lookalikes[index] for index in order[:size]]
    grouping = group(chosen)
    listed = [id for story in grouping.stories for id in story.articles]
    assert sorted(listed) == sorted(reading.article.id for reading in chosen)


def test_reports_that_follow_the_same_visit_are_dated_to_each_other(reading):
    one, two, three = signatures(
        [
            reading(
                "Norway and Estonia spoke of ferries when President Bo Istan of Estonia came to Norway. The "
                "talks of Estonia and Norway began only days after a visit by Canada's premier."
            ),
            reading(
                "Norway wants its harbour loan back. Estonia has little for Norway, and Istan of Estonia "
                "knew it when he sat down in Tromso, barely a week after the town had been host to Canada.",
                kind="analysis",
            ),
            reading(
                "Norway was host to Istan of Estonia, and Estonia smiled, weeks after a visit from Ghana."
            ),
        ]
    )
    assert (one.after, two.after, three.after) == ({"CAN"}, {"CAN"}, {"GHA"})
    assert time_score(one, two) == FOLLOWING > time_score(one, three) == 0.0
    assert "shortly after another visit (CAN)" in reasons(one, two)
