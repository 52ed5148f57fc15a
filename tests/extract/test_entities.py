"""The quicker entity recogniser finds what spaCy's own finds."""

from __future__ import annotations

import spacy
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from communique.config import Settings
from communique.extract.entities import Entities, quicker
from communique.extract.parse import model

TEXTS = (
    "Petra Vasko, who leads the Bank of Slovenia, flew from New York City to Ljubljana on 3 March 2021.",
    "Exports of copper fell 4.5 percent to $3.2 billion in half a year, Chile said. Peru did not.",
    "  \n\nThe   Economic Community of West African States\n\nmet in Abuja  ",
    "",
    "Paris",
    "He left. She stayed. They were told so, and so it was.",
)


def ready(texts: tuple[str, ...]) -> list[Doc]:
    """Documents as they come to the recogniser."""
    nlp = model(Settings().spacy_model)
    with nlp.select_pipes(disable=["ner", "lemmatizer"]):
        return list(nlp.pipe(texts))


def told(doc: Doc) -> list[tuple[str, str]]:
    """What a document says of entities at each word."""
    return [(token.ent_iob_, token.ent_type_) for token in doc]


def theirs() -> EntityRecognizer:
    """The recogniser of the model."""
    found = model(Settings().spacy_model).get_pipe("ner")
    assert isinstance(found, EntityRecognizer)
    return found


def test_entities_are_those_of_spacy_alone_and_together() -> None:
    ours = quicker(theirs())
    assert isinstance(ours, Entities)
    expected = [told(doc) for doc in theirs().pipe(ready(TEXTS))]
    assert [told(doc) for doc in ours.pipe(ready(TEXTS), batch_size=4)] == expected
    assert [told(ours(doc)) for doc in ready(TEXTS)] == expected
    assert sum(tag == "B" for doc in expected for tag, _ in doc) >= 8


def test_no_entity_goes_beyond_its_sentence() -> None:
    text = "It was sold to the Bank of. New Zealand said so."
    for low in range(1, 8):
        slow, fast = (model(Settings().spacy_model).make_doc(text) for _ in range(2))
        for doc in (slow, fast):
            for token in doc:
                token.is_sent_start = token.i in {0, low}
        assert told(quicker(theirs())(fast)) == told(theirs()(slow))


def test_entities_that_are_set_already_are_left_to_spacy() -> None:
    slow, fast = ready(TEXTS[:1])[0], ready(TEXTS[:1])[0]
    for doc in (slow, fast):
        doc.set_ents([Span(doc, 3, 4, label="LAW")], default="missing")
    assert told(quicker(theirs())(fast)) == told(theirs()(slow))
    assert told(fast)[3] == ("B", "LAW")


def test_components_that_recognise_otherwise_come_back_as_they_are() -> None:
    ruler = spacy.blank("en").add_pipe("entity_ruler")
    assert quicker(ruler) is ruler
