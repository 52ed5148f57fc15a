"""Which sentences argue why something matters; the words for it are in `data/arguments.tsv`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


def arguments_in(text: str) -> int:
    """How many kinds of argument a sentence makes; 0 if it only tells."""
    low = text.lower()
    return sum(bool(pattern.search(low)) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    rows = (files("communique.brief") / "data" / "arguments.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(
        re.compile(rf"\b(?:{row.split(chr(9))[0]})\b") for row in rows if row and not row.startswith("#")
    )
