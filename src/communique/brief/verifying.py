"""The verifier, asked about a sentence before a brief shows it; it is loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Sequence

from communique.brief.content import Content, read_content
from communique.brief.evidence import Sources
from communique.brief.speakers import Holders
from communique.brief.verify import check
from communique.config import Settings
from communique.records import Actor, Reading


class Verifier:
    """Asks `verify.check` whether a sentence is true by some of a story's articles."""

    def __init__(self, readings: Sequence[Reading], actors: Sequence[Actor], settings: Settings) -> None:
        self._readings, self._settings = readings, settings
        self._states = {a.id: a.state for a in actors}
        self._asked: tuple[Sources, Holders] | None = None

    def __call__(self, text: str, articles: frozenset[str]) -> bool:
        """True if these articles (ids) support the sentence; partly is not enough."""
        if self._asked is None:
            sources = Sources(self._readings, self._states_of, self._read)
            self._asked = sources, Holders(sources.persons, self._states)
        sources, holders = self._asked
        return check(self._read([text])[0], sources, articles, holders=holders).verdict == "supported"

    def _read(self, texts: list[str]) -> list[Content]:
        from communique.extract.parse import model

        return read_content(texts, nlp=model(self._settings.spacy_model), folder=self._settings.lexicon)

    def _states_of(self, text: str) -> set[str]:
        from communique.resolve import lexicon

        return {s.entry.state or s.entry.id for s in lexicon(self._settings.lexicon).spot(text)}
