"""What a name resolves to, and why: the lexicon's answer laid open for whoever has to trust it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.records import Interval, digest
from communique.resolve.nouns import bodies, roles
from communique.resolve.party import adjective
from communique.resolve.phrases import fold
from communique.resolve.sectors import agent_of, called, sector_of
from communique.resolve.senses import why_other
from communique.resolve.tables import origin
from communique.resolve.tenure import HORIZON, covers, holders, office_named, standing
from communique.resolve.terms import Term

if TYPE_CHECKING:
    from communique.resolve.lexicon import Entry, Lexicon, Spot

_LINKS = frozenset("of for in at".split())
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a name resolves to; None wherever nothing is known.

    `id` and `kind` are those of the actor ("state", "organisation", "person", "group", "place"), `state`
    its alpha-3 code, `sector` its PLOVER sector, `office` the office that it names. `source` is the table
    that says so. `why` are the reasons, `others` the readings that were passed over, each with its reason.
    """

    name: str
    id: str | None
    kind: str | None
    called: str | None
    state: str | None
    sector: str | None
    office: str | None
    source: str | None
    why: tuple[str, ...]
    others: tuple[str, ...]

    def text(self) -> str:
        """The same in plain words, a line for each thing."""
        rows = [
            ("is", f"{self.called} ({self.kind})" if self.called else None),
            ("id", self.id),
            ("state", self.state),
            ("sector", self.sector),
            ("office", self.office),
            ("source", self.source),
        ]
        lines = [f"“{self.name}”" if self.kind else f"“{self.name}” is not in the lexicon."]
        lines += [f"  {key:<8}{value}" for key, value in rows if value]
        lines += [f"  {'because' if n == 0 else '':<8}{reason}" for n, reason in enumerate(self.why)]
        lines += [f"  {'not' if n == 0 else '':<8}{other}" for n, other in enumerate(self.others)]
        return "\n".join(lines)


def explain(
    lexicon: Lexicon, name: str, *, day: dt.date | None = None, state: str | None = None
) -> Explanation:
    """What a name, seat, office or description stands for by itself, and why.

    `day` is asked of terms of office; `state` (alpha-3) stands for the context that an article would give:
    it owns bodies and offices named without one, and picks among people of one name.
    """
    return _Explainer(lexicon, " ".join(name.split()), day, state).explain()


