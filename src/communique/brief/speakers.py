"""Who a sentence of a brief says it was, against who it is in the source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from communique.brief.alignment import aligned
from communique.brief.content import Content, phrase_lemma
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.judgement import Conflict, lines_of
from communique.brief.persons import CAPITAL, Persons, fold, surname
from communique.brief.terms import word_list
from communique.records import Holder

if TYPE_CHECKING:
    from spacy.tokens import Token


TELLS = 0.6
"""Share of what is said that a source sentence needs for its own speaker to count."""


class Holders:
    """Compares whom a sentence names as the one who says so with the holders of its evidence."""

    def __init__(self, persons: Persons, actors: dict[str, str | None]) -> None:
        self.persons = persons
        self.actors = actors

    def __call__(self, asked: Content, cover: Cover, sources: Sources) -> tuple[bool, Conflict | None]:
        """Whether the evidence has it said by them too (True where this cannot be told), and the
        conflict if all of the evidence has it said by others."""
        several = speeches(asked)
        if len(several) < 2:
            place = said_by(asked)
            return (True, None) if place is None else self._one(asked, place, cover, sources, None)
        for place, clause in several:
            said, conflict = self._one(asked, place, cover, sources, clause)
            if not said:
                return said, conflict
        return True, None

    def _one(
        self,
        asked: Content,
        place: tuple[int, int],
        cover: Cover,
        sources: Sources,
        clause: frozenset[str] | None,
    ) -> tuple[bool, Conflict | None]:
        """The same for one teller; `clause` are the keys of what this one tells, where others tell more."""
        words = asked.text[slice(*place)]
        codes = frozenset(c for a, _, c in asked.states if place[0] <= a < place[1])
        names = {fold(w) for w in CAPITAL.findall(words)} & self.persons.known
        if not names and not codes:
            return True, None
        others: list[tuple[Line, str]] = []
        for line, content in self._telling(asked, place, cover, sources, clause):
            if names & {fold(w) for w in CAPITAL.findall(content.text)}:
                return True, None
            own = said_by(content)
            teller = self.persons.named(content.text[slice(*own)]) if own else set()
            if names and teller:
                others.append((line, max(teller)))
                continue
            if line.article.kind == "statement":
                return True, None
            if own and (codes & {c for a, _, c in content.states if own[0] <= a < own[1]}):
                return True, None
            if len(set(asked.keys if clause is None else clause) & set(content.keys)) < 2:
                continue
            held = [s.holder for s in line.reading.statements if s.sentence == line.index]
            for holder in held:
                if holder.kind == "outlet":
                    others.append((line, ""))
                    continue
                states = self.persons.states(holder, self.actors)
                same = same_speaker(words, codes, holder, self.persons, self.actors)
                if (
                    same
                    or states & _tellers_beside(asked, place)
                    or (codes & states and not names)
                    or (same is None and not states)
                ):
                    return True, None
                others.append((line, holder.name or ""))
        if not others:
            return True, None
        if all(name for _, name in others):
            line, name = others[0]
            note = f"In the source {name} says this."
            return False, Conflict("contradicted", "speaker", (line.span,), note)
        return False, None

    def _telling(
        self,
        asked: Content,
        place: tuple[int, int],
        cover: Cover,
        sources: Sources,
        clause: frozenset[str] | None,
    ) -> list[tuple[Line, Content]]:
        """The sentences that tell what is said, whoever says it; else all of the evidence."""
        here = {t.i for t in asked.doc if place[0] <= t.idx < place[1]}
        speaker = frozenset(k for k, where in asked.keys.items() if here.issuperset(where))
        if clause is not None:
            return aligned(asked, cover, sources, least=TELLS, without=speaker | (set(asked.keys) - clause))
        return aligned(asked, cover, sources, least=TELLS, without=speaker) or list(lines_of(cover.windows))


ALSO = frozenset("and but while whereas".split())


def _tellers_beside(content: Content, place: tuple[int, int]) -> set[str]:
    """The states that a sentence with several figures sets beside its teller: "Rome spoke of 40 men
    and Malta of 60"."""
    if len(content.amounts) < 2:
        return set()
    found = set()
    for start, _, code in content.states:
        before = content.text[:start].split()
        if start >= place[1] and before and before[-1].lower() in ALSO:
            found.add(code)
    return found


