"""How much one request may take: bytes, seconds, silence; and how many may be at work at once."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.faults import RequestError, answer

MAX_BODY = 100_000_000
"""Bytes of the largest body that brings files."""

MAX_ASKED = 4_000_000
"""Bytes of any other body."""

UPLOADS = ("/add", "/api/v1/imports")
"""Where files are brought."""

MAX_SECONDS = 60.0
"""Seconds that one answer may take, once all that was sent has come; streams excepted."""

MAX_SENDING = 600.0
"""Seconds that sending a body may take."""

MAX_SILENCE = 20.0
"""Seconds without a byte after which nobody waits for the rest of a body."""

STREAMS = "/events"
"""How paths end where answers go on for as long as something happens."""

MOST_WRITES = 8
"""Writes at once; each holds a thread, and readers need some too."""

MOST_STREAMS = 16
"""Streams at once."""


class OverLimitError(Exception):
    """A body went on behind one of its limits."""


class Limits:
    """No body above its limit is read to its end, none is waited for without end, and no answer takes
    more than MAX_SECONDS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received, and the seconds."""
        if scope["type"] == "http":
            await _Limited(scope, receive, send).run(self._app)
        else:
            await self._app(scope, receive, send)


class _Limited:
    """One request under its limits."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._most = MAX_BODY if scope["path"].rstrip("/") in UPLOADS else MAX_ASKED
        self._told = Headers(scope=scope)
        self._more = self._told.get("content-length", "0") != "0" or "transfer-encoding" in self._told
        self._received, self._started = 0, False
        self._fault: RequestError | None = None
        self._clock: asyncio.Timeout | None = None

    @property
    def _longest(self) -> float | None:
        return None if self._scope["path"].endswith(STREAMS) else MAX_SECONDS

    async def run(self, app: ASGIApp) -> None:
        told = self._told.get("content-length", "0")
        if not (told.isascii() and told.isdigit()) or int(told[:20]) > self._most:
            self._fault = _too_much(self._most)
        else:
            await self._pass_on(app)
        if self._fault is not None and not self._started:
            await answer(Request(self._scope), self._fault)(self._scope, self._receive, self._send)

    async def _pass_on(self, app: ASGIApp) -> None:
        try:
            async with asyncio.timeout(MAX_SENDING if self._more else self._longest) as self._clock:
                await app(self._scope, self._counted, self._sent)
        except OverLimitError:
            pass
        except TimeoutError:
            seconds = MAX_SENDING if self._more else MAX_SECONDS
            self._fault = RequestError(
                408 if self._more else 503,
                f"this took more than {seconds:g} seconds; "
                + ("send it in parts" if self._more else "narrow what you ask for"),
            )

    async def _counted(self) -> Message:
        try:
            async with asyncio.timeout(MAX_SILENCE if self._more else None):
                message = await self._receive()
        except TimeoutError as error:
            self._fault = RequestError(408, f"nothing came for {MAX_SILENCE:g} seconds; send it again")
            raise OverLimitError from error
        self._received += len(message.get("body", b""))
        if self._received > self._most:
            self._fault = _too_much(self._most)
            raise OverLimitError
        if self._more and not message.get("more_body", False):
            self._more = False
            if self._clock is not None:
                longest, now = self._longest, asyncio.get_running_loop().time()
                self._clock.reschedule(None if longest is None else now + longest)
        return message

    async def _sent(self, message: Message) -> None:
        if self._fault is None:  # else: what the application makes of a body that broke off
            self._started = True
            await self._send(message)


def _too_much(most: int) -> RequestError:
    return RequestError(413, f"more than {most:,} bytes at once; send it in parts")


class Crowds:
    """Only so many writes and streams at once: they hold threads for long, and readers need some too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._writes = self._streams = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away one too many, for the moment."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        write = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        stream = not write and scope["path"].endswith(STREAMS)
        if (write and self._writes >= MOST_WRITES) or (stream and self._streams >= MOST_STREAMS):
            fault = RequestError(429, "too much at once; try again in a few seconds")
            await answer(Request(scope), fault)(scope, receive, send)
            return
        self._writes += write
        self._streams += stream
        try:
            await self._app(scope, receive, send)
        finally:
            self._writes -= write
            self._streams -= stream
