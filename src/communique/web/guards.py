"""What stands before every page: who may come, from where; what browsers may do with it.

Plain ASGI, outermost first: headers, limits (`limits.py`), hosts, origins, tokens.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.faults import RequestError, answer
from communique.web.limits import Crowds, Limits
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

TAKEN_BY_PROGRAMS = ("application/json", "multipart/form-data")
TAKEN_BY_PAGES = ("application/x-www-form-urlencoded", "multipart/form-data")


class Guards:
    """The application behind all guards."""

    def __init__(self, app: ASGIApp, serving: Serving) -> None:
        guarded: ASGIApp = Crowds(app)
        if serving.token is not None:
            guarded = Tokens(guarded, serving)
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


class Hosts:
    """Only requests to the names of this desk, so that no other name can be bound to its address."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away requests to other names."""
        if scope["type"] == "http":
            said = [host.lower() for host in Headers(scope=scope).getlist("host")]
            if len(said) != 1 or said[0] not in self._hosts:
                fault = RequestError(421, f"this desk does not answer as {', '.join(said)[:80]!r}")
                await answer(Request(scope), fault)(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            return
        await self._app(scope, receive, send)


class Origins:
    """Nothing is changed at the wish of another site's page, and no body is read that a page of another
    site could send without asking: each kind of address takes its own kinds of bodies."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away writes from other origins, and bodies of other kinds."""
        if scope["type"] == "http" and scope["method"] not in SAFE:
            headers = Headers(scope=scope)
            taken = TAKEN_BY_PROGRAMS if scope["path"].startswith("/api/") else TAKEN_BY_PAGES
            fault = None
            if _foreign(headers):
                fault = RequestError(403, "this was asked by another site's page; nothing was changed")
            elif _brings(headers) and _kind(headers) not in taken:
                fault = RequestError(415, f"send it as {' or '.join(taken)}")
            if fault is not None:
                await answer(Request(scope), fault)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _brings(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _kind(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _foreign(headers: Headers) -> bool:
    """Whether a browser says that another site's page asks. A program's request says nothing of it."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    # A browser too old for Origin still sends the page that asks.
    asks = headers.getlist("origin") or headers.getlist("referer")
    host = headers.get("host", "").lower()
    return any(_host(one) != host for one in asks)


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return None


class Tokens:
    """Only who shows the token: as `Authorization: Bearer`, by a link that works once, or by the cookie
    that the link leaves. The cookie has the port in its name: browsers share cookies between ports."""

    def __init__(self, app: ASGIApp, serving: Serving) -> None:
        self._app, self._token, self._once = app, serving.token or "", serving.once
        self._cookie = f"communique-{serving.port}"
        self._session = secrets.token_urlsafe(32)
        self._used = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn away who shows nothing."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        # Only GET: what looks a link up before it is opened must not use it up.
        if scope["path"] == "/login" and scope["method"] == "GET":
            await self._login(request)(scope, receive, send)
        elif self._known(Headers(scope=scope)):
            await self._app(scope, receive, send)
        else:
            fault = RequestError(401, "show the token, or open the link that `communique serve` printed")
            await answer(request, fault)(scope, receive, send)

    def _known(self, headers: Headers) -> bool:
        kind, _, shown = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and same(shown.strip(), self._token):
            return True
        # Not http.cookies: it gives up at the first cookie that it cannot read, whosever that is.
        cookies = cookie_parser(headers.get("cookie", ""))
        return same(cookies.get(self._cookie, ""), self._session)

    def _login(self, request: Request) -> Response:
        shown = request.query_params.get("once", "")
        if self._used or not same(shown, self._once):
            return answer(request, RequestError(401, "this link was used already, or is not the one printed"))
        self._used = True
        response = RedirectResponse("/", status_code=303, headers={"cache-control": "no-store"})
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
        return response


def same(shown: str, held: str) -> bool:
    """Whether two secrets are one, in a time that does not tell how much of them is."""
    return hmac.compare_digest(shown.encode("utf-8", "replace"), held.encode())


def login_path(serving: Serving) -> str:
    """The path that lets a browser in once, as long as this desk runs."""
    return f"/login?once={serving.once}"
