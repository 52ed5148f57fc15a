"""What became of things: deeds that were done, came late, or are still to be done."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from communique.extract.commitments.lexicon import adjectives, classes, deed_of, phrases
from communique.extract.commitments.mention import Told
from communique.extract.commitments.things import inside, reach_of, things_of_deed
from communique.extract.events.arguments import is_passive, source_of, surface_subject
from communique.extract.modality import is_negated, stance_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.extract.commitments.sides import Sides
    from communique.records import Statement

OWED = {"promise", "pledge", "agree", "owe", "vow", "undertake", "guarantee", "commit", "plan", "schedule"}
INSTEAD = ({"out", "of"}, {"instead", "of"}, {"rather", "than"}, {"less", "than"})
AGAINST = {"against", "of", "not", "than", "instead"}
FIGURES = 8
"""So many numbers of a statement are looked at."""
FAR = 30
"""How many tokens before a relative clause the noun that it is about may stand."""
SOME = {"only", "barely", "just", "merely", "less", "fewer", "scarcely"}
OVER = {"pass", "lapse", "expire", "elapse"}
GREETS = {"receive", "host", "meet", "accept", "send", "take", "welcome"}
OPENED = {"to", "of", "from", "between", "through", "under"}
SIDE = {"acl", "advcl", "amod", "compound"}


def told_by_fate(words: list[Token], statement: Statement, sides: Sides) -> Told | None:
    """How the thing that a statement is about stands, or None. `words` are its tokens."""
    if statement.modality in {"possible", "hypothetical", "demanded", "denied", "pledged"}:
        return None
    low, high = words[0].i, words[-1].i + 1
    marked, place = _marked(words)
    verb = next((w for w in words if _is_main(w, low, high)), None)
    if marked is not None and marked[0] in {"late", "implemented"}:
        verb = next((w for w in reversed(words[:place]) if _is_told(w)), verb)
    if verb is None:
        return None
    found = Told("", verb, deed=verb, firm=False)
    found.things = things_of_deed(verb)
    subject = surface_subject(verb)
    if subject is not None and not sides.of(subject) and subject.i not in {t.i for t in found.things}:
        found.things.append(subject)
    if subject is not None and subject.lower_ in {"it", "this", "they", "half"}:
        found.back = True
    clause = next((c for c in verb.lefts if c.dep_ == "csubj"), None)
    if clause is not None:  # "ending it is off the table"
        found.deed, found.things = None, things_of_deed(clause)
        found.back = any(t.lower_ in {"it", "them", "this"} for t in found.things)
    found.things += _antecedent(verb)
    found.things += [inner for thing in found.things[:3] for inner in inside(thing)]
    found.reach = reach_of([verb], low, high)
    done = source_of(verb)
    found.by = sides.of(done)
    status = _status_of(verb, words, marked, place, statement)
    if status is None or any(t.lower_ in {"nothing", "nobody", "none"} for t in found.things):
        return None
    found.status, found.firm = status
    if marked is not None and marked == ("implemented", False):
        found.deed = None  # the words tell it, whatever the verb
    if found.status == "implemented" and not found.firm and _only_moves(verb, subject, sides):
        return None
    owner = _owner(words, sides)
    if owner:
        found.by, found.firm = owner, True
    elif not found.by:
        found.by = _whose(found.things[:2], sides)
    return found


def _only_moves(verb: Token, subject: Token | None, sides: Sides) -> bool:
    """Whether a party does something to nothing: "the president arrived" keeps no promise."""
    if subject is None or not sides.of(subject) or is_passive(verb):
        return False
    if verb.lemma_ in GREETS and any(c.dep_ == "dobj" and c.ent_type_ == "PERSON" for c in verb.rights):
        return True  # "received the president"
    return not any(child.dep_ in {"dobj", "xcomp", "ccomp"} for child in verb.children)


def _antecedent(verb: Token) -> list[Token]:
    """The noun that a relative clause may be about beyond the nearest: "the ferry to Penang, which sails"."""
    if verb.dep_ != "relcl":
        return []
    noun = verb.head
    while noun.dep_ in {"pobj", "conj", "prep"} and verb.i - noun.head.i < FAR and noun.head.i != noun.i:
        noun = noun.head
    return [noun] if noun.pos_ in {"NOUN", "PROPN"} else []


def _whose(things: list[Token], sides: Sides) -> tuple[str, ...]:
    """Whose a thing is said to be: "the radar tracks of the Greek vessel"."""
    for thing in things:
        for noun in (thing, *(g for c in thing.rights if c.lower_ == "of" for g in c.rights)):
            for child in noun.lefts:
                if child.dep_ in {"amod", "poss", "compound"} and (found := sides.of(child)):
                    return found
    return ()


def told_by_adjective(words: list[Token], sides: Sides) -> Told | None:
    """How a thing stands by the word before its noun: "the stalled bridge", "an unsigned agreement"."""
    low, high = words[0].i, words[-1].i + 1
    for noun in words:
        kinds = classes(noun)
        if not kinds & {"paper", "plan", "word", "project"} or noun.dep_ in {"compound", "nmod"}:
            continue
        for child in noun.lefts:
            status, kind = adjectives().get(child.lower_, ("", ""))
            if (
                not status
                or child.dep_ != "amod"
                or (kind == "deal" and not kinds & {"paper", "plan", "word"})
            ):
                continue
            named = _named_by(noun)
            found = Told(status, noun, things=[*named, noun, *inside(noun)], firm=bool(sides.pair))
            found.reach = reach_of(named or found.things, low, high)
            found.by = _whose([noun], sides) or sides.pair
            found.firm = bool(found.by) and bool(kinds & {"paper", "plan", "word"}) and len(found.things) > 1
            return found
    return None


def _named_by(noun: Token) -> list[Token]:
    """What a noun is said to be: "one unsigned agreement was the bridge"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return []
    return [c for c in noun.head.rights if c.dep_ == "attr"]


