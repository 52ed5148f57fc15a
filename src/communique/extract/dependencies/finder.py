"""Triggers of dependence in a sentence, and who stands on which side of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.extract.dependencies.counted import is_amount, is_verb_by_mistake, measured_before
from communique.extract.dependencies.fields import core, field_of, is_no_need
from communique.extract.dependencies.fitting import MORE, change, noun_fits, rest
from communique.extract.dependencies.losing import condition_of
from communique.extract.dependencies.measure import Measure, alternatives, degree, only, shares
from communique.extract.dependencies.nations import Nations
from communique.extract.dependencies.phrases import AMOUNTS
from communique.extract.dependencies.roles import clause, governor, players
from communique.extract.dependencies.tables import Pattern, lemma_of, patterns, ruin
from communique.extract.events.arguments import is_passive, source_of, surface_subject
from communique.records import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

UNNAMED = set(
    "country state nation republic kingdom island government economy it they he she that which who".split()
)
"""Words for a party that was named just before."""
HARDLY = {"hardly", "scarcely", "barely"}
NOBODY = {"nobody", "none", "nothing"}
SMALL = 8.0
"""A share in percent below which nobody depends."""
DEBTS = {"debt", "bond", "loan", "foreign debt"}


@dataclass(slots=True)
class Found:
    """One dependence as found: the trigger, who needs whom, the words for the goods and the measure."""

    trigger: Token
    dependents: tuple[str, ...]
    providers: tuple[str, ...]
    goods: list[Token] = field(default_factory=list)
    topic: Token | None = None
    sides: list[Token] = field(default_factory=list)
    measure: Measure = field(default_factory=Measure)
    domain: str | None = None
    real: bool = False
    verb: Token | None = None
    """Whose modality counts, if not the trigger's."""
    change: str | None = None


