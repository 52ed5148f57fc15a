"""Days as they are given to the desk."""

from __future__ import annotations

import datetime as dt
import re

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def written_day(value: object) -> object:
    """A day as ISO 8601 has it, or none: not what a number of seconds or an hour could also mean."""
    if value is None or type(value) is dt.date or (isinstance(value, str) and DAY.fullmatch(value)):
        return value
    raise ValueError("a day is written as in 2026-03-31")


def form_day(value: object) -> object:
    """The same from a form, whose empty field is none."""
    return None if value == "" else written_day(value)
