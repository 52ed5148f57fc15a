"""Phrases with a title, a body or a name: which words are the office, which the name."""

from __future__ import annotations

from communique.resolve.names import NOT_NAMES, Names, Spot
from communique.resolve.noun_phrases import Phrase, Sort
from communique.resolve.nouns import Body, Role

_RANKS = frozenset(
    "general colonel admiral captain marshal lieutenant brigadier commodore commander sheikh prince princess "
    "dr prof sir dame lord lady mr mrs ms gen col adm capt maj lt".split()
)
_BEFORE_RANKS = frozenset("secretary director attorney inspector consul major lieutenant vice deputy".split())
_PORTFOLIOS = frozenset(
    "state defence defense foreign affairs staff energy finance trade health agriculture interior justice "
    "transport water treasury economy education environment industry commerce labour labor culture "
    "tourism mines "
    "oil petroleum information security war home external the and investment infrastructure fisheries "
    "irrigation development planning communications".split()
)


class Titles:
    """Builds the four kinds of phrases: seen in the lexicon, named, titled, and of a body."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words

    def sighted(self, spot: Spot) -> Phrase:
        """A state or organisation that the lexicon knows."""
        return Phrase(spot.first, spot.last, spot.last, spot.sort, spot.form, state=spot.state, spot=spot)

    def named(self, i: int) -> Phrase | None:
        """A proper name without a title, from word `i` on, or None."""
        if not self.names.name_word(i) or self.words[i].heading:
            return None
        last = self.names.run(i)
        return Phrase(i, last, last, "person", "name" if last > i else "surname", name=(i, last))

    def titled(self, i: int, j: int, head: int, role: Role, spots: list[Spot]) -> Phrase | None:
        """A person by title, with the name that follows, or None for an honorific without a name.

        The phrase begins at word `i`, its title at word `j`; `role` is what word `head` means.
        """
        phrase = self._headed(i, j, head, "person", spots)
        office = self.names.role(head - 1) if head > j else None
        if role.word in _RANKS and office is not None and office.word not in _BEFORE_RANKS:
            # "Defence Minister General X": an office, then a rank.
            phrase.role = " ".join(w.lower for w in self.words[j:head])
            phrase.also, role = role.word, office
        phrase.form, phrase.noun, phrase.rank = "title", role.word, role.rank
        phrase.gender, phrase.plural = role.gender, role.plural
        lead = phrase.role.split(" ")[0]
        if lead in ("deputy", "vice", "assistant") and role.rank == "head":
            phrase.noun, phrase.rank = "minister", "officer"
        elif lead in ("former", "ex", "late"):
            phrase.noun, phrase.rank = f"former {role.word}", "person"
        after = self._portfolio(phrase, head)
        names = self.names
        if (
            names.joined(after)
            and not self.words[head].possessive
            and not role.plural
            and names.name_word(after)
        ):
            last = names.run(after)
            phrase.last = phrase.head = last
            phrase.name, phrase.form = (after, last), "name"
        if role.rank == "honorific":
            phrase.role = ""
            return phrase if phrase.name is not None else None
        return phrase

    def _portfolio(self, phrase: Phrase, head: int) -> int:
        """One past a title's "of State", "of Foreign Affairs"; the title takes it in."""
        words, joined = self.words, self.names.joined
        k = head + 2
        if not joined(k - 1) or words[k - 1].lower not in ("of", "for") or words[head].possessive:
            return head + 1
        while (
            joined(k)
            and words[k].lower in _PORTFOLIOS
            and (words[k].capital or words[k].lower in ("the", "and"))
        ):
            k += 1
        if k == head + 2 or words[k - 1].lower in ("the", "and"):
            return head + 1
        phrase.role = " ".join([phrase.role, *(w.lower for w in words[head + 1 : k])])
        phrase.last = k - 1
        return k

    def bodied(self, i: int, j: int, head: int, body: Body, spots: list[Spot]) -> Phrase:
        """A body by what it is ("the ministry") or, with capitals, by name; words as in `titled`."""
        words = self.words
        phrase = self._headed(i, j, head, "body", spots)
        phrase.noun, phrase.rank, phrase.plural = body.word, body.rank, body.plural
        last = self._name_tail(phrase, head) if words[head].capital else head
        if words[head].capital and (last > head or any(words[k].capital for k in range(j, head))):
            inside = spots[-1].first if spots and spots[-1].form == "demonym" else j
            start = next(k for k in range(min(inside, j), head + 1) if words[k].capital)
            phrase.name = (start, last)
        phrase.last = last
        return phrase

    def _headed(self, i: int, j: int, head: int, sort: Sort, spots: list[Spot]) -> Phrase:
        phrase = Phrase(i, head, head, sort, "body")
        phrase.role = " ".join(w.lower for w in self.words[j : head + 1])
        phrase.parts = [self.sighted(spot) for spot in spots]
        for spot in spots:
            phrase.state = phrase.state or spot.state
            if spot.sort == "organisation":
                phrase.body = spot
        return phrase

    def _name_tail(self, phrase: Phrase, head: int) -> int:
        """The last word of a body's name: "Ministry of Energy of the ...", "Centre for Water Studies"."""
        words, names = self.words, self.names
        last = head
        while names.joined(last + 1) and not words[last].possessive:
            k = last + 1
            if words[k].lower not in ("of", "for", "on") or not names.joined(k + 1):
                break
            n = k + 1
            if words[n].lower == "the" and names.joined(n + 1):
                n += 1
            spot = names.spot_at.get(n)
            if spot is not None:
                phrase.state = phrase.state or spot.state
                phrase.parts.append(self.sighted(spot))
                last = spot.last
            elif words[n].capital and words[n].lower not in NOT_NAMES and not names.title(n):
                last = names.run(n) if names.name_word(n) else n
            else:
                break
        return last
