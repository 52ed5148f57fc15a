"""Who of an article's people is an office-holder of the table of terms, and whom an office alone means.

What the text says comes first: the table only joins names of one person ("Zelensky", "Zelenskyy"),
gives a state that the text speaks of anyway, and tells whom a dated text means by an office that it
gives to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.records import Article, Interval
from communique.resolve.dates import find_dates
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party
from communique.resolve.tenure import held_by, holder, known, office_named, standing
from communique.resolve.terms import Terms
from communique.resolve.words import Word


class Incumbents:
    """Asks the table of terms for one article; `spoken_of` are ids of its states and organisations."""

    def __init__(self, article: Article, terms: Terms, spoken_of: frozenset[str]) -> None:
        self.article, self.terms, self.spoken_of = article, terms, spoken_of
        self._told: dict[int, Interval | None] = {}

    def recognise_all(self, parties: Iterable[Party]) -> None:
        """Give named people who are in the table their person, state and the offices they hold."""
        for party in parties:
            if party.sort == "person" and party.named and not party.person and not party.members:
                self._recognise(party)

    def _recognise(self, party: Party) -> None:
        roles = tuple(words for _, words in party.offices if words)
        term = known(self.terms, party.name, roles, party.state, self.spoken_of)
        if term is None:
            return
        party.person = term.person
        if party.state is None and len(term.state) == 3 and term.state in self.spoken_of:
            party.state = term.state
        party.held = tuple(
            (t.office, t.office)
            for t in held_by(self.terms, term.person, self.article.published)
            if t.state == party.state
        )

    def by_office(self, party: Party, phrase: Phrase, words: Sequence[Word]) -> None:
        """Let a description by office alone be the person whose term covers the day, if one's does.

        "Then" asks for the one date that its sentence tells.
        """
        of = party.state or (phrase.body.actor if phrase.body is not None else None)
        if of is None or phrase.plural or phrase.rank not in ("head", "officer", "person") or not phrase.role:
            return
        how, title = standing(phrase.role)
        if office_named(title, of) is None:
            return
        told = self._date_in(words[phrase.head].sentence) if how == "then" else None
        term = holder(self.terms, phrase.role, of, self.article.published, told)
        if term is not None:
            party.person = term.person

    def _date_in(self, sentence: int) -> Interval | None:
        """The one date that a sentence tells, or None."""
        if sentence not in self._told:
            text = self.article.sentences[sentence].span.quote
            found = {when for _, _, when in find_dates(text, self.article.published, None) if when}
            self._told[sentence] = next(iter(found)) if len(found) == 1 else None
        return self._told[sentence]
