"""Which articles repeat another: syndication, light edits, truncation, insertions.

Measured by containment of word shingles: the share of the shorter text's shingles that the other
holds. It stays high when a copy is cut or lengthened, where Jaccard similarity and MinHash fall.
Where it is lower, the shared shingles must be spread over the whole of the shorter text, as in a
text that was edited all over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from communique.group.copy_index import LEAST, CopyIndex
from communique.group.shingles import containment
from communique.records import Article, Copy

CHAINED = 0.6
"""Containment in a copy, or of the original in it, that makes a third text a copy of the original."""


def find_copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """The copies among the articles, sorted by article id; every original is no copy itself."""
    index = CopyIndex()
    index.add(articles)
    return copies_of(index)


def copies_of(index: CopyIndex) -> tuple[Copy, ...]:
    """The copies among the texts of an index, sorted by article id.

    Copies hang on their original as on a star. An article that repeats several originals is a
    copy of the one that it shares most with, and never makes copies of each other out of them.
    """
    articles, pairs = index.articles, index.pairs
    rank = _originality(articles)
    ranked = sorted((place for place, near in enumerate(pairs) if near), key=lambda one: rank(articles[one]))
    order = {place: number for number, place in enumerate(ranked)}
    originals: set[int] = set()
    chained: dict[int, tuple[float, int]] = {}
    taken: set[int] = set()
    for place in ranked:
        if place in taken:
            continue
        # What ranks before this one and is no copy has had its turn, so it is an original.
        originals.add(place)
        fresh = sorted(pairs[place].keys() - taken, key=order.__getitem__)
        taken.update((place, *fresh))
        for copy in fresh:
            for other in _chain(index, place, copy, taken):
                taken.add(other)
                chained[other] = (pairs[copy][other], place)
    found = []
    for place in ranked:
        if place in originals:
            continue
        stars = [(pairs[place][one], one) for one in pairs[place] if one in originals]
        share, star = max(stars or [chained[place]], key=lambda one: (one[0], -order[one[1]]))
        found.append(Copy(articles[place].id, articles[star].id, round(share, 3)))
    return tuple(sorted(found, key=lambda copy: copy.article))


def _chain(index: CopyIndex, original: int, copy: int, taken: set[int]) -> list[int]:
    """What repeats a copy and, in half of what makes a copy, the original, if one of the two steps is
    close. A short copy in the middle says nothing of what longer texts share."""
    prints = index.prints
    length = 2 * len(prints[copy].run)
    close = index.pairs[original][copy] >= CHAINED and length >= len(prints[original].run)
    return [
        other
        for other, share in index.pairs[copy].items()
        if other not in taken
        and (close or (share >= CHAINED and length >= len(prints[other].run)))
        and containment(prints[original].whole, prints[other].whole) >= LEAST / 2
    ]


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
