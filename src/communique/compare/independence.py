"""How many independent sources stand behind a set of articles.

Articles count as one source if one is a copy of the other, if they come from the same outlet,
or if one is credited to the agency that the other comes from (or both to the same agency).
An article that only had an agency's help ("with Agency", "additional reporting by Agency") is its
outlet's own, and one with the agency for what the agency's own texts say too; where none of them is at
hand nobody can tell, and it is one with whatever else is credited to the agency.
An article whose outlet is not known and which is no copy counts as a source of its own: it was
gathered separately and repeats nobody's words. A brief that cites others is no source of its own: it
tells what they tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from communique.read import agency, helpers
from communique.records import Article, Copy

_WORD = re.compile(r"[^\W_]+")


class Sources:
    """The articles of a neighbourhood, joined where they are not independent of each other.

    What ties two articles is looked for among the articles that are counted and the originals of
    copies: that two outlets shared one text does not make them one source for everything else.
    """

    def __init__(self, articles: Sequence[Article], copies: Iterable[Copy]) -> None:
        self._briefs = {a.id for a in articles if a.kind == "brief"}
        helped = {a.id: found for a in articles if (found := helpers(a))}
        # an agency that only helped is no origin of the whole text
        wires = {
            a.id: a.wire
            for a in articles
            if a.wire and (agency(a.wire) or a.wire) not in helped.get(a.id, ())
        }
        named = {*wires.values(), *(name for names in helped.values() for name in names)}
        keys = _keys({a.outlet for a in articles if a.outlet}, named)
        origins = {a.id: keys[name] for a in articles if (name := wires.get(a.id) or a.outlet)}
        self._own = {a.id: {a.id, f"\x00{origins.get(a.id, a.id)}"} for a in articles}
        self._helped = {one: {f"\x00{keys[name]}" for name in names} for one, names in helped.items()}
        self._at_hand = {f"\x00{key}" for key in origins.values()}
        self._original = {
            c.article: c.original for c in copies if c.article in self._own and c.original in self._own
        }

    def count(self, articles: Iterable[str]) -> int:
        """How many independent sources these articles (ids) are, 1 and up."""
        return len(set(self.joined(articles).values())) or 1

    def joined(self, articles: Iterable[str]) -> dict[str, str]:
        """For each of these articles (ids) the source it is of, one key for all that are one; briefs are
        left out."""
        counted = [article for article in articles if article not in self._briefs]
        told = {key for article in counted for key in self._ties(article)}
        parent: dict[str, str] = {}

        def root(name: str) -> str:
            parent.setdefault(name, name)
            while parent[name] != name:
                parent[name] = parent[parent[name]]
                name = parent[name]
            return name

        for article in counted:
            helping = self._helped.get(article, set())
            for tie in self._ties(article) | {
                one for one in helping if one in told or one not in self._at_hand
            }:
                parent[root(tie)] = root(article)
        first: dict[str, str] = {}
        for article in sorted(counted):
            first.setdefault(root(article), article)
        return {article: first[root(article)] for article in counted}

    def _ties(self, article: str) -> set[str]:
        """What an article shares with those that are one source with it: ids and origins, as keys."""
        own = self._own.get(article, {article})
        original = self._original.get(article)
        return own if original is None else own | self._own[original]


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
        keys[name] = next(iter(meant)) if len(meant) == 1 else " ".join(_words(agency(name) or name))
    return keys


def _words(name: str) -> tuple[str, ...]:
    parts = tuple(word.casefold() for word in _WORD.findall(name))
    return tuple(word for word in parts if word != "the") or parts or (name,)
