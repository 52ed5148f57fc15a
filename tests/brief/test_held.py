from communique.brief.held import held, unheld


def test_a_number_that_the_evidence_lacks_is_named() -> None:
    assert unheld("Kenya bought 12 boats.", ["Kenya bought six boats, not 21."]) == ["12"]


def test_a_longer_number_does_not_hold_a_shorter_one() -> None:
    assert unheld("It sent 40 tonnes.", ["It sent 140 tonnes."]) == ["40"]


def test_a_name_that_the_evidence_lacks_is_named() -> None:
    assert unheld("Oslo told Omollo to wait.", ["Oslo told the captain to wait."]) == ["Omollo"]


def test_a_possessive_name_is_held_by_the_plain_one() -> None:
    assert held("Kenya’s navy waited.", ["The navy of Kenya waited."])


def test_a_quotation_must_stand_word_for_word() -> None:
    evidence = ["“A cable does not cut itself,” Aukland said."]
    assert held("Aukland: “A cable does not cut itself”", evidence)
    assert not held("Aukland: “A cable never cuts itself”", evidence)


def test_a_name_given_from_outside_the_text_is_allowed() -> None:
    assert not held("Fjordposten: the cable is cut.", ["the cable is cut."])
    assert held("Fjordposten: the cable is cut.", ["the cable is cut."], ["Fjordposten"])


def test_a_word_that_opens_the_sentence_is_not_a_name() -> None:
    assert held("Both sides met.", ["both sides met."])
