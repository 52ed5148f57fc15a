"""How the desk is served: which record, on which address, to whom."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from communique.config import Settings
from communique.errors import UsageError

HOST, PORT = "127.0.0.1", 8765


@dataclass(frozen=True, slots=True)
class Serving:
    """The record at `record`, served on `host` and `port`.

    token: what a reader must show; needed wherever `host` is not this machine alone.
    names: further host names that requests may come to, such as a proxy's.
    once: what the link that lets a browser in carries; another one each time a desk is served.
    Raises UsageError for an address that others can reach without a token, and for a short token.
    """

    record: Path
    host: str = HOST
    port: int = PORT
    token: str | None = None
    names: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    once: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    def __post_init__(self) -> None:
        if self.token is None and not loopback(self.host):
            raise UsageError(
                f"others can reach {self.host}: give a token (--token) that they must show, "
                f"or serve on {HOST}"
            )
        if self.token is not None and len(self.token) < SHORTEST:
            raise UsageError(f"a token needs at least {SHORTEST} characters")
        if self.token is not None and not (self.token.isascii() and self.token.isprintable()):
            raise UsageError("a token has letters, digits and signs of ASCII only, as headers have")
        if not 0 < self.port < 65536:
            raise UsageError(f"a port is from 1 to 65535, not {self.port}")

    @property
    def hosts(self) -> frozenset[str]:
        """What a request's Host may say, in lower case."""
        own = {f"[{self.host}]" if ":" in self.host else self.host, *self.names}
        if loopback(self.host):
            own |= {"127.0.0.1", "localhost", "[::1]"}
        return frozenset(f"{name.lower()}{port}" for name in own for port in ("", f":{self.port}"))


SHORTEST = 16
"""Characters of the shortest token."""


def loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
