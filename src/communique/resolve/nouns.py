"""Common nouns for people and bodies, read from `data/roles.tsv` and `data/bodies.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

RoleClass = Literal["head", "officer", "person", "relation", "honorific", "side"]
BodyClass = Literal["s", "o", "d"]


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is. `gender` is "m", "f" or ""."""

    word: str
    plural: bool
    rank: RoleClass
    gender: str


@dataclass(frozen=True, slots=True)
class Body:
    """What a body is: "s" an organ of a state, "o" an organisation, "d" a document that speaks.

    `home` is True where the state in which it is is its own ("the fishermen's union in Iquique").
    """

    word: str
    plural: bool
    rank: BodyClass
    home: bool = False


@cache
def roles() -> dict[str, Role]:
    """Every role word, singular and plural, lower case."""
    found: dict[str, Role] = {}
    for word, plural, rank, gender in _rows("roles.tsv", 4):
        found[word] = Role(word, False, rank, gender)  # type: ignore[arg-type]
        if plural:
            found[plural] = Role(word, True, rank, gender)  # type: ignore[arg-type]
    return found


@cache
def bodies() -> dict[str, Body]:
    """Every word for a body, singular and plural, lower case."""
    found: dict[str, Body] = {}
    for word, rank, plural, home in _rows("bodies.tsv", 4):
        found[word] = Body(word, False, rank, home == "in")  # type: ignore[arg-type]
        if plural:
            found[plural] = Body(word, True, rank, home == "in")  # type: ignore[arg-type]
    return found


def _rows(name: str, columns: int) -> list[list[str]]:
    text = files("communique.resolve").joinpath("data", name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [row + [""] * (columns - len(row)) for row in rows]
