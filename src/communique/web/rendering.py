"""Records into HTML: the templates, and the few words that all of them use."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from communique import __version__
from communique.records import Interval
from communique.relate.wording import count
from communique.web.articles import MODALITIES
from communique.web.briefs import around
from communique.web.visits import moment

MATTERS = {
    "number": "Number",
    "date": "Day",
    "place": "Place",
    "actor": "Who",
    "polarity": "Whether it is so",
    "other": "What",
}
"""What accounts differ on, for a reader."""


def page(template: str, **values: Any) -> str:
    """The HTML of a template; every value is escaped."""
    return environment().get_template(template).render(**values)


@cache
def environment() -> Environment:
    """The templates; autoescape is on for all of them."""
    made = Environment(
        loader=PackageLoader("communique.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["version"] = __version__
    made.filters.update(
        days=days,
        count=count,
        address=address,
        query=query,
        plain=plain,
        day=day,
        span_of_days=span_of_days,
        month=month,
    )
    made.filters.update(moment=moment, around=around, manner=MODALITIES.__getitem__, matter=MATTERS.get)
    return made


def days(interval: Any) -> str:
    """An interval of the contract in words: "11 March 2026", "March 2026", "3 to 5 May 2026"; "" for None."""
    if not interval:
        return ""
    start, end = (_date(interval[key]) for key in ("start", "end"))
    if start == end:
        return f"{start.day} {start:%B %Y}"
    if interval["precision"] == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B %Y}"
    if interval["precision"] == "year" and start.year == end.year:
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {end.day} {end:%B %Y}"
    return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"


def day(date: dt.date) -> str:
    """A day in words: "11 March 2026"."""
    return f"{date.day} {date:%B %Y}"


def month(value: str | None) -> str:
    """A month ("2026-03", or a day in it) in words: "March 2026"; "no date" for none."""
    return f"{dt.date.fromisoformat(f'{value[:7]}-01'):%B %Y}" if value else "no date"


def span_of_days(interval: Interval | None) -> str:
    """An interval of a record in words, as `days` has it."""
    if interval is None:
        return ""
    return days({"start": interval.start, "end": interval.end, "precision": interval.precision})


def _date(value: str | dt.date) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def address(url: str | None) -> str | None:
    """An address that may be linked: http or https, nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def query(values: dict[str, Any], **changed: Any) -> str:
    """The query of an address with some values changed; None and "" take one out."""
    kept = {key: value for key, value in {**values, **changed}.items() if value not in (None, "", [], ())}
    return urlencode(kept, doseq=True)


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
