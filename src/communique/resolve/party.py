"""One party of an article: while it is being put together, and as others see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from communique.records import Actor, Holder, Span, digest
from communique.resolve.phrases import fold
from communique.resolve.sectors import Agent, agent_of, called, is_counted, sector_of
from communique.resolve.tables import items, read_table

_COUNTED = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred dozens hundreds thousands scores most both other another some".split()
)
"""Some of them, however many, are not all of them."""

CharacterKind = Literal["person", "organisation", "state", "group", "unnamed"]
PartySort = Literal["person", "organisation", "state", "group", "document"]


@dataclass(frozen=True, slots=True)
class Character:
    """One party of an article. `id` is the actor's id where it has one, else stable within the article.

    `name` is the fullest name, without title; for the unnamed, the words as printed. `state` is
    the alpha-3 code it belongs to, `employer` the body it works for, in words; both None where
    the text does not tell. `gender` is "m", "f" or "". `members` are a group's ids.
    """

    id: str
    name: str
    kind: CharacterKind
    offices: tuple[str, ...] = ()
    state: str | None = None
    employer: str | None = None
    gender: str = ""
    members: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Party:
    """A character in the making.

    `key` is a person's name as folded words, `printed` the name or the words as printed;
    `named` tells a proper name from a description. `offices` pair a noun with the whole office
    ("minister", "foreign minister"). `definite` is False for "a company", which is nobody's name.
    `person` is the name of the office-holder that it is by the table of terms, `held` the offices that the
    table gives on the day of the text. `sector` is the PLOVER sector of a known organisation, for a
    person that of the employer. `local` is True for a body that is of the state in which it is ("union").
    """

    sort: PartySort
    key: tuple[str, ...] = ()
    printed: str = ""
    named: bool = False
    noun: str = ""
    rank: str = ""
    offices: list[tuple[str, str]] = field(default_factory=list)
    state: str | None = None
    employer: str | None = None
    gender: str = ""
    plural: bool = False
    definite: bool = True
    actor: str | None = None
    members: list[Party] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    person: str = ""
    held: tuple[tuple[str, str], ...] = ()
    sector: str | None = None
    local: bool = False

    @property
    def name(self) -> str:
        """The fullest name, or the words as printed; a group's members joined."""
        if self.members:
            return " and ".join(member.name for member in self.members)
        return self.printed or " ".join(self.key)

    @property
    def actor_id(self) -> str | None:
        """The id of the actor it is, or None for those whom nothing identifies."""
        if self.actor is not None:
            return self.actor
        name = fold(self.name)
        if self.members:
            return digest("group", *sorted(str(member.actor_id) for member in self.members))
        if self.sort == "person" and (self.named or self.person):
            return digest("person", fold(self.person) if self.person else name)
        agent = self.agent
        if agent is not None:
            return digest("agent", agent.noun, self.state)
        if self.sort == "organisation" and self.named:
            if self.rank == "s" and self.state is not None:
                return digest("organisation", name.removeprefix("the "), self.state)
            return digest("organisation", name.removeprefix("the "))
        if self.sort == "organisation" and not self.plural and (self.is_organ or self.is_local):
            office = next((words for _, words in self.offices if words), name)
            return digest("organisation", fold(office), self.state)
        crowd = self.is_crowd
        if self.sort == "person" and self.state and (crowd or self.rank in ("officer", "head")):
            single = self.definite and not self.plural and (self.rank == "head" or self.noun == "minister")
            return digest("group", fold(self.office or name) if single else name, self.state)
        return None

    @property
    def office(self) -> str | None:
        """The first office in words, or None."""
        return next((words for _, words in self.offices if words), None)

    @property
    def is_organ(self) -> bool:
        """Whether it is an organ of a state by what it is called."""
        return self.definite and self.rank == "s"

    @property
    def is_local(self) -> bool:
        """Whether it is one certain body of a known state: "the Chilean port authority"."""
        return self.local and self.definite and self.state is not None and (self.office or "") != self.noun

    @property
    def is_crowd(self) -> bool:
        """Whether it is several unnamed people of a kind that acts together, however many: "200 farmers"."""
        unnamed = self.sort == "person" and self.plural and not (self.named or self.actor or self.members)
        nobody = self.printed.split(" ", 1)[0].lower() in ("no", "any", "neither")
        return unnamed and not nobody and agent_of(self.office or self.noun) is not None

    @property
    def agent(self) -> Agent | None:
        """What unnamed people or bodies of a state are ("police", "rebel"), where several are meant."""
        if self.named or self.actor or self.members or self.state is None or not self.definite:
            return None
        if self.sort not in ("person", "organisation") or (self.sort == "person" and not self.plural):
            return None
        few = self.printed.split(" ", 1)[0].lower() in _COUNTED or self.printed[:1].isdigit()
        agent = None if few and self.sort == "person" else agent_of(self.office or self.noun)
        if agent is None or (self.sort == "organisation" and self.plural != is_counted(agent)):
            return None
        return agent

    def told_sector(self) -> str | None:
        """The PLOVER sector that its office, employer or kind tells, or None."""
        if self.sort == "state" or self.members:
            return None
        if self.sort != "person":
            return self.sector or sector_of(self.name, "organisation", office=self.office)
        found = (sector_of(self.name, "person", office=words) for _, words in self.offices if words)
        told = next((sector for sector in found if sector is not None), None)
        if self.sector is not None and self.state is None and told in (None, "GOV"):
            return self.sector
        # "President" alone may be of a company; of a state it is not.
        return None if told == "GOV" and self.state is None and self.named else told

    def character(self, article: str) -> Character:
        """As others see it."""
        kind: CharacterKind = "unnamed"
        if self.sort in ("state", "group") or self.members:
            kind = "state" if self.sort == "state" else "group"
        elif self.sort == "organisation" and (self.named or self.actor_id is not None):
            kind = "organisation"
        elif self.sort == "person" and self.named:
            kind = "person"
        return Character(
            self.actor_id or digest("unnamed", article, fold(self.name)),
            self.name,
            kind,
            tuple(dict.fromkeys(words for _, words in self.offices if words)),
            self.state,
            self.employer,
            self.gender,
            tuple(str(member.actor_id) for member in self.members),
        )

    def record(self) -> Actor | None:
        """The actor it is, or None for those whom nothing identifies."""
        key = self.actor_id
        if key is None or self.sort == "document":
            return None
        name, office = self.name, None
        kind: Literal["state", "organisation", "person", "group"] = "group"
        aliases = {alias for alias in self.aliases if alias}
        if self.sort == "person" and (self.named or self.person) and not self.members:
            kind, office = "person", self.office
            if not self.named:
                name, aliases = self.person, aliases | {name}
        elif self.sort in ("state", "organisation") and self.agent is None:
            kind = "state" if self.sort == "state" else "organisation"
        if self.agent is not None:
            name, aliases = f"{adjective(str(self.state))} {called(self.agent)}", aliases | {name}
        names = tuple(sorted(alias for alias in aliases if alias != name))
        return Actor(key, name, kind, self.state, office, names, self.told_sector())

    def holder(self, span: Span | None) -> Holder:
        """The holder that it makes of what it says at `span`."""
        kind: Literal["actor", "speaker", "unnamed"] = "unnamed"
        if self.sort == "person" and self.named and not self.members:
            kind = "speaker"
        elif self.sort in ("state", "group") or (self.sort == "organisation" and self.actor_id is not None):
            kind = "actor"
        return Holder(kind, self.name, self.actor_id, span)


def adjective(state: str) -> str:
    """A state's adjective, "Kyrgyz" for KGZ; the code itself where there is none."""
    return _adjectives().get(state, state)


@cache
def _adjectives() -> dict[str, str]:
    return {row["code"]: items(row["people"])[0] for row in read_table("countries", "") if row["people"]}
