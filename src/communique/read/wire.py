"""News agencies in credits: which one an article comes from, and which only helped with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from communique.records import Article

LONGEST = 160
"""Characters of a line that may be a credit; what is longer tells a story."""

_PICTURES = re.compile(r"\b(?:photo(?:s|graph\w*)?|pictures?|images?|video|footage|graphic|map|file)\b", re.I)
_MARK = re.compile(r"[\s(\[—–\-]*(?P<name>[^()\[\]]{2,40}?)[\s)\].]*")
_HEAD = re.compile(r"[(\[](?P<name>[^()\[\]]{2,40})[)\]]\s*(?:[—–:-]|--)\s")
_CREDITS = frozenset({"byline", "outlet", "dateline", "credit", "footer", "caption"})


def agency(name: str) -> str | None:
    """The agency that goes by this name, as its main name; None if no agency is known by it.

    Short names count as they are written: "PAP" is one, "pap" is a word.
    """
    bare = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
    return _agencies().get(bare)


def credited(text: str) -> str | None:
    """The agency that a line names and nothing else: "(Reuters)", "— AFP", "By Xinhua"; else None."""
    if len(text) > LONGEST:
        return None
    line = re.sub(r"^[\s(\[]*(?:by|source|via|from)\b:?\s*", "", text.strip(), flags=re.I)
    match = _MARK.fullmatch(line)
    return agency(match.group("name")) if match else None


def opening(text: str) -> str | None:
    """The agency in brackets before the first words: "(Reuters) - Two ..."."""
    match = _HEAD.match(text[:LONGEST])
    return agency(match.group("name")) if match else None


def wire_of(lines: Iterable[str | None], text: str) -> str | None:
    """The agency that a declared byline or a piece taken out of the text names alone, or that the
    first or the last line of the text is."""
    for line in lines:
        if line and not _PICTURES.search(line[:LONGEST]) and (found := credited(line)):
            return found
    found = opening(text) or credited(text.rpartition("\n\n")[2])
    return found if found != "agencies" else None


def helpers(article: Article) -> frozenset[str]:
    """The agencies whose help an article tells of ("with AP", "additional reporting by agencies"),
    whether or not `Article.wire` names one of them; not those that the whole text is credited to."""
    helped, whole = set(), set()
    for piece in article.removed:
        if piece.reason not in _CREDITS or len(piece.text) > LONGEST or _PICTURES.search(piece.text):
            continue
        found = {_agencies()[match.group()] for match in _named().finditer(piece.text)}
        if article.wire and article.wire in piece.text:
            found.add(agency(article.wire) or article.wire)
        if any(cue.search(piece.text) for cue, _ in help_cues()):
            helped |= found
        else:
            whole |= found
    return frozenset(helped - whole)


@cache
def _agencies() -> dict[str, str]:
    return {name: row[0] for row in _rows("agencies.tsv") for name in (row[0], *row[1].split("|"))}


@cache
def _named() -> re.Pattern[str]:
    names = sorted(_agencies(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


@cache
def help_cues() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of `data/agency_help.tsv` with their examples."""
    return tuple((re.compile(row[0], re.I), row[1]) for row in _rows("agency_help.tsv"))


def _rows(name: str) -> list[list[str]]:
    text = (files("communique.read") / "data" / name).read_text("utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
