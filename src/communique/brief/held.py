"""The last gate before a sentence is shown: nothing in it that its evidence does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
NAME = re.compile(r"(?<![\w’'])[^\W\d_a-z][\w’'.-]*")
QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
SENTENCE_OPENERS = frozenset(
    "a an the in on at by of for from to with and but both two he she it they his her its their there this "
    "that these those according after before when while as if not no some many most all more only".split()
)


def held(text: str, evidence: Iterable[str], given: Iterable[str] = ()) -> bool:
    """True if every number, name and quotation of `text` stands in the evidence.

    `given` are names that do not come from the text of an article: outlets, bylines, titles.
    """
    return not unheld(text, evidence, given)


def unheld(text: str, evidence: Iterable[str], given: Iterable[str] = ()) -> list[str]:
    """The numbers, names and quotations of `text` that no evidence holds, in order."""
    sources = "\n".join(evidence)
    for name in given:
        sources += "\n" + name
    flat = _flat(sources)
    missing = [m for m in NUMBER.findall(text) if m not in NUMBER.findall(sources)]
    missing += [q for q in QUOTED.findall(text) if q not in sources]
    for match in NAME.finditer(text):
        word = match.group().rstrip(".'’")
        if word.lower() in SENTENCE_OPENERS or not word:
            continue
        if _flat(word).removesuffix("'s") not in flat:
            missing.append(word)
    return missing


def _flat(text: str) -> str:
    return text.replace("’", "'").casefold()
