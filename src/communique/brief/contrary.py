"""The contrary of what the evidence tells: sides swapped, opposite deeds, and words told as deeds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from communique.brief.alignment import BESIDE, closest
from communique.brief.amounts import DURATIONS, same_amount
from communique.brief.content import Amount, Content, key
from communique.brief.cover import Cover
from communique.brief.evidence import Line, Sources
from communique.brief.frames import Argument, Frame, frames
from communique.brief.judgement import Conflict
from communique.brief.terms import classes, rows, word_list
from communique.records import Verdict

if TYPE_CHECKING:
    from spacy.tokens import Token

OPPOSED = 0.4
"""Share of a sentence that a source sentence needs before an opposite verb in it counts."""
SHARED = 0.5
"""Share of a clause's other words that the clause with the opposite verb must have too."""
HOLDS = 0.35
"""Share of a sentence that a source sentence needs before its mood is held against another verb."""
ACTS = frozenset("be have do make take get give come go see keep become seem mean include contain".split())
"""Verbs that tell too little to be asked for."""
NO_VERB = frozenset("aux auxpass amod".split())
DEEPEST = 40


def swapped(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """ "A's guards held B's sailors" where the evidence has B's sailors holding A's guards."""
    near = closest(asked, cover, sources)
    for frame in frames(asked):
        if frame.agent is None or frame.patient is None or frame.mood != "real":
            continue
        note = "The source tells this with the two sides the other way round."
        if given := _other_giver(asked, frame, near):
            return Conflict("contradicted", "speaker", (given[0].span,), note)
        same = [(share, line, o, c) for share, line, c in near for o in frames(c) if o.verb == frame.verb]
        crossed = [row for row in same if _crossed(frame, row[2], set(asked.keys) & set(row[3].keys))]
        if crossed and not any(
            _straight(frame, o) for share, _, o, _ in same if share >= BESIDE * crossed[0][0]
        ):
            return Conflict("contradicted", "speaker", (crossed[0][1].span,), note)
    return None


def _crossed(a: Frame, b: Frame, shared: set[str]) -> bool:
    if not (a.agent and a.patient and b.agent and b.patient):
        return False
    states = (a.agent.states & b.patient.states) and (a.patient.states & b.agent.states)
    if not states or a.agent.states & a.patient.states or b.agent.states & b.patient.states:
        return False
    if not (a.agent.head == b.patient.head and a.patient.head == b.agent.head):
        return False
    sides = a.agent.keys | a.patient.keys | {a.verb}
    things = not (a.agent.head.startswith("=") and a.patient.head.startswith("="))
    return things or bool(shared - sides)


def _straight(a: Frame, b: Frame) -> bool:
    return _one_side(a.agent, b.agent) and _one_side(a.patient, b.patient)


def _one_side(a: Argument | None, b: Argument | None) -> bool:
    if a is None or b is None or b.pronoun:
        return True
    if a.head != b.head:
        return "=" in a.head + b.head and bool(a.states & b.states)
    return not (a.states and b.states and not a.states & b.states)


def _other_giver(asked: Content, frame: Frame, near: list[tuple[float, Line, Content]]) -> list[Line]:
    """Lines that tell the deed as got from the one who does it here: "A buys it from B", "from A"."""
    giver = _from(asked, frame)
    if frame.agent is None or not giver or frame.agent.states & giver or not frame.agent.states:
        return []
    found = []
    for _, line, content in near:
        for other in frames(content):
            own = _from(content, other) if other.verb == frame.verb else frozenset()
            if own & giver:
                return []
            if own & frame.agent.states and len((frame.others & other.others) - {frame.verb}) > 1:
                found.append(line)
    return found


def _from(content: Content, frame: Frame) -> frozenset[str]:
    """The states that stand after "from" in the clause of a verb."""
    starts = {
        t.idx
        for t in content.doc
        if t.dep_ == "pobj" and t.head.lower_ == "from" and _hangs_on(t.head, frame.token)
    }
    return frozenset(c for s, e, c in content.states if any(s <= at < e for at in starts))


def _hangs_on(token: Token, verb: int) -> bool:
    for _ in range(DEEPEST):
        if token.i == verb:
            return True
        if token.head is token or (token.pos_ in ("VERB", "AUX") and token.dep_ not in NO_VERB):
            return False
        token = token.head
    return False


# ------------------------------------------------------------------ opposite deeds


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Key of a verb → the keys of its contraries."""
    table: dict[str, set[str]] = {}
    for row in rows("opposites.tsv"):
        left, right = ({key(w.strip()) for w in cell.split(",")} for cell in row[:2])
        for one, others in ((left, right), (right, left)):
            for verb in one:
                table.setdefault(verb, set()).update(others - {verb})
    return {verb: frozenset(others) for verb, others in table.items()}


def opposites(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A deed of which the evidence tells the contrary, of the same doer or thing."""
    near = [row for row in closest(asked, cover, sources) if row[0] >= OPPOSED]
    for frame in frames(asked):
        against = _opposites().get(frame.verb)
        if not against or frame.mood != "real" or frame.loose:
            continue
        rival: Line | None = None
        for share, line, content in near:
            if frame.verb in content.keys and share >= BESIDE * near[0][0]:
                break
            if any(d.rivals(own) for d in content.dates for own in asked.dates):
                continue
            if any(
                other.verb in against and other.mood == "real" and _alike(frame, other, content, sources)
                for other in frames(content)
            ):
                rival = rival or line
        else:
            if rival is not None:
                note = "The source tells the contrary."
                return Conflict("contradicted", None, (rival.span,), note)
    return None


def _alike(a: Frame, b: Frame, content: Content, sources: Sources) -> bool:
    """True if two clauses share a side, and the sentence of the second most other words of the first."""
    heads = _heads(a) & _heads(b)
    weights = {k: sources.rarity(k) for k in a.others if k != a.verb}
    shared = [k for k in weights if k in content.keys]
    if not heads or len(shared) < 2:
        return False
    return sum(weights[k] for k in shared) >= SHARED * sum(weights.values())


def _heads(frame: Frame) -> set[str]:
    return {side.head for side in (frame.agent, frame.patient) if side is not None and not side.pronoun}


# ------------------------------------------------------------------ words told as deeds


def undone(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A deed that no source tells, done to a thing (or a sum) for which the nearest sources only
    threaten, promise or expect something."""
    near = closest(asked, cover, sources)
    for frame in frames(asked):
        if frame.mood != "real" or frame.loose or not _is_deed(frame, asked):
            continue
        thing = frame.patient.head if frame.patient and not frame.patient.pronoun else ""
        sums = [
            a for a in asked.amounts if a.unit.lower() not in DURATIONS and _inside(a, frame.patient, asked)
        ]
        thing = thing if thing in asked.keys and not thing.startswith("=") else ""
        if not thing and not sums:
            continue
        told: list[tuple[Line, str]] = []
        for share, line, content in near:
            if share < HOLDS or (told and share < BESIDE * near[0][0] * BESIDE):
                break
            if frame.verb in content.keys:
                return None
            told += [(line, mood) for mood in _told_of(frame, thing, sums, content)]
        if told and all(mood in UNREAL for _, mood in told):
            denied = any(mood == "negated" for _, mood in told)
            note = "The source tells it as threatened, promised or expected, not as having happened."
            verdict: Verdict = "contradicted" if denied else "unsupported"
            return Conflict(verdict, "modality", (told[0][0].span,), note)
    return None


ANNOUNCES = frozenset("announce declare".split())
"""Of a sum: it has not been paid by that."""
UNREAL = frozenset("planned pledged threatened possible negated hypothetical".split())


def _is_deed(frame: Frame, asked: Content) -> bool:
    """True for a deed told as done ("has closed"); verbs of speaking, wanting and holding are none."""
    token = asked.doc[frame.token]
    tables = word_list("moods.tsv") | word_list("reporting.tsv")
    done = any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("has", "have", "had") for c in token.children)
    return done and frame.lemma not in ACTS and frame.lemma not in tables


def _inside(amount: Amount, side: Argument | None, asked: Content) -> bool:
    if side is None or not amount.unit:
        return False
    return amount.start - 25 <= side.start < amount.end + 40


def _told_of(frame: Frame, thing: str, sums: list[Amount], content: Content) -> Iterator[str]:
    """How the clauses of a source sentence that have the thing, or the sum, are put."""
    moods = classes("moods.tsv")
    for other in frames(content):
        if thing and thing in other.others and len(other.others & frame.others) > 1:
            yield moods.get(other.lemma, other.mood)
        elif any(same_amount(s, o) and _under(content, other, o) for s in sums for o in content.amounts):
            waits = any(c.lower_ in ("still", "yet") for c in content.doc[other.token].children)
            mood = moods.get(other.lemma, other.mood)
            yield "negated" if waits and mood in UNREAL else mood
    for token in content.doc:
        if token.lemma_.lower() in ANNOUNCES and token.pos_ == "VERB":
            held = (o for o in content.amounts if any(same_amount(s, o) for s in sums))
            if any(_hangs_on(t, token.i) for o in held for t in content.doc if o.start <= t.idx < o.end):
                yield "pledged"


def _under(content: Content, frame: Frame, amount: Amount) -> bool:
    token = next((t for t in content.doc if t.idx >= amount.start), None)
    return token is not None and _hangs_on(token, frame.token)


# ------------------------------------------------------------------ whose figure it is


def partners(asked: Content, cover: Cover, sources: Sources) -> Conflict | None:
    """A figure between two states, of which every source sentence with it names only one, with a third."""
    codes = {c for c in asked.state_codes() if len(c) <= 3}
    if len(codes) != 2:
        return None
    rivals: list[Line] = []
    near = closest(asked, cover, sources)
    for amount in asked.amounts:
        with_it = [row for row in near if any(same_amount(amount, o) for o in row[2].amounts)]
        if amount.unit.lower() in DURATIONS or not with_it:
            continue
        for share, line, content in with_it:
            if share < BESIDE * with_it[0][0]:
                break
            own = {c for c in content.state_codes() if len(c) <= 3}
            things = {k for k in set(asked.keys) & set(content.keys) if not k.startswith("=")}
            if len(own) != 2 or len(own & codes) != 1:
                return None
            if len(things) > 1:
                rivals.append(line)
    if rivals:
        note = "The source tells this figure of another state."
        return Conflict("contradicted", "speaker", (rivals[0].span,), note)
    return None
