"""spaCy's English lemmatizer, quicker: a word is worked out once for each way in which it is used.

Its rules look at nothing but a word's form, its part of speech and its morphology, yet it goes
through them again for each word that stands in its base form. Results are the lemmatizer's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.attrs import LEMMA, MORPH, ORTH, POS  # type: ignore[import-not-found]
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from communique.extract.parse import Component

MOST_KNOWN = 200_000
"""Words whose lemmas are remembered."""


def quicker(component: Component) -> Component:
    """A component that gives the same lemmas sooner; any other than English rules comes back as it is."""
    plain = type(component) is EnglishLemmatizer and component.mode == "rule" and not component.overwrite
    return Lemmas(component) if plain else component  # type: ignore[arg-type]


class Lemmas:
    """The lemmas that English rules give, remembered."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of each word of a tagged `doc` that has none; the same `doc`."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        columns = (doc.to_array(key).tolist() for key in (LEMMA, ORTH, POS, MORPH))
        for token, told, *key in zip(doc, *columns, strict=True):
            if not told:
                token.lemma = self._lemma(token, tuple(key))
        return doc

    def _lemma(self, token: Token, key: tuple[int, ...]) -> int:
        found = self._known.get(key)
        if found is None:
            lemma = self._lemmatizer.lemmatize(token)[0]
            found = self._known[key] = int(token.vocab.strings.add(lemma))
        return found
