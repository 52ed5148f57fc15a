"""Who appears in an article, and whom each noun phrase of it stands for.

Names, surnames, titles, offices, bodies, metonyms and pronouns of one party are one `Character`.
What cannot be told is None.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from communique.records import Actor, Article, Holder, Mention, Quote, Span
from communique.resolve.allegiance import Allegiance
from communique.resolve.apposition import link_appositions, pair_up
from communique.resolve.incumbents import Incumbents
from communique.resolve.marks import find_marked
from communique.resolve.names import Names, Spot
from communique.resolve.noun_phrases import Phrase, walk
from communique.resolve.party import Character, Party
from communique.resolve.people import People
from communique.resolve.scanning import PhraseFinder
from communique.resolve.scene import Scene
from communique.resolve.sectors import sector_of
from communique.resolve.settling import Settler
from communique.resolve.words import TokenAt, Word, split_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve.lexicon import Lexicon

__all__ = ["Cast", "Character"]

Form = Literal["name", "surname", "title", "office", "demonym", "metonym", "body", "pronoun"]
_REACH = 40
"""No phrase has more words than this before the one it is looked up by."""


class Cast:
    """The parties of one article. Built once; asking is cheap.

    `article` and `doc` share their offsets; `lexicon` finds states and known organisations.
    `mentions` and `actors` are in the order of the text and of kind and name.
    """

    def __init__(self, article: Article, doc: Doc, lexicon: Lexicon) -> None:
        self.article, self.lexicon = article, lexicon
        self.words = split_words(article, doc)
        self._starts = [w.start for w in self.words]
        spots = self._sightings(lexicon)
        phrases = PhraseFinder(Names(self.words, spots), lexicon.town).find()
        linked = link_appositions(phrases, self.words)
        pairs = pair_up(phrases, self.words, linked)
        scene = self._settle(doc, lexicon, spots, phrases, linked, pairs)
        self._who = scene.who
        self._parties = scene.parties
        self._flat = sorted([*walk(phrases), *pairs], key=lambda p: (p.first, -p.last))
        self._firsts = [p.first for p in self._flat]
        self._kinds = {id(p): last for p in self._flat if (last := self._qualified(p)) > p.last}
        self._heard: list[tuple[int, int, Holder]] = []
        self.mentions: tuple[Mention, ...] = self._mentions()
        self.actors: tuple[Actor, ...] = self._actors()

    # ------------------------------------------------------------------ asking

    def who(self, start: int, end: int) -> Character | None:
        """Whom the noun phrase at these offsets stands for, or None."""
        party = self._party(start, end)
        return party.character(self.article.id) if party is not None else None

    def at(self, token: Token) -> Character | None:
        """Whom the noun phrase that this token is part of stands for, or None."""
        return self.who(token.idx, token.idx + len(token))

    def sector(self, start: int, end: int) -> str | None:
        """The PLOVER sector of whom the noun phrase at these offsets stands for, or None.

        Of a seat or body that stands for a state it is what it is of: "MIL" for "the Bundeswehr".
        """
        phrase = self._phrase(start, end)
        if phrase is not None and phrase.spot is not None and phrase.spot.sense:
            return sector_of("", "state", sense=phrase.spot.sense)
        party = self._party(start, end)
        return party.told_sector() if party is not None else None

    def holder(self, start: int, end: int) -> Holder | None:
        """The noun phrase at these offsets as the one who says something, or None.

        States and organisations are actors, named people speakers; others are unnamed, with
        their words as printed. A pronoun that stands for nobody certain is None; "I" in a
        quotation is its speaker.
        """
        span = self.article.span(start, end)
        if span.quote in ("I", "we", "We", "me", "us"):
            return self._speaker_at(start)
        party = self._party(start, end)
        if party is not None:
            return party.holder(span)
        phrase = self._phrase(start, end)
        if phrase is not None and (phrase.sort == "pronoun" or self._start(phrase) >= end):
            return None
        return _stranger(span)

    def hear(self, quotes: Iterable[Quote]) -> None:
        """Learn who speaks in which quotation, so that "I" inside it is its speaker."""
        self._heard = [(q.span.start, q.span.end, q.speaker) for q in quotes if q.speaker is not None]

    def issuers(self) -> Holder | None:
        """Who issues an official text: its two heads, or the one state body that it names."""
        settled = {id(party) for party in self._who.values()}
        heads = [p for p in self._parties if p.rank == "head" and p.named and id(p) in settled]
        if len(heads) == 2:
            return Party("group", members=heads, plural=True, named=True).holder(None)
        bodies = [p for p in self._parties if p.sort == "organisation" and p.rank == "s" and p.actor_id]
        return bodies[0].holder(None) if len(bodies) == 1 else None

    # ------------------------------------------------------------------ phrases, for those who read clauses

    def phrase_from(self, i: int) -> tuple[int, int] | None:
        """The offsets of the longest phrase that begins at word `i`, or None."""
        at = bisect_left(self._firsts, i)
        if at < len(self._flat) and self._flat[at].first == i:
            return self._offsets(self._flat[at])
        return None

    def phrase_at(self, i: int) -> tuple[int, int] | None:
        """The offsets of the longest phrase that holds word `i`, or None."""
        for phrase in self._flat[bisect_left(self._firsts, i - _REACH) : bisect_right(self._firsts, i)]:
            if phrase.last >= i:
                return self._offsets(phrase)
        return None

    def phrase_over(self, offset: int) -> tuple[int, int] | None:
        """The offsets of the longest phrase that holds the character at `offset`, or None."""
        i = bisect_right(self._starts, offset) - 1
        return self.phrase_at(i) if i >= 0 and self.words[i].end > offset else None

    # ------------------------------------------------------------------ building

    def _sightings(self, lexicon: Lexicon) -> list[Spot]:
        """The lexicon's states and organisations, by word indices."""
        spots = []
        for seen in lexicon.spot(self.article.text):
            first = bisect_left(self._starts, seen.start)
            if first >= len(self.words) or self.words[first].start != seen.start:
                continue
            last = max(first, bisect_left(self._starts, seen.end) - 1)
            entry, form = seen.entry, seen.form
            if entry.kind not in ("state", "organisation") or form == "place":
                continue
            sort: Literal["state", "organisation"] = "state" if entry.kind == "state" else "organisation"
            of, sense = entry.state, seen.sense
            spot = Spot(first, last, entry.id, entry.name, sort, form, of, seen.place, sense, entry.sector)
            spots.append(spot)
        return spots

    def _settle(
        self,
        doc: Doc,
        lexicon: Lexicon,
        spots: list[Spot],
        phrases: list[Phrase],
        linked: dict[int, int],
        pairs: list[Phrase],
    ) -> Scene:
        """Settle all phrases twice: what the first pass tells of people's states helps the second."""
        tokens = TokenAt(doc)
        quoted = _quoted_words(self.article.text, self.words)
        apposed = {id(phrases[m]) for m in linked.values()}
        by_second = {id(pair.parts[1]): pair for pair in pairs}
        allegiance = Allegiance(self.words, spots, self._home(lexicon))
        states: dict[tuple[str, ...], str] = {}
        known = Incumbents(self.article, lexicon.tenures, frozenset(spot.actor for spot in spots))
        while True:
            scene = Scene(
                self.article.text,
                self.words,
                People(walk(phrases), self.words, apposed, quoted),
                allegiance,
                tokens,
                quoted,
                states=states,
                official=self.article.kind == "statement",
                known=known,
            )
            Settler(scene).settle_all(phrases, linked, by_second)
            known.recognise_all(party for _, party in scene.order)
            if states:
                return scene
            states = allegiance.infer(scene.order, scene.contexts)
            if not states:
                return scene

    def _home(self, lexicon: Lexicon) -> str | None:
        """The state that the dateline, else the outlet's name, tells."""
        for text in (self.article.place, self.article.outlet):
            entries = [lexicon.lookup(word.title()) for word in (text or "").split()]
            states = {
                entry.state
                for entry in [*entries, lexicon.lookup((text or "").title())]
                if entry and entry.state
            }
            if len(states) == 1:
                return next(iter(states))
        town = (self.article.place or "").partition(",")[0].strip()
        return lexicon.town(town.title()) if town else None

    # ------------------------------------------------------------------ looking up

    def _start(self, phrase: Phrase) -> int:
        return self.words[phrase.first].start

    def _offsets(self, phrase: Phrase) -> tuple[int, int]:
        """From the first word to the last; for "a Peruvian" before "plumber" with that noun."""
        return self.words[phrase.first].start, self.words[self._kinds.get(id(phrase), phrase.last)].end

    def _qualified(self, phrase: Phrase) -> int:
        """The last noun that a people's adjective qualifies, or the phrase's own last word.

        "A Peruvian plumber" is not Peru; "the Peruvian side" is.
        """
        last = phrase.last
        if phrase.form != "demonym" or self.words[last].possessive:
            return last
        for k in range(last + 1, min(last + 5, len(self.words))):
            word = self.words[k]
            if word.gap != " " or word.capital or word.pos not in ("NOUN", "ADJ"):
                break
            if word.pos == "NOUN":
                last = k
        return phrase.last if self.words[last].lower in _STATELY else last

    def _phrase(self, start: int, end: int) -> Phrase | None:
        """The phrase that best fits these offsets: the same, else around them, else the first inside."""
        lo = bisect_right(self._starts, start) - 1
        if lo < 0 or self.words[lo].end <= start:
            lo += 1
        hi = bisect_left(self._starts, end) - 1
        if lo > hi:
            return None
        near = self._flat[bisect_left(self._firsts, lo - _REACH) : bisect_right(self._firsts, hi)]
        around = [p for p in near if p.first <= lo and p.last >= hi]
        if around:
            return min(around, key=lambda p: (abs(p.first - lo) + abs(p.last - hi), p.last - p.first))
        inside = [p for p in near if p.first >= lo]
        described = next((p for p in inside if p.last == hi and self._closes(p, lo)), None)
        if described is not None:
            return described
        if not inside:
            return next((p for p in near if p.last >= lo), None)
        return max((p for p in inside if p.first == inside[0].first), key=lambda p: p.last - p.first)

    def _closes(self, phrase: Phrase, lo: int) -> bool:
        """Whether a named person closes a description from word `lo` on: "hotel magnate Ada Umeh"."""
        if phrase.sort != "person" or phrase.name is None:
            return False
        before = self.words[lo : phrase.first]
        return all(w.pos in _DESCRIBING and not w.possessive for w in before) and all(
            w.gap in (" ", "-", "\n") for w in self.words[lo + 1 : phrase.first + 1]
        )

    def _party(self, start: int, end: int) -> Party | None:
        phrase = self._phrase(start, end)
        if phrase is None or (id(phrase) in self._kinds and end > self.words[phrase.last].end):
            return None
        return self._who.get(id(phrase))

    def _speaker_at(self, offset: int) -> Holder | None:
        return next((who for start, end, who in self._heard if start <= offset < end), None)

    # ------------------------------------------------------------------ the result

    def _mentions(self) -> tuple[Mention, ...]:
        found = []
        for phrase in self._flat:
            party = self._who.get(id(phrase))
            if phrase.sort == "pair" or (party is None and phrase.sort != "pronoun"):
                continue
            loose = party is not None and not party.definite
            loose = loose and not (party is not None and party.is_crowd and party.state is not None)
            if party is not None and (party.sort == "document" or loose):
                continue
            actor = party.actor_id if party is not None else None
            span = self.article.span(self.words[phrase.first].start, self.words[phrase.last].end)
            found.append(Mention(span, actor, _form(phrase)))
        return tuple(found)

    def _actors(self) -> tuple[Actor, ...]:
        actors: dict[str, Actor] = {}
        settled = {id(party) for party in self._who.values()}
        settled |= {id(m) for p in self._parties if id(p) in settled for m in p.members}
        for party in self._parties:
            actor = party.record() if id(party) in settled else None
            if actor is not None:
                actors.setdefault(actor.id, actor)
        return tuple(sorted(actors.values(), key=lambda a: (a.kind, a.name, a.id)))


