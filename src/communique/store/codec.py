"""Records to JSON text and back, exactly: `decode(type, encode(type, record)) == record`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from communique.records import Actor, Article, DateMention, Mention, Quantity, Quote, Reading

T = TypeVar("T")


def encode(kind: type[T], record: T) -> str:
    """`record`, an instance of the frozen dataclass `kind`, as JSON text."""
    return _adapter(cast(Any, kind)).dump_json(record).decode("utf-8")


def decode(kind: type[T], text: str) -> T:
    """The record that `encode` wrote; ValueError if the text holds none."""
    record: T = _adapter(cast(Any, kind)).validate_json(text)
    return record


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The part of a reading that grouping looks at; the other fields are parsed over, not built."""

    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    lemmas: tuple[tuple[str, ...], ...]


def decode_evidence(text: str) -> Reading:
    """A reading that `encode` wrote, with the fields that grouping looks at and the others empty.

    ValueError if the text holds none.
    """
    return evidence_of(decode(_Evidence, text))


def evidence_of(reading: Reading | _Evidence) -> Reading:
    """A reading with only the fields that grouping looks at."""
    return Reading(**{part.name: getattr(reading, part.name) for part in fields(_Evidence)})


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
