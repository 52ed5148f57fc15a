"""Labels over an article: "Analysis", "World | Africa", "Breaking news"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from communique.records import Kind

_JOINT = re.compile(r"\s*(?:[|/&,:»>•·–—]|\s-\s|\band\b)\s*", re.I)


def is_label(line: str) -> bool:
    """Whether a line is nothing but labels."""
    if len(line) > 60:
        return False
    parts = [part for part in _JOINT.split(line.strip(" :|[]()").lower()) if part]
    return bool(parts) and all(part in labels() for part in parts)


def kind_of_label(line: str) -> Kind | None:
    """The kind of text that a label announces, if it announces one."""
    for part in _JOINT.split(line.strip(" :|[]()").lower()):
        if kind := labels().get(part):
            return kind
    return None


@cache
def labels() -> dict[str, Kind | None]:
    """Label in small letters → the kind it announces, or None."""
    found: dict[str, Kind | None] = {}
    for line in (files("communique.read") / "data" / "labels.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label, _, kind = line.partition("\t")
            found[label] = cast(Kind, kind) if kind in get_args(Kind) else None
    return found
