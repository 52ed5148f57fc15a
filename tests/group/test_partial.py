from communique.group.partial import looks


def test_the_clause_of_a_date_decides_where_it_looks():
    assert looks("They will meet on Monday in the hall where they quarrelled in ") == "back"
    assert looks("They quarrelled, and the new one will open in ") == "ahead"
    assert looks("The bridge was to open in ") == ""
