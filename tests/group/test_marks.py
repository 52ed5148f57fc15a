from communique.group.marks import differing, marks


def of(reading, text, people=()):
    one = reading(text, people=people)
    return marks(one, [False] * len(one.article.sentences))


def test_a_visit_shortly_before_is_a_mark(reading):
    found = of(reading, "The talks came only days after a visit to Oslo by the Brazilian president.")
    assert found["after"] == {"BRA"}


def test_anniversaries_of_relations_agree_or_differ(reading):
    one = of(reading, "They marked 40 years of diplomatic relations.")
    two = of(reading, "It was the 40th anniversary of ties.")
    three = of(reading, "It was the 42nd anniversary of ties.")
    assert differing(one, two) == ()
    assert differing(one, three) == ("anniversary of relations",)


def test_two_holders_of_one_office_tell_two_times(reading):
    one = of(reading, "The two met.", [("Ada Lorne", "foreign minister", "NOR")])
    two = of(reading, "The two met.", [("Bo Istan", "new foreign minister", "NOR")])
    assert differing(one, two) == ("office NOR foreign minister",)


def test_deputies_and_presidents_of_bodies_are_no_single_holders(reading):
    people = [("Ada Lorne", "deputy foreign minister", "NOR"), ("Bo Istan", "president", "NOR")]
    assert of(reading, "Its president, Bo Istan, met the deputy foreign minister.", people) == {}


def test_the_town_of_a_meeting_is_a_mark_but_a_state_or_month_is_none(reading):
    assert of(reading, "The ministers met in Tromso on Monday.")["town"] == {"Tromso"}
    assert "town" not in of(reading, "The ministers met in Norway. They will meet in May.")


def test_meetings_on_two_days_of_the_week_differ_unless_dates_are_known(reading):
    one = of(reading, "The two presidents met in Tromso on Monday.")
    two = of(reading, "Their meeting in Tromso on Tuesday was short.")
    assert differing(one, two) == ("weekday of the meeting",)
    assert differing(one, two, dated=True) == ()


def test_the_day_on_which_somebody_spoke_is_not_the_day_of_the_meeting(reading):
    assert "weekday of the meeting" not in of(reading, "The talks went well, a spokesman said on Monday.")