def _status_of(
    verb: Token, words: list[Token], marked: tuple[str, bool] | None, place: int, statement: Statement
) -> tuple[str, bool] | None:
    stance = stance_of(verb)
    negated = is_negated(verb) or stance.modality == "negated"
    perfect = any(c.dep_ in {"aux"} and c.lemma_ == "have" for c in verb.lefts)
    past = verb.tag_ in {"VBD", "VBN"} and not any(c.tag_ == "MD" for c in verb.lefts)
    future = any(c.tag_ == "MD" for c in verb.lefts)
    deed = deed_of(verb)
    owed = _owed(words)
    short = _short(words)
    if marked is not None and marked[0] == "negotiating":
        return None if negated and not future else marked
    if marked is not None and marked[0] == "late":
        return ("implemented", True) if past and deed and not negated else ("delayed", True)
    if marked is not None and marked[0] == "implemented" and (negated or future or not past):
        marked = None  # "will open on time", "is on schedule": not yet
    if marked is not None:
        own = any(w.pos_ == "VERB" for w in words[place : place + 2])
        if marked[0] == "delayed" and not (deed or verb.lemma_ == "be" or own):
            return None
        return marked
    if short and owed and past:
        return "breach alleged" if perfect or statement.holder.kind != "outlet" or _is_theirs(
            words
        ) else "delayed", True
    if verb.lemma_ in OVER and past and any("term" in classes(w) for w in words):
        return "delayed", False  # "the deadline has passed"
    if negated and perfect and any(w.lower_ in {"still", "yet"} for w in words):
        return "delayed", owed
    if verb.lemma_ in {"sign", "have"} or deed is None or (deed == "does" and not _has_object(verb)):
        return None
    if short and past:
        return ("breach alleged" if owed and statement.holder.kind != "outlet" else "delayed", owed)
    if negated and (perfect or past):
        return "delayed", owed
    if negated and future and any(w.lower_ in {"before", "until", "till"} for w in words):
        return "delayed", False
    if past and stance.modality in {"asserted", "historical"}:
        return "implemented", False
    return None


