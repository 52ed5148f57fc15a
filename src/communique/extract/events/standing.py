"""How far an act is put as fact, when and where it happens: from its clause and its statement."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.events.acts import Act
from communique.extract.events.arguments import HOPS, under
from communique.extract.events.classes import NounClasses
from communique.extract.events.targets import PLACES
from communique.extract.events.wording import phrase
from communique.extract.modality import event_modality
from communique.records import Article, DateMention, Interval, Modality, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBORDINATE = {"relcl", "acl", "advcl", "pcomp"}
BINDING: set[Modality] = {"historical", "hypothetical", "possible", "denied", "expected", "negated"}
"""What a statement's modality makes of an act inside it that nothing else qualifies."""
UNSAID: set[Modality] = {"hypothetical", "possible", "negated", "denied", "demanded"}
AHEAD: set[Modality] = {"pledged", "hypothetical", "possible", "historical"}
"""What is left of an act to come by what governs it, and by its statement."""


class Standing:
    """Asks the statements and dates of one article. Each asking looks at one sentence's only."""

    def __init__(
        self, article: Article, statements: Sequence[Statement], dates: Sequence[DateMention]
    ) -> None:
        self._text = article.text  # once: `Doc.text` is put together anew each time
        self._by_sentence: dict[int, list[Statement]] = {}
        for statement in statements:
            self._by_sentence.setdefault(statement.sentence, []).append(statement)
        self._dates = sorted((d for d in dates if d.interval is not None), key=lambda d: d.span)
        self._starts = [d.span.start for d in self._dates]

    def statement_of(self, sentence: int, act: Act) -> Statement | None:
        """The smallest statement that holds the act's word, else the nearest of its sentence."""
        found = self._by_sentence.get(sentence, [])
        at = act.head.idx
        holding = [s for s in found if s.span.start <= at < s.span.end]
        if holding:
            return min(holding, key=lambda s: (s.span.end - s.span.start, s.id))
        cued = [s for s in found if s.cue is not None and s.cue.start <= at < s.cue.end]
        near = cued or found
        return min(near, key=lambda s: (abs(s.span.start - at), s.id)) if near else None

    def modality_of(self, act: Act, statement: Statement) -> Modality:
        """The modality of an act: what governs its word and stands around it, then what its statement adds.

        A speech act ("urged", "refused") is asserted where the saying is; what is promised is
        `pledged`, what is only to come `expected`, or `pledged` where the statement says so.
        """
        own = event_modality(act.head.doc, act.head)
        if self._is_condition(act.head):
            return "hypothetical"
        if act.manner == "open":
            return "possible" if own in {"asserted", "expected"} else own
        if act.manner == "ahead":
            told = statement.modality
            if own in UNSAID:
                return own
            return told if told in AHEAD and not self._is_side(act.head) else "expected"
        if act.manner in {"speech", "pledge"}:
            return self._spoken(act, own, statement)
        return self._done(act.head, own, statement.modality)

    def _spoken(self, act: Act, own: Modality, statement: Statement) -> Modality:
        """The modality of an act that is done in saying it, whose word has the modality `own`."""
        sure: Modality = "pledged" if act.manner == "pledge" else "asserted"
        if act.root == "REJECT" and own in {"negated", "demanded"}:
            own = "asserted"  # "said it will not meet": the refusal is given
        if act.root == "REQUEST" and own == "demanded":
            own = "asserted"  # "said that they must leave": so is the request
        if own == "hypothetical":
            own = "asserted"  # "warned it would strike if": the warning is none the less given
        if own != "asserted":
            return own
        told, cue = statement.modality, statement.cue
        if cue is not None and cue.start <= act.head.idx < cue.end:
            return sure if act.head.pos_ != "AUX" else told
        if told not in BINDING or self._is_side(act.head):
            return sure
        if told == "negated" and (act.root == "REJECT" or act.head.pos_ == "NOUN"):
            return sure
        return told if told != "possible" or act.root != "THREATEN" else sure

    def _done(self, head: Token, own: Modality, told: Modality) -> Modality:
        """The modality of a deed, whose word has the modality `own`, in a statement that has `told`."""
        aside = self._is_side(head) or head.pos_ == "NOUN"
        if own == "expected" and told == "pledged" and not aside:
            return told
        if own != "asserted":
            return own
        if aside:
            return told if told == "historical" else own
        return told if told in BINDING else own

    def date_of(self, act: Act, statement: Statement) -> Interval | None:
        """When it happens: the date in the act's own clause, else the statement's."""
        low, high = act.head.left_edge.idx, act.head.right_edge.idx
        if act.head.pos_ == "NOUN":
            low, high = act.head.idx, act.head.right_edge.idx
        first, last = bisect_left(self._starts, low), bisect_right(self._starts, high)
        near = self._dates[first:last]
        if not near:
            return statement.date
        return min(near, key=lambda d: (abs(d.span.start - act.head.idx), d.span)).interval

    def place_of(self, act: Act, classes: NounClasses) -> str | None:
        """Where it happens: the place its clause names, as printed; None if that is the target."""
        token = act.head
        for _ in range(HOPS):
            for preposition in PLACES:
                inside = under(act.target, preposition) if act.target is not None else ()
                for noun in (*under(token, preposition), *inside):
                    if "place" in classes.of(noun) and (act.target is None or noun.i != act.target.i):
                        start, end = phrase(noun, alone=True, short=True)
                        words = self._text[start:end]
                        return words.removeprefix("the ")
            if token.dep_ != "xcomp":
                return None
            token = token.head
        return None

    def _is_condition(self, head: Token) -> bool:
        """Whether an act stands inside a clause with "if" or "unless"."""
        token = head
        for _ in range(HOPS):
            marks = {c.lower_ for c in token.lefts if c.dep_ in {"mark", "advmod"}}
            if marks & {"if", "unless"}:
                return True
            if token.dep_ not in {"xcomp", "conj", "ccomp", "dobj"} or token.head.i == token.i:
                return False
            token = token.head
        return False

    def _is_side(self, head: Token) -> bool:
        token = head
        for _ in range(HOPS):
            if token.dep_ in SUBORDINATE:
                return True
            if token.dep_ not in {"xcomp", "conj"} or token.head.i == token.i:
                return False
            token = token.head
        return False
