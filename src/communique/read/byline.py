"""Bylines: who wrote it, and from where."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTICLES = frozenset(
    "de da do dos das del della di du van von der den ter ten la le el al bin ibn bint ben abu y e san "
    "st. af av zu".split()
)
_LEAD = re.compile(
    r"(?:(?:words|text|story|report|analysis|written|reported|reporting|interview|commentary|opinion|column|review)\s+by|by|author|authors|writer)\s*:?\s+",
    re.I,
)
_FROM = re.compile(r"from\s+(?P<names>.{3,100}?)\s+in\s+(?P<place>.{2,50})", re.I)
_REPORT = re.compile(
    r"(?P<names>.{3,120}?),?\s+(?:reports?|reporting|writes?|write)(?:\s+(?:from|in)\s+(?P<place>.{2,60}?))?\.?$",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|columnists?|staff|contributors?|contributing|analysts?|bureau|chief|desk|"
    r"newsroom|agency|agencies|news|newswire|wire|press|service|media|journalists?|team|fellow|professor|economist|ambassador|director|special|senior|researcher)\b",
    re.I,
)
_NAME_PART = re.compile(r"[^\W\d_][\w.'’-]*$")
_SPLIT = re.compile(r"\s*(?:,\s*and|,|&|;|\band\b)\s*", re.I)
_CUT = re.compile(r"\s+(?:[|•·/]|[–—-])\s+|\s*\|\s*|\s*•\s*|\s+(?=for\s+[A-Z])|\n")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who is named (None for "our correspondent"), where, and what stood behind a bar."""

    names: str | None
    place: str | None = None
    rest: str = ""


def read_byline(line: str, *, marked: bool = False) -> Byline | None:
    """The byline that this line is, or None if it is none.

    `marked` tells that the container says it is one (metadata, a class), so that "by" may be
    missing. "By our defence correspondent" is a byline that names nobody.
    """
    line = line.strip()
    if not line or len(line) > (600 if marked else 200):
        return None
    lead = _LEAD.match(line)
    if not lead and not marked:
        return _reported(line)
    body = line[lead.end() :] if lead else line
    cut = _CUT.split(body, maxsplit=1)
    body, rest = cut[0].strip(" .,"), (cut[1] if len(cut) > 1 else "")
    place = None
    if match := re.fullmatch(r"(.{3,80}?)\s*\(([^()\d]{2,40})\)", body):
        body, behind = match.groups()
        if _ROLE.search(behind):
            rest = rest or behind
        else:
            place = behind
    if names := _with_places(body):
        return Byline(names, None, rest)
    if match := re.fullmatch(r"(.+?)\s+in\s+((?:[A-Z][\w'’.-]*[ ,]*){1,5})", body):
        body, place = match.group(1), match.group(2).strip(" ,")
    names, tail = _names(body)
    if names:
        return Byline(names, place or tail, rest)
    # "By our correspondent", "By Coastwire": a byline, but of no person.
    if (_ROLE.search(body) and len(body.split()) <= 8) or (
        lead and len(body.split()) == 1 and body.istitle()
    ):
        return Byline(None, place, rest)
    return None


def _with_places(body: str) -> str | None:
    """The names of "Ana Lima in Lima and Tom Reed in Quito", without the places."""
    parts = [re.fullmatch(r"(.{3,60}?) in [^\W\d_a-z].{1,40}", part) for part in _SPLIT.split(body) if part]
    names = [match.group(1) for match in parts if match]
    if len(names) < 2 or len(names) < len(parts) or not all(map(is_person_like, names)):
        return None
    return ", ".join(names[:-1]) + " and " + names[-1]


def _reported(line: str) -> Byline | None:
    """ "X and Y report from Z", "From X in Z"."""
    match = _FROM.fullmatch(line) or _REPORT.fullmatch(line)
    if not match or len(line.split()) > 16:
        return None
    names, _ = _names(match.group("names"))
    place = match.group("place")
    if not names or (place and not place[:1].isupper()) or (not place and line.endswith(".")):
        return None
    return Byline(names, place.strip(" .") if place else None)


def _names(body: str) -> tuple[str | None, str | None]:
    """The persons at the start of a byline, joined as printed, and a place behind a comma.

    What comes after a role ("Diplomatic Editor") or an outlet is dropped.
    """
    parts = [part for part in _SPLIT.split(body) if part]
    persons: list[str] = []
    place = None
    for number, part in enumerate(parts):
        words = part.split()
        if _ROLE.search(part) and len(words) <= 7:
            break
        if 2 <= len(words) <= 6 and is_person_like(part):
            persons.append(part)
        elif number and len(words) <= 4 and part[:1].isupper():
            place = part
            break
        else:
            # More than names: "By Friday, the road was closed."
            return None, None
    if not persons:
        return None, None
    # A two-word part after a lone comma may be a place ("By Ana Lima, Buenos Aires").
    if len(persons) == 2 and not re.search(r"\band\b|&|;", body, re.I) and len(persons[1].split()) == 2:
        first = body.find(persons[0]) + len(persons[0])
        if body[first:].lstrip().startswith(","):
            place, persons = persons[1], persons[:1]
    begin = body.find(persons[0])
    last = body.find(persons[-1], begin) + len(persons[-1])
    return body[begin:last], place


def is_role(line: str) -> bool:
    """Whether a line is an office at an outlet: "Diplomatic Correspondent"."""
    return len(line.split()) <= 7 and bool(_ROLE.search(line)) and not line.endswith((".", "?", "!"))


def is_person_like(part: str) -> bool:
    """Whether these words could be one person's name."""
    words = part.split()
    for number, word in enumerate(words):
        if word.lower() in _PARTICLES and (number or word[:1].isupper()):
            continue
        if not word[:1].isupper() or not _NAME_PART.match(word):
            return False
    return not part.isupper() or len(words) <= 4
