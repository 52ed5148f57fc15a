"""Plain words answer as spaCy's do, to all that the program asks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.tokens import Doc, Span, Token

import communique
from communique.config import Settings
from communique.extract.parse import model
from communique.extract.plain import Plain, Stretch, Word

TEXT = (
    "  Were said, on 3 May, that the two ministers who met weren't ready: “We'll see,” he   told them.\n\n"
    "A €40 loan for the harbour, agreed by Oslo and Riga in Brno, wasn't paid back; nobody asked why! OK?"
)
SAME = (
    "text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ whitespace_ i idx n_lefts n_rights is_space "
    "is_punct is_quote is_alpha is_stop is_currency like_num"
).split()
ROWS = ("lefts", "rights", "children", "subtree", "ancestors")


@pytest.fixture(scope="module")
def doc() -> Doc:
    """A parsed text."""
    return model(Settings().spacy_model)(TEXT)


def test_words_answer_as_tokens_do(doc: Doc) -> None:
    words = Plain(doc)
    assert len(words) == len(doc) and words.text == doc.text == TEXT
    for token, word in zip(doc, words, strict=True):
        assert [getattr(word, name) for name in SAME] == [getattr(token, name) for name in SAME]
        for name in ROWS:
            assert [w.i for w in getattr(word, name)] == [t.i for t in getattr(token, name)]
        assert (word.head.i, word.left_edge.i, word.right_edge.i) == (
            token.head.i,
            token.left_edge.i,
            token.right_edge.i,
        )
        assert (word.sent.start, word.sent.end) == (token.sent.start, token.sent.end)
        assert len(word) == len(token) and str(word) == token.text and str(word.morph) == str(token.morph)
    assert words[3].nbor(-1) is words[2]
    with pytest.raises(IndexError):
        words[0].nbor(-1)


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_words_between_characters_are_those_of_spacy(doc: Doc, mode: str) -> None:
    words = Plain(doc)
    for start in range(-1, len(TEXT), 3):
        for end in (start + 1, start + 4, start + 11, start + 60):
            theirs = doc.char_span(start, end, alignment_mode=mode)
            ours = words.char_span(start, end, alignment_mode=mode)
            assert (theirs is None) == (ours is None)
            if theirs is not None and ours is not None:
                assert (ours.start, ours.end, ours.text) == (theirs.start, theirs.end, theirs.text)
                if len(theirs):
                    assert ours.root.i == theirs.root.i
                    assert (ours.start_char, ours.end_char) == (theirs.start_char, theirs.end_char)


def test_slices_are_those_of_spacy(doc: Doc) -> None:
    words = Plain(doc)
    for low in (None, -70, -3, 0, 4, 90):
        for high in (None, -2, 0, 3, 9, 90):
            theirs, ours = doc[low:high], words[low:high]
            assert [w.i for w in ours] == [t.i for t in theirs] and len(ours) == len(theirs)
            assert [w.i for w in ours[1:-1]] == [t.i for t in theirs[1:-1]]
    assert words[4:9][-1] is words[8] and words[-1] is words[len(words) - 1]
    with pytest.raises(IndexError):
        words[4:9][5]


def test_what_was_changed_since_is_seen_after_a_refresh(doc: Doc) -> None:
    words = Plain(doc)
    first, second = doc[2], doc[3]
    head, label = first.head, first.dep_
    first.head, first.dep_ = second, "compound"
    words.refresh()
    assert words[2].head is words[3] and words[2].dep_ == "compound" and words[2] in words[3].children
    first.head, first.dep_ = head, label


def test_an_empty_text_has_no_words() -> None:
    words = Plain(model(Settings().spacy_model)(""))
    assert len(words) == 0 and list(words) == [] and words.char_span(0, 1, alignment_mode="expand") is None


def test_all_that_reading_asks_of_spacys_words_is_there() -> None:
    theirs = {name for kind in (Token, Span, Doc) for name in dir(kind) if not name.startswith("_")}
    ours = {name for kind in (Word, Stretch, Plain) for name in dir(kind)} | {"source", "text", "vocab"}
    asked = set(attributes())
    assert "lemma_" in asked
    assert asked & (theirs - ours) <= ELSEWHERE


ELSEWHERE = set("cluster id kb_id label lang lemma lower pos rank shape spans tag".split())
"""Names that other things of the program have, too."""
SPACY = ("parse", "tokens", "attributes", "lemmatizing", "entities", "plain", "mending")
"""Modules that work on spaCy's own documents."""


def attributes() -> Iterator[str]:
    """The attributes that the modules of reading ask for."""
    for folder in ("extract", "resolve"):
        for path in sorted((Path(communique.__file__).parent / folder).rglob("*.py")):
            if path.stem not in SPACY:
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.Attribute):
                        yield node.attr
