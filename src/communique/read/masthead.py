"""Date lines: "Quito, Friday, 3 June 2025", "Published: 3 June 2025, 6:30 PM"."""

from __future__ import annotations

import re

from communique.read.outlet import is_name_like
from communique.read.published import WEEKDAY, Printed, find_date

_TIME = re.compile(
    rf"\b(?:published|posted|updated|last|modified|created|first|date|on|at|the|edition|morning|evening|issue|vol(?:ume)?|no|a\.?m|p\.?m|gmt|utc|est|edt|cet|bst|ist|{WEEKDAY})\b\.?|\d\d?[:.]\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?|\d+|[|,;:•·/()–—.-]",
    re.I,
)


def date_line(text: str) -> tuple[Printed, str] | None:
    """The date of a line that holds a date, a place or an outlet, and little else.

    Returns the date and the words that stand before it (a place, an outlet, or nothing).
    """
    if len(text) > 120:
        return None
    printed = find_date(text)
    if printed is None:
        return None
    before, after = text[: printed.start], text[printed.end :]
    if _TIME.sub(" ", after).strip() not in ("", "Z") and not is_name_like(_TIME.sub(" ", after).strip(), 3):
        return None
    words = _words_before(before)
    if words and not all(is_name_like(part.strip(), 6) for part in words.split(",") if part.strip()):
        return None
    return printed, words


_NOT_NAME = re.compile(
    rf"\b(?:(?:first )?published|posted|(?:last )?updated|date|on|{WEEKDAY}|"
    r"[ap]\.?m|gmt|utc|e[sd]?t|[cp][sde]?t|bst|ist)\b[.:]?|\d\d?[:.]\d\d|[|•·/()–—]",
    re.I,
)


def _words_before(before: str) -> str:
    return _NOT_NAME.sub(" ", before).strip(" ,:;-").replace("  ", " ")
