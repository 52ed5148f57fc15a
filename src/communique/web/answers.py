"""Answers that are given again as they were sent, as long as they are true.

Plain ASGI, before the application: what was told once costs neither routes nor templates the next time.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, replace

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.web.freshness import GRACE, PASSES, PASSING, Corrections, Freshness, State

MOST_BYTES = 96_000_000
"""Bytes of answers that are remembered; those not asked for longest are dropped."""
LONGEST = 4_000_000
"""Bytes of the longest answer that is remembered."""

ROOMS = frozenset(
    """stories articles claims quotes search counts relations network actors ledger map causes
    scenario""".split()
)
"""What is told of the record alone: the first part of the paths, on pages and in the interface."""

REMEMBERED = (b"application/json", b"text/html")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, and the state of the record that it is of; `until`: the moment to which it is true
    at most."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    state: State | None = None
    until: float | None = None


@dataclass(slots=True)
class _Made:
    """What the application sent, and the error that it ended with."""

    messages: list[Message]
    error: Exception | None
    answer: Answer | None


class Answers:
    """The application with a memory. `freshness` says which answers are still true."""

    def __init__(self, app: ASGIApp, freshness: Freshness) -> None:
        self._app, self._freshness = app, freshness
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0
        self._making: dict[tuple[str, Corrections], asyncio.Task[_Made]] = {}
        self._opened = False
        self._behind = asyncio.Semaphore(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory what may be; of the rest remember what may be."""
        if scope["type"] == "http" and scope["method"] == "GET" and is_remembered(scope["path"]):
            await self._remembered(scope, send)
        else:
            await self._app(scope, receive, send)

    async def _remembered(self, scope: Scope, send: Send) -> None:
        # What is new to a reader depends on when that reader last looked.
        seen = scope.get("state", {}).get("before")
        key = f"{scope['path']}?{scope['query_string'].decode('latin-1')} {seen or ''}"
        state = await self._state()
        held = self._kept.get(key)
        if held is not None and self._is_recent(held):
            self._kept.move_to_end(key)
            fresh = held.state == state and (held.until is None or time.monotonic() < held.until)
            if not fresh and (key, state.corrections) not in self._making:
                self._make(key, state, scope, patient=True)
            await _send(held, send)
            return
        # Whoever asks for the same meanwhile waits for the same, unless somebody corrected the record since;
        # it goes on if one of them goes away.
        made = await asyncio.shield(
            self._making.get((key, state.corrections)) or self._make(key, state, scope)
        )
        for message in made.messages:
            await send(message)
        if made.error is not None:
            raise made.error

    def _is_recent(self, held: Answer) -> bool:
        if held.until is not None and time.monotonic() > held.until + GRACE:
            return False
        return held.state is not None and self._freshness.is_recent(held.state)

    async def _state(self) -> State:
        if not self._opened:  # to open a record may take long: it may have to be made, or brought up to date
            await to_thread.run_sync(self._freshness.now)
            self._opened = True
        return self._freshness.now()

    def _make(self, key: str, state: State, scope: Scope, *, patient: bool = False) -> asyncio.Task[_Made]:
        """Have it made; `patient`: one such after the other, since nobody waits for them."""
        task = asyncio.create_task(self._made(key, dict(scope), patient=patient))
        self._making[key, state.corrections] = task
        task.add_done_callback(lambda _: self._making.pop((key, state.corrections), None))
        return task

    async def _made(self, key: str, scope: Scope, *, patient: bool) -> _Made:
        if patient:
            async with self._behind:
                return await self._ask(key, scope)
        return await self._ask(key, scope)

    async def _ask(self, key: str, scope: Scope) -> _Made:
        state = self._freshness.now()
        messages: list[Message] = []
        passes: list[bool] = []
        PASSES.set(passes)

        asked: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Message:
            if not asked:  # whoever asked may go away: others wait for the same
                await asyncio.Event().wait()
            return asked.pop()

        async def collect(message: Message) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, collect)
        except Exception as error:  # it is raised again for all who asked
            return _Made(messages, error, None)
        answer = whole(messages)
        if answer is not None:
            until = time.monotonic() + PASSING if passes else None
            self._keep(key, replace(answer, state=state, until=until))
        return _Made(messages, None, answer)

    def _keep(self, key: str, answer: Answer) -> None:
        old = self._kept.pop(key, None)
        self._bytes -= len(old.body) if old else 0
        if len(answer.body) > LONGEST:
            return
        self._kept[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > MOST_BYTES:
            self._bytes -= len(self._kept.popitem(last=False)[1].body)


def is_remembered(path: str) -> bool:
    """Whether what stands at a path is told of the record alone."""
    first = path.removeprefix("/api/v1").removeprefix("/").partition("/")[0].partition(".")[0]
    return path == "/" or first in ROOMS


def whole(messages: list[Message]) -> Answer | None:
    """These messages as an answer; None if it is none that may be given again."""
    if not messages or messages[0]["status"] != OK:
        return None
    headers = tuple(messages[0]["headers"])
    if not dict(headers).get(b"content-type", b"").startswith(REMEMBERED):
        return None
    return Answer(OK, headers, b"".join(message.get("body", b"") for message in messages[1:]))


OK = 200


async def _send(answer: Answer, send: Send) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})
