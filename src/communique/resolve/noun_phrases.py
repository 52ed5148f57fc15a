"""Noun phrases about people and bodies: determiner, whose, office, name, and what follows with "of"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from communique.resolve.names import DETERMINERS, NOT_NAMES, OWNERS, Names, Spot
from communique.resolve.nouns import Body, Role
from communique.resolve.words import Word

Sort = Literal["person", "body", "state", "organisation", "pronoun", "pair"]

PRONOUNS = frozenset("he she him they them it i we us me".split())
POSSESSIVES = frozenset("his her its their".split())
_ADJECTIVES = frozenset(
    "new former acting interim outgoing incoming deputy vice assistant senior top chief first prime "
    "late then ex "
    "opposition visiting newly permanent special retired veteran ruling old".split()
)
_COMPASS = frozenset("new north south east west northern southern eastern western".split())
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
_TO = frozenset("adviser advisor ambassador envoy aide counsellor delegate representative secretary".split())
_REACH = 9


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase about one party, by word indices (`last` inclusive).

    `head` is the word that the grammar turns on; `name` the words of a proper name; `role` the
    office in words ("foreign minister"), `noun` its last word, `rank` its class, `also` a second
    title. `state` is the
    alpha-3 code that its own words give, `body` an organisation that does. `owner` is the place of
    a possessive pronoun. `parts` are the phrases inside it.
    """

    first: int
    last: int
    head: int
    sort: Sort
    form: str
    name: tuple[int, int] | None = None
    role: str = ""
    also: str = ""
    noun: str = ""
    rank: str = ""
    gender: str = ""
    plural: bool = False
    determiner: str = ""
    state: str | None = None
    body: Spot | None = None
    owner: int | None = None
    spot: Spot | None = None
    parts: list[Phrase] = field(default_factory=list)