class Finder:
    """Finds what one article's sentences say of who needs whom."""

    def __init__(self, nations: Nations, quantities: Sequence[Quantity], text: str) -> None:
        self.nations, self._quantities, self._text = nations, quantities, text
        self._last: tuple[int, tuple[str, ...], tuple[str, ...]] | None = None

    def find(self, tokens: Sequence[Token], sentence: int) -> Iterator[Found]:
        """The dependences that a sentence states, in the order of its triggers; a trigger counts once."""
        local = [q for q in self._quantities if tokens[0].idx <= q.span.start <= tokens[-1].idx]
        for token in tokens:
            if token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB"):
                found = self._by(token, "verbs.tsv", sentence, local) or self._losing(token)
            elif token.lower_ in {"without", "minus"} and token.dep_ in {"prep", "mark", "advcl"}:
                found = self._without(token, sentence)
            elif token.pos_ in {"NOUN", "PROPN"}:
                table = "verbs.tsv" if is_verb_by_mistake(token) else "nouns.tsv"
                found = self._by(token, table, sentence, local)
            elif token.pos_ == "ADJ":
                found = self._by(token, "adjectives.tsv", sentence, local)
                found = found or self._by(token, "nouns.tsv", sentence, local)
            else:
                continue
            if found is not None:
                self._last = (sentence, found.dependents, found.providers)
                yield found

    # ------------------------------------------------------------------ by a row of a table

    def _by(self, trigger: Token, name: str, sentence: int, local: Sequence[Quantity]) -> Found | None:
        table = patterns(name)
        lemma = lemma_of(trigger, table)
        for pattern in table.get(lemma, ()):
            if not _has_particle(trigger, pattern.particle):
                continue
            found = self._fits(trigger, pattern, sentence, local)
            if found is not None:
                return found
        return None

    def _fits(
        self, trigger: Token, pattern: Pattern, sentence: int, local: Sequence[Quantity]
    ) -> Found | None:
        needs = pattern.needs
        if not noun_fits(trigger, needs):
            return None
        provider, providers = self._side(trigger, pattern.provider, material="material" in needs)
        recalled = self.nations.recalled
        dependent, dependents = self._side(trigger, pattern.dependent)
        if "mutual" in pattern.marks:
            return _mutual(trigger, dependents or self._both(dependent))
        if provider is None and pattern.provider and "other" not in pattern.marks:
            return None
        if is_passive(trigger) and "subj" in pattern.dependent and dependent is None:
            return None  # nobody is said to do it
        under_it = [trigger] if provider is None else [trigger, provider]
        heads = [
            head
            for role in pattern.goods
            for t in under_it[: 2 if role == "for" else 1]
            for head in players(t, role)
        ]
        goods = [t for head in heads for t in _subtree(head)]
        measure = self._measured(trigger, pattern, goods, local)
        part = provider.head.head if provider is not None and provider.dep_ == "pobj" else None
        if part is not None and part.i != trigger.i and is_amount(part):
            measure = shares(_subtree(part), local, self._text)  # "..., half of it from Chile"
        first = measured_before(trigger, dependent)
        if first is not None:
            dependents, goods, heads = self.nations.of(first), [*_subtree(first), *goods], [first, *heads]
            recalled = self.nations.recalled
        topic = core(heads[0]) if heads else None
        if topic is not None and is_no_need(goods, topic):
            return None
        if "share" in needs and measure.strength is None:
            open_ = alternatives(clause(governor(trigger) or trigger)) or alternatives(rest(trigger))
            if open_ is None or open_[0] not in {"none", "few"}:
                return None
        if "more" in needs and trigger.pos_ == "VERB" and not any(t.lower_ in MORE for t in clause(trigger)):
            return None
        if dependent is not None and dependent.lower_ == "it" and dependents:
            needs = needs | {"given"}  # "its" may be theirs to whom it is sold
        if measure.share is not None and measure.share < SMALL:
            return None  # who gets "one container in twenty" there needs it little
        if not self._goods_fit(needs, goods, providers, dependents):
            return None
        if not dependents and not recalled and not needs & {"nations", "named", "more"}:
            dependents = self._unnamed(dependent, providers, sentence, trigger)
        if not providers and "other" in pattern.marks:
            providers = self._unnamed_provider(dependents, sentence)
        if not dependents or not providers or set(dependents) & set(providers):
            return None
        return Found(
            trigger,
            dependents,
            providers,
            goods,
            topic,
            [t for side in (provider, dependent) if side is not None for t in _subtree(side)],
            measure,
            pattern.marks.get("domain"),
            real=bool(needs & {"scarce", "no-other"})
            or "ended" in pattern.marks
            or is_verb_by_mistake(trigger),
            verb=trigger.head if "wanted" in needs else None,
            change="ended" if "ended" in pattern.marks else change(trigger),
        )

    def _side(
        self, trigger: Token, roles: Sequence[str], *, material: bool = False
    ) -> tuple[Token | None, tuple[str, ...]]:
        """The first noun of these roles that has a nation, with its nations; else the first noun of them."""
        first: Token | None = None
        for role in roles:
            for noun in players(trigger, role):
                first = first or noun
                if material and self.nations.nation(noun) is not None:
                    continue
                if noun.lower_ in {"it", "them"} and role in {"obj", "dative"}:
                    if (meant := self.nations.subject_of_clause_before(noun)) is not None:
                        return noun, (meant,)
                    continue
                own = self.nations.nation(noun)
                found = self.nations.of(noun) if role != "changer" else (own,) if own is not None else ()
                if found:
                    return noun, found
        return first, ()

    def _measured(
        self, trigger: Token, pattern: Pattern, goods: list[Token], local: Sequence[Quantity]
    ) -> Measure:
        """The share of the goods, else of the clause; else how strongly the trigger is put."""
        measure = shares(goods, local, self._text)
        if measure.strength is None and trigger.pos_ in {"VERB", "AUX"}:
            measure = shares(clause(trigger), local, self._text)
            if measure.strength is None and pattern.marks.get("domain") == "transit":
                measure = only(clause(trigger), self._text)
        if measure.strength is None and "share" not in pattern.needs:
            measure = degree(trigger, self._text)
        if measure.strength is None and "strength" in pattern.marks:
            measure = Measure((trigger.idx, trigger.idx + len(trigger)), None, trigger.text)
        return measure

    def _goods_fit(
        self,
        needs: frozenset[str],
        goods: list[Token],
        providers: tuple[str, ...],
        dependents: tuple[str, ...],
    ) -> bool:
        if "goods" in needs and not goods:
            return False
        if "wares" in needs and field_of(goods, None) is None:
            return False
        if "debt" in needs and not any(t.lemma_.lower() in DEBTS for t in goods):
            return False
        if "dependence" in needs and not any(t.lemma_.lower() in patterns("nouns.tsv") for t in goods):
            return False
        if "share" in needs or "own" in needs or "owned" in needs:
            owners = {n for t in goods if t.dep_ == "poss" for n in self.nations.of(t)}
            if owners & set(providers) and not owners & set(dependents) and "given" not in needs:
                return False
            own = owners & set(dependents) or any(
                t.dep_ == "poss" and t.pos_ == "PRON" and t.head in goods for t in goods
            )
            if "own" in needs and not own and not self._their_own(goods, dependents):
                return False
            return not ("owned" in needs and not owners and not self._their_own(goods, dependents))
        return True

    def _their_own(self, goods: list[Token], dependents: tuple[str, ...]) -> bool:
        return any(self.nations.nation(t) in dependents for t in goods)

    # ------------------------------------------------------------------ who is not named in the phrase

    def _unnamed(
        self, dependent: Token | None, providers: tuple[str, ...], sentence: int, trigger: Token
    ) -> tuple[str, ...]:
        """Who needs it where the phrase does not name its nation: who was spoken of, in a story of two."""
        if len(providers) != 1 or (dependent is not None and not _may_be_meant(dependent)):
            return ()
        if dependent is not None and _is_theirs(dependent):
            near = self.nations.named(sentence) or self.nations.named(sentence - 1)
            near = frozenset(n for n in near if self.nations.is_state(n)) - set(providers)
            if len(near) == 1:
                return tuple(near)
        if dependent is not None and dependent.lower_ in UNNAMED | {"state"}:
            before = self.nations.subject_before(sentence)
            if len(before) == 1 and before != providers:
                return before
        told = self.nations.by_pronoun(list(trigger.doc[trigger.sent.start : trigger.i]))
        if len(told) == 1 and not told & set(providers):
            return tuple(told)
        other = self.nations.other(providers[0], sentence)
        return (other,) if other is not None and self._only(other, providers[0], sentence) else ()

    def _both(self, subject: Token | None) -> tuple[str, ...]:
        """The two of a story of two, where "they" or "both" are spoken of."""
        plural = subject is not None and subject.lower_ in {
            "they",
            "both",
            "sides",
            "countries",
            "neighbours",
            "two",
        }
        return self.nations.two or () if plural else ()

    def _only(self, one: str, other: str, sentence: int) -> bool:
        """Whether a sentence names nobody but these two."""
        return {n for n in self.nations.named(sentence) if self.nations.is_state(n)} <= {one, other}

    def _unnamed_provider(self, dependents: tuple[str, ...], sentence: int) -> tuple[str, ...]:
        """Who is needed where nobody is named: who was needed just before, else the other of two."""
        if len(dependents) != 1:
            return ()
        last = self._last
        if last is not None and sentence - last[0] <= 1 and last[1] == dependents:
            return last[2] if last[0] < sentence else ()
        other = self.nations.other(dependents[0], sentence)
        return (other,) if other is not None and self._only(other, dependents[0], sentence) else ()

    # ------------------------------------------------------------------ "cannot fly without"

    def _without(self, trigger: Token, sentence: int) -> Found | None:
        """ "X cannot ... without Y's goods", "without Y, X's plants would stop"."""
        verb = governor(trigger)
        if verb is None:
            return None
        modal = next((c for c in verb.lefts if c.dep_ == "aux" and c.tag_ == "MD"), None)
        negated = any(c.dep_ == "neg" or c.lower_ in HARDLY for c in verb.children)
        subject = surface_subject(verb)
        if subject is not None and (subject.lower_ in NOBODY or any(c.lower_ == "no" for c in subject.lefts)):
            negated = True
        if modal is None:
            return None
        cannot = negated and modal.lower_ in {"can", "ca", "could", "would", "will"}
        ruined = (
            not negated
            and modal.lower_ in {"would", "will", "could", "might"}
            and (lemma_of(verb, dict.fromkeys(ruin())) in ruin())
        )
        if not cannot and not ruined:
            return None
        provider = next((c for c in trigger.rights if c.dep_ in {"pobj", "pcomp"}), None)
        if provider is None:
            return None
        dependent = source_of(verb) or surface_subject(verb)
        providers = self.nations.of(provider)
        dependents = self.nations.of(dependent) if dependent is not None else ()
        if providers and not dependents:
            dependents = self._unnamed(dependent, providers, sentence, trigger)
        if not providers or not dependents or set(providers) & set(dependents):
            return None
        if verb.dep_ in {"advcl"} and any(c.lower_ == "if" for c in verb.lefts):
            return None
        goods = _subtree(provider)
        start, end = trigger.idx, trigger.idx + len(trigger)
        measure = Measure((start, end), None, self._text[start:end])
        sides = [*_subtree(dependent), *clause(verb)] if dependent is not None else clause(verb)
        return Found(trigger, dependents, providers, goods, core(provider), sides, measure, real=True)

    def _losing(self, verb: Token) -> Found | None:
        """ "If X closed the valve, Y would freeze", "if X's gas stopped, Y would ..."."""
        told = condition_of(verb)
        dependent = surface_subject(verb) if told is not None else None
        if told is None or dependent is None:
            return None
        holder, thing, condition = told
        providers, dependents = self.nations.of(holder), self.nations.of(dependent)
        if thing is None and self.nations.nation(holder) is not None:
            return None  # a nation that ends is no loss of goods
        if len(providers) != 1 or not dependents or set(providers) & set(dependents):
            return None
        lost = thing or holder
        if field_of(_subtree(lost), lost) is None:
            return None  # an ambassador, a visit
        around = [*clause(verb), *clause(condition)]
        return Found(verb, dependents, providers, _subtree(lost), core(lost), around, real=True)


