"""Which noun phrases stand beside each other for one party, and which make a pair."""

from __future__ import annotations

from collections.abc import Sequence

from communique.resolve.names import OWNERS
from communique.resolve.noun_phrases import Phrase
from communique.resolve.words import Word


def link_appositions(phrases: Sequence[Phrase], words: Sequence[Word]) -> dict[int, int]:
    """For each phrase in apposition (its index) the index of the one that names the party.

    "Its president, Ada Umeh, said": the description points on to the name. "Ada Umeh, an
    economist at the bank, said": it points back. Names found to be a body's change their sort.
    """
    linked: dict[int, int] = {}
    for n in range(len(phrases) - 1):
        p, q = phrases[n], phrases[n + 1]
        if q.first != p.last + 1 or linked.get(n - 1) == n:
            continue
        gap = words[q.first].gap
        if gap == " ":
            if _side_by_side(p, q):
                linked[n] = n + 1
        elif gap in (", ", ",\n", " (") and (_ends(q, words) or _goes_on(q, words)):
            if _describes(p) and _names_person(q) and (p.determiner or p.state or p.body):
                linked[n] = n + 1
            elif _names_person(p) and _describes(q) and (q.determiner or q.parts or q.state):
                linked[n + 1] = n
            elif _bare_name(p) and q.sort == "body" and q.name is None and q.determiner in ("a", "an", "the"):
                p.sort = "organisation"
                linked[n + 1] = n
            elif p.sort == "body" and p.name is None and _bare_name(q) and p.determiner:
                q.sort = "organisation"
                linked[n] = n + 1
    return linked


def _side_by_side(p: Phrase, q: Phrase) -> bool:
    """ "The opposition party New Harbour", "her brother Ivan Petrov"."""
    if words_of_body(p) and _bare_name(q):
        q.sort = "organisation"
        q.state = q.state or p.state
        return True
    return _describes(p) and _names_person(q) and (p.determiner in OWNERS or p.determiner == "the")


def words_of_body(p: Phrase) -> bool:
    """Whether a phrase describes one body without its name."""
    return p.sort == "body" and p.name is None and not p.plural and p.rank == "o"


def _ends(q: Phrase, words: Sequence[Word]) -> bool:
    """Whether something other than a space follows: an apposition is closed by a mark or a verb."""
    if q.last + 1 >= len(words):
        return True
    after = words[q.last + 1]
    return after.gap.strip() != "" or words[q.last].sentence != after.sentence


def _goes_on(q: Phrase, words: Sequence[Word]) -> bool:
    """Whether a long description runs on with a place: "head of the Guild in Sinop"."""
    return q.name is None and bool(q.parts) and words[q.last + 1].lower in ("in", "at", "on", "near")


def _describes(p: Phrase) -> bool:
    return p.sort == "person" and p.name is None and not p.plural and bool(p.noun)


def _names_person(p: Phrase) -> bool:
    return p.sort == "person" and p.name is not None


def _bare_name(p: Phrase) -> bool:
    return p.sort == "person" and p.name is not None and not p.rank


def pair_up(phrases: Sequence[Phrase], words: Sequence[Word], linked: dict[int, int]) -> list[Phrase]:
    """Pairs such as "Togo and Ghana", "Ada Umeh and Ivo Brandt": a phrase over both, in order."""
    pairs = []
    taken = -1
    for n in range(len(phrases) - 1):
        p, q = phrases[n], phrases[n + 1]
        if n <= taken or q.first != p.last + 2 or words[p.last + 1].lower != "and":
            continue
        if words[p.last + 1].gap != " " or words[q.first].gap != " " or words[p.last].possessive:
            continue
        if not (_pairs(p) and _pairs(q)) or _sort(p) != _sort(q):
            continue
        if n in linked or n + 1 in linked or (p.first and words[p.first - 1].lower == "between"):
            continue
        pair = Phrase(p.first, q.last, p.head, "pair", "name", plural=True, parts=[p, q])
        pairs.append(pair)
        taken = n + 1
    return pairs


def _pairs(p: Phrase) -> bool:
    if p.sort == "person":
        return p.name is not None
    if p.sort == "state":
        return p.spot is not None and p.form != "demonym" and not p.spot.place
    return p.sort == "organisation" or (p.sort == "body" and p.name is not None)


def _sort(p: Phrase) -> str:
    return "person" if p.sort == "person" else "body"