class PhraseFinder:
    """All party phrases of an article, found in one pass over its words."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.words = names.words

    def find(self) -> list[Phrase]:
        """All phrases in the order of the text; none overlaps another except inside `parts`."""
        found: list[Phrase] = []
        i = 0
        while i < len(self.words):
            phrase = self._at(i)
            if phrase is not None:
                found.append(phrase)
                i = phrase.last
            i += 1
        return found

    # ------------------------------------------------------------------ one phrase

    def _at(self, i: int, depth: int = 0) -> Phrase | None:
        """The phrase that begins at word `i`, with its determiner, or None."""
        word = self.words[i]
        if word.lower in PRONOUNS and word.text not in ("US", "IT"):
            return None if self._expletive(i) else Phrase(i, i, i, "pronoun", "pronoun")
        start, determiner = i, ""
        if word.lower in DETERMINERS or word.lower in OWNERS or word.text[0].isdigit():
            determiner = "some" if word.text[0].isdigit() else word.lower
            if determiner == "that" and word.pos not in ("DET", ""):
                return None
            part = self._partitive(i, depth)
            if part is not None:
                return part
            i = self._after_determiners(i)
            if i == start:
                return self._bare_possessive(start)
        phrase = self._nominal(i)
        if phrase is None or (determiner in ("that", "this", "these") and phrase.sort == "state"):
            return self._bare_possessive(start)
        phrase.first = min(start, phrase.first)
        phrase.determiner = determiner
        if determiner in OWNERS:
            phrase.owner = start
        return self._extend(phrase, depth)

    def _bare_possessive(self, i: int) -> Phrase | None:
        if self.words[i].lower in POSSESSIVES:
            return Phrase(i, i, i, "pronoun", "pronoun")
        return None

    def _after_determiners(self, i: int) -> int:
        j = i + 1
        while j - i < 3 and self.names.joined(j) and self._counts(self.words[j]):
            j += 1
        return j if self.names.joined(j) else i

    @staticmethod
    def _counts(word: Word) -> bool:
        return word.lower in DETERMINERS or word.text[0].isdigit()

    def _partitive(self, i: int, depth: int) -> Phrase | None:
        """ "One of the officials", "some of them"."""
        joined, words = self.names.joined, self.words
        if words[i].lower in OWNERS or words[i].lower == "the" or depth:
            return None
        if not (joined(i + 1) and words[i + 1].lower == "of" and joined(i + 2)):
            return None
        whole = self._at(i + 2, depth + 1)
        if whole is None or not whole.plural or whole.sort != "person":
            return None
        part = Phrase(i, whole.last, i, "person", "title", noun=whole.noun, rank=whole.rank, role=whole.role)
        part.plural = words[i].lower != "one"
        part.state, part.determiner, part.parts = whole.state, "a", [whole]
        return part

    def _expletive(self, i: int) -> bool:
        """Whether "it" stands for nothing: "it is possible that", "it rained"."""
        words = self.words
        if words[i].lower != "it" or i + 2 >= len(words):
            return False
        if words[i + 1].lower not in ("is", "was", "will", "would", "seems", "seemed", "appears", "remains"):
            return False
        near = [w.lower for w in words[i + 2 : i + 6]]
        return words[i + 2].pos in ("ADJ", "ADV", "AUX") and any(
            x in near for x in ("that", "to", "if", "whether")
        )

    # ------------------------------------------------------------------ modifiers and head

    def _nominal(self, i: int) -> Phrase | None:
        """Modifiers, a title or body and a name, from word `i` on, without a determiner."""
        words, names = self.words, self.names
        limit = min(len(words), i + _REACH)
        lead = names.spot_at.get(i)
        j = i
        if lead is not None:
            if lead.first != i:
                return None
            j = lead.last + 1
            owns = words[lead.last].possessive or lead.form != "name" or lead.sort == "organisation"
            if not (j < limit and names.joined(j) and owns):
                return self._sighted(lead)
        head, spots = self._head(i, j, limit)
        if head < 0:
            return self._sighted(lead) if lead is not None else self._named(i)
        role, body = names.role(head), names.body(head)
        if lead is not None:
            spots.insert(0, lead)
        if role is not None:
            return self._titled(i, j, head, role, spots)
        return self._bodied(i, j, head, body, spots) if body is not None else None

    def _head(self, i: int, j: int, limit: int) -> tuple[int, list[Spot]]:
        """The last title or body that an unbroken run of modifiers from word `j` leads to, or -1."""
        words, names = self.words, self.names
        head = -1
        spots: list[Spot] = []
        k = j
        while k < limit and (k == i or names.joined(k)):
            spot = names.spot_at.get(k)
            if spot is not None and k != i:
                if head >= 0 or spots or not self._head_ahead(spot.last + 1, limit, False):
                    break
                spots.append(spot)
                k = spot.last + 1
                continue
            if names.role(k) is not None or names.body(k) is not None:
                if self._mere_modifier(k):
                    return -1, []
                head = k
                k += 1
                if words[head].possessive and not self._owned(k, limit):
                    break
                continue
            if head >= 0 and not self._more(k, limit):
                break
            if head < 0 and not self._modifier(k, limit):
                break
            if words[k].possessive and not (words[k].capital and names.body_ahead(k + 1)):
                break
            k += 1
        return head, spots

    def _mere_modifier(self, k: int) -> bool:
        """Whether a lower-case head only describes the noun after it ("bank account", "army helicopter")."""
        if self.words[k].capital or self.words[k].possessive or not self.names.joined(k + 1):
            return False
        after = self.words[k + 1]
        if after.capital or after.pos != "NOUN" or k + 1 in self.names.spot_at:
            return False
        return (
            self.names.role(k + 1) is None and self.names.body(k + 1) is None and not self._more(k + 1, k + 4)
        )

    def _owned(self, k: int, limit: int) -> bool:
        """Whether a possessor is followed by a title or body that it owns ("the ministry's spokesman")."""
        for n in range(k, min(k + 4, limit)):
            if not self.names.joined(n):
                return False
            if self.names.role(n) or self.names.body(n):
                return True
        return False

    def _modifier(self, k: int, limit: int) -> bool:
        """Whether word `k` may stand before a title or body, and one comes."""
        word = self.words[k]
        if (word.lower in NOT_NAMES and word.lower not in _COMPASS) or word.text[0].isdigit():
            return False
        if word.lower in ("and", "&") and k > 0:
            return self.words[k - 1].capital and self._head_ahead(k + 1, limit, True)
        if word.capital:
            loose = word.opens or (word.text.isupper() and len(word.text) > 1)
            return self._head_ahead(k + 1, limit, not loose)
        if word.lower in _ADJECTIVES or word.pos in ("ADJ", "NOUN", "PROPN"):
            return self._head_ahead(k + 1, limit, False)
        return False

    def _head_ahead(self, k: int, limit: int, capital: bool) -> bool:
        """Whether a run of modifiers goes on to a title or body; with a capital, if `capital`."""
        for n in range(k, min(k + 4, limit)):
            if not self.names.joined(n):
                return False
            word = self.words[n]
            if self.names.role(n) or self.names.body(n):
                return word.capital or not capital
            plain = word.pos in ("ADJ", "NOUN", "PROPN", "CCONJ") or word.lower in _ADJECTIVES
            if not plain and not word.capital:
                return False
        return False

    def _more(self, k: int, limit: int) -> bool:
        """Whether words after one head lead to another ("Council Secretary", "ministry spokesman")."""
        for n in range(k, min(k + 3, limit)):
            if not self.names.joined(n) or self.words[n].capital != self.words[k].capital:
                return False
            word = self.words[n]
            if self.names.role(n) or self.names.body(n):
                return True
            if not word.capital and word.pos not in ("NOUN", "ADJ"):
                return False
        return False

    # ------------------------------------------------------------------ the four kinds

    def _sighted(self, spot: Spot) -> Phrase:
        return Phrase(spot.first, spot.last, spot.last, spot.sort, spot.form, state=spot.state, spot=spot)

    def _named(self, i: int) -> Phrase | None:
        if not self.names.name_word(i) or self.words[i].heading:
            return None
        last = self.names.run(i)
        return Phrase(i, last, last, "person", "name" if last > i else "surname", name=(i, last))

    def _titled(self, i: int, j: int, head: int, role: Role, spots: list[Spot]) -> Phrase | None:
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

    def _bodied(self, i: int, j: int, head: int, body: Body, spots: list[Spot]) -> Phrase:
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
        phrase.parts = [self._sighted(spot) for spot in spots]
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
                phrase.parts.append(self._sighted(spot))
                last = spot.last
            elif words[n].capital and words[n].lower not in NOT_NAMES and not names.title(n):
                last = names.run(n) if names.name_word(n) else n
            else:
                break
        return last

    # ------------------------------------------------------------------ what follows

    def _extend(self, phrase: Phrase, depth: int) -> Phrase:
        """Take in "of/at/for ..." after a description, "of ..." after a name."""
        words, names = self.words, self.names
        if phrase.sort not in ("person", "body") or words[phrase.last].possessive or depth > 4:
            return phrase
        if phrase.name is not None and (phrase.sort == "body" or phrase.form == "surname"):
            return phrase
        links = (
            ("of", "from")
            if phrase.name is not None
            else ("of", "for", "at", "in", "to", "on", "from", "with")
        )
        k = phrase.last + 1
        if not names.joined(k) or words[k].lower not in links or not names.joined(k + 1):
            return phrase
        link = words[k].lower
        if words[k + 1].lower in PRONOUNS:
            return phrase
        inner = self._at(k + 1, depth + 1)
        if inner is None or inner.sort == "pronoun" or inner.form == "demonym":
            return phrase
        if link == "to" and phrase.noun not in _TO:
            return phrase
        if phrase.name is not None and inner.sort not in ("body", "state", "organisation"):
            return phrase
        if (
            inner.sort == "person"
            and inner.name is not None
            and not inner.rank
            and link in ("in", "of", "from", "at")
        ):
            inner.sort, inner.form = "state", "place"  # a town that the lexicon does not know
        phrase.parts.append(inner)
        phrase.last = inner.last
        after = inner.last + 2
        second = names.spot_at.get(after) if names.joined(after) and words[after - 1].lower == "and" else None
        if inner.spot is not None and second is not None and phrase.plural:
            phrase.parts.append(self._sighted(second))  # "the ministers of Peru and Chile"
            phrase.last = second.last
            return phrase
        governs = phrase.noun in ("ministry", "government", "parliament", "presidency")
        if link in ("of", "for", "from") or inner.sort == "body" or (link == "in" and governs):
            phrase.state = phrase.state or inner.state
        return phrase
