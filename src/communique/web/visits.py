"""What is new since a reader's last visit: a cookie of this desk that holds moments, and nothing else.

A visit ends after half an hour without a request. What came into the record after the reader last looked
at the list of stories in the visit before is new in this one, however long that takes.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.records import digest

ENDS = 30 * 60
"""Seconds without a request after which a visit is over."""
KEPT = 400 * 24 * 3600
"""Seconds that a browser keeps the cookie."""
AHEAD = 300
"""Seconds that a cookie may be ahead of this machine's clock, which may have been set back."""
FORM = re.compile(r"\d{1,11}(?:\.\d{1,11}\.\d{1,11}){0,2}", re.ASCII)
LIST = "/"
"""The page whose sight makes what it lists known."""
APART = ("/api/", "/static/")
"""Where programs ask."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the list of stories: when (`at`), and when what was listed had come in (`held`); both in
    seconds since 1970. An import takes time: what came in before `at` need not have been there yet."""

    at: int
    held: int

    @property
    def after(self) -> dt.datetime:
        """The first moment of what this look did not see."""
        return dt.datetime.fromtimestamp(self.held + 1, dt.UTC)

    @property
    def moment(self) -> dt.datetime:
        """When it was, by the clock of this machine."""
        return dt.datetime.fromtimestamp(self.at).astimezone()

    def mark(self, began: str, added: str) -> Literal["", "new", "grown"]:
        """What a story is that began and last grew then (UTC, ISO 8601); "" if it was seen so."""
        if dt.datetime.fromisoformat(added) < self.after:
            return ""
        return "grown" if dt.datetime.fromisoformat(began) < self.after else "new"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit: its last request (seconds since 1970), its last look at the list, and that of the visit
    before; None where there was none."""

    last: int
    look: Look | None = None
    before: Look | None = None

    def written(self) -> str:
        """As the cookie has it."""
        looks = (self.look, self.before) if self.look else ()
        numbers = [self.last, *(n for one in looks if one for n in (one.at, one.held))]
        return ".".join(map(str, numbers))

    def asked(self, now: int) -> Visit:
        """The visit that a request at `now` belongs to: this one, or the one after it."""
        if now - self.last <= ENDS:
            return replace(self, last=now)
        return Visit(now, self.look, self.look)


def read(value: str, now: int) -> Visit | None:
    """The visit that a cookie tells of; None if it tells of none, or of one to come."""
    if not FORM.fullmatch(value):
        return None
    last, *numbers = map(int, value.split("."))
    if max(last, *numbers, 0) > now + AHEAD:
        return None
    looks = [Look(at, held) for at, held in zip(numbers[::2], numbers[1::2], strict=True)]
    return Visit(last, *looks)


def before(request: Request) -> Look | None:
    """The last look at the list in the visit before this one; None on the first visit, and on pages that
    do not show what is new."""
    found: Look | None = getattr(request.state, "before", None)
    return found


class Visits:
    """Keeps the cookie of readers' visits to the desk over the record at `record`.

    latest: when the last article came into the record (UTC, ISO 8601; None: it is empty).
    """

    def __init__(self, app: ASGIApp, record: Path, latest: Callable[[], str | None]) -> None:
        self._app, self._latest = app, latest
        # Browsers do not tell ports apart: two desks on one machine need two names.
        self._name = f"communique-visit-{digest(record.resolve())[:8]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell the page of the visit before, and the browser of this request."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(APART):
            await self._app(scope, receive, send)
            return
        now = int(time.time())
        known = read(self._cookie(Headers(scope=scope)), now)
        visit = known.asked(now) if known else Visit(now)
        if scope["path"] == LIST:
            scope.setdefault("state", {})["before"] = visit.before
            latest = await run_in_threadpool(self._latest)
            held = int(dt.datetime.fromisoformat(latest).timestamp()) if latest else 0
            visit = replace(visit, look=Look(now, held))

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                MutableHeaders(scope=message).append("set-cookie", self._set(visit))
            await send(message)

        await self._app(scope, receive, telling)

    def _cookie(self, headers: Headers) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._name)
        except CookieError:
            return ""
        return found.value if found is not None else ""

    def _set(self, visit: Visit) -> str:
        return f"{self._name}={visit.written()}; HttpOnly; SameSite=Strict; Path=/; Max-Age={KEPT}"


def _is_page(start: Message) -> bool:
    """Whether a reader gets a page, or is told that it is still the one of before (which has no type)."""
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == NOT_MODIFIED or (start["status"] == OK and kind.startswith("text/html"))


OK, NOT_MODIFIED = 200, 304


def moment(at: dt.datetime, now: dt.datetime | None = None) -> str:
    """A moment of the past as a reader would say it: "today 14:05", "Tuesday 14:05", "3 May 2026, 14:05"."""
    at = at.astimezone()
    days = ((now or dt.datetime.now(dt.UTC)).astimezone().date() - at.date()).days
    clock = f"{at:%H:%M}"
    if days in (0, 1):
        return f"{('today', 'yesterday')[days]} {clock}"
    if 1 < days < 7:
        return f"{at:%A} {clock}"
    return f"{at.day} {at:%B %Y}, {clock}"
