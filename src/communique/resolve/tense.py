"""Whether the words before a date speak of the past or of the future."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.resolve.calendar import Tense
from communique.resolve.tables import read_table

_REACH = 110  # characters looked at before the date
_BREAK = re.compile(r"[.!?;:][\"'”’)]*\s+(?=[A-Z\"'“‘(])|\n\s*\n|[”\"],?\s")
# "Promised on Monday to open it in June": what follows the infinitive was still to come.
_AIM = re.compile(
    r"\b(?:promis|pledg|vow|agree|undert|offer|decid|want|urg|ask|invit|demand|commit|oblig|requir|hop|threaten|call|aim"
    r"|seek|sought|need|wish|swear|swor|refus|order|plan|told|appeal)[a-z]*\b[^.;:\"“”]{0,80}?\bto\s+(?!the\b|an?\b|its?\b|their\b|his\b"
    r"|her\b|our\b|this\b|that\b|these\b|those\b|both\b|all\b|reporters\b|journalists\b)[a-z]+",
)
_PASSIVE = re.compile(r"\b(?:be|get)\s+(?:\w+ly\s+)?\Z")
_PAST_VERB = re.compile(r"[a-z]{2,}ed\Z")


def tense_before(text: str, start: int) -> Tense:
    """The tense of the last telling word before `start` in its sentence, or "unknown"."""
    before = text[max(0, start - _REACH) : start]
    breaks = list(_BREAK.finditer(before))
    if breaks:
        before = before[breaks[-1].end() :]
    pattern, tenses = _cues()
    last: Tense = "unknown"
    for match in pattern.finditer(before):
        word = " ".join(match.group().lower().split())
        found = tenses.get(word)
        if found != "future" and _PASSIVE.search(before, max(0, match.start() - 24), match.start()):
            continue  # "will be held": the modal tells, not the participle
        if found is not None:
            last = found
        elif _PAST_VERB.match(word):
            last = "past"
    if last in ("past", "unknown"):
        aims = list(_AIM.finditer(before))
        # A verb after the infinitive ("to leave, he said on Monday") takes the date to itself.
        if aims and not any(_is_past(m.group()) for m in pattern.finditer(before, aims[-1].end())):
            return "prospect"
    return last


def _is_past(word: str) -> bool:
    plain = " ".join(word.lower().split())
    return _cues()[1].get(plain) == "past" or bool(_PAST_VERB.match(plain))


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], dict[str, Tense]]:
    tenses: dict[str, Tense] = {
        row["words"]: "future"
        if row["tense"] == "future"
        else "prospect"
        if row["tense"] == "prospect"
        else "past"
        for row in read_table("tense")
    }
    cues = sorted(tenses, key=lambda cue: (-len(cue), cue))
    inner = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in cues)
    return re.compile(
        rf"(?<![\w])(?:{inner})(?![\w])|(?<=[’'])ll\b|\b[a-z]{{2,20}}ed\b", re.IGNORECASE
    ), tenses
