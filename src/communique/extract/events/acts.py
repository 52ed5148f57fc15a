"""One act as found in a sentence, before it becomes an event of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

Manner = Literal["deed", "speech", "ahead", "pledge", "open"]


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what to whom, as tokens of the parse.

    `root` is None for what no lexicon knows (only a judge may name it). `head` is the verb or
    noun that tells it, `source` and `target` are the heads of noun phrases. `manner`: a deed, a
    speech act that is done in saying it, something its doer says is still to come (`ahead`,
    `pledge`), or something that may or may not be (`open`). `reciprocal`: both do it;
    `alone`: it needs no target; `charged`: what follows "of" is no part of
    the target ("accused the army of torture"). `rank` orders the acts of a sentence, the main
    one first. `whose`: an act only where this noun stands for the source's own state ("Peru's minister
    warned that Peru would").
    """

    root: str | None
    mode: str | None
    head: Token
    source: Token | None
    target: Token | None
    manner: Manner = "deed"
    reciprocal: bool = False
    alone: bool = False
    split: bool = False
    charged: bool = False
    rank: int = 0
    whose: Token | None = None
