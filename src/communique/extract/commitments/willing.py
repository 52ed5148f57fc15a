"""What states say they will do: "Norway will lend Latvia 30 boats", "the bridge shall be opened by May"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.commitments.lexicon import classes, deed_of
from communique.extract.commitments.mention import Told
from communique.extract.commitments.things import begun, inside, is_talked_over, reach_of, things_of_deed
from communique.extract.events.arguments import agent_of, is_passive, surface_subject, under
from communique.extract.modality import has_condition, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.extract.commitments.sides import Sides
    from communique.records import Statement

WILL = {"will", "shall", "'ll", "’ll", "wo"}
WOULD = {"would", "'d", "’d"}
MAY = {"may", "might", "could"}
ASK = {"ask", "urge", "want", "press", "request", "call", "beg", "implore"}
OURS = {"we", "i"}
SHARED = {"joint", "mixed", "common", "bilateral", "trilateral"}
SIDE = {"relcl", "acl", "advcl"}


def told_by_will(words: list[Token], statement: Statement, sides: Sides) -> Told | None:
    """The promise that a clause in the future makes, with whoever it binds; None if it makes none.

    `words` are the tokens of the statement. A forecast by somebody who is no party of it, or by the outlet
    without an amount, a time or anybody who gains by it, is no promise (the caller asks for these).
    """
    verb = next((w for w in words if _is_future(w, statement)), None)
    if verb is None or is_negated(verb) or has_condition(verb):
        return None
    if is_talked_over(begun(verb)):
        return _looked_into(begun(verb), surface_subject(verb), words, statement, sides)
    kinds = deed_of(verb) or ("does" if sides.issuers and statement.modality == "pledged" else None)
    if kinds is None:
        return None
    low, high = words[0].i, words[-1].i + 1
    held = sides.held(statement.holder)
    subject = surface_subject(verb)
    status = "proposed" if kinds == "offers" else "pledged"
    found = Told(status, verb, deed=verb, things=things_of_deed(verb), reach=reach_of([verb], low, high))
    passive = is_passive(verb)
    doer = agent_of(verb) if passive else subject
    by = sides.of(doer)
    if len(sides.issuers) > 1 and doer is not None and _is_shared(doer):
        by = ()  # "a Joint Commission shall meet" binds those who set it up
    if not passive and "gets" in kinds and subject is not None:
        takers = by or tuple(sides.nationality(subject))
        giver = [one for noun in under(verb, "from") for one in sides.of(noun)]
        rest = tuple(one for one in sides.pair if one not in takers) if takers else ()
        found.to, found.by = takers, tuple(giver) or rest
        return found if found.by else None
    if found.things and "procedure" in classes(found.things[0]):
        return None
    if verb.lemma_ == "keep" and not any(t.dep_ == "dobj" and "word" not in classes(t) for t in found.things):
        return None  # "we will keep our word" adds nothing to what was promised
    if by and not passive:
        found.reach = (verb.i, high) if verb.i + 1 < high else found.reach
        if not {"does", "offers"} & set(kinds.split("+")) or not _may_speak(held, by, statement, sides):
            return None
        found.by = by
        return found
    if subject is not None and subject.lower_ in OURS:
        found.by = held
        return found if held and "does" in kinds else None
    if by:
        found.by = by
        return found
    if subject is not None and subject.ent_type_ in {"PERSON", "GPE", "NORP"}:
        return None
    found.by = _supplier(subject, sides) or held or (sides.pair if statement.holder.kind == "outlet" else ())
    found.firm = bool(held) or verb.dep_ == "xcomp"  # "is to start": as arranged
    return found if found.by and (passive or "happens" in kinds or "does" in kinds) else None


def _looked_into(
    deed: Token, subject: Token | None, words: list[Token], statement: Statement, sides: Sides
) -> Told | None:
    """What is still to be talked over: "a committee will look into it"."""
    by = sides.of(subject)
    if not by and subject is not None and classes(subject) & {"pair", "organ"}:
        by = sides.pair
    held = sides.held(statement.holder)
    if by and not _may_speak(held, by, statement, sides):
        return None
    low, high = words[0].i, words[-1].i + 1
    objects = things_of_deed(deed)
    things = [*(inner for thing in objects for inner in inside(thing)), *objects]
    by = by or held or sides.pair
    reach = (deed.i, high) if deed.i + 1 < high and low <= deed.i else None
    return Told("negotiating", deed, deed, things, reach, by, firm=bool(by)) if reach else None


def told_by_may(words: list[Token], sides: Sides) -> Told | None:
    """What somebody may offer, would do or is asked for; it counts only beside a later promise.

    "Norway could lend as much as 30 million"; "Latvia wants Norway to lift the ban".
    """
    for verb in words:
        modal = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in MAY | WOULD), None)
        asked = modal is None and verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_.lower() in ASK
        if not (modal or asked) or verb.pos_ != "VERB" or verb.dep_ in SIDE or is_negated(verb):
            continue
        asked_of = next((c for c in verb.head.rights if c.dep_ == "dobj"), None) if asked else None
        subject = surface_subject(verb) if not asked else asked_of or surface_subject(verb)
        by = sides.of(subject) if not is_passive(verb) else ()
        if asked:  # one state of another; what the opposition wants of its government is no offer
            asker = sides.of(surface_subject(verb.head))
            by = by if asker and not set(asker) & set(by) else ()
        if not by or not ({"does", "offers"} & set((deed_of(verb) or "").split("+")) or verb.lemma_ == "go"):
            return None
        low, high = words[0].i, words[-1].i + 1
        return Told("proposed", verb, verb, things_of_deed(verb), reach_of([verb], low, high), by, firm=False)
    return None


def _is_shared(noun: Token) -> bool:
    """Whether a body is one of several states: "a joint commission"."""
    return "organ" in classes(noun) and any(c.lower_ in SHARED for c in noun.lefts)


def _supplier(subject: Token | None, sides: Sides) -> tuple[str, ...]:
    """Who does it by the words of the subject: "the volume supplied by Norway"."""
    for child in subject.rights if subject is not None else ():
        if child.dep_ == "acl" and (doer := agent_of(child)) is not None:
            return sides.of(doer)
    return ()


def _is_future(word: Token, statement: Statement) -> bool:
    """Whether a word is the verb of a clause in the future that stands by itself in its statement."""
    if word.pos_ not in {"VERB", "AUX"} or word.dep_ in SIDE:
        return False
    for child in word.lefts:
        if child.dep_ == "aux" and child.lower_ in WILL:
            return True
        if child.dep_ == "aux" and child.lower_ in WOULD:
            return statement.holder.kind != "outlet" or statement.modality == "pledged"
    if word.dep_ == "xcomp" and word.head.lemma_ == "be" and word.head.tag_ in {"VBZ", "VBP"}:
        return any(c.tag_ == "TO" for c in word.lefts)
    if word.dep_ == "conj" and word.tag_ == "VB":
        return any(c.dep_ == "aux" and c.lower_ in WILL for c in word.head.lefts)
    return False


def is_willed(verb: Token) -> bool:
    """Whether a verb has a "will" of its own."""
    return verb.pos_ == "VERB" and any(c.dep_ == "aux" and c.lower_ in WILL for c in verb.lefts)


def _may_speak(held: tuple[str, ...], by: tuple[str, ...], statement: Statement, sides: Sides) -> bool:
    """Whether whoever says it answers for it: a party of the promise, its partner, or the outlet."""
    if statement.holder.kind == "outlet":
        return True
    if set(held) & set(by):
        return True
    strangers = {one for one in held if sides.is_state(one)} - set(sides.pair)
    return bool(sides.pair) and bool(held) and set(by) <= set(sides.pair) and not strangers
