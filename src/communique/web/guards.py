"""What stands before every page: who may come, from where, with how much; what browsers may do with it.

Plain ASGI, outermost first: headers, limits, hosts, origins, tokens.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.faults import RequestError, answer
from communique.web.serving import Serving

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

MAX_BODY = 100_000_000
"""Bytes of the largest body that is taken in."""

MAX_SECONDS = 60.0
"""Seconds that one answer may take; streams excepted, and what runs on in the background."""

STREAMS = ("/api/v1/imports/", "/api/v1/audits/")
"""Where answers go on for as long as something happens."""

COOKIE = "communique"


class Guards:
    """The application behind all guards."""

    def __init__(self, app: ASGIApp, serving: Serving) -> None:
        guarded: ASGIApp = app
        if serving.token is not None:
            guarded = Tokens(guarded, serving.token)
        self._app = Headed(Limits(Hosts(Origins(guarded), serving.hosts)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request through all guards."""
        await self._app(scope, receive, send)


class Headed:
    """Every answer, errors too, carries the headers that hold browsers back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to what is sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, headed)


class Limits:
    """No body above MAX_BODY is read to its end, no answer takes more than MAX_SECONDS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received, and the seconds."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "0")
        started = False
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > MAX_BODY:
                raise TooMuchError
            return message

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        fault = None
        if not told.isdigit() or int(told) > MAX_BODY:
            fault = RequestError(413, f"more than {MAX_BODY:,} bytes at once; send it in parts")
        else:
            seconds = None if scope["path"].startswith(STREAMS) else MAX_SECONDS
            try:
                async with asyncio.timeout(seconds):
                    await self._app(scope, counted, noting)
            except TooMuchError:
                fault = RequestError(413, f"more than {MAX_BODY:,} bytes at once; send it in parts")
            except TimeoutError:
                fault = RequestError(
                    503, f"this took more than {MAX_SECONDS:.0f} seconds; narrow what you ask for"
                )
        if fault is not None and not started:
            await answer(Request(scope), fault)(scope, receive, send)


class TooMuchError(Exception):
    """A body went on behind its limit."""


class Hosts:
    """Only requests to the names of this desk, so that no other name can be bound to its address."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away requests to other names."""
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "").lower()
            if host not in self._hosts:
                fault = RequestError(400, f"this desk does not answer as {host[:80]!r}")
                await answer(Request(scope), fault)(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            return
        await self._app(scope, receive, send)


class Origins:
    """Nothing is changed at the wish of another site's page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away writes from other origins."""
        if scope["type"] == "http" and scope["method"] not in SAFE and _foreign(Headers(scope=scope)):
            fault = RequestError(403, "this was asked by another site's page; nothing was changed")
            await answer(Request(scope), fault)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _foreign(headers: Headers) -> bool:
    """Whether a browser says that another site's page asks. A program's request says neither."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


class Tokens:
    """Only who shows the token: as `Authorization: Bearer`, by a link that works once, or by the cookie
    that the link leaves."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token
        self.once = hmac.new(token.encode(), b"once", "sha256").hexdigest()[:32]
        self._session = secrets.token_urlsafe(32)
        self._used = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away who shows nothing."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if scope["path"] == "/login":
            await self._login(request)(scope, receive, send)
        elif self._known(Headers(scope=scope)):
            await self._app(scope, receive, send)
        else:
            fault = RequestError(401, "show the token, or open the link that `communique serve` printed")
            await answer(request, fault)(scope, receive, send)

    def _known(self, headers: Headers) -> bool:
        kind, _, shown = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _same(shown.strip(), self._token):
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and _same(cookie.value, self._session)

    def _login(self, request: Request) -> Response:
        shown = request.query_params.get("once", "")
        if self._used or not _same(shown, self.once):
            return answer(request, RequestError(401, "this link was used already, or is not the one printed"))
        self._used = True
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(COOKIE, self._session, httponly=True, samesite="strict", path="/")
        return response


def _same(shown: str, held: str) -> bool:
    """Whether two secrets are one, in a time that does not tell how much of them is."""
    return hmac.compare_digest(shown.encode("utf-8", "replace"), held.encode())


def login_path(token: str) -> str:
    """The path that lets a browser in once."""
    once = hmac.new(token.encode(), b"once", "sha256").hexdigest()[:32]
    return f"/login?once={once}"
