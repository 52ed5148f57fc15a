"""The verbs that report speech, read from `data/speech.tsv`, in all their forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

SpeechClass = Literal["say", "address", "call", "judge", "act"]


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """One form of a reporting verb. `finite` is False for the -ing form and the bare infinitive."""

    lemma: str
    kind: SpeechClass
    form: Literal["base", "present", "past", "participle", "ing"]


@cache
def speech_verbs() -> dict[str, SpeechVerb]:
    """Every form of every reporting verb, lower case, to what it is."""
    found: dict[str, SpeechVerb] = {}
    text = files("communique.extract").joinpath("data", "speech.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        lemma, kind, past, participle, _ = line.split("\t")
        word = lemma.split(" ")[0]
        regular = _past(word)
        forms = {
            word: "base",
            _present(word): "present",
            past or regular: "past",
            participle or past or regular: "past"
            if (participle or past or regular) == (past or regular)
            else "participle",
            _ing(word): "ing",
        }
        for form, name in forms.items():
            found.setdefault(form, SpeechVerb(lemma, kind, name))  # type: ignore[arg-type]
    found.setdefault("labelled", found["labeled"])
    found.setdefault("labelling", found["labeling"])
    return found


def _present(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ied"
    return (word + word[-1] if word in _DOUBLING else word) + "ed"


def _ing(word: str) -> str:
    if word.endswith("e") and not word.endswith("ee"):
        return word[:-1] + "ing"
    return (word + word[-1] if word in _DOUBLING else word) + "ing"


_DOUBLING = frozenset({"admit", "beg", "slam", "refer", "quip"})
