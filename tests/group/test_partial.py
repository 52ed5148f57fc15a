import pytest

from communique.group.partial import fits, looks, near


def test_days_told_as_past_and_days_looked_ahead_to_are_told_apart():
    found = near(["The bridge fell on 4 May.", "The ministers will meet on June 9."])
    assert found.passed == {(5, 4)}
    assert found.coming == {(6, 9)}


def test_days_with_a_year_deadlines_and_names_of_agreements_say_nothing():
    found = near(
        ["It fell on 4 May 2031.", "They paid by 6 May.", "They quarrelled over the accord of 7 May."]
    )
    assert not found.passed
    assert not found.coming


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [(5, 6, 1.0), (6, 20, 0.0), (3, 1, -1.0), (12, 1, -1.0)],
)
def test_a_happening_fits_soon_after_a_day_that_had_passed(month, day, expected):
    assert fits(near(["The bridge fell on 4 May."]), month, day) == expected


def test_the_clause_of_a_date_decides_where_it_looks():
    assert looks("They will meet on Monday in the hall where they quarrelled in ") == "back"
    assert looks("They quarrelled, and the new one will open in ") == "ahead"
    assert looks("The bridge was to open in ") == ""
