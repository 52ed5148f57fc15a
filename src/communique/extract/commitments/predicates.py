"""Statuses that a verb of `data/predicates.tsv` tells, with who is bound and what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.commitments.lexicon import Row, classes, deed_of, is_deed_of, predicates, stands_with
from communique.extract.commitments.mention import Told
from communique.extract.commitments.things import (
    TIMES,
    begun,
    content_of,
    inside,
    is_talked_over,
    reach_of,
    things_of_deed,
)
from communique.extract.events.arguments import (
    HOPS,
    coordinated,
    is_passive,
    object_of,
    source_of,
    surface_subject,
    under,
)
from communique.extract.modality import stance_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from communique.extract.commitments.sides import Sides

DONE = {"asserted", "historical", "pledged"}
COMING = {"expected", "possible"}
NUMBERS = {"MONEY", "QUANTITY", "CARDINAL", "PERCENT"}
DEAL = {"paper", "word", "term", "plan"}
SAME = {"same", "similar", "identical", "matching"}
PENDING = {"ready", "close", "near", "imminent", "complete", "finished", "likely", "certain"}
SUBTREE = 40
"""How many tokens of a noun phrase are looked at for an amount."""
SOME = {"one", "a", "an", "some", "another", "several", "many", "few", "most", "no", "any"}
MORE = {"another", "more", "extra", "further", "additional", "longer"}
SPANS = {"day", "week", "month", "year"}
PURSUED = {"pursue", "proceed", "continue", "go", "implement", "ratify", "renew", "extend", "resume"}
"""Deeds by whose denial a matter is given up: "agreed not to pursue the plan"."""
PREPOSITIONS = {
    "for",
    "to",
    "towards",
    "toward",
    "of",
    "in",
    "on",
    "over",
    "into",
    "at",
    "by",
    "within",
    "from",
}


def told_by_verb(verb: Token, low: int, high: int, sides: Sides) -> Told | None:
    """What a verb between two token indices (its statement) tells of a promise, or None."""
    for row in predicates().get(verb.lemma_.lower(), ()):
        if not stands_with(verb, row.rest):
            continue
        found = _fitted(verb, row, low, high, sides)
        if found is not None:
            return found
    return None


def _fitted(verb: Token, row: Row, low: int, high: int, sides: Sides) -> Told | None:
    status = _status(verb, row)
    if status is None:
        return None
    found = Told(status, verb)
    if not _find_thing(found, verb, row, low, high, sides):
        return None
    if row.bound == "subject":
        found.by = _doer(verb, sides)
    elif row.bound == "object":
        found.by = sides.of(_object(verb))
    inner = found.deed
    if inner is not None and row.bound == "subject" and inner.dep_ == "ccomp":
        own = next((c for c in inner.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
        meant = sides.of(own) if own is not None and not is_passive(inner) else ()
        if meant and found.by and not set(meant) & set(found.by) and all(map(sides.is_state, found.by)):
            return None  # what one promises that another will do binds nobody
        found.by = meant or found.by
    if row.bound == "none" or row.status in {"delayed", "dropped"}:
        found.firm = row.needs in {"word", "term", "deal", "plan"} and bool(found.by)
    if row.bound == "none" and row.thing == "object":
        found.by = _doer(verb, sides)
        if is_deed_of(verb, "ends") and verb.dep_ != "csubj":
            found.deed = verb
    if inner is not None and row.status == "pledged":
        found.status = _turned(found, inner)
    found.owed = row.needs in DEAL | {"deal", "breach"} and row.status in {
        "delayed",
        "dropped",
        "breach alleged",
        "breach denied",
        "implemented",
    }
    if found.status != row.status and found.status == "negotiating" and not found.things:
        return None  # "expected to sign bilateral agreements" tells of none
    if _is_recalled(verb):
        found.firm = found.firm and row.status in {"pledged", "signed"}
        found.recalled = True
    return found


def _turned(found: Told, deed: Token) -> str:
    """What a promise amounts to by its deed: to talk it over, or to give it up."""
    if _is_denied(deed):
        return "dropped" if deed.lemma_.lower() in PURSUED else found.status
    if is_talked_over(begun(deed)):
        return "negotiating"
    rows = predicates().get(deed.lemma_.lower(), ())
    gives_up = any(
        r.status == "dropped" and r.needs in {"plan", "word"} and stands_with(deed, r.rest) for r in rows
    )
    noun = object_of(deed)
    return "dropped" if gives_up and noun is not None and _is(noun, "plan") else found.status


def _is_denied(deed: Token) -> bool:
    """Whether an infinitive has a "not" of its own: "agreed not to pursue"."""
    return any(c.dep_ == "neg" for c in deed.lefts)


def _is_recalled(verb: Token) -> bool:
    """Whether a verb only recalls what was promised: "not the 600 that it had promised"."""
    if verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN":
        return True
    return verb.dep_ in {"relcl", "advcl", "acl"} and any(
        c.lower_ in {"had", "were", "was"} for c in verb.lefts
    )


def _doer(verb: Token, sides: Sides) -> tuple[str, ...]:
    """Who does what a verb tells; for "an agreement that promises trains" those who made it."""
    doer = source_of(verb)
    if doer is None or "paper" not in classes(doer):
        return sides.of(doer)
    top = doer.head if doer.dep_ in {"dobj", "pobj"} else verb
    for _ in range(HOPS):
        if top.i != verb.i and top.pos_ == "VERB" and (found := sides.of(source_of(top))):
            return found
        if top.head.i == top.i:
            break
        top = top.head
    return sides.pair


def _status(verb: Token, row: Row) -> str | None:
    """The status that stands after what governs the verb and denies it; None if none does."""
    stance = stance_of(verb)
    kind = stance.modality
    if row.status == "proposed" and verb.tag_ in {"VBZ", "VBP"} and content_of(verb) is None:
        return None  # "the port offers deep water": what it generally has
    if kind in DONE and stance.positive:
        return row.status
    if row.status == "signed":
        if kind in COMING or kind == "negated":
            return "negotiating"  # "expected to sign", "did not sign": it is still open
        return None
    if row.status == "negotiating" and kind in COMING:
        return row.status
    if kind == "negated" and row.status == "implemented":
        return "breach alleged"
    if kind == "pledged" and row.status in {"pledged", "proposed"}:
        return row.status
    return None


def _find_thing(found: Told, verb: Token, row: Row, low: int, high: int, sides: Sides) -> bool:
    """Put what is promised into `found`; false if it is not what the row asks for."""
    if row.thing == "content":
        deed = content_of(verb)
        wanted = {"any", "act", "breach"} if row.bound != "none" else {"project"}
        if deed is not None and low <= deed.i < high and row.needs in wanted:
            if row.needs == "breach":
                return _breach(found, deed, low, high)
            given_up = _is_denied(deed) and deed.lemma_.lower() in PURSUED
            if row.needs == "act" and not (deed_of(deed) or given_up or is_talked_over(begun(deed))):
                return False
            if row.needs == "project" and not any("project" in classes(t) for t in things_of_deed(deed)):
                return False
            found.deed, found.things = deed, things_of_deed(deed)
            found.reach = reach_of([deed], low, high)
            return True
        if row.needs == "act":
            return False
    noun = _noun(verb, row)
    if noun is None or not low <= noun.i < high or _is_party(noun, sides):
        return False
    if not _is(noun, row.needs):
        return False
    if row.thing == "paper" or row.needs == "breach":
        own = list(_about(noun))
        found.things = own or _beside(verb, noun)
        for_what = content_of(verb) if found.things and not own else None
        found.back = not found.things
        if found.back and row.needs == "deal" and any(c.lower_ in SOME for c in noun.lefts):
            return False  # "kept one promise" leaves open which
        found.same = any(c.lower_ in SAME for c in noun.lefts)
        after = [for_what] if for_what is not None and for_what.i > noun.i else _complements(verb, noun)
        found.reach = reach_of([noun, *after], low, high)
        return True
    found.things = [*coordinated(noun), *inside(noun)]
    found.reach = reach_of([noun, *_complements(verb, noun)], low, high)
    return True


def _beside(verb: Token, noun: Token) -> list[Token]:
    """What a paper is about where the parser hangs it on the verb: "signed a pact to open a line"."""
    deed = content_of(verb)
    if deed is not None and deed.i > noun.i:
        return things_of_deed(deed)
    return [
        thing
        for word in ("on", "over", "about", "for", "regarding", "concerning")
        for thing in under(verb, word)
        if thing.ent_type_ not in TIMES
    ]


def _about(noun: Token) -> Iterator[Token]:
    """What an agreement or a promise is about, or whose paper it is."""
    for inner in inside(noun):
        if "signature" in classes(noun) or classes(inner) & {"paper", "talks"}:
            yield from inside(inner)
        yield inner


def _breach(found: Told, deed: Token, low: int, high: int) -> bool:
    """Whether what somebody is accused of, or denies, is a broken promise."""
    rows = predicates().get(deed.lemma_.lower(), ())
    breaks = [
        r
        for r in rows
        if r.status in {"breach alleged", "dropped"} and r.bound == "subject" and stands_with(deed, r.rest)
    ]
    fits = bool(breaks)
    paper = _object(deed, breaks[0].rest) if breaks else object_of(deed)
    if deed.lemma_.lower() == "fail":
        kept = content_of(deed)
        if kept is None or not any(
            r.status == "implemented" for r in predicates().get(kept.lemma_.lower(), ())
        ):
            return False
        paper = object_of(kept)
    elif not fits or paper is None or not classes(paper) & DEAL:
        return False
    found.deed = deed
    found.things = [*(_about(paper) if paper is not None else ()), *_means(deed)]
    found.reach = reach_of([deed], low, high)
    found.back = not found.things
    return True


def _means(deed: Token) -> Iterator[Token]:
    """What is done that breaks a promise: "by cutting the flow"."""
    for child in deed.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ == "by":
            for grand in child.rights:
                if grand.dep_ == "pcomp":
                    yield from things_of_deed(grand)


def _noun(verb: Token, row: Row) -> Token | None:
    if row.thing == "subject":
        return surface_subject(verb)
    if row.thing == "on":
        return next((n for p in ("on", "upon", "to") for n in under(verb, p)), None)
    return _object(verb, row.rest)


def _object(verb: Token, rest: tuple[str, ...] = ()) -> Token | None:
    """The object of a verb, or of the preposition that goes with it."""
    for word in reversed(rest):
        found = next(iter(under(verb, word)), None)
        if found is not None:
            return found
    direct = [c for c in verb.rights if c.dep_ == "dobj"]
    if len(direct) > 1:
        # The parser takes both for objects: "promised Latvia 30 boats"; past a comma it is an afterthought.
        near = [c for c in direct if not any(t.lower_ == "," for t in verb.doc[direct[0].i : c.left_edge.i])]
        return near[-1]
    found = object_of(verb)
    if found is not None and found.lower_ == "what" and verb.dep_ == "csubj":
        # "what was dropped is the plan"
        return next((c for c in verb.head.rights if c.dep_ == "attr"), found)
    return found


def _complements(verb: Token, noun: Token) -> list[Token]:
    """What follows the object under the verb: for what, to whom, until when."""
    return [c for c in verb.rights if c.i > noun.i and c.dep_ == "prep" and c.lower_ in PREPOSITIONS]


def _is_party(noun: Token, sides: Sides) -> bool:
    """Whether a noun phrase is somebody: nobody promises a minister."""
    return noun.ent_type_ in {"GPE", "PERSON", "NORP"} or (noun.pos_ == "PRON" and bool(sides.of(noun)))


def _is(noun: Token, needs: str) -> bool:
    """Whether a noun phrase is of the kind that a row asks for."""
    kinds = classes(noun)
    if needs == "any":
        return noun.pos_ in {"NOUN", "PROPN", "NUM"} or noun.ent_type_ in NUMBERS
    if needs == "deal":
        return bool(kinds & DEAL)
    if needs == "doing":
        return bool(kinds & {"back", "talks", "gift"})
    if needs == "respite":
        more = any(c.lower_ in MORE for c in noun.lefts)
        return "respite" in kinds or (more and noun.lemma_.lower() in {*SPANS, "time"})
    if needs == "value":
        return "gift" in kinds or _has_amount(noun)
    if needs == "pending":
        complement = [c for c in noun.head.rights if c.dep_ in {"acomp", "attr"}]
        return "paper" in kinds and any(c.lemma_.lower() in PENDING for c in complement)
    if needs == "plan":
        return bool(kinds & {"plan", "paper", "word"})
    return needs in kinds


def _has_amount(noun: Token) -> bool:
    words = noun.doc[max(noun.left_edge.i, noun.i - SUBTREE) : noun.i + 1]
    if any(t.ent_type_ == "MONEY" or t.is_currency for t in words):
        return True
    return any(t.like_num for t in words) and noun.ent_type_ not in {"DATE", "TIME", "PERCENT"}
