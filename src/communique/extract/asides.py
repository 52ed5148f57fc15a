"""Parentheses of speech beside what is said: "P, X said", "P, said X on Monday, and Q"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.extract.sources import (
    FINITE,
    HOPS,
    REACH,
    can_show,
    closes,
    group_start,
    has_finite,
    is_mark,
    noun_phrase,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COMPLEMENTS = {"dobj", "xcomp", "ccomp"}
CIRCUMSTANCES = {"after", "before", "when", "while", "as", "because", "since", "until", "once"}
PERIODS = set("minute minutes hour hours day days week weeks month months year years".split())
RELATIVES = {"WRB", "WP", "WDT", "WP$"}
ENDS = {",", ";", ".", "?", "!", "–", "—", ")"}


def aside_block(verb: Token, source: tuple[int, int], start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a parenthesis ("he said on Monday"), None if the verb heads no parenthesis.

    It stands after a comma, a dash or a closing quotation mark, and holds no second finite verb
    before the next comma or the end.
    """
    doc = verb.doc
    own = start <= source[0] and source[1] <= end and abs(source[0] - verb.i) <= REACH
    low = min(source[0], group_start(verb)) if own else group_start(verb)
    if low <= start or not closes(doc[low - 1]):
        return None
    if any(
        c.dep_ == "advcl" and c.left_edge.i <= start + 1 and c.right_edge.i >= low - 2 for c in verb.lefts
    ):
        return None  # "Asked about the date, he said no."
    told = has_finite(doc, start, low - 1) or any(
        c.dep_ == "ccomp" and c.i < low and c.pos_ in {"VERB", "AUX"} and subject_of(c) is not None
        for c in verb.lefts
    )
    leading = doc[low - 1].text == "," and not told
    high = max(verb.i + 1, source[1] if own else 0)
    i = high
    within = False  # in a clause that tells when or why it was said
    while i < end and i - high < REACH:
        token = doc[i]
        if token.text in ENDS or is_mark(token):
            break
        within = within or token.lower_ in CIRCUMSTANCES
        if token.text == ":" or (token.lower_ == "that" and token.dep_ == "mark"):
            return None
        if token.tag_ in FINITE and token.dep_ != "relcl" and not within:
            return None
        i += 1
    if i < end and doc[i].text == "," and i + 1 < end and doc[i + 1].is_quote and not doc[low - 1].is_quote:
        return None
    if leading and not (i + 1 < end and doc[i].text == "," and has_finite(doc, i, min(end, i + REACH))):
        return None
    return low, _past_circumstance(verb, _past_relative(verb, source, i, end), end)


def _past_relative(verb: Token, source: tuple[int, int], i: int, end: int) -> int:
    """Where the parenthesis ends if the source goes on in a relative clause or an apposition."""
    doc = verb.doc
    if source[0] > verb.i and i < end and doc[i].text == ",":
        head = doc[source[1] - 1]
        for token in (*_up(head, verb),):
            for child in token.rights:
                if child.dep_ in {"relcl", "appos", "acl"} and child.i >= i:
                    return min(child.right_edge.i + 1, end)
    if i + 1 < end and doc[i].text == "," and doc[i + 1].tag_ in RELATIVES:
        for clause in _up(doc[i + 1], verb):
            if clause.dep_ == "relcl" and verb.i < clause.head.i < i:
                return min(clause.right_edge.i + 1, end)
    return i


def _past_circumstance(verb: Token, i: int, end: int) -> int:
    """Where the parenthesis ends if a clause of its verb follows ("he said, dismissing the charge")."""
    doc = verb.doc
    if i < end and doc[i].text == ",":
        for j in range(i + 2, min(i + 6, end)):
            if doc[j].lower_ in {"after", "before"} and doc[j - 1].lower_ in PERIODS:
                return _to_mark(doc, j, end)  # "he said, a day after the two had met"
        if i + 1 < end and doc[i + 1].lower_ == "with" and doc[i + 1].head.i == verb.i:
            return min(doc[i + 1].right_edge.i + 1, end)
        for child in verb.rights:
            if child.dep_ == "advcl" and child.i > i and child.left_edge.i <= i + 2:
                return min(child.right_edge.i + 1, end)
    return i


def _to_mark(doc: Doc, i: int, end: int) -> int:
    """The next mark from token `i` on, at most `REACH` tokens on."""
    for j in range(i, min(i + REACH, end)):
        if doc[j].text in ENDS or is_mark(doc[j]):
            return j
    return min(i + REACH, end)


def _up(token: Token, top: Token) -> list[Token]:
    found = [token]
    while token.head.i != token.i and token.head.i != top.i and len(found) < HOPS:
        token = token.head
        found.append(token)
    return found


def stands_aside(verb: Token, start: int, end: int) -> bool:
    """Whether an act has no complement after it, or only its speaker (", warned the mayor")."""
    rights = [c for c in verb.rights if c.dep_ in COMPLEMENTS]
    if not rights:
        return True
    if verb.i <= start or not closes(verb.doc[verb.i - 1]) or len(rights) > 1:
        return False
    low, high = noun_phrase(rights[0])
    return low == verb.i + 1 and can_show(verb.doc, (low, min(high, end)))
