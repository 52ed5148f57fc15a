"""Whose a noun phrase is: the state (or known organisation) that it names, belongs to or comes from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from communique.extract.dependencies.phrases import (
    AMOUNTS,
    DEEPEST,
    MOST_SIDES,
    SUBJECTS,
    antecedent,
    coordinated,
    under,
)
from communique.extract.dependencies.tables import assets
from communique.records import Article, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve import Cast

OWNERS = ("of", "from", "in", "by", "at", "across")
"""Prepositions whose noun tells whose a thing is, surest first."""
MEANS = ("through", "with", "by", "from")
"""Prepositions whose noun tells by whose means a deed is done ("keeping afloat through their loans")."""
GUESTS = frozenset("visitor tourist guest traveller traveler pilgrim holidaymaker".split())
"""Nouns whose "to" tells where they are."""
NEIGHBOURS = frozenset("neighbour neighbor ally partner rival patron friend foe sponsor lender".split())
SPEAKING = frozenset({"we", "us", "our", "ours", "ourselves"})
USING = frozenset("eat drink burn use consume need import buy sell export grow mine produce make own".split())
"""Verbs of a clause that tells whose a thing is ("the wheat that Peru eats")."""
ROADS = frozenset(
    "road route corridor line railway pipeline way path track passage crossing highway canal".split()
)
NEAR_SUBJECT = 20
"""So many words before "it" the subject that it stands for is looked for."""
LYING = frozenset(
    "end lie stand start begin run cross pass belong sit terminate traverse rise build locate base site moor "
    "anchor erect construct".split()
)
"""Verbs of a clause that tells where a thing is ("a pipe that ends at a Russian port")."""
LYING_AT = ("at", "in", "through", "across", "on", "over", "inside")
CROSSING = {"cross", "traverse"}
NEARBY = {"of", "from", "in"}
DEFINITE = {"the", "that", "this", "these", "those"}
MOST_BEFORE = 4
"""So many earlier uses of a noun are looked at."""
FEWEST = 3
"""A party of a story of two is named at least so often."""
TWO_PARTIES = 0.7
"""In a story of two parties, at least this share of all namings of states is theirs."""


class Nations:
    """Asks the actors, places and names of one article. Built once; asking is bounded by the phrase."""

    def __init__(self, article: Article, doc: Doc, cast: Cast) -> None:
        self._article, self._doc, self._cast = article, doc, cast
        self._recalling = False
        self._states = {actor.id: actor for actor in cast.actors}
        self._speakers: dict[int, str | None] = {}
        self.recalled = False
        """Whether the last answer of `of` came from what was said before of "the reservoir"."""
        self._by_token: dict[int, str] = {}
        for mention in sorted(cast.mentions, key=lambda m: (m.span.start, -m.span.end)):
            if mention.actor is None:
                continue
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None:
                self._by_token.setdefault(span.root.i, mention.actor)

    def actor(self, token: Token) -> str | None:
        """The actor whom a word is the head of a mention of, or None."""
        return self._by_token.get(token.i)

    def is_party(self, token: Token) -> bool:
        """Whether a word is the head of a mention of somebody."""
        return token.i in self._by_token

    def nation(self, token: Token) -> str | None:
        """The state, or the known organisation of several states, that a single word stands for."""
        actor = self._by_token.get(token.i)
        if actor is not None:
            found = self._of_actor(actor)
            if found is not None:
                return found
        if token.lower_ in SPEAKING:
            return self._speakers.get(token.i)
        return self._places.get(token.i) if token.text[0].isupper() else None

    def hear(self, statements: Iterable[Statement]) -> None:
        """Let "we" and "our" in what somebody says stand for the speaker's nation, from now on."""
        self._speakers = {}
        for statement in sorted(statements, key=lambda s: (s.span.start - s.span.end, s.id)):
            nation = self._of_actor(statement.holder.actor) if statement.holder.actor is not None else None
            words = self._doc.char_span(statement.span.start, statement.span.end, alignment_mode="expand")
            for token in words if words is not None else ():
                if token.lower_ in SPEAKING:  # of two statements that hold it the smaller decides
                    self._speakers[token.i] = nation

    def subject_of_clause_before(self, pronoun: Token) -> str | None:
        """Of "Togo has no choice: Ghana sells it ..." the one nation that was a subject before."""
        own = {c.i for c in pronoun.head.lefts if c.dep_ in SUBJECTS}
        found: set[str | None] = set()
        for token in pronoun.doc[max(pronoun.sent.start, pronoun.i - NEAR_SUBJECT) : pronoun.i]:
            if token.dep_ in SUBJECTS and token.i not in own:
                actor = self._by_token.get(token.i)
                found.add(self._of_actor(actor) if actor is not None and token.pos_ == "PROPN" else None)
        return next(iter(found)) if len(found) == 1 and own else None

    def of(self, token: Token) -> tuple[str, ...]:
        """The nations of a noun phrase, by its head, and of those coordinated with it, in order."""
        self.recalled = False
        found: list[str] = []
        for noun in coordinated(token):
            for nation in self._phrase(noun, 0):
                if nation not in found:
                    found.append(nation)
        return tuple(found[:MOST_SIDES])

    def other(self, nation: str, sentence: int) -> str | None:
        """The other party of an article about two, if it is named near a sentence; else None."""
        if self._two is None or nation not in self._two:
            return None
        other = self._two[0] if self._two[1] == nation else self._two[1]
        near = {n for k in range(sentence - 3, sentence + 2) for n in self._named(k)}
        return other if other in near else None

    def named_in(self, words: Iterable[Token]) -> frozenset[str]:
        """The nations that single words among these stand for."""
        return frozenset(n for n in map(self.nation, words) if n is not None)

    def is_state(self, nation: str) -> bool:
        """Whether it is a state, not an organisation of several."""
        entry = self._cast.lexicon.get(nation)
        return entry is not None and entry.kind == "state"

    @property
    def two(self) -> tuple[str, str] | None:
        """The two states that the article is about, or None."""
        return self._two

    def subject_before(self, sentence: int) -> tuple[str, ...]:
        """The nations of the subject of the sentence before, of the same paragraph."""
        sentences = self._article.sentences
        if sentence < 1 or sentences[sentence - 1].paragraph != sentences[sentence].paragraph:
            return ()
        before = sentences[sentence - 1].span
        span = self._doc.char_span(before.start, before.end, alignment_mode="contract")
        if span is None or not len(span):
            return ()
        return next((self.of(c) for c in span.root.lefts if c.dep_ in {"nsubj", "nsubjpass"}), ())

    # ------------------------------------------------------------------ inside a phrase

    def _phrase(self, noun: Token, depth: int) -> tuple[str, ...]:
        if depth > DEEPEST:
            return ()
        own = self.nation(noun)
        if own is not None:
            return (own,)
        if noun.pos_ == "VERB":
            return next((f for p in MEANS for t in under(noun, p) if (f := self._phrase(t, depth + 1))), ())
        measured = noun.lemma_.lower() in AMOUNTS or noun.pos_ == "NUM" or noun.tag_ == "CD"
        if measured:
            for whole in under(noun, "of"):
                found = self.of(whole) if depth == 0 else self._phrase(whole, depth + 1)
                if found:
                    return found
            for verb in (w for c in noun.rights if c.lower_ == "of" for w in c.rights if w.dep_ == "pcomp"):
                for user in (c for c in verb.lefts if c.dep_ == "nsubj"):
                    if found := self._phrase(user, depth + 1):
                        return found
        for name in (c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN"):
            if (named := self.nation(name)) is not None and noun.lemma_.lower() in NEIGHBOURS:
                return (named,)
        for owner in (c for c in noun.lefts if c.dep_ == "poss"):
            if owner.tag_ == "WP$":
                meant = antecedent(noun)
                return self._phrase(meant, depth + 1) if meant is not None else ()
            return self._phrase(owner, depth + 1)
        for before in (c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod", "det", "nummod"}):
            nation = self.nation(before)
            if nation is not None:
                return (nation,)
            if before.dep_ == "compound" and (found := self._phrase(before, depth + 1)):
                return found
        for preposition in OWNERS:
            for inside in under(noun, preposition):
                if found := self._phrase(inside, depth + 1):
                    return found
        for inside in under(noun, "to") if noun.lemma_.lower() in GUESTS else ():
            if found := self._phrase(inside, depth + 1):
                return found
        after = noun.right_edge.i + 1
        if (
            depth < 2
            and after < len(self._doc)
            and self._doc[after].lower_ in NEARBY
            and self._doc[after].dep_ == "prep"
        ):
            for inside in (c for c in self._doc[after].rights if c.dep_ == "pobj"):
                if found := self._phrase(inside, depth + 1):  # hung on the verb, meant of the noun
                    return found
        for clause in (c for c in noun.rights if c.dep_ == "acl"):
            for verb in (clause, *(c for c in clause.rights if c.dep_ == "advmod")):
                for preposition in ("by", "from", "in"):
                    for inside in under(verb, preposition):
                        if found := self._phrase(inside, depth + 1):
                            return found
        for inside in under(noun, "through") if noun.lemma_.lower() in ROADS else ():
            if found := self._phrase(inside, depth + 1):
                return found
        for verb in (c for c in noun.rights if c.dep_ == "relcl" and c.lemma_ in USING):
            for user in (c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}):
                if found := self._phrase(user, depth + 1):
                    return found
        for verb in (c for c in noun.rights if c.dep_ == "relcl" and c.lemma_ in LYING):
            inside_of = [t for p in LYING_AT for t in under(verb, p)]
            if verb.lemma_ == "belong":
                inside_of += under(verb, "to")
            elif verb.lemma_ in CROSSING:
                inside_of += (c for c in verb.rights if c.dep_ == "dobj")
            for inside in inside_of:
                if found := self._phrase(inside, depth + 1):
                    return found
        return self._said_before(noun) if depth < DEEPEST else ()

    def _said_before(self, noun: Token) -> tuple[str, ...]:
        """Of "the reservoir", whose the reservoir was when it was last spoken of with its name."""
        if self._recalling or noun.pos_ != "NOUN" or not any(c.lower_ in DEFINITE for c in noun.lefts):
            return ()
        places = self._nouns.get(noun.lemma_.lower(), ())
        before = places[: bisect_left(places, noun.i)][-MOST_BEFORE:]
        self._recalling = True  # one step back, or a text of one word over and over would take for ever
        try:
            for i in reversed(before):
                found = self._phrase(self._doc[i], DEEPEST - 2)
                if found:
                    self.recalled = True
                    return found
        finally:
            self._recalling = False
        return ()

    @cached_property
    def _nouns(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for token in self._doc:
            if token.pos_ == "NOUN":
                found.setdefault(token.lemma_.lower(), []).append(token.i)
        return found

    def _of_actor(self, actor: str) -> str | None:
        known = self._states.get(actor)
        if known is None:
            return None
        if known.kind == "state":
            return known.id
        if known.state is not None:
            return known.state
        if known.kind == "organisation" and self._cast.lexicon.get(known.id) is not None:
            return known.id
        return None

    # ------------------------------------------------------------------ places, and the two of a story

    @cached_property
    def _places(self) -> Mapping[int, str]:

        text = self._article.text
        known: dict[int, str] = {}
        for spot in self._cast.lexicon.places(text):
            if spot.entry.state is not None and not spot.also:
                self._mark(known, spot.start, spot.end, spot.entry.state)
        works, said = assets(), self._said_of_places()
        for token in self._doc:
            name = token.text
            if not name[0].isupper():
                continue
            for key, state in works.get(name, ()):
                names = self._doc[token.i : token.i + len(key)]
                if tuple(t.text for t in names) == key:
                    known.setdefault(names[-1].i, state)
                    known.setdefault(names.root.i, state)
                    break
            if name in said:
                known.setdefault(token.i, said[name])
        return known

    def _mark(self, known: dict[int, str], start: int, end: int, state: str) -> None:
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            known[span.root.i] = state
            known.setdefault(span[-1].i, state)

    def _said_of_places(self) -> Mapping[str, str]:
        """Names that the text itself puts in one state: "Osh, Kyrgyzstan", "in the Kyrgyz city of Osh"."""
        said: dict[str, set[str]] = {}
        for i, actor in self._by_token.items():
            nation = self._of_actor(actor)
            if nation is None or nation not in self._states or self._states[nation].kind != "state":
                continue
            for name in self._beside(self._doc[i]):
                said.setdefault(name, set()).add(nation)
        place = (self._article.place or "").split(",")
        if len(place) == 2:
            entry = self._cast.lexicon.lookup(place[1].strip())
            if entry is not None and entry.kind == "state":
                said.setdefault(place[0].strip().title(), set()).add(entry.id)
        return {name: next(iter(states)) for name, states in said.items() if len(states) == 1}

    def _beside(self, token: Token) -> Iterator[str]:
        """The names of places that a state's name or adjective stands beside."""
        head = token.head
        if token.dep_ in {"amod", "compound", "poss"} and head.lemma_.lower() in PLACES:
            yield from (n.text for n in under(head, "of") if n.pos_ == "PROPN")
            yield from (c.text for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN")
        if token.dep_ == "appos" and head.pos_ == "PROPN" and head.ent_type_ in {"GPE", "LOC", "FAC", ""}:
            yield head.text
        within = token.dep_ == "pobj" and head.lower_ == "in" and head.head.pos_ == "PROPN"
        if within and head.head.ent_type_ in {"GPE", "LOC", "FAC"}:
            yield head.head.text

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        counts: Counter[str] = Counter()
        for actor in self._by_token.values():
            nation = self._of_actor(actor)
            if nation is not None and self._states.get(nation) and self._states[nation].kind == "state":
                counts[nation] += 1
        return counts

    @cached_property
    def _two(self) -> tuple[str, str] | None:
        """The two states that an article is about, or None."""
        ranked = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) < 2 or ranked[1][1] < FEWEST:
            return None
        total = sum(self._counts.values())
        if (ranked[0][1] + ranked[1][1]) / total < TWO_PARTIES:
            return None
        if len(ranked) > 2 and ranked[2][1] * 2 > ranked[1][1]:
            return None
        return ranked[0][0], ranked[1][0]

    @cached_property
    def _by_sentence(self) -> Mapping[int, frozenset[str]]:
        starts = [s.span.start for s in self._article.sentences]
        found: dict[int, set[str]] = {}
        for i, actor in self._by_token.items():
            nation = self._of_actor(actor)
            if nation is not None:
                found.setdefault(bisect_right(starts, self._doc[i].idx) - 1, set()).add(nation)
        return {k: frozenset(v) for k, v in found.items()}

    def _named(self, sentence: int) -> frozenset[str]:
        return self._by_sentence.get(sentence, frozenset())

    def by_pronoun(self, tokens: Sequence[Token]) -> frozenset[str]:
        """The nations that pronouns among these words stand for."""
        return self.named_in(t for t in tokens if t.pos_ == "PRON")

    def named(self, sentence: int) -> frozenset[str]:
        """The nations that a sentence names."""
        return self._named(sentence)


PLACES = frozenset(
    "city town village port province region state district island valley capital dam reservoir".split()
)
