"""Which words are titles, bodies and proper names, told by capitals, tables and the lexicon.

A statistical tagger knows few of the names that news brings up; its parts of speech are only
asked about the words around.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from communique.resolve.family_names import FamilyNames, is_auxiliary, is_month
from communique.resolve.nouns import Body, Role, RoleClass, bodies, roles
from communique.resolve.words import SPEECH, Word

T = TypeVar("T", Role, Body)

PARTICLES = frozenset(
    "de da do das dos del della di du la le el al ul bin ibn ben van von der den ter ten zu y e".split()
)
DETERMINERS = frozenset(
    "the a an this that these those some several many few both all no any another other each every most "
    "one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
OWNERS = frozenset("his her its their my our your".split())
_OPENERS = frozenset("DET PRON ADP SCONJ CCONJ AUX PART INTJ NUM ADV PUNCT".split())
_LITTLE = frozenset("of for to by with from against between".split())
_SHORT = frozenset(
    "mr mrs ms dr prof rep reps sen sens gov gen col adm capt maj lt cmdr sgt cpl rev hon st".split()
)
NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed "
    "thu fri sat sun christmas easter ramadan new north south east west northern southern eastern western "
    "but and or if in on at as so yet while when after before i".split()
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A state or known organisation in the text, by word indices (`last` inclusive).

    `place` is True where the words only tell where something happens. `sector` is the PLOVER sector of
    the organisation, or of the seat or body that stands for the state.
    """

    first: int
    last: int
    actor: str
    name: str
    sort: Literal["state", "organisation"]
    form: Literal["name", "demonym", "metonym", "body"]
    state: str | None
    place: bool = False
    sense: str = ""
    sector: str | None = None


class Names:
    """What each word of an article can be. `known` are words seen with a capital in mid-sentence."""

    def __init__(self, words: Sequence[Word], spots: Sequence[Spot]) -> None:
        self.words = words
        self._roles: dict[int, Role | None] = {}
        self._bodies: dict[int, Body | None] = {}
        self._joined = [self._follows(i) for i in range(len(words))]
        self.known = frozenset(
            w.text for w in words if w.capital and not w.opens and not w.heading and w.pos != "PRON"
        )
        self.families = FamilyNames(words, self.known)
        self._surnames = self.families.trades(roles())
        self.spot_at: dict[int, Spot] = {}
        for spot in spots:
            for i in range(spot.first, spot.last + 1):
                self.spot_at.setdefault(i, spot)

    def role(self, i: int) -> Role | None:
        """The role that word `i` ends ("prime minister" at "minister"), if any."""
        if i not in self._roles:
            self._roles[i] = self._role(i)
        return self._roles[i]

    def _role(self, i: int) -> Role | None:
        found = self._looked_up(i, roles())
        if found is None:
            return None
        word = self.words[i]
        if i > 0 and f"{self.words[i - 1].lower} {word.lower}" in bodies():
            return None  # "coast guard"
        if found.rank == "honorific" and not word.capital:
            return None
        if found.rank == "person" and word.text in self._surnames:
            return None
        if found.rank == "side":
            return found if found.plural and not word.capital else None
        if word.pos in ("VERB", "AUX") and not word.capital:
            return None
        return found

    def body(self, i: int) -> Body | None:
        """The body that word `i` ends ("air force" at "force"), if any."""
        if i not in self._bodies:
            self._bodies[i] = self._body(i)
        return self._bodies[i]

    def _body(self, i: int) -> Body | None:
        found = self._looked_up(i, bodies())
        word = self.words[i]
        if found is None or (word.pos in ("VERB", "AUX", "ADJ") and not word.capital):
            return None
        return found

    def _looked_up(self, i: int, table: dict[str, T]) -> T | None:
        word = self.words[i]
        if i > 0 and word.gap in (" ", "-"):
            two = table.get(f"{self.words[i - 1].lower} {word.lower}")
            if two is not None:
                return two
        found = table.get(word.lower)
        return found if found is not None else _compound(word.lower, table)

    def joined(self, i: int) -> bool:
        """Whether word `i` follows the one before with nothing but a space between."""
        return 0 < i < len(self._joined) and self._joined[i]

    def _follows(self, i: int) -> bool:
        if i == 0:
            return False
        gap, before = self.words[i].gap, self.words[i - 1]
        if gap not in (" ", "\n", "\u00a0"):
            # "Rep. Ada Umeh", "Ada J. Umeh": the stop belongs to the word.
            short = before.capital and (before.lower in _SHORT or len(before.text) == 1)
            if gap != ". " or not short or before.sentence != self.words[i].sentence:
                return False
        return self.words[i].heading == self.words[i - 1].heading

    def title(self, i: int) -> bool:
        """Whether word `i` is a title that goes before a name, with its capital."""
        role = self.role(i)
        return role is not None and not role.plural and role.rank != "relation" and self.words[i].capital

    def name_word(self, i: int) -> bool:
        """Whether word `i` can be part of a proper name."""
        word = self.words[i]
        if not word.capital or i in self.spot_at:
            return False
        if is_month(word):
            return self.families.month(i)
        if word.lower in NOT_NAMES:
            return False
        if word.opens and word.pos not in ("PROPN", "NOUN") and is_auxiliary(word):
            return self.families.auxiliary(i)
        if word.opens and word.text not in self.known:
            if word.pos in _OPENERS or word.lower in SPEECH:
                return False
            if word.pos in ("NOUN", "ADJ", "VERB") and not word.ent:
                return word.pos == "NOUN" and self._before_name(i)
        return not (word.lower in DETERMINERS or word.lower in OWNERS or word.lower in _LITTLE)

    def _before_name(self, i: int) -> bool:
        after = self.words[i + 1] if self.joined(i + 1) else None
        return after is not None and after.capital and after.pos == "PROPN"

    def run(self, i: int) -> int:
        """The last word of the proper name that begins at word `i`."""
        last = i
        while self.joined(last + 1) and (not self.words[last].possessive or self.body_ahead(last + 1)):
            j = last + 1
            if self.name_word(j) and not self.title(j):
                last = j
                continue
            k = j
            while k - j < 3 and self.words[k].lower in PARTICLES and self.joined(k + 1):
                k += 1
            if k == j or not self.name_word(k):
                break
            last = k
        return last

    def body_ahead(self, i: int) -> bool:
        """Whether a possessive inside a name goes on to a body ("Growers' Union")."""
        for k in range(i, min(i + 3, len(self.words))):
            if not self.joined(k) or not self.words[k].capital:
                return False
            if self.body(k):
                return True
        return False


def _compound(word: str, table: dict[str, T]) -> T | None:
    """ "Ex-president", "president-elect": what the role inside is no longer, or not yet."""
    if "-" not in word:
        return None
    before, _, after = word.rpartition("-")
    past = word.startswith("ex-")
    role = table.get(word[3:] if past else before)
    if not isinstance(role, Role) or not (past or after in ("elect", "designate")):
        return None
    rank: RoleClass = "person" if past else "officer"
    return replace(role, word=f"former {role.word}" if past else f"{role.word}-elect", rank=rank)
