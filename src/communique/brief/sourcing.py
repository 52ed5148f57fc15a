"""Which article a line of a reference list names: by file, address, title, outlet and date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from communique.brief.partial_dates import find_partial_dates
from communique.records import Article, Reference

ENOUGH = 3.0
FILE, ADDRESS, TITLE, OUTLET, BYLINE, DAY, OTHER_DAY = 10.0, 10.0, 6.0, 2.0, 1.5, 2.0, -2.5
"""What each agreement counts. An outlet alone is too little where it has several articles."""


def match_references(lines: Iterable[tuple[int, str]], articles: Sequence[Article]) -> tuple[Reference, ...]:
    """Each numbered line with the id of the article that it names, None where none fits.

    A line that fits two articles equally well names neither, unless their words are the same.
    """
    return tuple(Reference(number, text, _article_for(text, articles)) for number, text in lines)


def _article_for(line: str, articles: Sequence[Article]) -> str | None:
    scored = sorted(
        ((_score(line, a, articles), a.name, a.id) for a in articles), key=lambda s: (-s[0], *s[1:])
    )
    if not scored or scored[0][0] < ENOUGH:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return scored[0][2]


def _score(line: str, article: Article, articles: Sequence[Article]) -> float:
    words = _flat(line)
    score = 0.0
    name = article.name.rsplit("/", 1)[-1]
    if re.search(rf"(?<![\w.-]){re.escape(name.lower())}(?![\w-])", line.lower()):
        score += FILE
    if article.url and _address(article.url) in _address(line):
        score += ADDRESS
    title = _flat(article.title or "")
    if title and f" {title} " in f" {words} " and len(title.split()) >= 2:
        score += TITLE
    elif title and _shared(title, words) >= 0.8 and len(title.split()) >= 4:
        score += TITLE - 1
    outlets = [_flat(o) for o in (article.outlet, article.wire) if o]
    if any(f" {o} " in f" {words} " for o in outlets if o):
        score += OUTLET
        if sum(a.outlet == article.outlet for a in articles) == 1:
            score += 1
    elif any(_shared(o, words) >= 0.6 and len(o.split()) >= 3 for o in outlets):
        score += OUTLET - 0.5
    byline = _flat(article.byline or "")
    if byline and f" {byline} " in f" {words} ":
        score += BYLINE
    dates = [d for d in find_partial_dates(line) if d.month or d.year]
    if dates and article.published:
        score += DAY if any(d.within(article.published) for d in dates) else OTHER_DAY
    return score


def _shared(title: str, words: str) -> float:
    wanted = set(title.split())
    return len(wanted & set(words.split())) / len(wanted)


def _flat(text: str) -> str:
    """Words in lower case without accents or punctuation, one space between them."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def _address(text: str) -> str:
    return re.sub(r"https?://(?:www\.)?", "", text.lower()).rstrip("/ .")
