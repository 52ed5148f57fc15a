"""Figures beside each other: when two can be one, and when they tell one thing differently."""

from __future__ import annotations

from dataclasses import replace

from communique.brief.computing import worked_out
from communique.brief.content import Amount, Content, key
from communique.brief.terms import word_list

DURATIONS = frozenset("year month week day hour minute decade century".split())
DERIVED = frozenset("later earlier ago after before old on".split())
SMALL = 2
"""Up to this count a number word tells little ("two presidents"): it is only compared, not sought."""


def hard(amount: Amount, content: Content) -> bool:
    """True if a figure must stand in the evidence: not "two years later", not "two powers",
    nor what follows from two other figures of its sentence."""
    if derived(amount, content) or worked_out(amount, content):
        return False
    return measured(amount) or not (float(amount.value).is_integer() and amount.value <= SMALL)


def derived(amount: Amount, content: Content) -> bool:
    """True for a span of time that the writer has counted: "two years later"."""
    after = content.text[amount.end : amount.end + 12].split()
    return amount.unit.lower() in DURATIONS and bool(after) and after[0].strip(".,;") in DERIVED


def same_amount(asked: Amount, held: Amount) -> bool:
    """True if a source's figure bears out the asked one: the same value, or one that the asked
    rounds, of the same or an unnamed unit."""
    asked, held = _in_one_unit(asked), _in_one_unit(held)
    return units_agree(asked, held) and (
        abs(asked.value - held.value) <= 1e-6 * max(abs(asked.value), abs(held.value)) or _rounds(asked, held)
    )


LENGTHS = {"day": ("hour", 24), "week": ("hour", 168), "year": ("month", 12), "decade": ("month", 120)}


def _in_one_unit(amount: Amount) -> Amount:
    """Days and weeks as hours, years as months, so that "72 hours" are "three days"."""
    unit, factor = LENGTHS.get(amount.unit.lower(), (amount.unit, 1))
    return replace(amount, unit=unit, value=amount.value * factor)


def _rounds(asked: Amount, held: Amount) -> bool:
    digits = len(f"{asked.value:.6g}".replace(".", "").strip("0").split("e")[0])
    if not held.value or (digits < 2 and asked.bound == "exact"):
        return False
    return float(f"{held.value:.{digits}g}") == asked.value


def units_agree(a: Amount, b: Amount) -> bool:
    """True unless both name a unit and the two are different things.

    Large counts of differently named things ("40 farmers", "40 people") may be one.
    """
    if not a.unit or not b.unit or same_thing(a, b):
        return True
    return a.value >= 13 and b.value >= 13 and not (measured(a) or measured(b))


def same_thing(a: Amount, b: Amount) -> bool:
    """True if both count the same thing by name."""
    return key(a.unit) == key(b.unit) or key(a.unit.split()[-1]) == key(b.unit.split()[-1])


def measured(a: Amount) -> bool:
    """True for money and for units of measure."""
    return (len(a.unit) == 3 and a.unit.isupper()) or a.unit.lower() in word_list("measures.tsv")


def comparable(a: Amount, b: Amount) -> bool:
    """True if two figures could tell the same thing differently."""
    if not a.unit or not b.unit:
        return not (measured(a) or measured(b)) or not a.unit
    if measured(a) or measured(b):
        return a.unit == b.unit or key(a.unit) == key(b.unit)
    return units_agree(a, b)
