"""Attribution frames: who is said to say something, by which words, about which part of a sentence.

Three shapes are known: a verb with its content to the right ("X said that P"), a parenthesis
beside its content ("P, X said", "P, said X", "P, X said on Monday, and Q"), and "according to
X" with its kin ("by her count"). The dependency parse finds subjects; what stands around the verb
decides the shape, since the parser is at its weakest there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.extract.asides import CIRCUMSTANCES, aside_block, stands_aside
from communique.extract.cues import ACTS, Cue, cue_of
from communique.extract.sources import (
    FINITE,
    HEARD,
    REACH,
    TIMES,
    agent_of,
    can_show,
    group_start,
    has_finite,
    neighbour_of,
    noun_phrase,
    phrase_before,
    subject_of,
)
from communique.extract.views import view_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.records import Article, Quote

HEARERS = HEARD | {"ask", "answer", "say"}
NEGATIVE = {"nobody", "none", "neither", "no", "few"}
PASSIVE_ACTS = {"pledge", "demand", "deny", "offer", "propose", "threaten"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution in a sentence. All positions are token indices, ends exclusive.

    `source` is the noun phrase that speaks (None: not named). A `right` frame has its content
    after the verb, from `content`; an `aside` has it around or before `block`; an `act` has no
    content apart from itself.
    """

    cue: Cue | None
    verb: int
    shape: Literal["right", "aside", "act"]
    source: tuple[int, int] | None
    block: tuple[int, int]
    content: int | None = None
    passive: bool = False


def frames_of(article: Article, doc: Doc, quotes: Sequence[Quote]) -> tuple[dict[int, Frame], ...]:
    """For each of `article.sentences` its frames, by the index of their verb."""
    told = frozenset(quote.span.end for quote in quotes if quote.speaker)
    found = []
    for sentence in article.sentences:
        span = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")
        found.append({} if span is None else find_frames(doc, span.start, span.end, told))
    return tuple(found)


def find_frames(doc: Doc, start: int, end: int, told: frozenset[int] = frozenset()) -> dict[int, Frame]:
    """The frames between two token indices (one sentence), by the index of their verb.

    `told` are the offsets at which a quotation with a known speaker ends: whatever verb stands
    beside its speaker there reports it.
    """
    frames: dict[int, Frame] = {}
    for i in range(start, end):
        token = doc[i]
        frame = None
        view = view_at(token, start, end)
        if view is not None:
            frame = Frame(None, view[0], "aside", view[1], view[2])
        elif token.lower_ == "according" and i + 2 < end and doc[i + 1].lower_ == "to":
            frame = _according(doc, i, end)
        else:
            cue = cue_of(token) or _unlisted(token, start, end, told)
            if cue is not None:
                frame = _verb_frame(token, cue, start, end)
        if frame is not None:
            frames[frame.verb] = frame
    return frames


def _unlisted(verb: Token, start: int, end: int, told: frozenset[int]) -> Cue | None:
    """The cue that any verb in the past is after a quotation and its speaker: “...,” he snapped."""
    if not told or verb.tag_ != "VBD" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    source = neighbour_of(verb, start, end)
    subject = subject_of(verb)
    if source is None and subject is not None and subject.head.i == verb.i:
        source = noun_phrase(subject)
    if source is None:
        return None
    before = min(source[0], group_start(verb)) - 1
    if before > start and verb.doc[before].text == ",":
        before -= 1
    quoted = before > start and verb.doc[before].is_quote and verb.doc[before].idx in told
    return Cue(verb.lemma_.lower(), "report", "quote", "") if quoted else None


def _according(doc: Doc, i: int, end: int) -> Frame:
    """The frame of "according to X"."""
    person = _object_of(doc[i + 1], end)
    source = noun_phrase(person)
    low, high = max(source[0], i + 2), max(min(source[1], end), i + 3)
    block = high
    if high < end and person.right_edge.i >= high and any(c.dep_ == "relcl" for c in person.rights):
        block = min(person.right_edge.i + 1, end)
    return Frame(None, i, "aside", (low, high), (i, block))


def _object_of(preposition: Token, end: int) -> Token:
    for child in preposition.rights:
        if child.dep_ in {"pobj", "pcomp"}:
            return child
    return preposition.doc[min(preposition.i + 1, end - 1)]