# ---------------------------------------------------------------------- little questions


def _may_be_meant(noun: Token) -> bool:
    """Whether a noun may stand for one party of the story: no person by name."""
    if noun.ent_type_ == "PERSON" or noun.lower_ in {
        "everyone",
        "everybody",
        "nobody",
        "world",
        "europe",
        "we",
        "i",
    }:
        return False
    return noun.pos_ in {"NOUN", "PRON", "PROPN"} or noun.lemma_.lower() in AMOUNTS


def _is_theirs(noun: Token) -> bool:
    """Whether it is "they" or "their ...", whoever they are."""
    return noun.lower_ in {"they", "them"} or any(c.lower_ == "their" for c in noun.lefts)


def _has_particle(trigger: Token, particle: str) -> bool:
    if not particle:
        return True
    parts = particle.split()
    following = trigger.doc[trigger.i + 1 : trigger.i + 1 + len(parts)]
    if [t.lower_ for t in following] == parts:
        return True
    return len(parts) == 1 and any(
        c.lower_ == particle for c in trigger.rights if c.dep_ in {"prt", "advmod", "prep", "acomp"}
    )


def _mutual(trigger: Token, parties: tuple[str, ...]) -> Found | None:
    return Found(trigger, parties, parties) if len(parties) == 2 else None


def _subtree(head: Token) -> list[Token]:
    """The words of a noun phrase without clauses that hang on it but for participles, in order."""
    found, waiting = [head], [head]
    while waiting and len(found) < 40:
        for child in waiting.pop().children:
            if child.dep_ not in {"relcl", "appos", "cc"} and child.pos_ != "AUX":
                found.append(child)
                waiting.append(child)
    return sorted(found, key=lambda t: t.i)
