"""What is compared with what, and by what key a part of a record is known."""

from __future__ import annotations

from communique.compare import neighbourhoods
from communique.records import Copy, Grouping, Story


def story(name, *articles, arc=None):
    return Story(name, name, articles, None, (), (), arc=arc)


def test_stories_of_one_arc_are_compared_with_each_other_and_no_others():
    grouping = Grouping((), (story("s", "1", "2", arc="x"), story("t", "3", arc="x"), story("u", "4")))
    found = neighbourhoods(["1", "2", "3", "4", "5"], grouping)
    assert sorted(one.articles for one in found) == [("1", "2", "3"), ("4",), ("5",)]
    assert {one.articles: len(one.grouping.stories) for one in found}["1", "2", "3"] == 2


def test_the_key_changes_with_what_claims_depend_on_and_with_nothing_else():
    def key(*stories, copies=()):
        (one,) = neighbourhoods(["1", "2"], Grouping(copies, stories))
        return one.key

    plain = key(story("s", "1", "2"))
    assert plain == key(Story("s", "other label", ("1", "2"), None, ("Arica",), (), why=("same day",)))
    assert plain != key(story("s", "1", "2"), copies=(Copy("2", "1", 0.9),))
    assert key(story("s", "1", arc="x"), story("t", "2", arc="x")) != plain


def test_the_order_of_articles_and_stories_does_not_matter():
    stories = (story("s", "1", "2"), story("t", "3"))
    there, back = (
        neighbourhoods(articles, Grouping((), told))
        for articles, told in ((["1", "2", "3"], stories), (["3", "2", "1"], stories[::-1]))
    )
    assert there == back
