"""Which articles repeat another: syndication, light edits, truncation, insertions.

Measured by containment of word shingles outside quotes: the share of the shorter text's
shingles that the other holds. It stays high when a copy is cut or lengthened, where Jaccard
similarity and MinHash fall.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from communique.group.shingles import Shingles, containment, neighbours, sharing, shingles
from communique.records import Article, Copy

LEAST = 0.32
"""Containment from which a text is a copy; independent reports of one event stay below 0.1."""

LEAST_SHARED = 15
"""Shingles in common below which nothing is a copy, however short the texts are."""

CHAINED = 0.6
"""Containment in another copy that makes an article a copy of the original, too."""


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """The copies among the articles, sorted by article id; every original is no copy itself.

    Copies hang on their original as on a star, so an article that holds two originals joins
    the one that ranks first, and never makes copies of each other out of the two.
    """
    ranked = sorted(articles, key=_originality(articles))
    sets = [shingles(article.text) for article in ranked]
    pairs = [(i, j) for i, j in sharing(sets, least=LEAST) if _repeats(sets[i], sets[j])]
    near = neighbours(pairs, len(ranked))
    original: dict[int, int] = {}
    for i in range(len(ranked)):
        if i in original:
            continue
        # What ranks before i and is not a copy has had its turn, so i is an original.
        for j in sorted(near[i] - original.keys()):
            if j > i:
                original[j] = i
        for j in sorted(near[i]):
            if original.get(j) == i:
                _chain(j, i, near, original, sets)
    return tuple(
        sorted(
            (
                Copy(ranked[j].id, ranked[i].id, round(containment(sets[i], sets[j]), 3))
                for j, i in original.items()
            ),
            key=lambda copy: copy.article,
        )
    )


def _repeats(a: Shingles, b: Shingles) -> bool:
    share = containment(a, b)
    return share >= LEAST and share * min(len(a), len(b)) >= LEAST_SHARED


def _chain(
    copy: int, original: int, near: list[set[int]], known: dict[int, int], sets: Sequence[Shingles]
) -> None:
    """Join what repeats a copy closely and the original at least in half of what makes a copy."""
    for other in sorted(near[copy]):
        if other <= original or other in known:
            continue
        close = containment(sets[copy], sets[other]) >= CHAINED
        if close and containment(sets[original], sets[other]) >= LEAST / 2:
            known[other] = original


def _originality(articles: Sequence[Article]) -> Callable[[Article], tuple[bool, bool, dt.date, int, str]]:
    """A sorting key: the agency's own text first, then the earlier, the longer, the lower id."""
    agencies = {_plain(article.wire) for article in articles if article.wire}

    def key(article: Article) -> tuple[bool, bool, dt.date, int, str]:
        own = article.wire is None and not agencies.isdisjoint(_called(article.outlet))
        day = article.published.start if article.published else dt.date.max
        return (not own, article.wire is not None, day, -len(article.text), article.id)

    return key


def _called(outlet: str | None) -> set[str]:
    """What credits call an agency: its name, the first words of it, its initials."""
    words = _plain(outlet).split()
    names = {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    return names | {"".join(word[0] for word in words)} if words else set()


def _plain(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
