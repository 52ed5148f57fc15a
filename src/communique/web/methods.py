"""HEAD, OPTIONS, and which methods an address takes: the same for every address. Plain ASGI."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVENTS = "text/event-stream"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Methods:
    """HEAD is answered as GET without its body, OPTIONS with what an address takes; whatever else it
    does not take is told the same in `Allow`."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self._app, self._routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self._headed(scope, receive, send)
        elif scope["method"] == "OPTIONS" and (taken := self._taken(scope)):
            await Response(status_code=204, headers={"allow": taken})(scope, receive, send)
        else:
            await self._app(scope, receive, self._allowing(scope, send))

    def _taken(self, scope: Scope) -> str:
        """The methods that some route takes for this path, as `Allow` has them; "" for none."""
        found = [
            one for one in METHODS if any(_takes(route, {**scope, "method": one}) for route in self._routes)
        ]
        more = ["HEAD"] if "GET" in found else []
        return ", ".join([*found, *more, "OPTIONS"]) if found else ""

    def _allowing(self, scope: Scope, send: Send) -> Send:
        asked = dict(scope)  # as it came: routing writes into it

        async def allowing(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 405:
                headers = MutableHeaders(scope=message)
                headers["allow"] = self._taken(asked)
            await send(message)

        return allowing

    async def _headed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The headers of a GET. A stream is left as soon as it begins."""
        stream = False

        async def bare(message: Message) -> None:
            nonlocal stream
            if message["type"] == "http.response.start":
                stream = Headers(raw=message["headers"]).get("content-type", "").startswith(EVENTS)
                await send(message)
                await send({"type": "http.response.body", "body": b""})
            elif stream:
                raise OSError  # what a server raises when nobody listens any more

        with suppress(ClientDisconnect):
            await self._app({**scope, "method": "GET"}, receive, bare)


def _takes(route: BaseRoute, scope: Scope) -> bool:
    if isinstance(route, Mount) and scope["method"] != "GET":
        return False  # what is mounted are files
    return route.matches(scope)[0] is Match.FULL
