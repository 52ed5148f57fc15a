import datetime as dt

from communique.group.offices import narrowings
from communique.group.timing import when


def windows(reading, text, *people):
    one = reading(text, people=[(name, None, state) for name, state in people])
    return when(one, narrowings(one, [False] * len(one.article.sentences))).windows


def test_a_newly_appointed_minister_dates_a_text_shortly_after_the_start_of_the_term(reading):
    text = "The newly appointed German Foreign Minister Annalena Baerbock spoke of a canal."
    ((start, end),) = windows(reading, text, ("Annalena Baerbock", "DEU"))
    assert start == dt.date(2021, 12, 8)
    assert end < dt.date(2022, 7, 1)


def test_a_president_called_so_is_in_office_and_a_former_one_no_longer(reading):
    people = ("François Hollande", "FRA")
    ((start, end),) = windows(reading, "President François Hollande planted an oak.", people)
    assert (start.year, end.year) == (2012, 2017)
    ((start, end),) = windows(reading, "Former president François Hollande planted an oak.", people)
    assert (start.year, end) == (2017, dt.date.max)


def test_a_text_since_a_re_election_follows_one_but_not_the_first_election(reading):
    text = "It was the first trip of President Emmanuel Macron since his re-election."
    ((start, end),) = windows(reading, text, ("Emmanuel Macron", "FRA"))
    assert start == dt.date(2022, 4, 24)
    assert end < dt.date(2023, 3, 1)


def test_names_that_the_lexicon_does_not_know_tell_nothing(reading):
    text = "The newly appointed Foreign Minister Ada Lorne spoke of a canal."
    assert windows(reading, text, ("Ada Lorne", "NOR")) == ((dt.date.min, dt.date.max),)


def test_an_office_named_alone_means_the_one_holder_in_the_text(reading):
    text = "Barack Obama spoke of a canal. The American president liked it."
    ((start, end),) = windows(reading, text, ("Barack Obama", "USA"))
    assert (start.year, end.year) == (2009, 2017)
