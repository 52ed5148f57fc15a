"""The brief of a story of the record: as it was composed last while that is true, else composed.

What a brief depends on is told by the record (`Briefs.basis`) and by the program that composes it; a kept
brief is shown only if both are what they were.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from communique import __version__
from communique.errors import UsageError
from communique.records import Brief, Story
from communique.store import Record

LOT = 20
"""Briefs that are kept at once."""
SECONDS = 3.0
"""After so long what is composed is kept, if it is fewer."""


def brief_key(record: Record, story: Story) -> str:
    """A number for all that the brief of a story depends on."""
    return f"{program()}:{record.briefs.basis(story)}"


def compose_brief(record: Record, story: Story) -> Brief:
    """The brief of a story as its articles stand now; muted outlets are not heard, where others are."""
    from communique.brief import compose
    from communique.pipeline import story_report

    muted = record.judgements.muted()
    heard = tuple(one for one in story.articles if one not in muted) or story.articles
    told = replace(story, articles=heard)
    return compose(story_report(record, told), told)


def tell_briefs(record: Record, *, most: int = LOT, seconds: float = SECONDS) -> int:
    """Compose and keep the briefs that are wanting, the latest stories first: at most `most`, for about
    `seconds`; how many that were.

    They are composed outside any transaction: what others change meanwhile is seen by its key.
    """
    until = time.monotonic() + seconds
    made = []
    for name in record.briefs.wanting(most):
        try:
            story = record.story(name)
        except UsageError:  # it is gone by now
            continue
        key = brief_key(record, story)
        made.append((key, compose_brief(record, story)))
        if time.monotonic() > until:
            break
    if made:
        with record.transaction():
            record.briefs.keep(made)
    return len(made)


@cache
def program() -> str:
    """A number for the program that composes briefs: its version, and what its rules are written in."""
    parts = hashlib.sha256(__version__.encode())
    for stage in ("brief", "compare"):
        _add(files(f"communique.{stage}"), parts)
    return parts.hexdigest()[:16]


def _add(folder: Traversable, parts: hashlib._Hash) -> None:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            if not one.name.startswith("_"):
                _add(one, parts)
        elif one.name.endswith((".py", ".tsv", ".toml")):
            parts.update(one.name.encode())
            parts.update(one.read_bytes())
