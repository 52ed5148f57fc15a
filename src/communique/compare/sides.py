"""Whose side a holder speaks for: a state, its ministries, its ministers and its forces are one side."""

from __future__ import annotations

from communique.compare.annotations import Annotations
from communique.compare.words import WORD, word_set
from communique.records import Actor, Statement


def side_of(notes: Annotations, statement: Statement) -> str:
    """The state (alpha-3) that a statement's holder speaks for; "" where it is nobody's official."""
    actor = notes.actors.get(statement.holder.actor or "")
    if actor is None or not actor.state:
        return actor.id if actor is not None and actor.kind == "state" else ""
    return actor.state if actor.kind == "state" or is_official(actor) else ""


def is_official(actor: Actor) -> bool:
    """Whether an organisation, a group or a person speaks for its state, by name or office."""
    words = {
        w.group().lower()
        for w in WORD.finditer((actor.office or "") if actor.kind == "person" else actor.name)
    }
    return bool(words & word_set("officials.txt")) and not words & word_set("unofficial.txt")