def _is_theirs(words: list[Token]) -> bool:
    """Whether a side clause says that they themselves had promised more: "not the 600 it had promised"."""
    return any(
        w.lemma_ in OWED and w.dep_ == "relcl" and any(c.lower_ == "had" for c in w.lefts) for w in words
    )


def _has_object(verb: Token) -> bool:
    """Whether something is done to something: "has accepted" tells of nothing."""
    return is_passive(verb) or any(
        c.dep_ in {"dobj", "prep", "dative", "xcomp", "ccomp", "prt"} for c in verb.rights
    )


def _is_main(word: Token, low: int, high: int) -> bool:
    """Whether a word is the verb of a statement's main clause."""
    if word.pos_ not in {"VERB", "AUX"} or word.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return False
    if not low <= word.head.i < high:
        return True
    if word.dep_ in {*SIDE, "relcl", "xcomp", "pcomp"}:
        return False
    return word.head.i == word.i or word.dep_ in {"ROOT", "ccomp", "conj"}


def _is_told(word: Token) -> bool:
    """Whether a word is the verb of any clause in the past: "which entered service in April"."""
    return word.pos_ == "VERB" and word.tag_ in {"VBD", "VBN"} and word.dep_ not in {"amod", "acl"}


def _marked(words: list[Token]) -> tuple[tuple[str, bool] | None, int]:
    """The status that words in a row tell, wherever they stand in the statement, and where."""
    table = phrases()
    for at, word in enumerate(words):
        for row in table.get(word.lower_, ()):
            end = at + len(row.words)
            if tuple(w.lower_ for w in words[at:end]) != row.words:
                continue
            if words[end - 1].pos_ == "NOUN" and any(w.lower_ in OPENED for w in words[end : end + 1]):
                continue  # "in the pipeline to Turkey" is a place
            return (row.status, row.firm), at
    return None, 0


def _owed(words: list[Token]) -> bool:
    """Whether a statement says by a side word that something was promised: "of the promised 4,200"."""
    return any(
        w.lemma_.lower() in OWED and w.tag_ in {"VBN", "VBD"} and w.dep_ in {"relcl", "amod", "acl", "ccomp"}
        for w in words
    ) or any("term" in classes(w) for w in words)


def _short(words: list[Token]) -> bool:
    """Whether two figures are set against each other: "1,900 out of 4,200", "140 instead of 200"."""
    figures = [n for n, w in enumerate(words) if w.like_num][:FIGURES]
    if len(figures) < 2:
        return False
    for first, second in pairwise(figures):
        between = {w.lower_ for w in words[first + 1 : second]}
        if between & AGAINST and (any(pair <= between for pair in INSTEAD) or {"against", "not"} & between):
            return True
        before = {w.lower_ for w in words[max(first - 2, 0) : first]}
        if before & SOME and "of" in between:
            return True
    before = {w.lower_ for w in words[max(figures[-1] - 3, 0) : figures[-1]]}
    return bool(before & SOME) and words[0].lower_ == "of"


def _owner(words: list[Token], sides: Sides) -> tuple[str, ...]:
    """Who had promised it, by a side clause: "the video that the ministry was to release"."""
    for word in words:
        if word.dep_ == "relcl" and word.pos_ in {"VERB", "AUX"}:
            due = word.lemma_.lower() in OWED or any(
                c.lemma_ == "be" and c.tag_ == "VBD" for c in (word, *word.lefts)
            )
            subject = next((c for c in word.lefts if c.dep_ == "nsubj"), None)
            if due and subject is not None and (found := sides.of(subject)):
                return found
    return ()
