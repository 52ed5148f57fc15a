"""The content words of each sentence: what grouping and comparing count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"}


def content_lemmas(article: Article, doc: Doc) -> tuple[tuple[str, ...], ...]:
    """For each sentence of the article its content words as lower-case lemmas, in order.

    Stop words, punctuation and white space are left out; negations and numbers are kept.
    """
    rows = []
    for sentence in article.sentences:
        span = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="expand")
        rows.append(
            tuple(
                token.lemma_.lower()
                for token in span or ()
                if token.pos_ in CONTENT and not (token.is_stop and token.pos_ not in {"NUM"})
            )
        )
    return tuple(rows)
