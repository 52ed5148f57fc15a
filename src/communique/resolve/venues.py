"""Whether a capital's or a seat's name tells where something happens or who acts."""

from __future__ import annotations

import re

_REACH = 60
# Always of place: "near Lima", "in Lima", "of downtown Lima".
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|around|into|inside|through|throughout|via|across|above|over|beneath"
    r"|downtown|central"
    r"|northern|southern|eastern|western|greater|suburban|outskirts of|suburbs? of|streets of"
    r"|centre of|center of"
    r"|capital(?: city)?(?: of)?,?|city of|north of|south of|east of|west of|visit(?:s|ed|ing)?"
    r"|reach(?:es|ed)?"
    r"|depart(?:s|ed|ing)?|left|leav(?:es|ing)|tour(?:s|ed|ing)?|enter(?:s|ed|ing)?|bomb(?:ed"
    r"|ing)?|shell(?:ed|ing)?)"
    r"\s+(?:the\s+|nearby\s+)?\Z",
    re.IGNORECASE,
)
# The second of two: "in Lima and Quito".
_SECOND = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]cross) [A-Z][\w’']{2,20}(?: [A-Z][\w’']{2,20})?,? and \Z"
)
# "In", but not of place: "interest in Lima", "trust in Lima".
_TRUST = re.compile(
    r"\b(?:interest(?:s|ed)?|confidence|trust|faith|belie(?:f|ve|ves|ved)|stake|doubts?"
    r"|disappointment|disappointed"
    r"|suspicions?|change|shift|divisions?|alarm|concern)\s+in\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
# Of place only with a word of motion or presence: "flew to Lima", but "signals to Lima".
_TO_FROM = re.compile(r"\b(?:to|from|for|towards?|between|and)\s+(?:the\s+)?\Z", re.IGNORECASE)
_MOTION = re.compile(
    r"\b(?:travel(?:s|led|ed|ling|ing)?|fl(?:y|ies|ew|own|ying)|return(?:s|ed|ing)?|visit(?:s|ed"
    r"|ing)?|trips?|journeys?"
    r"|back|go|goes|going|went|gone|come|comes|coming|came|invit(?:e|es|ed|ing|ation)|head(?:s|ed"
    r"|ing)?|embassy"
    r"|ambassadors?|envoys?|recall(?:s|ed|ing)?|mov(?:e|es|ed|ing)|dr(?:ive|ives|ove|iving)|roads?"
    r"|routes?|highway"
    r"|flights?|trains?|railways?|pipelines?|arriv(?:e|es|ed|ing|al)|tours?|delegations?|leav(?:e"
    r"|es|ing)|left"
    r"|depart(?:s|ed|ing|ure)?|report(?:s|ed|ing)? from|speaking|broadcast|exile|deport(?:s|ed)?"
    r"|expel(?:s|led)?"
    r"|evacuat(?:e|es|ed|ing)|withdr(?:aw|ew|awn)|elect(?:ed|ion)|kilomet(?:re|er)s|km|miles|summon(?:s|ed)?"
    r"|rush(?:es|ed)?|sent home"
    r"|bound|accredited|posted|convoys?|refugees|fled|march(?:ed)?|distance|telephone from|video link)\b"
    r"[^.;:!?\n]{0,40}\Z",
    re.IGNORECASE,
)
# A capital before such a noun is where it is: "the Lima summit".
_SITE = re.compile(
    r"(?:[’']s)?\s+(?:meetings?|summits?|talks|trip|visit|embass(?:y|ies)|airport|conference"
    r"|office|bureau|correspondent|suburbs?"
    r"|streets?|district|region|metro|subway|hotel|hospital|court|courthouse|prison|residents?"
    r"|university|museum|compound|palace|gardens"
    r"|neighbou?rhoods?|bid|race|hopefuls?|compound|palace|gardens|mayor|police|airspace|skyline|port|harbou?r"
    r"|station|stadium|round|ceremony)\b",
    re.IGNORECASE,
)
_DATE = (
    r"(?:\d{1,2}\s|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d|(?:Mon|Tues"
    r"|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{4}-)"
)
_DATELINE = re.compile(
    rf"(?:,\s+[A-Z][\w. ]{{1,30}})?(?:,\s+{_DATE}|\s*\([^)\n]{{1,40}}\)\s*[-–—]|\s+[-–—]{{1,2}}\s"
    rf"|\s*/|,?[ \t]*(?:\n|\Z))"
)
_LINE_START = re.compile(r"(?:\A|\n)[ \t]*\Z")
_BYLINE = re.compile(r"(?:\A|\n)[ \t]*(?:By|by|BY)\s[^\n.]{2,60}(?:,| in| from)\s+\Z")


def is_place_use(text: str, start: int, end: int) -> bool:
    """Whether the capital or seat named at these offsets is a venue ("in Lima"), not an actor.

    A preposition of place before it, a word of motion with "to" or "from", a dateline or byline,
    or a noun of place after it ("the Lima summit") make it a venue; everything else an actor.
    """
    before, after = text[max(0, start - _REACH) : start], text[end : end + 48]
    if _LINE_START.search(before) and _DATELINE.match(after):
        return True
    if _BYLINE.search(text[max(0, start - 80) : start]):
        return True
    if _SITE.match(after):
        return True
    if _TRUST.search(before):
        return False
    if _PLACE.search(before) or _SECOND.search(before):
        return True
    if re.match(r",\s+\d{1,2}\s+[A-Z]|,\s+\d{4}\b", after):
        return True
    if _TO_FROM.search(before):
        return _MOTION.search(before) is not None
    return False
