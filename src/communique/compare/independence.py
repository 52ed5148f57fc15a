"""How many independent sources stand behind a set of articles.

Articles count as one source if one is a copy of the other, if they come from the same outlet,
or if one is credited to the agency that the other comes from (or both to the same agency).
An article whose outlet is not known and which is no copy counts as a source of its own: it was
gathered separately and repeats nobody's words. A brief that cites others is no source of its own: it
tells what they tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from communique.records import Article, Copy

_WORD = re.compile(r"[^\W_]+")


class Sources:
    """The articles of a record, joined where they are not independent of each other."""

    def __init__(self, articles: Sequence[Article], copies: Iterable[Copy]) -> None:
        self._parent: dict[str, str] = {}
        self._briefs = {a.id for a in articles if a.kind == "brief"}
        keys = _keys({a.outlet for a in articles if a.outlet}, {a.wire for a in articles if a.wire})
        for article in sorted(articles, key=lambda a: a.id):
            self._parent.setdefault(article.id, article.id)
            origin = article.wire or article.outlet
            if origin:
                self._join(f"\x00{keys[origin]}", article.id)
        for copy in copies:
            if copy.article in self._parent and copy.original in self._parent:
                self._join(copy.article, copy.original)

    def count(self, articles: Iterable[str]) -> int:
        """How many independent sources these articles (ids) are, 1 and up."""
        return len({self._root(article) for article in articles if article not in self._briefs}) or 1

    def _root(self, name: str) -> str:
        self._parent.setdefault(name, name)
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def _join(self, a: str, b: str) -> None:
        a, b = sorted((self._root(a), self._root(b)))
        self._parent[b] = a


def _keys(outlets: set[str], wires: set[str]) -> dict[str, str]:
    """One key for each name. A credit may shorten the agency's name ("XPS" for "X Press Service",
    "Harbour" for "Harbour Newswire"): it gets the key of the one outlet it can stand for."""
    words = {name: _words(name) for name in outlets | wires}
    full: dict[str, set[str]] = {}
    for name in outlets:
        long = words[name]
        if len(long) > 1:
            for short in (long[0], "".join(word[0] for word in long)):
                full.setdefault(short, set()).add(" ".join(long))
    keys = {}
    for name, parts in words.items():
        meant = full.get(parts[0], set()) if len(parts) == 1 and name in wires else set()
        keys[name] = next(iter(meant)) if len(meant) == 1 else " ".join(parts)
    return keys


def _words(name: str) -> tuple[str, ...]:
    parts = tuple(word.casefold() for word in _WORD.findall(name))
    return tuple(word for word in parts if word != "the") or parts or (name,)
