"""The ledger of promises as the desk tells it: filtered, in parts, drawn; told anew behind the scenes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass

from markupsafe import Markup
from pydantic import Field

from communique import exchange, pictures
from communique.errors import CommuniqueError
from communique.exchange.report import commitment_to_dict
from communique.records import Commitment, Span, Status
from communique.relate.ledger import overdue_on
from communique.store import Pledged, Record, Source
from communique.web import models
from communique.web.faults import RequestError
from communique.web.freshness import passing
from communique.web.sources import source_model

PATIENCE = 0.08
"""Seconds that a page waits for the ledger to be told anew, if an older one stands."""
FIRST = 5.0
"""Seconds that a page waits for a ledger that was never told."""
MOST_PARTIES = 40
"""Parties that a list of promises can be narrowed to by choice; any other by its id."""


log = logging.getLogger(__name__)


class PromiseStep(models.Model):
    """What a source tells of a promise: how it stood, when, and the words that say so."""

    status: Status
    date: models.Interval | None
    source: models.Source
    span: models.Span


class Promise(models.Model):
    """Who promised what to whom, until when, how much, and what became of it."""

    id: str
    by: list[models.Named]
    to: list[models.Named]
    what: str
    amount: str | None = Field(description="The amount as printed.")
    due: models.Interval | None
    status: Status = Field(description="Of the last step that a source tells.")
    overdue: bool = Field(description="The day has passed, and nothing tells that it was kept or given up.")
    history: list[PromiseStep]


class Ledger(models.Page[Promise]):
    """A part of the ledger, by the day of each promise's first step."""

    as_of: str | None = Field(description="The day to which `overdue` is counted.")
    overdue: int = Field(description="How many of the whole list are overdue.")
    current: bool = Field(description="False while what came in last is not yet in the ledger.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture for a column of text and for a telephone."""

    wide: Markup
    narrow: Markup


def drawn(draw: Callable[[bool], str]) -> Drawn:
    """Both widths of a picture; `draw` takes whether it is narrow."""
    # A picture escapes what it holds itself: what is text in its tree stays text.
    return Drawn(Markup(draw(False)), Markup(draw(True)))  # noqa: S704


class Promises:
    """The ledger of a record; `record` opens it for reading, `tell` has it told behind the scenes."""

    def __init__(self, record: Callable[[], Record], tell: Callable[[], Future[bool]]) -> None:
        self._record, self._tell = record, tell

    def warm(self) -> None:
        """Have the ledger told if it is behind."""
        now, told = self._record().pledges.state()
        if now != told:
            self._tell()

    def page(
        self, wanted: Pledged, *, as_of: dt.date | None = None, after: str | None = None, limit: int = 25
    ) -> Ledger:
        """Promises that are wanted, with what became of them as of a day (default: the latest article's)."""
        current = self._current()
        held = self._record().pledges
        day = as_of or held.latest_day()
        found = held.page(wanted, day, after=after, limit=limit)
        return Ledger(
            items=self._promises(found.items, day),
            total=found.total,
            after=found.after,
            as_of=day.isoformat() if day else None,
            overdue=held.overdue(wanted, day),
            current=current,
        )

    def one(self, name: str, *, as_of: dt.date | None = None) -> Promise:
        """The promise with this id."""
        self._current()
        held = self._record().pledges
        found = held.some([name])
        if not found:
            raise RequestError(404, f"the ledger holds no promise with the id {name[:40]!r}")
        return self._promises(found, as_of or held.latest_day())[0]

    def parties(self) -> list[models.Named]:
        """Who has part in most promises, by name."""
        counted = self._record().pledges.parties()
        most = sorted(counted, key=lambda key: (-counted[key], key))[:MOST_PARTIES]
        names = self._record().actor_names(most)
        named = [models.Named(id=key, name=names.get(key, key)) for key in most]
        return sorted(named, key=lambda one: (one.name, one.id))

    def picture(self, promises: Sequence[Promise], as_of: str | None) -> Drawn:
        """The promises on a time axis, each mark leading to the words behind it."""
        told = self._record().pledges.some([one.id for one in promises])
        names = {party.id: party.name for one in promises for party in (*one.by, *one.to)}
        late = {one.id for one in promises if one.overdue}
        day = dt.date.fromisoformat(as_of) if as_of else None
        return drawn(
            lambda narrow: pictures.ledger(told, names, overdue=late, as_of=day, narrow=narrow, to=place)
        )

    def _promises(self, found: Iterable[Commitment], day: dt.date | None) -> list[Promise]:
        told = tuple(found)
        record = self._record()
        names = record.actor_names(sorted({party for one in told for party in (*one.by, *one.to)}))
        articles = sorted({step.span.article for one in told for step in one.history})
        known = {source.id: source for source in record.sources(articles)}
        return [_promise(one, names, known, day) for one in told]

    def _current(self) -> bool:
        """Whether the ledger stands as the record does; if not, it is told anew in the background.

        The first time it is waited for, up to FIRST; later the one told before is shown meanwhile.
        """
        now, told = self._record().pledges.state()
        if now == told:
            return True
        try:
            self._tell().result(FIRST if told is None else PATIENCE)
        except Late:
            log.debug("the ledger is still being told")
        except CommuniqueError as error:  # an import holds the record for long: it is told again then
            log.warning("the ledger is not told: %s", error)
        now, told = self._record().pledges.state()
        if now != told:
            passing()
        return now == told

    def some(self, ids: Sequence[str]) -> list[Promise]:
        """The promises with these ids, as the ledger was told last."""
        held = self._record().pledges
        return self._promises(held.some(ids), held.latest_day()) if ids else []


def place(span: Span) -> str:
    """Where the words of an article can be read."""
    return f"/articles/{span.article}?at={span.start}#at"


def _promise(
    one: Commitment, names: Mapping[str, str], known: Mapping[str, Source], day: dt.date | None
) -> Promise:
    told = commitment_to_dict(one)
    steps = [
        {**step, "source": source_model(known[step["span"]["article"]])}
        for step in told["history"]
        if step["span"]["article"] in known
    ]
    return Promise.model_validate(
        {
            "id": one.id,
            "by": [models.Named(id=key, name=names.get(key, key)) for key in one.by],
            "to": [models.Named(id=key, name=names.get(key, key)) for key in one.to],
            "what": one.what,
            "amount": one.amount.span.quote if one.amount else None,
            "due": exchange.interval_to_dict(one.due),
            "status": one.history[-1].status,
            "overdue": day is not None and overdue_on(one, day),
            "history": steps,
        }
    )
