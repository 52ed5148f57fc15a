"""Answers that stay the same are not sent twice: entity tags, and what asks with them.

Plain ASGI. RFC 9110: `If-None-Match` takes a list, weak tags and `*`; a 304 has the headers that tell a
cache what it may keep, and no others.
"""

from __future__ import annotations

import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT = ("cache-control", "content-location", "date", "etag", "expires", "vary")
"""Headers of a 304."""

TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


class Tagged:
    """Gives answers to GET an entity tag, and 304 to those who have them already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold an answer until it is whole, and send it if it is another one."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        asked = ",".join(Headers(scope=scope).getlist("if-none-match"))
        start: Message | None = None
        parts: list[bytes] = []

        async def tagged(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if _kept(message):
                    start = message  # goes on when the body is whole
                    return
            elif start is not None:
                parts.append(message.get("body", b""))
                if message.get("more_body", False):
                    return
                body, head, start = b"".join(parts), start, None
                for one in _told(head, body, asked):
                    await send(one)
                return
            await send(message)

        await self._app(scope, receive, tagged)


def _kept(start: Message) -> bool:
    """Whether an answer is one that gets a tag: whole, bounded, and not for one time only."""
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "etag" not in headers
        and "no-store" not in headers.get("cache-control", "")
        and not headers.get("content-type", "").startswith("text/event-stream")
    )


def _told(start: Message, body: bytes, asked: str) -> tuple[Message, Message]:
    tag = hashlib.sha256(body).hexdigest()[:32]
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["etag"] = f'"{tag}"'
    headers.setdefault("cache-control", "private, no-cache")
    if not matches(asked, tag):
        return ({**start, "headers": headers.raw}, {"type": "http.response.body", "body": body})
    few = [(name, value) for name, value in headers.raw if name.decode("latin-1").lower() in KEPT]
    return ({**start, "status": 304, "headers": few}, {"type": "http.response.body", "body": b""})


def matches(asked: str, tag: str) -> bool:
    """Whether an `If-None-Match` names this tag, compared weakly as RFC 9110 has it, or any."""
    return asked.strip() == "*" or tag in TAG.findall(asked)