def _verb_frame(verb: Token, cue: Cue, start: int, end: int) -> Frame | None:
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    if passive and cue.kind == "report" and _is_impersonal(verb):
        content = _content_start(verb, end)
        return (
            None if content is None else Frame(cue, verb.i, "right", None, (verb.i, content), content, True)
        )
    if is_infinitive(verb) or (passive and cue.kind not in PASSIVE_ACTS) or _is_habit(verb, cue):
        return None
    if passive:
        return Frame(cue, verb.i, "act", agent_of(verb), (verb.i, verb.i + 1), None, passive)
    if cue.kind in SPOKEN and stands_aside(verb, start, end):
        source = neighbour_of(verb, start, end)
        subject = subject_of(verb)
        if source is None and subject is not None and subject.head.i == verb.i:
            source = noun_phrase(subject)
        aside = aside_block(verb, source, start, end) if source is not None else None
        if aside is not None:
            return Frame(cue, verb.i, "aside", source, aside)
    if cue.kind in ACTS:
        subject = subject_of(verb)
        source = noun_phrase(subject) if subject is not None else None
        return Frame(cue, verb.i, "act", source, (verb.i, verb.i + 1), None, passive)
    source = neighbour_of(verb, start, end)
    if source is None:
        subject = subject_of(verb)
        source = noun_phrase(subject) if subject is not None else phrase_before(verb, start)
    if source is None or is_withheld(verb) or _is_nobody(verb, source):
        return None
    if cue.kind == "evidence" and not can_show(verb.doc, source):
        return None
    aside = aside_block(verb, source, start, end) if not _has_object(verb, source) else None
    if aside is not None:
        return Frame(cue, verb.i, "aside", source, aside)
    content = _content_start(verb, end)
    if content is None:
        return None
    low = min(source[0], verb.i) if source[0] >= start else verb.i
    return Frame(cue, verb.i, "right", source, (low, content), content)


SPOKEN = {"warn", "pledge", "threaten", "expect"}
"""Acts that may stand beside their content like "said": "the dam could fail, she warned"."""


def is_infinitive(verb: Token) -> bool:
    """Whether the verb is named and not told: "declined to say", "without saying"."""
    if any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.lefts):
        return True
    return bool(verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ != "as")


def _is_impersonal(verb: Token) -> bool:
    """Whether nobody in particular speaks: "it was announced that ..."."""
    if not any(c.lower_ == "it" and c.dep_ in {"nsubjpass", "expl", "nsubj"} for c in verb.lefts):
        return False
    return any(c.dep_ in {"ccomp", "advcl"} for c in verb.rights)


def _is_habit(verb: Token, cue: Cue) -> bool:
    """Whether an offer is what somebody generally has to offer: "the port offers deep water"."""
    if cue.kind not in {"offer", "propose"} or cue.pattern == "to":
        return False
    return verb.tag_ in {"VBZ", "VBP"} or any(c.dep_ == "aux" and c.lower_ == "can" for c in verb.lefts)


def _has_object(verb: Token, source: tuple[int, int]) -> bool:
    """Whether what is said is a noun phrase: "once there, she noted two faults"."""
    if source[0] > verb.i or verb.lemma_.lower() in HEARERS:
        return False
    return any(
        c.dep_ == "dobj"
        and c.pos_ in {"NOUN", "PROPN"}
        and c.ent_type_ not in TIMES
        and c.left_edge.i <= verb.i + 2
        for c in verb.rights
    )


def _is_nobody(verb: Token, source: tuple[int, int]) -> bool:
    """Whether nobody in particular says it: "few believe that", "whatever anyone says"."""
    if any(c.lower_ in {"what", "whatever"} and c.dep_ == "dobj" for c in verb.lefts):
        return True
    return any(t.lower_ in NEGATIVE for t in verb.doc[source[0] : min(source[0] + 2, source[1])])


def is_withheld(verb: Token) -> bool:
    """Whether the verb tells that something was not, or only might be, said."""
    for child in verb.lefts:
        if child.dep_ == "neg" or (
            child.dep_ == "aux" and child.lower_ in {"would", "could", "might", "may"}
        ):
            return True
    return False


def _content_start(verb: Token, end: int) -> int | None:
    """The token at which the content to the right of a reporting verb begins."""
    doc = verb.doc
    clause = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"} and c.i < end), None)
    low = verb.i + 1
    clear = next((i + 1 for i in range(low, min(low + 3, end)) if doc[i].lower_ == "clear"), None)
    if verb.lemma_ == "make" and clear is not None:  # "made (it) clear (that)"
        return clear + (clear < end - 1 and doc[clear].lower_ == "that") if clear < end else None
    within = False
    for i in range(low, min(end, low + REACH)):
        if doc[i].text == ":" and i + 1 < end:
            return i + 1
        if doc[i].lower_ == "that" and doc[i].dep_ == "mark":
            return i + 1 if i + 1 < end else None
        within = within or doc[i].lower_ in CIRCUMSTANCES
        if doc[i].tag_ in FINITE and not within:
            break
    if clause is not None:
        left = max(clause.left_edge.i, low)
        return left if left < end else None
    if low < end and doc[low].text == "," and low + 1 < end and doc[low + 1].is_quote:
        return low + 1
    if (
        low >= end
        or doc[low].pos_ in {"ADP", "PUNCT", "SCONJ", "CCONJ"}
        or verb.dep_ in {"relcl", "advcl", "acl"}
    ):
        return None
    if has_finite(doc, low, min(end, low + REACH)) and not any(c.dep_ == "dobj" for c in verb.rights):
        return low
    return None
