"""Credits: whose text it is, and the agency it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.read.outlet import cited, has_outlet_word, is_name_like
from communique.read.published import find_date
from communique.read.visible import fold


@dataclass(slots=True)
class Credits:
    """What datelines, copyright lines and credits of one article tell.

    `agency` stands in the dateline, `owner` behind the copyright sign (`year` with it),
    `source` in any other credit.
    """

    agency: str | None = None
    owner: str | None = None
    source: str | None = None
    year: int | None = None


_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?P<before>(?:19|20)\d\d)?[\s,–-]*"
    r"(?P<name>[^\W\d][^\d|©.]{1,60}?)?[\s,]*(?P<after>(?:19|20)\d\d)?\s*(?:[|.,].*|all rights.*)?$",
    re.I,
)
_SOURCE = re.compile(
    r"(?:source|via|agency|with|based on|from)\s*:?\s+"
    r"(?:(?:additional )?(?:inputs?|reports?|reporting|information|files|material) (?:from|by) )?"
    r"(?P<name>.{2,60}?)[.)\]]*$",
    re.I,
)
_NAMED = re.compile(
    r"(?:this .{5,40} (?:published|appeared|produced|written|syndicated) (?:by|in|on) )?(?:the )?"
    r"(?P<name>[^.,;:]{2,60}?)(?: contributed .*)?\.?$",
    re.I,
)
_AGENCY_CREDIT = re.compile(r"[(\[](?P<name>[A-Za-z]{2,20})[)\]]")


def read_credit(text: str, found: Credits) -> None:
    """Read the owner and the year of "© Agency 2025", or an agency in brackets."""
    if match := _OWNER.match(text.strip()):
        name = (match.group("name") or "").strip(" -–—,")
        year = match.group("before") or match.group("after")
        if name and found.owner is None:
            found.owner = cited(re.sub(r"^(?:by|the copyright of)\s+", "", name, flags=re.I))
        found.year = found.year or (int(year) if year else None)
    elif match := _AGENCY_CREDIT.fullmatch(text.strip()):
        found.source = found.source or match.group("name")
    elif match := _NAMED.match(text.strip("([—–- ])")):
        if is_name_like(match.group("name")) and has_outlet_word(match.group("name")):
            found.source = found.source or match.group("name")
    elif match := _SOURCE.match(text.strip("([—–- ")):
        name = match.group("name")
        if name[:1].isupper() and name.casefold() not in ("agencies", "wires"):
            found.source = found.source or name


def outlet_and_wire(printed: str | None, found: Credits) -> tuple[str | None, str | None]:
    """Whose text it is, and the agency it is credited to if that is another.

    An agency in the dateline is the outlet where no other is printed.
    """
    agency = found.agency or found.source
    if agency and _is_not_agency(agency):
        agency = None
    outlet = cited(printed) if printed else None
    if outlet is None:
        outlet = found.owner or found.agency if found.agency or found.owner else None
        if found.owner and found.agency and not _same_agency(found.owner, found.agency):
            return found.owner, found.agency
    if agency is None and found.owner and outlet and not _same_agency(found.owner, outlet):
        agency = found.owner
    if agency and outlet and _same_agency(agency, outlet):
        agency = None
    return outlet, agency


def _is_not_agency(name: str) -> bool:
    return bool(find_date(name)) or name[:1].islower() or len(name.split()) > 6


def _same_agency(one: str, other: str) -> bool:
    """Whether two names are one agency: equal, contained, or the initials of the other."""
    a, b = fold(one).removeprefix("the "), fold(other).removeprefix("the ")
    initials_a, initials_b = ("".join(word[0] for word in name.split()) for name in (a, b))
    contained = a.startswith(b + " ") or b.startswith(a + " ")
    return contained or a in (b, initials_b) or b == initials_a
