import datetime as dt

from communique.group.timing import EVER, background, gap, meet, when


def test_a_dated_report_tells_of_the_day_named_in_its_lead(reading):
    moment = when(reading("The ministers met on Wednesday in Narva.", published="2031-05-09"))
    assert moment.precise
    assert moment.windows == ((dt.date(2031, 5, 7), dt.date(2031, 5, 7)),)


def test_an_undated_text_that_tells_nothing_leaves_every_day_open(reading):
    assert when(reading("The ministers met in Narva.")).windows == (EVER,)


def test_years_spoken_of_as_past_and_looked_ahead_to_bound_an_undated_text(reading):
    text = "The ministers met in Narva. The quay was built in 2029. The ferry will sail by the end of 2034."
    assert when(reading(text)).windows == ((dt.date(2030, 1, 1), dt.date(2034, 12, 31)),)


def test_a_year_inside_a_plan_or_a_quote_bounds_nothing_from_below(reading):
    text = "The ministers met in Narva. It could lose its trade in 2039."
    assert when(reading(text)).windows == (EVER,)


def test_an_old_plan_does_not_bound_a_look_back(reading):
    text = "The quay was to open by 2030. It was finished in 2033."
    (window,) = when(reading(text)).windows
    assert window[0] >= dt.date(2033, 1, 1)
    assert window[1] == dt.date.max


def test_sentences_that_turn_to_the_past_are_background_but_never_the_first(reading):
    one = reading("Two years ago it rained. Two years ago it snowed. It rains now.", published="2031-05-09")
    assert background(one, when(one)) == (False, True, False)


def test_windows_meet_where_both_hold():
    a, b, c = dt.date(2031, 1, 1), dt.date(2031, 6, 1), dt.date(2031, 12, 31)
    assert meet([(a, b)], [(b, c)]) == ((b, b),)
    assert meet([(a, a)], [(b, c)]) == ()


def test_the_gap_counts_the_days_between(reading):
    one = when(reading("They met.", published="2031-05-09"))
    two = when(reading("They met.", published="2031-05-12"))
    assert gap(one, two) == gap(two, one) == 3


def test_a_text_is_no_older_than_what_it_speaks_of(reading):
    moment = when(reading("Shipyards hire welders for the AUKUS boats, and wages rise."))
    assert moment.windows[0][0].isoformat() == "2021-09-15"
    assert moment.because == ("it speaks of the AUKUS",)