class _Explainer:
    def __init__(self, lexicon: Lexicon, name: str, day: dt.date | None, state: str | None) -> None:
        self.lexicon, self.name, self.day, self.state = lexicon, name, day, state
        self.others: list[str] = []

    def explain(self) -> Explanation:
        """The first reading that fits the whole name."""
        spots = self.lexicon.spot(self.name)
        whole = self.lexicon.whole(self.name)
        found = self._spotted(whole) if whole is not None else self._person()
        found = found or self._described(spots) or self._place() or self._part(spots)
        return found or self._answer(None, None, None, why=self._unknown())

    # ------------------------------------------------------------------ readings, the surest first

    def _spotted(self, spot: Spot) -> Explanation:
        entry, sense = spot.entry, spot.sense
        for other in spot.also:
            self.others.append(f"{other.name}: {_why_not(spot, other)}")
        for term in self.lexicon.terms(self.name):
            self.others.append(f"{term.person}, {self._term(term)}: a name of its own goes first")
        note = why_other(self.name)
        if note:
            self.others.append(note)
        part = "government" if sense == "capital" else sense
        how = {
            "name": f"it is a name of {entry.name}",
            "demonym": f"it speaks of the people or things of {_with_article(entry.name)}",
            "body": f"it is a body ({sense}) of {entry.name}, and what it does that state does",
            "metonym": f"it stands for the {part} of {_with_article(entry.name)}",
        }[spot.form]
        why = [how]
        if spot.form == "metonym":
            why.append("where words of place stand beside it (“in”, “near”, “the … summit”) nobody acts")
        if entry.kind == "organisation" and spot.form == "name":
            why.append(f"the table calls it: {entry.sense}")
        sector = sector_of("", "state", sense=sense) if spot.form in ("metonym", "body") else entry.sector
        table = {"metonym": "metonyms", "body": "metonyms"}.get(
            spot.form, "countries" if entry.kind == "state" else "organisations"
        )
        key = entry.id
        if table == "metonyms":
            table, key = ("countries", entry.id) if sense == "capital" else (table, self._bare())
        return self._answer(entry.id, entry.kind, entry.name, entry.state, sector, None, table, key, why)

    def _person(self) -> Explanation | None:
        terms = self.lexicon.terms(self.name)
        if not terms:
            return None
        now = [t for t in terms if self.day is not None and t.holds(self.day)]
        why = [f"{self._term(t)}" for t in terms[:_SHOWN]]
        why.append("in an article the state or the office must stand in the text too")
        offices = "; ".join(f"{t.office} of {self._of(t.state)}" for t in now)
        if self.day is not None and not now:
            why.append(f"no known office on {self.day}")
        states = {t.state for t in terms if self._is_state(t.state)}
        of = next(iter(states)) if len(states) == 1 else None
        sector = "GOV" if any(len(t.state) == 3 for t in now) else "IGO" if now else None
        sector = sector or (
            "ELI" if self.day is not None and all(_over(t, self.day) for t in terms) else None
        )
        person = terms[0].person
        key = digest("person", fold(person))
        return self._answer(key, "person", person, of, sector, offices or None, "officeholders", person, why)

    def _described(self, spots: list[Spot]) -> Explanation | None:
        """An office, agent or body with or without whose it is."""
        owner = next((s for s in spots if s.entry.state or s.entry.kind == "organisation"), None)
        said = _rest(self.name, owner)
        if not said:
            return None
        of = owner.entry.id if owner is not None and owner.form != "demonym" else None
        of = owner.entry.state if owner is not None and of is None else of
        of = of or self.state
        how, title = standing(said)
        if of is not None and office_named(title, of) is not None:
            return self._office(said, how, title, of)
        known = (
            said.split()[-1] in roles()
            or said.split()[-1] in bodies()
            or " ".join(said.split()[-2:]) in bodies()
        )
        agent = agent_of(said)
        sector = sector_of("", "person", office=said)
        if not known and agent is None and sector is None:
            return None
        entry = self.lexicon.entries.get(of) if of else None
        in_state = entry is not None and entry.kind == "state"
        if agent is not None and entry is not None and in_state:
            name = f"{adjective(entry.id)} {called(agent)}"
            if owner is not None and " in " in self.name and not agent.home:
                return self._answer(
                    None,
                    "group",
                    said,
                    None,
                    sector,
                    None,
                    "sectors",
                    agent.noun,
                    [
                        f"“in {owner.entry.name}” does not tell whose they are",
                    ],
                )
            why = [f"unnamed {called(agent)} of one state are one actor"]
            key = digest("agent", agent.noun, entry.id)
            return self._answer(key, "group", name, entry.id, agent.sector, None, "sectors", agent.noun, why)
        if owner is not None and owner.entry.sector in ("REB", "IMG", "PRM") and agent is not None:
            self.others.append(f"people of their own: several who bear arms for {owner.entry.name} are it")
            return self._spotted(owner)
        where = entry.name if entry is not None else None
        why = [
            f"{'of ' + where if where else 'no state stands beside it'}; an article decides: whoever it "
            "called so before, the state that owns it, the paragraph's, the dateline's"
        ]
        if where:
            why = [f"it is of {where}; an article says which one is meant"]
        state = entry.state if entry is not None else None
        if entry is not None and not in_state and sector in (None, "GOV"):
            sector = entry.sector
        return self._answer(None, "group", said, state, sector, None, "sectors", said.split()[-1], why)

    def _office(self, said: str, how: str, title: str, of: str) -> Explanation:
        office = office_named(title, of) or title
        why = [f"“{title}” is the office of {office} of {self._of(of)}"]
        entry = self.lexicon.entries.get(of)
        state = entry.state if entry is not None else None
        sector = "ELI" if how == "former" else "GOV" if state else (entry.sector if entry else None)
        person = None
        if how in ("former", "acting", "elect"):
            why.append(f"“{how}”: not the holder; only a name in the text can say who")
        elif self.day is None:
            why.append("without a date (--date) nobody is meant" + (", “then” most of all" if how else ""))
        else:
            days = Interval(self.day, self.day, "day")
            found = holders(self.lexicon.tenures, title, of, days)
            sure = [t for t in found if covers(t, days)]
            if len({t.person for t in found}) == 1 and sure:
                person = found[0].person
                why.append(f"on {self.day}: {self._term(found[0])}")
                if how == "then":
                    why.append("“then” asks for the date that the clause tells; --date was taken for it")
            elif found:
                why.append(f"not certain on {self.day} (the table knows up to {HORIZON}):")
                why += [self._term(t) for t in found[:_SHOWN]]
            else:
                why.append(f"the table knows no holder on {self.day}")
        called_ = person or f"{said} of {self._of(of)}"
        kind = "person" if person else "group"
        key = digest("person", fold(person)) if person else None
        return self._answer(key, kind, called_, state, sector, office, "officeholders", person or "", why)

    def _place(self) -> Explanation | None:
        for spot in self.lexicon.places(self.name):
            entry = spot.entry
            if spot.end - spot.start >= len(self._bare()):
                why = [f"a place ({entry.sense}): things happen there, and it never acts"]
                for other in spot.also:
                    self.others.append(f"{other.name} in {self._of(other.state or '')}: listed later")
                return self._answer(
                    entry.id, "place", entry.name, entry.state, None, None, "places", entry.id, why
                )
        return None

    def _part(self, spots: list[Spot]) -> Explanation | None:
        """A name inside other words."""
        if not spots:
            return None
        spot = spots[0]
        said = self.name[spot.start : spot.end]
        found = _Explainer(self.lexicon, said, self.day, self.state).explain()
        why = (f"only “{said}” is known; the other words are not", *found.why)
        return Explanation(
            self.name,
            found.id,
            found.kind,
            found.called,
            found.state,
            found.sector,
            found.office,
            found.source,
            why,
            found.others,
        )

    # ------------------------------------------------------------------ wording

    def _unknown(self) -> list[str]:
        entry = self.lexicon.hidden(self.name)
        if entry is not None:
            return [f"“{entry.name}” is listed as no actor ({entry.sense})"]
        note = why_other(self.name)
        return [note] if note else ["an article may still tell who it is, by title, apposition or name"]

    def _answer(
        self,
        key: str | None,
        kind: str | None,
        called_: str | None,
        state: str | None = None,
        sector: str | None = None,
        office: str | None = None,
        table: str | None = None,
        row: str = "",
        why: list[str] | None = None,
    ) -> Explanation:
        source = origin(table, row, self.lexicon.folder) if table else None
        return Explanation(
            self.name, key, kind, called_, state, sector, office, source, tuple(why or ()), tuple(self.others)
        )

    def _bare(self) -> str:
        return self.name[4:] if self.name.lower().startswith("the ") else self.name

    def _is_state(self, key: str) -> bool:
        entry = self.lexicon.entries.get(key)
        return entry is not None and entry.kind == "state"

    def _of(self, key: str) -> str:
        entry = self.lexicon.entries.get(key)
        return _with_article(entry.name) if entry is not None else key

    def _term(self, term: Term) -> str:
        until = f" to {term.end.end}" if term.end else f", not ended as far as is known on {HORIZON}"
        return f"{term.person}, {term.office} of {self._of(term.state)} from {term.start.start}{until}"


