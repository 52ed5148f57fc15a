"""What an article has told so far: its parties, and who was mentioned where."""

from __future__ import annotations

from collections.abc import Sequence

from communique.resolve.allegiance import Allegiance
from communique.resolve.incumbents import Incumbents
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party, PartySort
from communique.resolve.people import People
from communique.resolve.pronouns import FEMININE, MASCULINE, Focus, Seen
from communique.resolve.words import SPEECH, TokenAt, Word

INDEFINITE = frozenset("a an some several many another any no each every few".split())
DEFINITE = frozenset("the this that these those both".split())
LATELY = 60
"""How many mentions back a description may reach."""
_COUNTS = frozenset("one two three four five six seven eight nine ten most its his her their".split())


class Scene:
    """The parties of one article so far, while its phrases are gone through in order.

    `who` holds the party of each phrase, by its identity; `order` the phrases with their parties;
    `recent` the parties mentioned, newest last, `seen` their identities; `subjects` the words where
    states acted or spoke. `contexts` tells which state the text before a phrase is about, `owners`
    whom a possessive pronoun, by its word, stands for. `states` seeds the states of named people
    found by an earlier pass. `official` is True for an official text, whose "sides" are the heads
    that issue it. `known` tells office-holders of the table of terms.
    """

    def __init__(
        self,
        source: str,
        words: Sequence[Word],
        people: People,
        allegiance: Allegiance,
        tokens: TokenAt,
        quoted: frozenset[int],
        *,
        states: dict[tuple[str, ...], str],
        official: bool,
        known: Incumbents,
    ) -> None:
        self.source = source
        self.words, self.people, self.allegiance = words, people, allegiance
        self.tokens, self.quoted, self.official, self.known = tokens, quoted, official, known
        self.parties: list[Party] = list(people.parties.values())
        for key, state in states.items():
            people.parties[key].state = state
        known.recognise_all(self.parties)
        self.who: dict[int, Party] = {}
        self.owners: dict[int, Party | None] = {}
        self.contexts: dict[int, str | None] = {}
        self.order: list[tuple[Phrase, Party]] = []
        self.actors: dict[str, Party] = {}
        self.focus: Focus[Party] = Focus()
        self.recent: list[Party] = []
        self.seen: set[int] = set()
        self.subjects: list[tuple[int, str]] = []

    # ------------------------------------------------------------------ mentions

    def note(self, phrase: Phrase, party: Party, subject: bool) -> None:
        """Remember that a phrase stands for a party, and whether as the subject of a clause."""
        self.order.append((phrase, party))
        self.recent.append(party)
        self.seen.add(id(party))
        quoted = phrase.head in self.quoted
        steady = party.named or (party.definite and party.rank in ("s", "officer", "head"))
        steady = steady or party.noun == "opposition"  # who sits in the parliament of one state
        steady = party.sort == "state" or (steady and self.allegiance.usual_home() in (None, party.state))
        if subject and steady and party.state is not None and not quoted and not party.members:
            self.subjects.append((phrase.first, party.state))
        if phrase.spot is not None and (phrase.spot.place or phrase.form == "demonym"):
            return
        if party.sort == "document":
            return
        self.see(phrase, party, subject)

    def see(self, phrase: Phrase, party: Party, subject: bool) -> None:
        """Put a party in focus, for the pronouns to come."""
        word = self.words[phrase.head]
        animate = party.sort == "person" and not party.plural
        self.focus.note(
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

    # ------------------------------------------------------------------ pronouns

    def pronoun(self, i: int, not_: Party | None = None) -> Party | None:
        """Whom the pronoun at word `i` stands for, somebody other than `not_`, or None."""
        word = self.words[i]
        quoted = i in self.quoted
        if word.lower in MASCULINE or word.lower in FEMININE:
            party = self.focus.singular_person(
                word.lower, word.sentence, word.paragraph, quoted=quoted, not_=not_
            )
            # "He" is the one in mind; "his" may be anybody's.
            if party is not None and not party.gender and not quoted and word.lower in ("he", "she"):
                party.gender = "m" if word.lower in MASCULINE else "f"
            return party
        if word.lower in ("it", "its"):
            return self.focus.thing(word.sentence, word.paragraph, quoted=quoted)
        if word.lower in ("they", "them", "their"):
            return self.focus.several(word.sentence, word.paragraph, quoted=quoted)
        return None

    def owner(self, phrase: Phrase) -> Party | None:
        """Whom "its", "his" or "their" before this phrase stands for, as things stand now."""
        if phrase.owner is None:
            return None
        if phrase.owner not in self.owners:
            self.owners[phrase.owner] = self.pronoun(phrase.owner)
        return self.owners[phrase.owner]

    def is_subject(self, phrase: Phrase) -> bool:
        """Whether a phrase is the subject of its clause or opens its sentence."""
        token = self.tokens.get(self.words[phrase.head].start)
        if token is not None and token.dep_ in ("nsubj", "nsubjpass", "csubj"):
            return True
        first = self.words[phrase.first]
        return phrase.first == 0 or first.sentence != self.words[phrase.first - 1].sentence

    def _is_cited(self, phrase: Phrase) -> bool:
        after = self.words[phrase.last + 1] if phrase.last + 1 < len(self.words) else None
        before = self.words[phrase.first - 1] if phrase.first else None
        return bool(after and after.lower in SPEECH) or bool(before and before.lower in SPEECH)

    def at_quote(self, phrase: Phrase) -> bool:
        """Whether a phrase stands between a quotation and the verb that reports it."""
        after = self.words[phrase.last + 1] if phrase.last + 1 < len(self.words) else None
        quoted = any(mark in self.words[phrase.first].gap for mark in (",”", ',"', "”,", '",'))
        return quoted and after is not None and after.gap == " " and after.tag in ("VBD", "VBZ")

    def latest(self) -> list[Party]:
        """The parties mentioned lately, each once, newest first."""
        return list(dict.fromkeys(reversed(self.recent[-LATELY:])))

    def just_mentioned(self, party: Party, phrase: Phrase) -> bool:
        """Whether a party was mentioned shortly before, in the same paragraph."""
        word = self.words[phrase.head]
        return any(s.who is party and s.paragraph == word.paragraph for s in self.focus.seen[-12:])

    # ------------------------------------------------------------------ parties and words

    def stranger(self, phrase: Phrase, sort: PartySort, state: str | None) -> Party:
        """A new party known by description only."""
        party = Party(
            sort, printed=self.printed(phrase.first, phrase.last), noun=phrase.noun, rank=phrase.rank
        )
        party.state, party.gender, party.plural = state, phrase.gender, phrase.plural
        party.definite = phrase.determiner not in INDEFINITE
        party.offices.append((phrase.noun, phrase.role))
        return self.add(party)

    def add(self, party: Party) -> Party:
        """Take in a new party, and hand it back."""
        self.parties.append(party)
        return party

    def text(self, first: int, last: int) -> str:
        """The words as printed, on one line."""
        return " ".join(self.source[self.words[first].start : self.words[last].end].split())

    def printed(self, first: int, last: int) -> str:
        """The words as printed, a leading article in lower case."""
        text = self.text(first, last)
        head, _, rest = text.partition(" ")
        lower = head.lower() in DEFINITE or head.lower() in INDEFINITE or head.lower() in _COUNTS
        return f"{head.lower()} {rest}" if rest and lower else text