def said_by(content: Content, hidden: Iterable[tuple[int, int]] = ()) -> tuple[int, int] | None:
    """Offsets of the words that tell who says it: the subject of a verb of speaking outside the
    quotation, or what follows "according to"."""
    quoted = list(hidden)
    reporting = word_list("reporting.tsv")
    for token in content.doc:
        if any(a <= token.idx < b for a, b in quoted):
            continue
        lemma = token.lemma_.lower()
        if (
            lemma in reporting
            and token.pos_ == "VERB"
            and phrase_lemma(token) == lemma
            and not (lemma == "put" and not _puts_figure(token))
        ):
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "agent")), None)
            if subject is not None and not any(a <= subject.idx < b for a, b in quoted):
                return _extent(subject)
        if token.lower_ == "according":
            for to in token.children:
                for noun in to.children:
                    return _extent(noun)
    return None


def speeches(content: Content) -> list[tuple[tuple[int, int], frozenset[str]]]:
    """Where a sentence sets several tellers side by side ("A said this, while B spoke of that"): the
    offsets of each teller with the keys of what this one tells; empty if there are fewer than two."""
    reporting = word_list("reporting.tsv")
    verbs: list[tuple[Token, Token]] = []
    for token in content.doc:
        if phrase_lemma(token) not in reporting or token.pos_ != "VERB" or len(verbs) == MOST_TELLERS:
            continue
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if subject is not None and (not verbs or _beside(token, {v.i for v, _ in verbs})):
            verbs.append((token, subject))
    if len(verbs) < 2:
        return []
    found = []
    for verb, subject in verbs:
        below = [v for v, _ in verbs if v.i != verb.i and verb.is_ancestor(v)]
        own = {t.i for t in verb.subtree} - {t.i for v in below for t in v.subtree}
        keys = frozenset(k for k, where in content.keys.items() if own & set(where))
        found.append((_extent(subject), keys))
    return found


MOST_TELLERS = 4
MOST_ABOVE = 12


def _beside(verb: Token, others: set[int]) -> bool:
    """True for a verb joined to one of the others by "and", "while" or "but"."""
    if verb.dep_ == "advcl":
        above = any(node.i in others for node in islice(verb.ancestors, MOST_ABOVE))
        return above and any(c.lower_ in ALSO for c in verb.children)
    return verb.dep_ in ("conj", "parataxis") and verb.head.i in others


def _puts_figure(verb: Token) -> bool:
    """True for "put the figure at 40", not for "put their names to a text"."""
    return any(c.dep_ == "prep" and c.lower_ == "at" for c in verb.children)


def _extent(token: Token) -> tuple[int, int]:
    """A noun phrase with its appositions, without its relative clauses."""
    kept = [t for t in token.subtree if not _below_clause(t, token)]
    return min(t.idx for t in kept), max(t.idx + len(t.text) for t in kept)


def _below_clause(token: Token, top: Token) -> bool:
    node = token
    for _ in range(20):
        if node.i == top.i:
            return False
        if node.dep_ in ("relcl", "ccomp", "advcl"):
            return True
        node = node.head
    return True


def same_speaker(
    words: str, codes: frozenset[str], holder: Holder | None, persons: Persons, actors: dict[str, str | None]
) -> bool | None:
    """Do these words (with the states they name) mean the holder? None where it cannot be told."""
    if holder is None or holder.kind in ("outlet", "unnamed") or not holder.name:
        return None
    own = surname(holder.name)
    capitals = {fold(w) for w in CAPITAL.findall(words)}
    if own and own in capitals:
        return True
    others = persons.named(words) - {own}
    if holder.kind == "speaker" or persons.named(holder.name):
        if others:
            return False
        states = persons.states(holder, actors)
        if codes and states and (codes & states or _only_states(words, codes)):
            return bool(codes & states)
        return None
    states = persons.states(holder, actors)
    if codes and states and not codes & states:
        return False
    return None


def _only_states(words: str, codes: frozenset[str]) -> bool:
    """True if the words are a state or its people and office, not somebody else's envoy there."""
    return len(codes) == 1 and " in " not in words and " to " not in words
