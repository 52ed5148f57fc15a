"""The server before the application: what it takes of a connection before there is a request."""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from communique.web.app import create_app
from communique.web.serving import Serving

HEAD_SECONDS = 15.0
"""Seconds in which a request's head must have come."""

HEAD_BYTES = 32_768
"""Bytes of the longest head."""


class Patient(H11Protocol):
    """HTTP/1.1 that does not wait for ever for the end of a head, however slowly it drips."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Start the clock for the first request."""
        super().connection_made(transport)
        self._wait()

    def on_response_complete(self) -> None:
        """Start the clock for the next one."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        if self._waiting is not None:
            self._waiting.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._end)

    def _end(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.timeout_keep_alive_handler()


def configured(serving: Serving) -> uvicorn.Config:
    """How the server is set: one protocol with limits, no word of a proxy believed, no names told."""
    return uvicorn.Config(
        create_app(serving),
        host=serving.host,
        port=serving.port,
        http=Patient,
        ws="none",
        h11_max_incomplete_event_size=HEAD_BYTES,
        proxy_headers=False,
        server_header=False,
        log_level="warning",
    )


def listen(serving: Serving) -> None:
    """Serve until the user ends it."""
    uvicorn.Server(configured(serving)).run()
