"""The quicker lemmatizer gives the lemmas of spaCy's own, for words it has seen and for new ones."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from communique.config import Settings
from communique.extract.lemmatizing import MOST_KNOWN, Lemmas, quicker
from communique.extract.parse import model

TEXTS = (
    "The envoys were telling us that better harbours had been dug, and that Umeh's wells run dry.",
    "Tell them: the wells better run! He dug; she digs. THE ENVOYS WERE LEFT, left, leaving  it.",
    "",
)


def tagged(text: str) -> Doc:
    """The document as it comes to the lemmatizer."""
    nlp = model(Settings().spacy_model)
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == "lemmatizer":
            break
        doc = component(doc)
    return doc


def test_lemmas_are_those_of_spacy_also_the_second_time() -> None:
    theirs = model(Settings().spacy_model).get_pipe("lemmatizer")
    ours = quicker(theirs)
    assert isinstance(ours, Lemmas)
    for text in TEXTS * 2:
        expected = [token.lemma_ for token in theirs(tagged(text))]
        assert [token.lemma_ for token in ours(tagged(text))] == expected


def test_a_lemma_that_is_set_stays() -> None:
    doc = tagged(TEXTS[0])
    doc[1].lemma_ = "messenger"
    quicker(model(Settings().spacy_model).get_pipe("lemmatizer"))(doc)
    assert doc[1].lemma_ == "messenger"


def test_components_that_are_no_english_rules_come_back_as_they_are() -> None:
    sentencizer = spacy.blank("en").add_pipe("sentencizer")
    assert quicker(sentencizer) is sentencizer


def test_what_is_remembered_stays_bounded() -> None:
    ours = quicker(model(Settings().spacy_model).get_pipe("lemmatizer"))
    assert isinstance(ours, Lemmas)
    ours._known = {(n,): 0 for n in range(MOST_KNOWN + 1)}
    ours(tagged("The envoys left."))
    assert len(ours._known) < 10
