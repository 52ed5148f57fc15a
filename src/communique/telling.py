"""What is told of a record over many articles, from the small part of each that it needs.

The ledger of promises is kept in the record beside the state that it was told of; the map of causes is
made of the latest articles that are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.records import Copy, Domain, Grouping, Reading
from communique.relate.causes import CauseMap, cause_map
from communique.relate.ledger import ledger
from communique.relate.scenario import scenario
from communique.relate.tracing import Tracing
from communique.resolve import lexicon
from communique.store import Record, Source, Wanted

MOST_ARTICLES = 400
"""Articles that a map of causes is made of, the latest; more of them nobody could follow on a map."""


def tell_ledger(record: Record) -> bool:
    """Bring the ledger that `record` holds up to date; whether it was not.

    It is computed outside any transaction: others may write meanwhile, and then it is told of the state
    that it was read in, and found behind the next time.
    """
    now, told = record.pledges.state()
    if now == told:
        return False
    state, readings, copies = record.pledges.told_of()
    grouping = Grouping(tuple(Copy(one, original, 1.0) for one, original in sorted(copies.items())), ())
    found = ledger(readings, grouping)
    with record.transaction():
        record.pledges.write(state, found)
    return True


@dataclass(frozen=True, slots=True)
class Argued:
    """A map of causes, the articles it is made of, their sources by id, and how many articles that are
    wanted state causes in all."""

    causes: CauseMap
    readings: tuple[Reading, ...]
    sources: Mapping[str, Source]
    total: int


def tell_causes(
    record: Record, wanted: Wanted, *, domain: Domain | None = None, limit: int = MOST_ARTICLES
) -> Argued:
    """The map of what the latest wanted articles, at most `limit`, state as causes (in this domain)."""
    readings, sources, total = record.causes.latest(wanted, limit, domain)
    return Argued(cause_map(readings), readings, sources, total)


def tell_scenario(words: str, argued: Argued, *, on: Domain | None, names: Mapping[str, str]) -> Tracing:
    """What `words` would move along this map, told as `communique scenario` tells it.

    `on` keeps it to one domain; `names` are those of states by id.
    """
    named = [(words[s.start : s.end], s.entry.state or s.entry.id) for s in lexicon().spot(words)]
    found = scenario(words, argued.causes, on=on, named=named)
    said = {s.id: s for reading in argued.readings for s in reading.statements}
    outlets = {key: one.outlet or one.name for key, one in argued.sources.items()}
    return Tracing(words, found, argued.causes, said, outlets, names)
