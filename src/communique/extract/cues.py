"""The lexicon of cue words: which verbs report, deny, promise, demand, and in which pattern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
OBJECTS = {"dobj", "dative", "obj", "iobj", "attr", "oprd"}
ACTS = {
    "announce",
    "demand",
    "deny",
    "exclude",
    "expect",
    "judge",
    "offer",
    "pledge",
    "propose",
    "refuse",
    "threaten",
    "warn",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of `data/cues.tsv`."""

    lemma: str
    kind: str
    pattern: str
    example: str


def table(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a data file of this package: fields between tabs, comments left out."""
    text = files("communique.extract").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(field.strip() for field in line.split("\t"))


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """Cues by lemma, in the order of the file."""
    rows: dict[str, list[Cue]] = {}
    for lemma, kind, pattern, example in table("cues.tsv"):
        rows.setdefault(lemma, []).append(Cue(lemma, kind, pattern, example))
    return {lemma: tuple(found) for lemma, found in rows.items()}


def cue_of(token: Token) -> Cue | None:
    """The cue that a verb is, by its lemma and by what depends on it; None for other words.

    Participles that modify a noun ("the promised loan") are no cues.
    """
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"amod", "compound", "aux"}:
        return None
    if (
        token.tag_ == "VBN"
        and token.dep_ in {"acl", "advcl"}
        and not any(c.dep_ == "aux" for c in token.lefts)
    ):
        return None  # "a loan promised in May", "asked about it, ..."
    rows = cues().get(token.lemma_.lower())
    if rows is None:
        return None
    for cue in rows:
        if _fits(token, cue.pattern):
            return None if cue.kind == "none" else cue
    return None


def _fits(token: Token, pattern: str) -> bool:
    """Whether what depends on the verb, or stands around it, is what the pattern asks for."""
    if pattern == "any":
        return True
    if pattern == "clause":
        return not has_infinitive(token)
    if pattern == "to":
        return has_infinitive(token)
    if pattern == "them":
        return has_infinitive(token) and any(
            child.dep_ in OBJECTS
            or child.dep_ == "auxpass"
            or (child.dep_ in {"ccomp", "xcomp"} and has_subject_before(child, token))
            for child in token.children
        )
    if pattern == "object":
        return any(child.dep_ in OBJECTS for child in token.rights)
    if pattern == "name":
        return any(child.dep_ in {"oprd", "dobj", "ccomp", "xcomp"} for child in token.rights)
    if pattern == "doing":
        words = token.doc[token.i + 1 : token.i + 4]
        return any(a.lower_ == "out" and b.tag_ == "VBG" for a, b in pairwise(words))
    if pattern == "figure":
        return any(child.lower_ in {"figure", "number", "toll", "total"} for child in token.rights)
    if pattern == "quote":
        return token.i > 0 and (_near_mark(token, -3) or _near_mark(token, 2))
    if pattern == "clear":
        return any(word.lower_ == "clear" for word in token.doc[token.i + 1 : token.i + 4])
    near = [
        *token.rights,
        *(grand for child in token.rights if child.dep_ == "dobj" for grand in child.rights),
    ]
    return any(child.lower_ == pattern and child.dep_ in {"prep", "prt", "advmod"} for child in near)


def has_infinitive(token: Token) -> bool:
    """Whether an infinitive with "to" (or "to" and a gerund) complements the verb."""
    for child in token.rights:
        marked = any(grand.dep_ == "aux" and grand.tag_ == "TO" for grand in child.lefts)
        if marked and child.dep_ in {"xcomp", "ccomp"}:
            return True
        if marked and child.dep_ in {"advcl", "acl"} and not has_subject_before(child, token):
            return True
        if child.dep_ == "prep" and child.lower_ == "to" and any(g.dep_ == "pcomp" for g in child.rights):
            return True
        if child.dep_ in OBJECTS and any(
            g.dep_ in {"acl", "relcl"} and any(a.tag_ == "TO" for a in g.lefts) for g in child.rights
        ):
            return True
    return False


def has_subject_before(verb: Token, floor: Token) -> bool:
    """Whether the verb has a subject of its own to the right of `floor`."""
    return any(child.dep_ in SUBJECTS and child.i > floor.i for child in verb.lefts)


def _near_mark(token: Token, reach: int) -> bool:
    """Whether a quotation mark stands within `reach` tokens of this one (before it if negative)."""
    doc = token.doc
    low, high = (token.i + reach, token.i) if reach < 0 else (token.i + 1, token.i + 1 + reach)
    return any(doc[i].is_quote for i in range(max(low, 0), min(high, len(doc))))