def _form(phrase: Phrase) -> Form:
    if phrase.sort == "person" and phrase.name is None:
        return "office" if phrase.rank == "person" else "title"
    forms: dict[str, Form] = {
        "surname": "surname",
        "demonym": "demonym",
        "metonym": "metonym",
        "body": "body",
        "pronoun": "pronoun",
        "title": "title",
    }
    return forms.get(phrase.form, "name")


def _stranger(span: Span) -> Holder | None:
    """Somebody whom nothing else names: the words as printed."""
    text = " ".join(span.quote.split())
    head, _, rest = text.partition(" ")
    if rest and head.lower() in ("the", "a", "an", "some", "several", "many", "one", "two", "three"):
        text = f"{head.lower()} {rest}"
    nobody = all(word in _NOBODY for word in text.lower().split())
    return None if nobody else Holder("unnamed", text, None, span)


_DESCRIBING = frozenset("DET ADJ NOUN PROPN NUM".split())
_STATELY = frozenset("side capital leadership state nation people republic kingdom".split())
"""Nouns that with a people's adjective stand for the state itself."""
_NOBODY = frozenset(
    "this that these those all both which what who whom whose there here everything nothing "
    "anything something "
    "it you he she they one such some any none each other others".split()
)


def _quoted_words(text: str, words: Iterable[Word]) -> frozenset[int]:
    """Indices of the words that stand inside quotation marks."""
    marked = [m for m in find_marked(text) if m.depth == 0]
    found: set[int] = set()
    n = 0
    for word in words:
        while n < len(marked) and marked[n].end <= word.start:
            n += 1
        if n < len(marked) and marked[n].start <= word.start:
            found.add(word.i)
    return frozenset(found)
