"""Names of outlets: what looks like one, and how it is cited."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_OFFICIAL = re.compile(
    r"\b(?:minist(?:ry|er|erial)|government|embassy|presidency|president|office of|department of|cabinet|"
    r"parliament|secretariat|press (?:service|office|department)|state duma|senate|high commission|"
    r"chancellery|"
    r"council of (?:ministers|the european)|european (?:council|commission)|security council|royal court)\b",
    re.I,
)
_SMALL = frozenset(
    "of the and for in on de do da dos das del la le les el los las du des di y e et und der die al".split()
)
_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_EDITION = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*$")
_WEB = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|[a-z]{2})", re.I)


@cache
def outlet_words() -> frozenset[str]:
    """Lower-case words of `data/outlet_words.txt`."""
    lines = (files("communique.read") / "data" / "outlet_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def has_outlet_word(line: str) -> bool:
    """Whether a line holds a word that names of outlets hold."""
    return any(word.strip(".,'’()-").lower() in outlet_words() for word in re.split(r"[\s-]+", line[:200]))


@cache
def cities() -> frozenset[str]:
    """Folded names of `data/cities.txt`."""
    lines = (files("communique.read") / "data" / "cities.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line and not line.startswith("#"))


def is_outlet_name(name: str) -> bool:
    """Whether a name before a date is more likely an outlet's than a place's."""
    name = name.strip()
    if name.casefold() in cities():
        return False
    words = name.split()
    return has_outlet_word(name) or len(words) >= 3 or (len(words) == 2 and words[0] in ("The", "THE"))


def is_official(line: str) -> bool:
    """Whether a line names an office of a state, which issues texts but is no outlet."""
    return bool(_OFFICIAL.search(line[:200]))


def is_name_like(line: str, longest: int = 6) -> bool:
    """Whether a line could be a name: few words, each capitalised, no stop at the end."""
    words = _EDITION.sub("", line).split()
    if not 1 <= len(words) <= longest or line.endswith((".", "?", "!", ":", ",", ";")) or "," in line:
        return False
    if _WEB.fullmatch(line.strip()):
        return True
    for number, word in enumerate(words):
        bare = word.strip("'’\"()")
        if bare.lower() in _SMALL and number:
            continue
        if not bare or not (bare[0].isupper() or bare == "&") or any(char.isdigit() for char in bare):
            return False
    return True


def cited(name: str) -> str:
    """The name as it would be cited: a masthead in capitals gets title case, editions go."""
    name = _EDITION.sub("", name).strip(" \t|-–—•·")
    if not name.isupper() or (len(name.split()) == 1 and len(name) <= 5):
        return name
    words = name.split()
    return " ".join(_titled(word, first=not number) for number, word in enumerate(words))


def _titled(word: str, *, first: bool) -> str:
    lower = word.lower()
    if lower in _SMALL and not first:
        return lower
    return "-".join(part[:1].upper() + part[1:] for part in lower.split("-"))
