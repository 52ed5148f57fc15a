"""Records to JSON text and back, exactly: `decode(type, encode(type, record)) == record`."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


def encode(kind: type[T], record: T) -> str:
    """`record`, an instance of the frozen dataclass `kind`, as JSON text."""
    return _adapter(cast(Any, kind)).dump_json(record).decode("utf-8")


def decode(kind: type[T], text: str) -> T:
    """The record that `encode` wrote; ValueError if the text holds none."""
    record: T = _adapter(cast(Any, kind)).validate_json(text)
    return record


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
