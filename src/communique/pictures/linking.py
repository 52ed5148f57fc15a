"""How a picture asks where its evidence stands; whoever places it answers with an address or None."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.records import Span

ToStatements = Callable[[Sequence[str]], str | None]
"""From ids of statements, in the order in which they are to be shown, to where they can be read."""
ToSpan = Callable[[Span], str | None]
"""From the words of an article to where they can be read."""
ToActor = Callable[[str], str | None]
"""From the id of an actor to where it is told of."""


def nowhere(asked: object) -> str | None:
    """No address: the mark is no link."""
    return None
