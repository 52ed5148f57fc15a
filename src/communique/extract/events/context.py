"""Parties that a sentence leaves to its article: to whom an answer is given, and the other state of a pair.

"Peru rejected the charge" answers whoever accused Peru before it; "both neighbours" are two states;
"the minister demanded an apology", in a text about two states, is addressed to the other. What is
taken from the context has its words there: the span of a target may lie in another sentence. A text
of one sentence has no context, and nothing is added to it. All of it is linear in the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.events.arguments import surface_subject
from communique.records import Actor, Article, Event, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.resolve import Cast

FOREMOST = 3
"""So often at least must each of two states be named for a text to be about the two."""
THIRD = 3
"""The second state of a text about two is named so many times as often as the third, at least."""
BACK = 12
"""So many earlier events may be answered."""
ADDRESSED = {"REQUEST", "REJECT", "THREATEN", "YIELD"}
"""What is said to somebody: without another target, to the other state of a text about two."""
ANSWERED = {"REQUEST", "ACCUSE", "THREATEN"}
"""What may be answered by a REJECT or a YIELD."""
ANSWERS = {"REJECT", "YIELD"}
OFFERS = {"offer", "promise", "pledge", "invitation"}
"""Words for what an AGREE was."""
JOINT = {"AGREE", "CONSULT", "COOPERATE", "SUPPORT"}
"""What several do with each other where no other party is named."""
REFUSALS = {"deny", "dispute", "refuse", "reject", "dismiss", "rebut", "refute"}
"""Verbs that answer: events only where the context tells whom."""
OFFICIAL = {None, "GOV", "MIL", "COP", "SPY", "IGO"}
"""Sectors that speak for their state to others."""
ADVERSE = {"ACCUSE", "THREATEN", "ASSAULT", "COERCE"}
"""What makes a quarrel of a text about two states: a refusal in it is given to the other."""
ARMED = set(
    "guard navy naval army military police patrol warship frigate troops soldiers gunboat warplane marines "
    "gendarmes policemen cutter".split()
)
"""Words of a phrase for those who act for a state."""
AT_HOME = {"OPP", "LEG", "CVL", "LAB", "BUS", "MED", "NGO", "AGR", "EDU", "REL", "PTY"}
"""Sectors that speak to the government of their own state when they speak to "the government"."""
PETITIONS = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"}
"""What people and parties do to those who rule them."""
RULERS = re.compile(
    r"(?i:the) (?:\w{1,12} )?(?i:president|premier|prime minister|minister|government|cabinet"
    r"|authorities|ministry|parliament)|(?i:parliament|congress)"
)
"""Phrases for those who rule that do not say where."""
SEATS = {"GOV", "LEG"}
"""Sectors of what "the government" and "parliament" are."""
DEALS = set(
    "accord agreement deal pact treaty protocol text talks meeting summit memorandum truce ceasefire "
    "understanding declaration round".split()
)
"""What two have together."""
NAMING = {"demonym", "name", "metonym"}
"""Forms of mentions that name a state."""
PLACED = re.compile(r" (?:from|in|at|on|near|off|for|to|between|with|against)[ ,]")
OWNED = re.compile(r"(?i:their|our|its) [^ ]*s$")
PROMISES = {"agree", "pledge", "promise", "undertake", "offer"}
TWO = re.compile(
    r"(?i:the|both|the two)(?: (?:two|transport|foreign|energy|prime|defence|defense|trade|water))?"
    r" (?i:parties|sides|ministers|presidents|leaders|premiers|governments|countries|capitals|neighbou?rs"
    r"|states|nations|delegations)"
)
"""Phrases for two parties that belong together."""
LATELY = 4
"""So many events back somebody is still spoken to."""
MOST_MEMBERS = 4
Side = tuple[str, Span | None]


class Context:
    """What an article tells of the parties of its sentences. Events are told to it in their order."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self._cast = cast
        self.many = len(article.sentences) > 1
        self._actors: dict[str, Actor] = {actor.id: actor for actor in cast.actors}
        self._mentions = sorted((m for m in cast.mentions if m.actor), key=lambda m: (m.span, m.form))
        self._starts = [m.span.start for m in self._mentions]
        self._named: dict[str, list[Span]] = {}
        for m in self._mentions:
            if m.form in {"name", "metonym"}:
                self._named.setdefault(str(m.actor), []).append(m.span)
        self._foremost, self.pair = self._pair(self._mentions) if self.many else (frozenset(), frozenset())
        self._past: deque[Event] = deque(maxlen=BACK)
        self._quarrel = False
        self._joint: frozenset[str] = frozenset()
        self._way: tuple[str, str, str, str] | None = None

    def state(self, actor: str | None) -> str | None:
        """The state that an actor belongs to or is, None where the article does not tell."""
        known = self._actors.get(actor or "")
        return known.state if known is not None else None

    def among(self, source: str | None, target: str | None) -> bool:
        """Whether two actors stand for the two states that the article names most."""
        return len(self._foremost) == 2 and {self.state(source), self.state(target)} == self._foremost

    def expects(self, root: str | None, source: str | None, before: int) -> bool:
        """Whether the context tells to whom something is said that names nobody."""
        if root in ANSWERS and self.answered(source) is not None:
            return True
        return root in ADDRESSED and self.opposite(source, before, root) is not None

    def completed(self, event: Event, verb: str = "", *, told: bool = True) -> Iterator[Event]:
        """An event with the parties that the context gives: itself, or one for each of several.

        `verb`: the lemma that tells it; `told`: whether it is said to its target, not of it ("demanded
        the release of the men").
        """
        if not self.many:
            yield event
            return
        event = self._sent(event)
        parts = self._split(event)
        found = [one for said in parts for one in self._aimed(said, verb, told)]
        if event.target is None and len(parts) > 1 and all(part.target is None for part in parts):
            # What several say together they do not say to each other.
            several = {self.state(part.source) for part in parts}
            found = [one for one in found if self.state(one.target) not in several] or parts
        found = [one for said in found for one in self._no_self(said)]
        self._past.extend(found)
        self._quarrel |= any(e.type in ADVERSE and self.among(e.source, e.target) for e in found)
        for e in found:
            if e.type in JOINT:
                self._note_joint(e)
        yield from found

    def answers(self, verb: Token) -> Token | None:
        """Who answers with a verb that no lexicon takes for an event by itself; None if it is no answer."""
        if not self.many or verb.pos_ != "VERB" or verb.lemma_.lower() not in REFUSALS:
            return None
        helped = [c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]
        if any(c.dep_ == "neg" for c in verb.children) or any(c.tag_ == "MD" for c in helped):
            return None
        finite = verb.tag_ in {"VBD", "VBZ", "VBP"} or (verb.tag_ == "VBN" and any(helped))
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
        if not finite or passive or verb.dep_ in {"relcl", "acl", "advcl"}:
            return None
        if any(c.dep_ == "xcomp" for c in verb.rights):
            return None  # "refused to sign" is coded, "declined to comment" is none
        return surface_subject(verb)

    def answered(self, source: str | None, what: Span | None = None) -> Side | None:
        """Whom a refusal of `source` answers: the last who asked or accused it, its state or nobody named;
        where it says that an offer is refused (`what`), also who offered."""
        offered = what is not None and bool(OFFERS & set(what.quote.lower().split()))
        home = self.state(source)
        for event in reversed(self._past):
            if event.type != "AGREE" if offered else event.type not in ANSWERED:
                continue
            if event.source is None or event.source == source:
                continue
            other = self.state(event.source)
            if event.target == source or (home is not None and self.state(event.target) == home):
                return event.source, event.source_span
            if event.target is None and home is not None and other is not None and other != home:
                return event.source, event.source_span
        return None

    def opposite(self, source: str | None, before: int, root: str | None = None) -> Side | None:
        """The state to which one who speaks for another state speaks: the last that it dealt with, else
        the other of a text about two, with its words before an offset. A refusal needs a quarrel."""
        home, known = self.state(source), self._actors.get(source or "")
        if known is None or home is None or known.sector not in OFFICIAL:
            return None
        if root in ANSWERS and not self._quarrel:
            return None
        other = self._lately(home)
        if other is None and home in self.pair:
            (other,) = self.pair - {home}
        span = self._named_before(other, before) if other is not None else None
        return (other, span) if other is not None and span is not None else None

    def _lately(self, home: str) -> str | None:
        """The other of the two foremost states, if the last events were between the two; or None."""
        if home not in self._foremost:
            return None
        for event in [e for e in self._past if e.target is not None][-LATELY:]:
            if self.among(event.source, event.target):
                return next(iter(self._foremost - {home}))
        return None

    def _pair(self, mentions: list[Mention]) -> tuple[frozenset[str], frozenset[str]]:
        """The two states that an article names most, and the two that it is about; or nobody."""
        counts = Counter(state for m in mentions if (state := self.state(m.actor)) is not None)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if len(ordered) < 2 or ordered[1][1] < FOREMOST:
            return frozenset(), frozenset()
        both = frozenset(state for state, _ in ordered[:2])
        crowded = len(ordered) > 2 and ordered[2][1] * THIRD > ordered[1][1]
        tied = len(ordered) > 2 and ordered[2][1] == ordered[1][1]
        return frozenset() if tied else both, frozenset() if crowded else both

    def members(self, span: Span | None) -> tuple[str, ...]:
        """The actors that a phrase for several stands for ("both neighbours"); empty for one.

        Where the cast leaves it open, "the two sides" are the two that have just done something
        together, else the two that the text is about.
        """
        if span is None or OWNED.match(span.quote):
            return ()  # "their ports" are not they; "their border" is between them
        who = self._cast.who(span.start, span.end)
        members = who.members if who is not None else ()
        known = all(member in self._actors for member in members)
        if known and 1 < len(members) <= MOST_MEMBERS:
            return tuple(members)
        if (who is None or who.id not in self._actors) and TWO.fullmatch(span.quote):
            return tuple(sorted(self._joint or self.pair))
        return ()

    def _split(self, event: Event) -> list[Event]:
        """An event of several, or done to several, as one for each."""
        sources = self.members(event.source_span) or (event.source,)
        if len(sources) > 1 and event.target is None and event.type in JOINT:
            span = event.source_span
            return [
                replace(event, source=one, target=other, target_span=span)
                for one in sources
                for other in sources
                if one != other
            ]
        targets = self.members(event.target_span) or (event.target,)
        if len(sources) == len(targets) == 1:
            return [event]
        if event.target is None and len(targets) == 1:
            return [replace(event, source=one) for one in sources]
        pairs = [(one, other) for one in sources for other in targets if one is None or one != other]
        return [replace(event, source=one, target=other) for one, other in pairs] or [event]

    def _note_joint(self, event: Event) -> None:
        """Remember which two states have just done something together: told once each way."""
        one, other = self.state(event.source), self.state(event.target)
        if one is None or other is None or one == other:
            return
        if self._way == (event.statement, event.type, other, one):
            self._joint = frozenset({one, other})
        self._way = event.statement, event.type, one, other

    def _no_self(self, event: Event) -> Iterator[Event]:
        """Nobody does anything to himself: a joint act is none then, another is left without its target."""
        if event.source is None or event.source != event.target:
            yield event
        elif event.type not in JOINT:
            yield replace(event, target=None, target_span=None)

    def _sent(self, event: Event) -> Event:
        """An event whose doer is a state's force or ship, as that state's: "a Chilean patrol boat"."""
        span = event.source_span
        if event.source is not None or span is None or not self._is_force(span):
            return event
        states = self._named_in(span)
        return replace(event, source=next(iter(states))) if len(states) == 1 else event

    def _is_force(self, span: Span) -> bool:
        words = span.quote.lower().split()
        return bool(ARMED & set(words)) and words[0] != "former"

    def _aimed(self, event: Event, verb: str, told: bool) -> list[Event]:
        """An event with its target, or its targets, where its sentence names none."""
        if event.target is not None:
            return [self._at_home(event)]
        if told and (petitioned := self._petitioned(event)) is not None:
            return [replace(event, target=petitioned)]
        side = self._owner(event) if told else None
        if event.source is None:
            return [event if side is None else replace(event, target=side[0])]
        if side is None and event.type in ANSWERS:
            side = self.answered(event.source, event.target_span)
        at = event.source_span.start if event.source_span is not None else 0
        if side is None and not (told and self._is_somebody(event.target_span)):
            if event.type in ADDRESSED or (event.type == "AGREE" and verb == "agree"):
                side = self.opposite(event.source, at, event.type)
            if side is None and event.type == "AGREE" and verb in PROMISES:
                side = self._partner(event.source, at)
            sides = self._both(event, at) if side is None else []
            if sides:
                return [replace(event, target=who, target_span=span) for who, span in sides]
        return [event if side is None else replace(event, target=side[0], target_span=side[1])]

    def _at_home(self, event: Event) -> Event:
        """Of an event whose target is "the government": that of the state whose opposition speaks."""
        source, target = self._actors.get(event.source or ""), self._actors.get(event.target or "")
        if source is None or target is None or source.state is None or source.sector not in AT_HOME:
            return event
        bare = target.state is None and target.kind == "organisation" and target.sector in SEATS
        return replace(event, target=source.state) if bare else event

    def _petitioned(self, event: Event) -> str | None:
        """The state whose own people or party speak to "the president", wherever he rules."""
        source = self._actors.get(event.source or "")
        if source is None or source.sector not in AT_HOME or event.target_span is None:
            return None
        if event.type not in PETITIONS or not RULERS.fullmatch(event.target_span.quote):
            return None
        who = self._cast.who(event.target_span.start, event.target_span.end)
        return source.state if who is None or who.state is None else None

    def _both(self, event: Event, before: int) -> list[Side]:
        """The two states to which a third speaks ("Togo called for restraint"), or whose deal it welcomes."""
        known = self._actors.get(event.source or "")
        home = self.state(event.source) or (event.source if known and known.sector == "IGO" else None)
        if known is None or home is None or known.sector not in OFFICIAL:
            return []
        two: frozenset[str] = frozenset()
        if event.type == "REQUEST":
            two = self.pair
        elif event.type == "SUPPORT" and self._is_deal(event.target_span):
            two = self._joint
        if len(two) != 2:
            return []
        # One of the two speaks of what both have: to the other.
        named = [(state, self._named_before(state, before)) for state in sorted(two - {home})]
        return [(state, span) for state, span in named if span is not None]

    def _partner(self, source: str | None, before: int) -> Side | None:
        """With whom a state has just made a deal, of which what it promises is part."""
        home, known = self.state(source), self._actors.get(source or "")
        if known is None or home not in self._joint or known.sector not in OFFICIAL:
            return None
        (other,) = self._joint - {home}
        span = self._named_before(other, before)
        return (other, span) if span is not None else None

    def _is_deal(self, span: Span | None) -> bool:
        """Whether words stand for the deal or talks that the article tells of: "the accord"."""
        words = span.quote.lower().split() if span is not None else []
        return len(words) == 2 and words[0] == "the" and words[1] in DEALS

    def _named_before(self, state: str, before: int) -> Span | None:
        """Where a state was last named before an offset, else where it first is."""
        named = self._named.get(state, [])
        at = bisect_right(named, before, key=lambda span: span.end)
        return named[max(at - 1, 0)] if named else None

    def _is_somebody(self, span: Span | None) -> bool:
        """Whether a phrase is people or a body, whoever they are: they need no other target."""
        who = self._cast.who(span.start, span.end) if span is not None else None
        return who is not None and (who.kind != "unnamed" or self._cast.sector(*_ends(span)) is not None)

    def owner(self, span: Span | None) -> str | None:
        """The one state whose people or things a phrase is about, or None."""
        states = self._named_in(span)
        return next(iter(states)) if len(states) == 1 else None

    def _owner(self, event: Event) -> Side | None:
        """The state whose people or things a target is: "a Chilean trawler"; one only, and not the doer's."""
        states = self._named_in(event.target_span)
        home = self.state(event.source)
        if len(states) != 1 or home in states or (home is None and event.source is not None):
            return None
        return next(iter(states)), event.target_span

    def _named_in(self, span: Span | None) -> frozenset[str]:
        """The states whose names or people's adjectives stand in a phrase; empty where others do too."""
        if span is None:
            return frozenset()
        # "The helicopter from the Chilean bank" is not Chile's.
        place = PLACED.search(span.quote)
        end = span.end if place is None else span.start + place.start()
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, end)
        near = self._mentions[first:last]
        inside = {str(m.actor) for m in near if m.form in NAMING and m.span.end <= end}
        return frozenset(inside) if all(self.state(one) == one for one in inside) else frozenset()


def _ends(span: Span | None) -> tuple[int, int]:
    return (span.start, span.end) if span is not None else (0, 0)
