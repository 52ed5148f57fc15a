"""Settle noun phrases one after another: whom does each stand for, given all before it?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from communique.resolve.allegiance import HEADS, PEOPLE, Allegiance
from communique.resolve.names import SPEECH
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party, PartySort
from communique.resolve.people import People
from communique.resolve.phrases import fold
from communique.resolve.pronouns import FEMININE, MASCULINE, Focus, Seen
from communique.resolve.tables import items, read_table
from communique.resolve.words import Word

if TYPE_CHECKING:
    from spacy.tokens import Token

INDEFINITE = frozenset("a an some several many another any no each every few".split())
_DEFINITE = frozenset("the this that these those both".split())
_LATELY = 60


class Settler:
    """Goes through an article's phrases once; `who` holds the party of each, by its identity.

    `states` seeds the states of named people found by an earlier pass. `official` is True for an
    official text, whose "sides" are the heads that issue it.
    """

    def __init__(
        self,
        source: str,
        words: Sequence[Word],
        people: People,
        allegiance: Allegiance,
        tokens: dict[int, Token],
        quoted: frozenset[int],
        *,
        states: dict[tuple[str, ...], str],
        official: bool,
    ) -> None:
        self.source = source
        self.words, self.people, self.allegiance = words, people, allegiance
        self.tokens, self.quoted, self.official = tokens, quoted, official
        self.parties: list[Party] = list(people.parties.values())
        for key, state in states.items():
            people.parties[key].state = state
        self.who: dict[int, Party] = {}
        self.owners: dict[int, Party | None] = {}
        self.contexts: dict[int, str | None] = {}
        self.order: list[tuple[Phrase, Party]] = []
        self._actors: dict[str, Party] = {}
        self._bodies: dict[str, Party] = {}
        self._by_noun: dict[str, list[Party]] = {}
        self._focus: Focus[Party] = Focus()
        self._recent: list[Party] = []
        self._seen: set[int] = set()
        self._groups: dict[frozenset[int], Party] = {}
        self._subjects: list[tuple[int, str]] = []

    def settle_all(self, phrases: Sequence[Phrase], linked: dict[int, int], pairs: dict[int, Phrase]) -> None:
        """Settle every phrase; `linked` joins appositions, `pairs` are given by their second phrase."""
        named_by = {m: n for n, m in linked.items() if m > n}
        for n, phrase in enumerate(phrases):
            for part in walk(phrase.parts):
                self._settle(part, inner=True)
            partner = linked.get(n)
            if partner is not None and partner > n:
                self._owner(phrase)
                continue
            if partner is not None and id(phrases[partner]) in self.who:
                party = self.who[id(phrases[partner])]
                if phrase.owner is not None:  # "Umeh, her predecessor": somebody else's
                    self.owners[phrase.owner] = self._pronoun(phrase.owner, not_=party)
                self._adorn(party, phrase)
                self.who[id(phrase)] = party
                continue
            found = self._settle(phrase, beside=phrases[named_by[n]] if n in named_by else None)
            if found is not None and n in named_by:
                described = phrases[named_by[n]]
                self._take_over(found, described)
                self._adorn(found, described)
                self.who[id(described)] = found
            elif found is None and n in named_by:
                self._settle(phrases[named_by[n]])
            if id(phrase) in pairs:
                self._pair(pairs[id(phrase)])
                self._describe_pair(phrases[n - 2], phrases[n - 1], pairs[id(phrase)])

    def _take_over(self, party: Party, described: Phrase) -> None:
        """Someone spoken of by office alone gets a name: "the minister, Ada Umeh"."""
        if described.determiner != "the" or described.parts:
            return
        for earlier in dict.fromkeys(reversed(self._recent[-_LATELY:])):
            if earlier.named or not self._fits(earlier, described, described.state, None):
                continue
            party.state = party.state or earlier.state
            party.employer = party.employer or earlier.employer
            party.offices.extend(office for office in earlier.offices if office not in party.offices)
            for phrase, old in self.order[-2 * _LATELY :]:
                if old is earlier:
                    self.who[id(phrase)] = party
            self._focus.rename(earlier, party)
            return

    # ------------------------------------------------------------------ one phrase

    def _settle(self, phrase: Phrase, *, inner: bool = False, beside: Phrase | None = None) -> Party | None:
        self.contexts[id(phrase)] = self.allegiance.context(phrase.first, reversed(self._subjects[-4:]))
        party = self._resolve(phrase)
        if party is None:
            return None
        self.who[id(phrase)] = party
        subject = not inner and (
            self._is_subject(phrase) or (beside is not None and self._is_subject(beside))
        )
        self._note(phrase, party, subject)
        return party

    def _note(self, phrase: Phrase, party: Party, subject: bool) -> None:
        self.order.append((phrase, party))
        self._recent.append(party)
        self._seen.add(id(party))
        quoted = phrase.head in self.quoted
        steady = party.named or (party.definite and party.rank in ("s", "officer", "head"))
        steady = party.sort == "state" or (steady and self.allegiance.usual_home() in (None, party.state))
        if subject and steady and party.state is not None and not quoted and not party.members:
            self._subjects.append((phrase.first, party.state))
        if phrase.spot is not None and (phrase.spot.place or phrase.form == "demonym"):
            return
        if party.sort == "document":
            return
        self._see(phrase, party, subject)

    def _see(self, phrase: Phrase, party: Party, subject: bool) -> None:
        """Put a party in focus, for the pronouns to come."""
        word = self.words[phrase.head]
        animate = party.sort == "person" and not party.plural
        self._focus.note(
            Seen(
                party,
                word.sentence,
                word.paragraph,
                subject,
                animate,
                party.plural,
                phrase.head in self.quoted,
                self._is_cited(phrase),
            )
        )

    def _resolve(self, phrase: Phrase) -> Party | None:
        if phrase.sort == "pronoun":
            return self._pronoun(phrase.first)
        if phrase.spot is not None:
            return self._sighted(phrase)
        if phrase.sort == "organisation":
            return self._organisation(phrase)
        if phrase.sort == "body":
            return self._body(phrase)
        if phrase.sort == "person":
            if phrase.rank == "side":
                return self._sides(phrase)
            return self._named(phrase) if phrase.name is not None else self._described(phrase)
        return None  # a place that nobody knows

    def _sighted(self, phrase: Phrase) -> Party:
        spot = phrase.spot
        assert spot is not None
        party = self._actors.get(spot.actor)
        if party is None:
            party = Party(spot.sort, printed=spot.name, named=True, state=spot.state, actor=spot.actor)
            self._actors[spot.actor] = self._add(party)
        if phrase.form != "demonym":
            party.aliases.add(self.text(phrase.first, phrase.last))
        return party

    def _named(self, phrase: Phrase) -> Party | None:
        key = self.people.key(phrase)
        found = self.people.matching(key)
        if len(found) > 1:
            same = [p for p in found if phrase.noun and any(noun == phrase.noun for noun, _ in p.offices)]
            found = same or found
        if len(found) > 1:
            lately = [p for p in reversed(self._recent[-_LATELY:]) if p in found]
            found = lately[:1]
        if not found:
            return None
        party = found[0]
        assert phrase.name is not None
        printed = self.text(*phrase.name)
        if key == party.key and not party.printed:
            party.printed = printed
        party.aliases.add(printed)
        self._adorn(party, phrase)
        return party

    def _adorn(self, party: Party, phrase: Phrase) -> None:
        """Give a party what a phrase says of it: office, state, employer, gender."""
        party.gender = party.gender or phrase.gender
        if party.sort != "person":
            party.state = party.state or phrase.state
            return
        if phrase.rank not in ("relation", "honorific", ""):
            office = (phrase.noun, phrase.role)
            if office not in party.offices:
                party.offices.append(office)
            if phrase.also and (phrase.also, phrase.also) not in party.offices:
                party.offices.append((phrase.also, phrase.also))
            if party.rank != "head":
                party.rank = phrase.rank
        owner = self._owner(phrase)
        if phrase.rank == "relation":
            if phrase.noun == "counterpart" and owner is not None and owner.offices:
                party.offices.append(owner.offices[0])
                party.rank = party.rank or owner.rank
            party.state = party.state or phrase.state
            return
        if owner is not None and owner.sort in ("state", "organisation"):
            party.state = party.state or owner.state
            if owner.sort == "organisation":
                party.employer = party.employer or owner.name
        for part in phrase.parts:
            inner = self.who.get(id(part))
            if inner is not None and inner.sort == "organisation":
                party.employer = party.employer or inner.name
                party.state = party.state or inner.state
        party.state = party.state or phrase.state

    def _owner(self, phrase: Phrase) -> Party | None:
        """Whom "its", "his" or "their" before this phrase stands for, as things stand now."""
        if phrase.owner is None:
            return None
        if phrase.owner not in self.owners:
            self.owners[phrase.owner] = self._pronoun(phrase.owner)
        return self.owners[phrase.owner]

    # ------------------------------------------------------------------ bodies

    def _organisation(self, phrase: Phrase) -> Party:
        """A body with a name of its own."""
        name = self.text(*phrase.name) if phrase.name else self.text(phrase.first, phrase.last)
        key = fold(name)
        party = self._bodies.get(key)
        if party is None:
            longer = [
                p for p in self._by_noun.get(phrase.noun, ()) if p.named and fold(p.name).endswith(" " + key)
            ]
            party = longer[-1] if phrase.noun and longer else None
        if party is None:
            party = self._add(
                Party("organisation", printed=name, named=True, state=phrase.state, rank=phrase.rank)
            )
            party.noun = phrase.noun
            self._bodies[key] = party
            self._by_noun.setdefault(phrase.noun, []).append(party)
        return party

    def _body(self, phrase: Phrase) -> Party | None:
        if phrase.rank == "d":
            return self._document(phrase)
        if phrase.name is not None and phrase.name[1] > phrase.name[0]:
            return self._organisation(phrase)
        if phrase.plural or phrase.determiner in INDEFINITE or phrase.determiner in ("my", "our", "your"):
            return self._stranger(phrase, "organisation", phrase.state)
        owner = self._owner(phrase)
        state = phrase.state or (owner.state if owner is not None and owner.sort != "person" else None)
        bare = phrase.role == phrase.noun
        for party in reversed(self._by_noun.get(phrase.noun, [])[-_LATELY:]):
            offices = {words for _, words in party.offices}
            same = bare or phrase.role in offices or fold(party.name).endswith(fold(phrase.role))
            if same and (state is None or party.state is None or party.state == state):
                party.state = party.state or state
                return party
        if state is None and phrase.rank == "s":
            state = self.allegiance.home_of(phrase.first, reversed(self._subjects[-4:]))
        party = self._stranger(phrase, "organisation", state)
        party.definite = True
        if state is not None and phrase.rank == "s":
            party.aliases.add(party.printed)
            party.printed = f"{adjectives().get(state, state)} {phrase.role}"
        self._by_noun.setdefault(phrase.noun, []).append(party)
        return party

    def _document(self, phrase: Phrase) -> Party:
        return self._stranger(phrase, "document", None)

    # ------------------------------------------------------------------ people without names

    def _described(self, phrase: Phrase) -> Party | None:
        """A person by what he or she is: "the minister", "a senator", "aides"."""
        owner = self._owner(phrase)
        state = phrase.state or (owner.state if owner is not None and owner.sort != "person" else None)
        if phrase.plural:
            return self._several(phrase, state)
        if phrase.rank == "relation":
            return self._relation(phrase, owner)
        definite = phrase.determiner in _DEFINITE or phrase.owner is not None or bool(state)
        definite = definite or self.words[phrase.head].capital
        if definite and phrase.determiner not in INDEFINITE and phrase.determiner != "one":
            party = self._antecedent(phrase, state, owner)
            if party is not None:
                return party
        party = self._stranger(phrase, "person", state)
        self._adorn(party, phrase)
        if party.state is None and phrase.noun in PEOPLE and phrase.parts:
            party.state = next(
                (w.state for p in phrase.parts if (w := self.who.get(id(p))) is not None), None
            )
        return party

    def _antecedent(self, phrase: Phrase, state: str | None, owner: Party | None) -> Party | None:
        """The one person whom a definite description can mean, or None."""
        employer = owner.name if owner is not None and owner.sort == "organisation" else None
        lately = list(dict.fromkeys(reversed(self._recent[-_LATELY:])))
        fitting = [p for p in lately if self._fits(p, phrase, state, employer)]
        if not fitting and state is not None:
            fitting = [p for p in self.people.parties.values() if self._fits(p, phrase, state, employer)]
            return fitting[0] if len(fitting) == 1 else None
        if len(fitting) > 1 and state is None and all(p.named for p in fitting):
            near = self.contexts.get(id(phrase)) or self.allegiance.usual_home()
            here = [p for p in fitting if p.state == near]
            if near is not None and len(here) == 1 and not self._just_mentioned(fitting[0], phrase):
                return here[0]
        return fitting[0] if fitting else None

    def _just_mentioned(self, party: Party, phrase: Phrase) -> bool:
        word = self.words[phrase.head]
        return any(s.who is party and s.paragraph == word.paragraph for s in self._focus.seen[-12:])

    def _fits(self, party: Party, phrase: Phrase, state: str | None, employer: str | None) -> bool:
        """Whether a person may be meant by a description."""
        if party.sort != "person" or party.plural:
            return False
        if state is not None and party.state != state:
            return False
        if phrase.gender and party.gender and phrase.gender != party.gender:
            return False
        if employer is not None and party.employer not in (None, employer):
            return False
        if (
            phrase.rank == "head"
            and employer is None
            and party.employer
            and not self._just_mentioned(party, phrase)
        ):
            return False  # "the president" is not the president of a union
        asked = {w for w in phrase.role.split() if w not in _EMPTY} - set(phrase.noun.split())
        for noun, words in party.offices:
            leader = phrase.noun == "leader"
            if noun == phrase.noun or (leader and noun in HEADS):
                same = leader or asked <= set(words.split())
                if same:
                    return True
        return False

    def _relation(self, phrase: Phrase, owner: Party | None) -> Party | None:
        """ "His host", "her counterpart": the other one of two of the same office."""
        if owner is None or owner.sort != "person":
            return None
        rank = {noun for noun, _ in owner.offices}
        others = [
            p
            for p in dict.fromkeys(reversed(self._recent[-_LATELY:]))
            if p.sort == "person" and p.named and p is not owner and rank & {noun for noun, _ in p.offices}
        ]
        return others[0] if len(others) == 1 else None

    def _several(self, phrase: Phrase, state: str | None) -> Party | None:
        if not state and not phrase.parts and phrase.determiner in ("the", "both", "their", "two"):
            pair = [
                p
                for p in self.people.parties.values()
                if id(p) in self._seen
                and any(n == phrase.noun or (phrase.noun == "leader" and n in HEADS) for n, _ in p.offices)
            ]
            if len(pair) < 2:
                recent = (p for p in reversed(self._recent[-_LATELY:]) if len(p.members) == 2)
                untitled = (
                    p.members for p in recent if all(m.sort == "person" and not m.offices for m in p.members)
                )
                pair = next(untitled, pair)
            if len(pair) == 2:
                return self._group(pair)
        party = self._stranger(phrase, "person", state)
        party.plural = True
        if party.state is None:
            inner = [self.who[id(p)] for p in phrase.parts if id(p) in self.who]
            party.state = next((p.state for p in inner if p.sort == "organisation" and p.state), None)
        return party

    def _pair(self, phrase: Phrase) -> None:
        members = [self.who[id(p)] for p in phrase.parts if id(p) in self.who]
        if len(members) == 2 and members[0] is not members[1]:
            party = self._group(members)
            self.who[id(phrase)] = party
            subject = self._is_subject(phrase)
            for member in members:  # neither is more in mind than the other
                self._see(phrase, member, subject)
            self._note(phrase, party, self._is_subject(phrase))

    def _describe_pair(self, described: Phrase, first: Phrase, pair: Phrase) -> None:
        """ "Their presidents, Ada Umeh and Ivo Brandt": both hold the office."""
        group = self.who.get(id(pair))
        beside = described.last + 1 == first.first and self.words[first.first].gap == ", "
        if group is None or not beside or not described.plural or described.sort != "person":
            return
        for member in group.members:
            if member.sort == "person" and described.rank in ("head", "officer"):
                member.offices.append((described.noun, described.noun))
                member.rank = described.rank
        self.who[id(described)] = group

    def _group(self, members: list[Party]) -> Party:
        key = frozenset(id(member) for member in members)
        if key not in self._groups:
            self._groups[key] = self._add(Party("group", members=members, plural=True, named=True))
        return self._groups[key]

    def _sides(self, phrase: Phrase) -> Party | None:
        """ "The two sides", "both countries": the two states that the article is about."""
        if phrase.determiner not in ("the", "both", "two", "their", "neither") or phrase.parts:
            return None
        heads = [p for p in self.people.parties.values() if p.rank == "head" and id(p) in self._seen]
        if self.official and phrase.noun in ("side", "party") and len(heads) == 2:
            return self._group(heads)
        pair = self.allegiance.pair
        members = [self._actors[s] for s in pair if s in self._actors] if pair else []
        return self._group(members) if len(members) == 2 else None

    def _stranger(self, phrase: Phrase, sort: PartySort, state: str | None) -> Party:
        party = Party(
            sort, printed=self.printed(phrase.first, phrase.last), noun=phrase.noun, rank=phrase.rank
        )
        party.state, party.gender, party.plural = state, phrase.gender, phrase.plural
        party.definite = phrase.determiner not in INDEFINITE
        party.offices.append((phrase.noun, phrase.role))
        return self._add(party)

    # ------------------------------------------------------------------ pronouns and places

    def _pronoun(self, i: int, not_: Party | None = None) -> Party | None:
        word = self.words[i]
        quoted = i in self.quoted
        if word.lower in MASCULINE or word.lower in FEMININE:
            party = self._focus.singular_person(
                word.lower, word.sentence, word.paragraph, quoted=quoted, not_=not_
            )
            if party is not None and not party.gender and not quoted:
                party.gender = "m" if word.lower in MASCULINE else "f"
            return party
        if word.lower in ("it", "its"):
            return self._focus.thing(word.sentence, word.paragraph, quoted=quoted)
        if word.lower in ("they", "them", "their"):
            return self._focus.several(word.sentence, word.paragraph, quoted=quoted)
        return None

    def _is_subject(self, phrase: Phrase) -> bool:
        token = self.tokens.get(self.words[phrase.head].start)
        if token is not None and token.dep_ in ("nsubj", "nsubjpass", "csubj"):
            return True
        first = self.words[phrase.first]
        return phrase.first == 0 or first.sentence != self.words[phrase.first - 1].sentence

    def _is_cited(self, phrase: Phrase) -> bool:
        after = self.words[phrase.last + 1] if phrase.last + 1 < len(self.words) else None
        before = self.words[phrase.first - 1] if phrase.first else None
        return bool(after and after.lower in SPEECH) or bool(before and before.lower in SPEECH)

    def _add(self, party: Party) -> Party:
        self.parties.append(party)
        return party

    def text(self, first: int, last: int) -> str:
        """The words as printed, on one line."""
        return " ".join(self.source[self.words[first].start : self.words[last].end].split())

    def printed(self, first: int, last: int) -> str:
        """The words as printed, a leading article in lower case."""
        text = self.text(first, last)
        head, _, rest = text.partition(" ")
        lower = head.lower() in _DEFINITE or head.lower() in INDEFINITE or head.lower() in _COUNTS
        return f"{head.lower()} {rest}" if rest and lower else text


@cache
def adjectives() -> dict[str, str]:
    """For each state its adjective: "Kyrgyz" for KGZ."""
    return {row["code"]: items(row["people"])[0] for row in read_table("countries", "") if row["people"]}


def walk(phrases: Iterable[Phrase]) -> Iterable[Phrase]:
    """Phrases with those inside them, the inner ones first."""
    for phrase in phrases:
        yield from walk(phrase.parts)
        yield phrase


_COUNTS = frozenset("one two three four five six seven eight nine ten most its his her their".split())
_EMPTY = frozenset("new former old current".split())
