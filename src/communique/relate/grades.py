"""Words of strength on a scale from 0 to 1, from `data/grades.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def grades() -> Mapping[str, tuple[float, str]]:
    """Words → their grade, 0 to 1, and a sentence that has them."""
    text = files("communique.relate").joinpath("data", "grades.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {words: (float(grade), example) for words, grade, example in lines}


def grade(words: str) -> float | None:
    """The grade of the longest known words among these; None if none is known."""
    told = f" {words.lower().replace('’', chr(39))} "
    known = [one for one in grades() if f" {one} " in told]
    return grades()[max(known, key=lambda one: (len(one), one))][0] if known else None
