"""Who does what to whom, who says it, and whether it happened: a sentence against its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from communique.brief.alignment import BESIDE, aligned, closest
from communique.brief.content import Content
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.frames import Argument, Frame, frames, mood_of
from communique.brief.judgement import Conflict
from communique.brief.persons import fold

LIGHT = frozenset("be have do make take get give come go see keep serve remain become seem mean".split())
SAME = 0.7
"""Share of a sentence that a source sentence needs before verbs like "be" and "get" are compared."""
SAME_DEED = 0.6
"""Share of a sentence, its doer aside, that a source sentence needs before their doers are compared."""
ALIKE, ALIKE_SIDE = 0.5, 0.3
"""Share of a clause's words that a source sentence needs before its mood is held against it;
less if it has the clause's doer or thing."""


def roles(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """The same deed with another doer, or done to another, in the sentences that are most alike."""
    near = closest(asked, cover, sources)
    for frame in frames(asked):
        if not (frame.agent or frame.patient) or frame.loose:
            continue
        least = SAME if frame.lemma in LIGHT else 0.0
        same = [
            (share, line, other)
            for share, line, content in near
            if share >= least
            for other in frames(content)
            if _same_verb(frame, other) and (frame.others & other.others) - {frame.verb}
        ]
        best = max((share for share, _, _ in same), default=0.0)
        same = [row for row in same if row[0] >= BESIDE * best]
        # "A wants B to pay" is nothing against "A pays".
        clashing = [
            line for _, line, o in same if _clash(frame, o) and (o.mood != "planned" or frame.mood != "real")
        ]
        if clashing and not any(_fits(frame, other) for _, _, other in same if not _clash(frame, other)):
            note = "The source tells this of somebody else."
            return Conflict("contradicted", "speaker", (clashing[0].span,), note)
    return None


def doers(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """The same deed, in all sentences that tell of it, done by another person."""
    people = sources.persons.known
    for frame in frames(asked):
        name = fold(frame.agent.name) if frame.agent else ""
        if frame.agent is None or name not in people:
            continue
        rivals = []
        for line, content in aligned(asked, cover, sources, least=SAME_DEED, without=frame.agent.keys):
            same = [other for other in frames(content) if _same_verb(frame, other)]
            others = {fold(other.agent.name) if other.agent else "" for other in same}
            if same and others <= people and name not in sources.persons.named(content.text):
                rivals.append((line, same[0]))
            elif same:
                break
        else:
            if rivals:
                line, other = rivals[0]
                who = other.agent.name if other.agent else "somebody else"
                note = f"The source tells this of {who}."
                named = (frame.agent.name, other.agent.name if other.agent else "")
                return Conflict("contradicted", "speaker", (line.span,), note, named)
    return None


def _same_verb(a: Frame, b: Frame) -> bool:
    return a.lemma == b.lemma if a.lemma in LIGHT else a.verb == b.verb


def _clash(a: Frame, b: Frame) -> bool:
    """True if two frames tell one deed of different states, with something else in common."""
    shared = (a.others & b.others) - {a.verb}
    if _differ(a.agent, b.agent):
        return bool(shared - (a.agent.keys if a.agent else frozenset())) and not _differ(a.patient, b.patient)
    if _differ(a.patient, b.patient) and a.patient and b.patient:
        return bool(shared - a.patient.keys) and a.patient.head != b.patient.head
    return False


def _differ(a: Argument | None, b: Argument | None) -> bool:
    return bool(a and b and a.states and b.states and not a.states & b.states)


def _fits(a: Frame, b: Frame) -> bool:
    return _side_fits(a.agent, b.agent) and _side_fits(a.patient, b.patient)


def _side_fits(a: Argument | None, b: Argument | None) -> bool:
    if a is None or b is None:
        return True
    return bool(a.states & b.states) or a.head == b.head or b.pronoun


# ------------------------------------------------------------------ whether it happened


def moods(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A deed told as done that the evidence only expects, promises, denies or fears."""
    near = closest(asked, cover, sources)
    for frame in frames(asked):
        if frame.mood not in ("real", "negated") or frame.loose:
            continue
        found = [
            (share, line, *one)
            for share, line, content in near
            for one in _moods_of(frame, asked, content, sources, share)
        ]
        # What is told of just this thing says more than the same verb with another thing.
        about = {thing for _, _, _, thing in found}
        told = [row[:3] for row in found if row[3] != "another" or "same" not in about]
        best = max((share for share, _, _ in told), default=0.0)
        least = 0.0 if frame.mood == "negated" else BESIDE * best
        rows = [(line, mood) for share, line, mood in told if share >= least]
        if not rows or any(mood == frame.mood for _, mood in rows):
            continue
        if asked.doc[frame.token].tag_ in ("VBZ", "VBP") and all(mood == "planned" for _, mood in rows):
            continue  # "The port pays": the present may tell what is settled for later.
        line, kind = rows[0]
        if frame.mood == "negated":
            # What is joined by "and" to a denied verb may be denied or not: the parse cannot tell.
            if all(mood == "real" for _, mood in rows) and asked.doc[frame.token].dep_ != "conj":
                note = "The source tells this as having happened."
                return Conflict("contradicted", "modality", (line.span,), note)
            continue
        spans = tuple(dict.fromkeys([line.span, *(s.span for s in _denials(frame, line, sources))]))
        denied = any(mood == "negated" for _, mood in rows) or len(spans) > 1
        return Conflict(
            "contradicted" if denied else "unsupported",
            "modality",
            spans,
            f"{NOTES[kind]}, not told as having happened.",
        )
    return None


NOTES = {
    "planned": "In the source this is expected",
    "pledged": "In the source this is promised or offered",
    "demanded": "In the source this is demanded",
    "threatened": "In the source this is threatened or feared",
    "possible": "In the source this is possible",
    "hypothetical": "In the source this is a condition",
    "negated": "In the source this is denied",
    "alleged": "In the source this is alleged",
}


def _moods_of(
    frame: Frame, asked: Content, content: Content, sources: Sources, share: float
) -> Iterator[tuple[str, Thing]]:
    """How a source sentence puts the same deed, if it tells enough of the same to be about it; and
    whether it is done to the same thing there."""
    if frame.lemma in LIGHT:
        if share >= SAME:
            yield from ((o.mood, _thing(frame, o)) for o in frames(content) if o.lemma == frame.lemma)
        return
    words = frame.others if len(frame.others) > 2 else frozenset(asked.keys)
    others = {k: sources.rarity(k) for k in words if k != frame.verb}
    shared = {k for k in others if k in content.keys}
    if others or not _same_amount(asked, content):
        if not any(not k.startswith("=") for k in shared):
            return
        sides = {a.head for a in (frame.agent, frame.patient) if a and not a.head.startswith("=")}
        least = ALIKE_SIDE if sides & shared else ALIKE
        if sum(others[k] for k in shared) < least * sum(others.values()):
            return
    places = content.keys.get(frame.verb, ())
    known = {other.token: other for other in frames(content)}
    for place in places:
        other = known.get(place)
        yield mood_of(content.doc[place]), _thing(frame, other) if other else "unknown"
    if not places:  # "last" is too common a word to be a key
        yield from ((o.mood, _thing(frame, o)) for o in known.values() if o.verb == frame.verb)


Thing = Literal["same", "another", "unknown"]


def _thing(frame: Frame, other: Frame) -> Thing:
    """Whether two frames tell of one thing that something is done to."""
    a, b = frame.patient, other.patient
    if a is None or b is None or b.pronoun:
        return "unknown"
    if a.head == b.head:
        return "same"
    return "unknown" if a.keys & b.keys else "another"


def _same_amount(a: Content, b: Content) -> bool:
    """Whether two sentences have an amount in common: all that "The first $5m was paid" is about."""
    return bool({(x.value, x.unit) for x in a.amounts} & {(x.value, x.unit) for x in b.amounts})


def _denials(frame: Frame, line: Line, sources: Sources) -> Iterator[Line]:
    """Sentences beside this one that deny something of the same doer or thing."""
    sides = {a.head for a in (frame.agent, frame.patient) if a} | frame.others - {frame.verb}
    for near in sources.beside(line):
        for other in frames(sources.content(near)):
            heads = {a.head for a in (other.agent, other.patient) if a}
            if other.mood == "negated" and heads & sides:
                yield near
                break
