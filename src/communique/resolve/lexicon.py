"""Names of states, peoples, capitals, seats of power and organisations, and what they stand for.

`lexicon()` loads the tables under `data/` once; `Lexicon.spot` finds their names in a text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from communique.errors import MalformedError
from communique.resolve.phrases import Match, PhraseBook, Word, fold, words
from communique.resolve.sectors import sector_of
from communique.resolve.senses import means_it, tells_of
from communique.resolve.tables import items, read_table
from communique.resolve.terms import Term, Terms
from communique.resolve.venues import is_place_use

EntryKind = Literal["state", "organisation", "place", "exception"]
Form = Literal["name", "demonym", "metonym", "body", "place"]


_INHABITED = frozenset(("city", "region", "capital"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the lexicon knows.

    `id` is the alpha-3 code of a state, an organisation's id, or a place's name. `state` is the
    alpha-3 code it belongs to (a state's own). `sense` says what kind of thing it is, `sector` the
    organisation's PLOVER sector.
    """

    id: str
    name: str
    kind: EntryKind
    state: str | None = None
    sense: str = ""
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A name found in a text: `text[start:end]` speaks of `entry`, in this form.

    `sense` says what a metonym or a body stands for ("presidency", "parliament", "capital"), or
    whether a demonym is an "adjective" or "people". `place` is True where the words only tell
    where something happens ("in Lima"), so nobody acts. `also` are the other readings.
    """

    start: int
    end: int
    entry: Entry
    form: Form
    sense: str = ""
    place: bool = False
    also: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    entry: Entry
    form: Form
    sense: str = ""


class Lexicon:
    """The tables, ready to be asked. Immutable once built; `lexicon()` gives the shared one."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder
        self.entries: dict[str, Entry] = {}
        self._book: PhraseBook[_Reading] = PhraseBook()
        self._places: PhraseBook[Entry] = PhraseBook()
        self._load_states(folder)
        self._load_places(folder)
        self._load_organisations(folder)
        self._load_metonyms(folder)
        self._load_exceptions(folder)

    @cached_property
    def tenures(self) -> Terms:
        """Who held which office when; read when first asked for."""
        return Terms(self.folder)

    def spot(self, text: str) -> list[Spot]:
        """The names of states, organisations and seats of power in a text, left to right.

        The longest match wins and none overlap. A possessive's "'s" is outside the span.
        """
        tokens = words(text)
        spots = []
        for match in self._book.find(text, tokens):
            spot = self._judge(text, tokens, match)
            if spot is not None:
                spots.append(spot)
        return spots

    def get(self, known: str) -> Entry | None:
        """The state or organisation with this id, or None."""
        return self.entries.get(known)

    def lookup(self, name: str) -> Entry | None:
        """What a whole name stands for by itself ("the Kremlin", "Brazilian", "EU"), or None."""
        spot = self.whole(name)
        return spot.entry if spot is not None else None

    def places(self, text: str) -> list[Spot]:
        """The places named in a text, left to right: capitals used as venues, cities, regions, waters.

        `entry.kind` is "place", `entry.sense` says what it is ("city", "strait"), `entry.state` is the
        alpha-3 code or None.
        """
        tokens = words(text)
        spots = []
        for match in self._places.find(text, tokens):
            entry = match.values[0]
            if not means_it(text, tokens, match.first, match.stop, demonym=False):
                continue
            if entry.sense == "capital" and not is_place_use(text, match.start, match.end):
                continue
            spots.append(Spot(match.start, match.end, entry, "place", entry.sense, True, match.values[1:]))
        return spots

    def town(self, name: str) -> str | None:
        """The alpha-3 code of the state in which the city or region of this name lies, or None."""
        for match in self._places.find(name):
            if match.start == 0 and match.end == len(name) and len(match.values) == 1:
                return match.values[0].state if match.values[0].sense in _INHABITED else None
            return None
        return None

    def terms(self, name: str) -> tuple[Term, ...]:
        """The terms of office of the person that goes by this name, by start; empty if unknown."""
        return self.tenures.terms(name)

    def elections(self, name: str) -> tuple[dt.date, ...]:
        """The days on which this person was elected or re-elected, in order."""
        return self.tenures.elections(name)

    def whole(self, name: str) -> Spot | None:
        """The spot that covers a whole name but for "the", or None."""
        spots = self.spot(name)
        bare = name.strip()
        if len(spots) != 1 or spots[0].end < len(bare) or fold(bare[: spots[0].start]) not in ("", "the "):
            return None
        return spots[0]

    def hidden(self, name: str) -> Entry | None:
        """The exception or place that a name is listed as, so that no state is seen in it; or None."""
        for match in self._book.find(name):
            for reading in match.values:
                if reading.entry.kind in ("exception", "place"):
                    return reading.entry
        return None

    def _judge(self, text: str, tokens: list[Word], match: Match[_Reading]) -> Spot | None:
        readings = match.values
        if any(
            reading.form == "place" or reading.entry.kind in ("exception", "place") for reading in readings
        ):
            return None
        if len(readings) > 1 and not self._first_meant(text, readings):
            readings = (*readings[1:], readings[0])
        reading = readings[0]
        if not means_it(text, tokens, match.first, match.stop, demonym=reading.form == "demonym"):
            return None
        place = reading.form == "metonym" and is_place_use(text, match.start, match.end)
        also = tuple(other.entry for other in readings[1:] if other.entry != reading.entry)
        return Spot(match.start, match.end, reading.entry, reading.form, reading.sense, place, also)

    def _first_meant(self, text: str, readings: tuple[_Reading, ...]) -> bool:
        """Of "Brussels" and the like: the Union, unless the text is about the state and not about it."""
        head, rest = readings[0].entry, readings[1].entry
        if head.kind == "organisation" or rest.kind != "organisation":
            return True
        names = (rest.id, rest.name.split()[0])
        return not tells_of(text, names) and tells_of(text, (head.name,))

    def _load_states(self, folder: str) -> None:
        for row in read_table("countries", folder):
            entry = Entry(row["code"], row["name"], "state", row["code"], "state")
            self.entries[entry.id] = entry
            for name in [row["name"], *items(row["other"])]:
                self._add(name, _Reading(entry, "name"))
            for name in items(row["people"]):
                plural = name.endswith("s") and name[:-1] in items(row["people"])
                self._add(name, _Reading(entry, "demonym", "people" if plural else "adjective"))
            for name in items(row["capitals"]):
                self._add(
                    name.lstrip("~"), _Reading(entry, "place" if name[0] == "~" else "metonym", "capital")
                )
                self._places.add(
                    name.lstrip("~"), Entry(name.lstrip("~"), name.lstrip("~"), "place", entry.id, "capital")
                )

    def _load_places(self, folder: str) -> None:
        for row in read_table("places", folder):
            entry = Entry(row["name"], row["name"], "place", row["state"] or None, row["kind"])
            self._places.add(row["name"], entry)
            # The longer name hides the state's inside it: "Gulf of Oman".
            if len(words(row["name"])) > 1:
                self._add(row["name"], _Reading(entry, "place", row["kind"]))

    def _load_organisations(self, folder: str) -> None:
        for row in read_table("organisations", folder):
            state, sense = row["state"] or None, row["kind"]
            sector = row.get("sector") or sector_of(row["name"], "organisation", sense=sense, state=state)
            entry = Entry(row["id"], row["name"], "organisation", state, sense, sector)
            self.entries[entry.id] = entry
            for name in [row["name"], *items(row["other"])]:
                self._add(name, _Reading(entry, "name"))

    def _load_metonyms(self, folder: str) -> None:
        forms: dict[str, Form] = {"metonym": "metonym", "body": "body", "place": "place"}
        for row in read_table("metonyms", folder):
            entry, form = self.entries.get(row["state"]), forms.get(row["form"])
            if entry is None or form is None:
                raise MalformedError("metonyms.tsv", f"{row['name']}: unknown state or form")
            self._add(row["name"], _Reading(entry, form, row["sense"]))

    def _load_exceptions(self, folder: str) -> None:
        for row in read_table("exceptions", folder):
            entry = Entry(row["phrase"], row["phrase"], "exception", None, row["sense"])
            self._add(row["phrase"], _Reading(entry, "place"))

    def _add(self, name: str, reading: _Reading) -> None:
        bare = name[4:] if name.startswith("the ") else name
        self._book.add(bare, reading)


@lru_cache(maxsize=4)
def lexicon(folder: str = "") -> Lexicon:
    """The lexicon, loaded once; `folder` may hold the user's own tables, laid over the bundled ones."""
    return Lexicon(folder)
