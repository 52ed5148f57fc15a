"""A noun phrase about people, bodies or states: determiner, whose, office, name, what is inside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from communique.resolve.names import Spot

Sort = Literal["person", "body", "state", "organisation", "pronoun", "pair", "thing"]


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase about one party, by word indices (`last` inclusive).

    `head` is the word that the grammar turns on; `name` the words of a proper name; `role` the
    office in words ("foreign minister"), `noun` its last word, `rank` its class, `also` a second
    title. `state` is the alpha-3 code that its own words give, `body` an organisation that does.
    `owner` is the place of a possessive pronoun. `parts` are the phrases inside it; a
    "thing" among them stands for no party.
    """

    first: int
    last: int
    head: int
    sort: Sort
    form: str
    name: tuple[int, int] | None = None
    role: str = ""
    also: str = ""
    noun: str = ""
    rank: str = ""
    gender: str = ""
    plural: bool = False
    determiner: str = ""
    state: str | None = None
    body: Spot | None = None
    owner: int | None = None
    spot: Spot | None = None
    parts: list[Phrase] = field(default_factory=list)


def walk(phrases: Iterable[Phrase]) -> Iterable[Phrase]:
    """Phrases with those inside them, the inner ones first."""
    for phrase in phrases:
        yield from walk(phrase.parts)
        yield phrase
