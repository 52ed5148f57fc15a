"""The quicker attribute ruler: word for word what spaCy's own says."""

from __future__ import annotations

import pytest
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from communique.extract.attributes import Attributes
from communique.extract.parse import model

TEXTS = [
    "The ministers' envoy didn't say who'd signed it; she had been told that they might've.",
    "There's  a\tlorry that Malta sold, isn't there?\n\n“Let us go,” he said, “or we'll both lose.”",
    "To be or not to be... 3,000 of them were less keen than those who'd like more & better ones!",
    "",
]


def told(doc: Doc) -> list[tuple[str, str, str, str, str]]:
    """What a document says of each word."""
    return [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph)) for t in doc]


def both(ruler: AttributeRuler, texts: list[str]) -> list[tuple[Doc, Doc]]:
    """Each text tagged and parsed, then through the ruler itself and through the quicker one."""
    nlp = model("en_core_web_sm")
    quick, pairs = Attributes(ruler), []
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        for text in texts:
            slow, fast = nlp(text), nlp(text)
            pairs.append((ruler(slow), quick(fast)))
    return pairs


def test_the_rules_of_the_model_give_what_its_own_ruler_gives() -> None:
    ruler = model("en_core_web_sm").get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    for slow, fast in both(ruler, TEXTS):
        assert told(fast) == told(slow)
        assert len(slow) == 0 or any(token.pos_ for token in fast)


@pytest.mark.parametrize("index", [0, 1, -1])
def test_rules_over_several_words_and_later_rules_prevail_as_in_the_ruler(index: int) -> None:
    ruler = AttributeRuler(model("en_core_web_sm").vocab)
    ruler.add([[{"LOWER": "envoy"}]], {"POS": "X", "LEMMA": "ENVOY"})
    ruler.add([[{"LOWER": {"IN": ["envoy", "lorry"]}}]], {"POS": "PROPN", "MORPH": "Number=Sing"})
    ruler.add([[{"LOWER": "envoy"}, {"LOWER": "did"}]], {"POS": "NUM"}, index=index)
    ruler.add([[{"TEXT": {"REGEX": "^s.y$"}}]], {"TAG": "VBZ"})
    ruler.add([[{"LOWER": "that"}]], {"TAG": "DT", "POS": "DET"})
    for slow, fast in both(ruler, TEXTS):
        assert told(fast) == told(slow)
