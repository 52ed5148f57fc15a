"""One party of an article: while it is being put together, and as others see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from communique.records import Actor, Holder, Span, digest
from communique.resolve.phrases import fold

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
        if self.sort == "person" and self.named:
            return digest("person", name)
        if self.sort == "organisation" and self.named:
            return digest("organisation", name.removeprefix("the "))
        if self.sort == "organisation" and self.definite and self.rank == "s" and not self.plural:
            office = next((words for _, words in self.offices if words), name)
            return digest("organisation", fold(office), self.state)
        if self.sort == "person" and self.state and self.rank in ("officer", "head"):
            return digest("group", name, self.state)
        return None

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
        if self.sort == "person" and self.named:
            kind, office = "person", next((words for _, words in self.offices if words), None)
        elif self.sort == "state" or self.sort == "organisation":
            kind = self.sort
        aliases = tuple(sorted(alias for alias in self.aliases if alias and alias != name))
        return Actor(key, name, kind, self.state, office, aliases)

    def holder(self, span: Span | None) -> Holder:
        """The holder that it makes of what it says at `span`."""
        kind: Literal["actor", "speaker", "unnamed"] = "unnamed"
        if self.sort == "person" and self.named and not self.members:
            kind = "speaker"
        elif self.sort in ("state", "group") or (self.sort == "organisation" and self.actor_id is not None):
            kind = "actor"
        return Holder(kind, self.name, self.actor_id, span)
