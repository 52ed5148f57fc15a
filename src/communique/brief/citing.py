"""Sentences of a brief with their citations; numbers in the order in which a brief first uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from communique.brief.held import unheld
from communique.brief.verbatim import departs
from communique.records import Article, BriefSentence, Reference, Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that was not shown, and why."""

    text: str
    why: str


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
    """Makes brief sentences with citations, and keeps the reference list they need.

    Nothing leaves it that its spans do not hold: what fails is kept in `dropped`. `verified` is asked
    (sentence, articles) about sentences in which a name has taken a pronoun's place.
    """

    def __init__(
        self, articles: Iterable[Article], verified: Callable[[str, frozenset[str]], bool] | None = None
    ) -> None:
        self._articles = {a.id: a for a in articles}
        self._numbers: dict[str, int] = {}
        self._verified = verified
        self.dropped: list[Dropped] = []

    def sentence(
        self,
        text: str,
        evidence: Iterable[Span],
        *,
        before: str = "",
        given: Iterable[str] = (),
        part: bool = False,
    ) -> BriefSentence | None:
        """A sentence with one citation for each span; None if the spans do not hold its words.

        The first span is the sentence's own. `before` is put in front of the source's words (who says
        them), and `after` it; `given` are names that no span need hold. `part`: a stretch of the
        source's sentence, in marks of omission or quotation.
        """
        spans = tuple(dict.fromkeys(evidence))
        why = self._wrong(text, spans, before, given, part)
        if why:
            self.dropped.append(Dropped(before + text, why))
            return None
        return BriefSentence(before + text, tuple(self._number(s.article) for s in spans), spans)

    def _wrong(
        self, text: str, spans: tuple[Span, ...], before: str, given: Iterable[str], part: bool
    ) -> str:
        if not spans:
            return "nothing is cited"
        quotes = [s.quote for s in spans]
        bare = text.strip("“”… ") if part else text
        departure = departs(bare, quotes, part=part)
        if departure:
            return departure
        missing = unheld(before + text, quotes, given)
        if missing:
            return f"no cited words hold {', '.join(missing)}"
        if self._verified is not None and len(spans) > 1 and departs(bare, quotes[:1], part=part):
            articles = frozenset(s.article for s in spans)
            if not self._verified(bare, articles):
                return "with the name in place it does not hold"
        return ""

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
