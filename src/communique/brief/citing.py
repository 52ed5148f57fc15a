"""Numbers for references, in the order in which a brief first uses them."""

from __future__ import annotations

from collections.abc import Iterable

from communique.brief.held import held
from communique.records import Article, BriefSentence, Reference, Span


def source_line(article: Article) -> str:
    """How an article is named in a reference list: outlet, title, date, file."""
    parts = [article.outlet or article.wire or "No outlet named"]
    if article.title:
        parts.append(f"“{article.title}”")
    if article.published:
        parts.append(day_of(article))
    parts.append(article.name)
    return ", ".join(parts)


def day_of(article: Article) -> str:
    """The published date in words, as precise as the source; empty if there is none."""
    when = article.published
    if when is None:
        return ""
    if when.precision == "day":
        return f"{when.start.day} {when.start:%B %Y}"
    if when.precision == "month":
        return f"{when.start:%B %Y}"
    return f"{when.start.isoformat()} to {when.end.isoformat()}"


class Citer:
    """Makes brief sentences with citations, and keeps the reference list they need."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {a.id: a for a in articles}
        self._numbers: dict[str, int] = {}

    def sentence(
        self, text: str, evidence: Iterable[Span], *, given: Iterable[str] = ()
    ) -> BriefSentence | None:
        """A sentence with one citation for each span; None if the spans do not hold its words."""
        spans = tuple(dict.fromkeys(evidence))
        if not spans or not held(text, (s.quote for s in spans), given):
            return None
        return BriefSentence(text, tuple(self._number(s.article) for s in spans), spans)

    def _number(self, article: str) -> int:
        return self._numbers.setdefault(article, len(self._numbers) + 1)

    def references(self, used: Iterable[BriefSentence]) -> tuple[tuple[Reference, ...], dict[int, int]]:
        """The references that are used, numbered anew without gaps, and old number → new."""
        order: dict[int, int] = {}
        for sentence in used:
            for number in sentence.citations:
                order.setdefault(number, len(order) + 1)
        article_of = {n: a for a, n in self._numbers.items()}
        return tuple(
            Reference(new, source_line(self._articles[article_of[old]]), article_of[old])
            for old, new in order.items()
        ), order
