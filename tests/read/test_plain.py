"""Texts as articles as they stand."""

from communique.read.plain import plain_article, sentence_article


def test_nothing_is_taken_out_of_a_plain_text() -> None:
    text = "OSLO (Skerry News) - The envoy left. \n\n  Nobody\u00a0came."
    article = plain_article(text, "row 7")
    assert article.text == text and article.name == "row 7"
    assert [text[s.span.start : s.span.end] for s in article.sentences] == [
        s.span.quote for s in article.sentences
    ]
    assert article.sentences[-1].span.quote == "Nobody\u00a0came."


def test_the_same_name_has_the_same_id_and_another_has_another() -> None:
    assert plain_article("A b.", "x").id == plain_article("C d.", "x").id != plain_article("A b.", "y").id


def test_sentences_can_be_given() -> None:
    assert plain_article("One. Two.", ranges=()).sentences == ()
    assert [s.span.quote for s in plain_article("One. Two.", ranges=[(5, 9)]).sentences] == ["Two."]


def test_a_dateline_is_no_part_of_a_sentence() -> None:
    article = sentence_article("LIMA, March 3 (Andes Wire) - Peru recalled its envoy.")
    assert [s.span.quote for s in article.sentences] == ["Peru recalled its envoy."]
    assert article.text.startswith("LIMA")


def test_a_text_of_marks_alone_is_a_sentence_too() -> None:
    assert len(sentence_article("...").sentences) == 1
