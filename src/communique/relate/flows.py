"""A user's own figures laid beside what is stated: shares and concentration of flows between states."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from communique.errors import UsageError
from communique.records import Dependency
from communique.relate.grades import grade

COLUMNS = ("from", "to", "product", "year", "value")
APART, WORDS_APART = 10.0, 40.0
"""Percentage points by which a stated share, and words of strength on their scale of 0 to 100, differ from a
figure before they disagree."""
MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from one actor to another in a year; `value` is 0 or more, in the file's one unit."""

    source: str
    target: str
    product: str
    year: int
    value: float


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """How much of what `dependent` takes (or sends) goes by `provider`, 0 to 100, in one year.

    `side` tells which: "takes" what the provider delivers, "sends" what the provider buys.
    `concentration` is the Herfindahl-Hirschman index over all partners, 0 to 1: the sum of squared shares.
    """

    dependent: str
    provider: str
    product: str
    year: int
    side: str
    share: float
    concentration: float
    partners: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a text says and the figure that is too far from it: a share, more than APART points, or words of
    strength ("almost entirely"), more than WORDS_APART; `stated` is on a scale of 0 to 100."""

    dependency: Dependency
    stated: float
    figure: Share
    by: Literal["share", "words"] = "share"


def read_flows(path: Path, known: Callable[[str], str | None] = lambda name: name) -> tuple[Flow, ...]:
    """Flows of a CSV file with the columns from, to, product, year, value.

    known: a state's name or code → its id; None if there is none. UsageError names the line and what is
    wrong with it; nothing of a faulty file is used.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            names = {(name or "").strip().lower(): name for name in table.fieldnames or ()}
            missing = [column for column in COLUMNS if column not in names]
            if missing:
                raise UsageError(f"{path.name}: no column {', '.join(missing)}; give {', '.join(COLUMNS)}")
            found: list[Flow] = []
            for row in table:
                if len(found) >= MOST_ROWS:
                    raise UsageError(f"{path.name}: more than {MOST_ROWS:,} rows; give a shorter file")
                cells = {column: (row[names[column]] or "").strip() for column in COLUMNS}
                found.append(_flow(cells, f"{path.name}, line {table.line_num}", known))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path.name} cannot be read as CSV: {error}") from error
    return tuple(found)


def _flow(cells: dict[str, str], where: str, known: Callable[[str], str | None]) -> Flow:
    ends = []
    for column in ("from", "to"):
        actor = known(cells[column]) if cells[column] else None
        if actor is None:
            raise UsageError(f"{where}: {column} {cells[column]!r} is no state that is known; give its code")
        ends.append(actor)
    try:
        year, value = int(cells["year"]), float(cells["value"].replace(",", ""))
    except ValueError as error:
        raise UsageError(f"{where}: year and value have to be numbers ({error})") from error
    if not (math.isfinite(value) and value >= 0):
        raise UsageError(f"{where}: value {cells['value']} is not 0 or more")
    return Flow(ends[0], ends[1], cells["product"].lower(), year, value)


def shares(flows: Iterable[Flow], a: str, b: str) -> tuple[Share, ...]:
    """The shares of each of two actors in what the other takes and sends, by product and year."""
    totals: dict[tuple[str, str, str, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for flow in flows:
        if flow.source == flow.target:
            continue
        for one, other, side in ((flow.target, flow.source, "takes"), (flow.source, flow.target, "sends")):
            if one in (a, b):
                totals[one, side, flow.product, flow.year][other] += flow.value
    found = []
    for (one, side, product, year), partners in sorted(totals.items()):
        whole, other = sum(partners.values()), b if one == a else a
        if whole > 0 and other in partners:
            parts = [value / whole for value in partners.values() if value > 0]
            share = 100 * partners[other] / whole
            concentration = sum(part * part for part in parts)
            found.append(
                Share(one, other, product, year, side, round(share, 2), round(concentration, 4), len(parts))
            )
    return tuple(found)


def disagreements(
    stated: Iterable[Dependency], figures: Sequence[Share], product_of: Callable[[Dependency], str]
) -> tuple[Disagreement, ...]:
    """Where what a text says of a product and the latest year's figure for it are far apart.

    product_of: the words of the text that tell what it is a share of, in which a file's product is
    looked for. A text that names no product of the file is not laid beside it.
    """
    found = []
    for dependency in stated:
        by: Literal["share", "words"] = "share"
        share, apart = dependency.share, APART
        if share is None and dependency.strength and (told := grade(dependency.strength)) is not None:
            share, by, apart = 100 * told, "words", WORDS_APART
        if share is None or dependency.modality in {"denied", "negated", "historical"}:
            continue
        words = product_of(dependency).lower()
        fitting = [
            f
            for f in figures
            if f.dependent == dependency.dependent
            and f.provider == dependency.provider
            and f.product
            and f.product in words
        ]
        latest = max((f.year for f in fitting), default=None)
        near = [f for f in fitting if f.year == latest]
        if near and all(abs(f.share - share) > apart for f in near):
            closest = sorted((abs(f.share - share), f.side, f) for f in near)[0][2]
            found.append(Disagreement(dependency, share, closest, by))
    return tuple(found)
