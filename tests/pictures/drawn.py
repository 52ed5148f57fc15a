"""Pictures read back: their labels with the room that each takes, and made-up records to draw."""

import datetime as dt
import random
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import combinations

from communique.pictures.measure import width
from communique.records import (
    Balance,
    ChangePoint,
    Commitment,
    Count,
    Interval,
    PairEvent,
    Period,
    Relationship,
    Series,
    Span,
    Step,
    Tie,
)

SVG = "{http://www.w3.org/2000/svg}"
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
HOSTILE = '<script>alert(1)</script>" onload="x" & \u202eevil\u0000 ]]> ' + "W" * 90
NAMES = {
    "COD": "Democratic Republic of the Congo",
    "VCT": "Saint Vincent and the Grenadines",
    "TON": "Tonga",
    "PER": "Peru",
    "BIH": "Bosnia and Herzegovina",
}


def read(picture):
    """The picture's root; a picture that is not well formed is an error here."""
    return ET.fromstring(picture)


@dataclass(frozen=True)
class Label:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other):
        return (
            self.left < other.right - 0.5
            and other.left < self.right - 0.5
            and self.top < other.bottom - 0.5
            and other.top < self.bottom - 0.5
        )


def labels(picture):
    """Every line of text with the room that it takes at most."""
    for element in read(picture).iter(f"{SVG}text"):
        size = float(element.get("font-size", "13"))
        wide = width(element.text or "", size, bold="font-weight" in element.attrib)
        x, y = float(element.get("x")), float(element.get("y"))
        left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor"), 0.0)
        yield Label(element.text or "", left, left + wide, y - 0.78 * size, y + 0.22 * size)


def overlapping(picture):
    """Pairs of labels that lie on each other."""
    return [(a.text, b.text) for a, b in combinations(labels(picture), 2) if a.touches(b)]


def outside(picture):
    """Labels that leave the picture."""
    wide, high = map(float, read(picture).get("viewBox").split()[2:])
    return [
        found.text
        for found in labels(picture)
        if found.left < -1 or found.right > wide + 1 or found.top < -3 or found.bottom > high + 1
    ]


def span(article="a", start=0, quote="words"):
    return Span(article, start, start + len(quote), quote)


def day(year, month=1, number=1):
    return Interval(dt.date(year, month, number), dt.date(year, month, number), "day")


def balance(value=-0.35, low=-0.61, high=-0.04, more="TON", contested=False):
    return Balance(value, low, high, more, 0.16, 0.51, 4, contested, ("s1", "s2"))


def event(number=1, quad="verbal cooperation", modality="asserted", date=None, domains=("trade",)):
    dated = "text" if date else None
    return PairEvent(
        f"e{number}", "CONSULT", None, quad, "both", modality, domains, date, dated, 2.0, (f"s{number}",), 1
    )


def tie(domain, happened=3, coming=2, a_on_b=0.2, b_on_a=0.84, fights=4):
    counts = (
        Count("both", "verbal cooperation", "asserted", happened),
        Count("both", "material cooperation", "pledged", coming),
        Count("a to b", "material conflict", "asserted", fights),
    )
    return Tie(domain, ("s1",), ("s1", "s2"), a_on_b, b_on_a, counts=counts)


def relationship(a="PER", b="TON", ties=None, held="unset", events=(), series=None):
    ties = (tie("trade"), tie("food and water", 12, 9, None, 0.5, 0)) if ties is None else ties
    held = balance() if held == "unset" else held
    return Relationship(a, b, ties, held, (), (), events=events, series=series)


def months(count, seed=1, start=2022):
    """A series of months with changes that lie near each other."""
    chance = random.Random(seed)
    periods, events = [], []
    for n in range(count):
        first = dt.date(start + n // 12, n % 12 + 1, 1)
        last = dt.date(start + (n + 1) // 12, (n + 1) % 12 + 1, 1) - dt.timedelta(days=1)
        found = tuple(
            Count("both", quad, "asserted", chance.randint(1, 6)) for quad in QUADS if chance.random() < 0.5
        )
        events.append(event(n, date=Interval(first, first, "day")))
        held = "told" if found else "none"
        periods.append(Period(first, last, held, 3, 2, 2, found, (f"e{n}",), None, None, None))
    middle = periods[count // 2]
    changes = tuple(
        ChangePoint(
            measure,
            middle.start - dt.timedelta(days=1),
            middle.start,
            periods[count // 2 - 1].start,
            periods[min(count // 2 + 1, count - 1)].end,
            0.95,
            2.3,
            -4.1,
            (),
            (f"e{count // 2}",),
        )
        for measure in ("tone", "volume")
    )
    return Series("month", tuple(periods), changes, ("e0",), None), tuple(events)


def promise(number=1, what="lend Tonga 20 million dollars for a wharf", history=None, due=None):
    if history is None:
        history = (
            Step("negotiating", day(2023), span()),
            Step("pledged", day(2024, 3, 5), span()),
            Step("signed", day(2024, 3, 5), span()),
            Step("breach alleged", day(2024, 3, 6), span()),
            Step("delayed", None, span()),
        )
    return Commitment(f"c{number}", ("PER",), ("TON", "PER"), what, due, None, history)
