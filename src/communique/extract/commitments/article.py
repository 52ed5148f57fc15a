"""One article's commitments: each statement asked in turn, and what is told made a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from communique.extract.commitments.fates import told_by_adjective, told_by_fate
from communique.extract.commitments.lexicon import classes, deed_lemma, deed_of, kinds_of
from communique.extract.commitments.mention import Told
from communique.extract.commitments.predicates import told_by_verb
from communique.extract.commitments.sides import Sides
from communique.extract.commitments.terms import DURATIONS, Terms
from communique.extract.commitments.things import INSTALMENT, Subjects, words_of
from communique.extract.commitments.willing import is_willed, told_by_may, told_by_will
from communique.extract.events.arguments import surface_subject
from communique.records import (
    Article,
    Commitment,
    DateMention,
    Interval,
    Quantity,
    Statement,
    Status,
    Step,
    digest,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve import Cast

LONGEST = 160
"""So many tokens of a statement are read."""
FATES = {"implemented", "delayed", "dropped", "breach alleged", "breach denied"}
UNSURE = {"denied", "negated", "hypothetical", "possible", "demanded", "expected"}
"""Modalities of a statement under which no word of it promises or signs anything."""
CLIMB = {"amod", "compound", "poss", "nmod"}
MONEY = "payment"
"""The first word of what a promise of money is about."""
OWED = "promise"
"""The word of a fate that is told of a promise or agreement named as such."""
CURRENCIES = {"dollar", "dollars", "euro", "euros", "yuan", "pounds", "rupees", "roubles", "rubles", "yen"}
POINTING = {"it", "this", "that", "them", "these", "those"}
TERMS = 7
"""So many sentences after a signed text is named may tell its terms."""
MADE = {"proposed", "negotiating", "pledged", "signed"}
UNTELLING = {
    "percent",
    "tonne",
    "times",
    "person",
    "people",
    "party",
    "point",
    "side",
    "country",
    "year",
    "month",
}
"""Units of which nothing is known again."""
GAINING = {"to", "for", "with", "towards", "toward", "between"}


class Ledgerer:
    """Reads one article."""

    def __init__(
        self,
        article: Article,
        doc: Doc,
        cast: Cast,
        statements: Sequence[Statement],
        dates: Sequence[DateMention],
        quantities: Sequence[Quantity],
    ) -> None:
        self.article, self.doc, self.statements = article, doc, statements
        self.sides = Sides(article, doc, cast)
        self.terms = Terms(article, doc, dates, quantities)
        self.subjects = Subjects(doc, self._silent(cast, dates))
        self._last: tuple[str, ...] = ()
        self._sentence = 0
        self._signed: dict[str, int] = {}
        self._next = {one.id: other for one, other in pairwise(statements)}

    def commitments(self) -> Iterator[Commitment]:
        """The commitments in the order of the text."""
        for statement in self.statements:
            words = self._words(statement)
            if not words:
                continue
            for part in self._parts(words, statement):
                for told in self._told(part, statement):
                    found = self._record(told, part, statement)
                    if found is not None:
                        yield found

    def _parts(self, words: list[Token], statement: Statement) -> list[list[Token]]:
        """The words of a statement, parted where it promises a second deed: "will cut X and will build Y"."""
        if statement.modality in {"pledged", "expected"}:
            for at, word in enumerate(words):
                first = word.head
                second = (
                    word.dep_ == "conj" and first.i >= words[0].i and is_willed(word) and is_willed(first)
                )
                if second and deed_of(word) and deed_of(first) and 0 < at < len(words) - 1:
                    start = next((n for n in range(at, 0, -1) if words[n].dep_ == "cc"), at)
                    if words[start].i > first.i:
                        return [words[:start], words[start:]]
        return [words]

    def _told(self, words: list[Token], statement: Statement) -> Iterator[Told]:
        """What one statement tells: by its verbs, else by its future, else by how things stand."""
        low, high = words[0].i, words[-1].i + 1
        found = False
        for word in words:
            if word.pos_ not in {"VERB", "AUX"} or word.dep_ in {"aux", "auxpass"}:
                continue
            told = told_by_verb(word, low, high, self.sides)
            if told is None or (statement.modality in UNSURE and not self._stands(told, statement)):
                continue
            if told.recalled and (fate := told_by_fate(words, statement, self.sides)) is not None:
                fate.by, fate.firm = fate.by or told.by, bool(fate.by or told.by)
                told = fate
            found = True
            yield told
            break
        if found:
            return
        if (owed := self._owed(words, statement)) is not None:
            yield owed
            return
        if statement.modality in {"pledged", "expected"}:
            will = told_by_will(words, statement, self.sides)
            if will is not None:
                yield will
                return
        fate = told_by_fate(words, statement, self.sides)
        if fate is None and statement.modality in {"possible", "expected", "demanded"}:
            fate = told_by_may(words, self.sides)
        if fate is None and statement.modality not in {"hypothetical", "possible"}:
            fate = told_by_adjective(words, self.sides)
        if fate is not None:
            yield fate

    def _owed(self, words: list[Token], statement: Statement) -> Told | None:
        """What was to be and, by the next statement, is not: "It was to open in May. It will not."."""
        after = self._next.get(statement.id)
        if after is None or after.modality != "negated" or after.sentence - statement.sentence > 1:
            return None
        for word in words:
            due = word.lemma_ == "be" and word.tag_ == "VBD" and word.dep_ not in {"aux", "auxpass"}
            deed = next((c for c in word.rights if c.dep_ == "xcomp" and c.i < words[-1].i + 1), None)
            if due and any(c.dep_ == "acomp" and c.lower_ in {"due", "overdue"} for c in word.rights):
                subject = surface_subject(word)
                return Told("delayed", word, None, [subject] if subject is not None else [], firm=False)
            if due and deed is not None and any(c.tag_ == "TO" for c in deed.lefts):
                subject = surface_subject(word)
                return Told(
                    "delayed", word, deed, [subject] if subject is not None else [], firm=False, back=True
                )
        return None

    def _stands(self, told: Told, statement: Statement) -> bool:
        """Whether a status stands though its statement puts something in doubt."""
        if told.status in {"breach alleged", "breach denied", "negotiating", "delayed", "dropped"}:
            return True
        return told.status == "proposed" and statement.modality in {"hypothetical", "demanded", "possible"}

    def _record(self, told: Told, words: list[Token], statement: Statement) -> Commitment | None:
        low, high = words[0].i, words[-1].i + 1
        reach = told.reach or (low, high)
        fate = told.status in FATES
        about = self.subjects.about(
            told.things, reach if told.status != "breach denied" and not told.back else None
        )
        amount = self.terms.amount(*reach) or self.terms.amount(low, high)
        if amount is not None and _is_telling(amount.unit):
            about = tuple(dict.fromkeys((*about, amount.unit)))
        coined = amount is None or amount.unit.isupper()
        if coined and any(self._is_money(thing) for thing in told.things[:2]):
            about = tuple(dict.fromkeys((MONEY, *about)))
        if about and told.things and self.subjects.is_left_open(told.things[0], about[0]):
            about = tuple(dict.fromkeys((*self.subjects.earlier(words[0])[:3], *about)))
        chained = all("back" in kinds_of(lemma) for lemma in about if lemma != MONEY)
        bare = bool(told.things) and all(t.lower_ in POINTING for t in told.things)
        if bare and told.status == "pledged" and amount is None and not self.terms.due(low, high, None):
            return None  # "vowed to counter it": the words tell nobody what
        if not about and told.status == "implemented" and not (told.firm or told.back or bare):
            return None  # "they ended the talks" keeps no promise of before
        if chained or told.same:
            near = told.same or statement.sentence - self._sentence <= 1
            afar = told.status == "negotiating" and not about  # "will study the question": which?
            afar = afar or self._is_pronoun(told) or not near or (not self._last and not told.firm)
            earlier = self.subjects.earlier(words[0]) if afar else ()
            if earlier[:1] and earlier[0] in self._last:
                earlier = ()  # still the thing of before
            own, before = about, earlier or self._last
            about = tuple(dict.fromkeys((*own, *before) if own[:1] == (MONEY,) else (*before, *own)))
            if not before and not told.owed:
                about = own if fate and own else self._plainly(told)
            if not about and not told.owed:
                return None
        if fate and about[:1] == (MONEY,):  # which word for money it went by tells nothing
            about = tuple(a for a in about if a in {MONEY, INSTALMENT} or "money" not in kinds_of(a))
        if told.owed:
            about = (*about, OWED)
        if told.deed is not None and (verb := "to " + deed_lemma(told.deed)) not in about:
            completes = told.status != "implemented" or told.firm or "completes" in (deed_of(told.deed) or "")
            about = (*about, verb) if completes else (verb, *about)
        if (not chained or not self._last) and (told.firm or told.status in MADE):
            self._last, self._sentence = about, statement.sentence
        date = self.terms.told(low, high, fate, reach) or self.article.published
        due = (
            None
            if told.status == "implemented"
            else self.terms.due(
                low, high, date, coming=told.deed is told.trigger and told.status == "pledged"
            )
        )
        to = told.to or self._gaining(told, low, high)
        if (
            told.deed is told.trigger
            and told.status == "pledged"
            and not self._binds(told, to, due, amount, statement)
        ):
            return None
        firm = told.firm and bool(told.by)
        what = words_of(self.doc, reach)
        if not what:
            return None
        status = cast(
            "Status",
            "signed"
            if told.status == "pledged" and self._is_under(told, words, statement.sentence)
            else told.status,
        )
        return Commitment(
            id=digest("commitment", statement.id, told.status, what),
            by=told.by,
            to=to,
            what=what,
            due=due,
            amount=amount,
            history=(Step(status, date, statement.span),),
            about=about,
            firm=firm,
        )

    def _plainly(self, told: Told) -> tuple[str, ...]:
        """What a promise with nothing but common words is about: "offered to host talks"."""
        if told.deed is None or told.deed is told.trigger:
            return ()
        nouns = [self.subjects.lemma(t) for t in told.things[:1] if t.pos_ == "NOUN"]
        return (*nouns, "to " + deed_lemma(told.deed)) if nouns else ()

    def _is_money(self, thing: Token) -> bool:
        """Whether what is promised is a sum or goes by a word for money."""
        return "money" in classes(thing) or thing.ent_type_ == "MONEY" or thing.lower_ in CURRENCIES

    def _is_pronoun(self, told: Told) -> bool:
        return any(t.lower_ in {"it", "they", "this", "these"} for t in told.things[:2])

    def _binds(
        self,
        told: Told,
        to: tuple[str, ...],
        due: Interval | None,
        amount: Quantity | None,
        statement: Statement,
    ) -> bool:
        """Whether a clause in the future says enough to be held to."""
        if statement.modality == "pledged" and statement.holder.kind != "outlet":
            return True
        if told.trigger.dep_ == "xcomp" and len(told.by) > 1:
            return True  # "is to be extended": as they arranged
        return due is not None or amount is not None or bool(set(to) - set(told.by))

    def _gaining(self, told: Told, low: int, high: int) -> tuple[str, ...]:
        """Who gains by it: whom it is given or done to, else the rest of those who sign the text."""
        found: dict[str, None] = {}
        for token, party in self.sides.named(low, high):
            if party in told.by:
                continue
            at = token
            while at.dep_ in CLIMB and at.head.i != at.i and abs(at.i - token.i) < LONGEST:
                at = at.head
            if (
                at.dep_ == "dative"
                or (at.dep_ == "pobj" and at.head.lower_ in GAINING)
                or (at.dep_ == "dobj" and at.i == token.i)
            ):
                found.setdefault(party)
        return tuple(found) or self.sides.others(told.by)

    def _is_under(self, told: Told, words: list[Token], sentence: int) -> bool:
        """Whether a promise is made by a signed text: "under an agreement signed in Riga".

        What the same parties promise in the next sentences are the terms of that text.
        """
        for word in self.doc[words[0].i : words[-1].sent.end][:LONGEST]:
            if word.lower_ == "under":
                for noun in (c for c in word.rights if c.dep_ == "pobj" and "paper" in classes(c)):
                    if any(c.lemma_ == "sign" and c.dep_ in {"acl", "relcl", "amod"} for c in noun.children):
                        self._signed |= dict.fromkeys((*told.by, *self.sides.pair), sentence)
        return bool(told.by) and all(sentence - self._signed.get(one, -TERMS) < TERMS for one in told.by)

    def _words(self, statement: Statement) -> list[Token]:
        words = self.doc.char_span(statement.span.start, statement.span.end, alignment_mode="contract")
        return [] if words is None else [w for w in words[:LONGEST] if not w.is_space]

    def _silent(self, cast: Cast, dates: Sequence[DateMention]) -> set[int]:
        """Tokens that name parties or times."""
        found: set[int] = set()
        spans = [m.span for m in cast.mentions if m.actor is not None and m.form != "pronoun"]
        for span in [*spans, *(d.span for d in dates)]:
            words = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            if words is not None:
                found.update(range(words.start, words.end))
        return found


def _is_telling(unit: str) -> bool:
    """Whether a unit tells what is counted: no currency, no mere measure."""
    return bool(
        unit
        and not unit.isupper()
        and unit not in UNTELLING
        and unit not in DURATIONS
        and "light" not in kinds_of(unit)
    )