def _rest(name: str, owner: Spot | None) -> str:
    """The words of a description without whose it is: "police" of "Turkish police", "police in Turkey"."""
    if owner is not None:
        name = f"{name[: owner.start]} {name[owner.end :]}"
    said = name.lower().replace("’", "'").replace("'s ", " ").replace(" ' ", " ").split()
    if said and said[0] == "the":
        said = said[1:]
    while said and said[-1] in (*_LINKS, "the", "'s", "'"):
        said = said[:-1]
    return " ".join(word for word in said if word not in ("'s", "'"))


def _why_not(spot: Spot, other: Entry) -> str:
    if spot.form == "metonym":
        return "the text must speak of it, and not of the other"
    return f"in an article that speaks of {other.name} and not of {spot.entry.name} it would be that"


def _over(term: Term, day: dt.date) -> bool:
    return term.end is not None and term.end.end < day


_ARTICLED = frozenset("Netherlands Philippines Bahamas Maldives Gambia Comoros Seychelles".split())
_COMMON = frozenset("United Republic Islands Union Organization Organisation Nations Bank Council".split())


def _with_article(name: str) -> str:
    """ "The United Kingdom", "Peru"."""
    takes = name in _ARTICLED or (" " in name and not _COMMON.isdisjoint(name.split()))
    return f"the {name}" if takes and name != "Republic of the Congo" else name
