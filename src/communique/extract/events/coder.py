"""The acts of one sentence: its verbs and nouns from the root down, each once.

What governs an act is read before it: "refused to send" is a REJECT and no AID, "denied that it
had shelled" is nothing at all. Every walk is over the parse once, or bounded by `HOPS`.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.extract.events.acts import Act, Manner
from communique.extract.events.arguments import (
    is_passive,
    nationality,
    object_of,
    own_subject,
    possessor,
    source_of,
    surface_subject,
    under,
)
from communique.extract.events.blaming import blame_of
from communique.extract.events.classes import NounClasses
from communique.extract.events.lexicon import governing, lemma_of
from communique.extract.events.nominals import act_of, binds, first_source
from communique.extract.events.parties import Parties
from communique.extract.events.predicates import Predicate, is_idle, predicate_of
from communique.extract.events.roots import ahead, is_cooperative
from communique.extract.events.stances import Stance, is_past, is_told_fact, mood_of, stance_of
from communique.extract.events.targets import awaited, is_beside, target_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPEECH: dict[str, str] = {
    "agree": "AGREE",
    "pledge": "AGREE",
    "refuse": "REJECT",
    "threaten": "THREATEN",
    "ask": "REQUEST",
    "force": "COERCE",
    "let": "YIELD",
}
"""What is done in saying so: the root of a stance."""
SIDE = {"relcl", "acl", "advcl", "pcomp"}
VERBAL, NOMINAL = {"VERB", "AUX"}, {"NOUN", "PROPN"}
PEOPLE = {"person", "refugees", "captive", "diplomat", "troops"}
OPEN_SLOTS = ("obj", "to", "with", "on", "against", "from", "for")
UNSAID = {"be", "have", "do", "say", "get", "become", "remain", "seem", "tell", "add", "know", "see"}
"""Verbs that tell no act by themselves, whoever their arguments are."""
LATER, SIDELONG, SOURCELESS, UNCERTAIN = 1000, 40, 500, 200
"""Added to the rank of nominal, subordinate, agentless and uncertain acts."""


class SentenceCoder:
    """Finds the acts between two token indices, which are one sentence."""

    def __init__(self, doc: Doc, start: int, end: int, classes: NounClasses, *, loose: bool = False) -> None:
        self.doc, self.start, self.end = doc, start, end
        self.classes = classes
        self.loose = loose
        self._spent: set[int] = set()
        self._moods: dict[int, str] = {}
        self._who = Parties(classes)
        self._acts: list[Act] = []

    def acts(self) -> list[Act]:
        """The acts of the sentence, the main one first."""
        start, end, heads, parts = self.start, self.end, self.classes.heads, self.classes.parts
        below: list[list[int]] = [[] for _ in range(start, end)]
        queue: deque[int] = deque()
        for i in range(start, end):
            if heads[i] == i or not start <= heads[i] < end:
                queue.append(i)
            else:
                below[heads[i] - start].append(i)
        step = 0
        while queue:
            i = queue.popleft()
            step += 1
            if parts[i] in VERBAL and i not in self._spent:
                token = self.doc[i]
                if token.dep_ not in {"aux", "auxpass", "amod", "compound"}:
                    self._verb(token, step)
            elif parts[i] in NOMINAL and i not in self._spent and self._may_tell(i):
                self._noun(self.doc[i], step)
            queue.extend(below[i - start])
        return sorted(self._acts, key=lambda act: (act.rank, act.head.i))

    def _may_tell(self, i: int) -> bool:
        """Whether a table knows the noun's word at all: most words are in none."""
        classes = self.classes
        return classes.may_act(i) or classes.lemmas[i] in governing() or classes.lowers[i] in governing()

    # ------------------------------------------------------------------ verbs

    def _verb(self, verb: Token, step: int) -> None:
        mood = self._mood(verb)
        word = self._governing(verb)
        stance = stance_of(word)
        if stance is not None and self._governs(verb, word, stance, mood, step):
            return
        found = predicate_of(verb, self.classes)
        if found is not None:
            self._predicate(verb, found, mood, step)
        elif mood == "not future" and verb.i in self._who.speakers:
            self._refusal(verb, step)
        elif mood == "must" and self._who.speaker(verb) is not None:
            self._duty(verb, step)
        elif self.loose and verb.lemma_ not in UNSAID:
            self._unknown(verb, mood, step)

    def _governing(self, verb: Token) -> Token:
        """The word that takes the complement: the verb, or the adjective that it only carries."""
        if verb.lemma_ in {"be", "remain", "stand", "feel", "seem", "declare"}:
            for child in verb.rights:
                if child.dep_ in {"acomp", "attr", "oprd"} and child.n_rights:
                    return child
        return verb

    def _mood(self, verb: Token) -> str:
        own = mood_of(verb)
        if own != "plain":
            return own
        carried = self._moods.get(verb.i)
        if carried is None and verb.dep_ == "conj" and own_subject(verb) is None:
            carried = self._moods.get(verb.head.i)
        return carried or own

    def _governs(self, verb: Token, word: Token, stance: Stance, mood: str, step: int) -> bool:
        """Read a verb with its complement; True where nothing is left to be read of the verb."""
        kind, inner = stance.kind, stance.inner
        if kind in {"never", "accuse"}:
            act = blame_of(verb, lemma_of(word), inner, self._who) if mood == "plain" else None
            if act is not None:
                target = act.target or self._inner_target(verb, inner, act.source)
                self._add(replace(act, target=target), verb, step)
            self._spend(inner)
            return kind == "never"
        if kind in {"through", "ahead"}:
            carried = "future" if kind == "ahead" and mood == "plain" else mood
            if kind == "ahead" and word.lemma_ == "expect" and not is_passive(verb):
                self._spend(inner)
                return True
            if carried != "plain":
                self._moods[inner.i] = carried
            speaker = self._who.speaker(verb)
            if speaker is not None:
                self._who.speakers[inner.i] = speaker
            return kind == "ahead" or predicate_of(verb, self.classes) is None
        if kind == "say":
            speaker = self._who.resolved(source_of(verb), verb)
            if speaker is not None and self.classes.can_act(speaker):
                self._who.speakers[inner.i] = speaker
            if mood not in {"plain", "future"}:
                self._moods[inner.i] = mood if mood == "open" else "open"
            return True
        if kind == "ask" and (not self.classes.is_party(stance.asked) or is_past(inner)):
            return False  # "insisted that the navy had called"
        self._speech(verb, word, stance, mood, step)
        return True

    def _speech(self, verb: Token, word: Token, stance: Stance, mood: str, step: int) -> None:
        """An act that is done in saying so: a promise, a refusal, a threat, a request."""
        kind, inner = stance.kind, stance.inner
        source = self._who.resolved(source_of(verb), verb)
        if word.i != verb.i:
            source = self._who.resolved(surface_subject(verb), verb)
        self._spend(inner)
        if kind == "refuse" and is_idle(inner):
            return
        if kind in {"agree", "pledge"} and is_told_fact(inner):
            return  # "agreed that the vote was fair"
        if mood == "never" and kind in {"agree", "let"}:
            kind, mood = "refuse", "plain"
        elif mood in {"never", "must", "not must"} or (mood.startswith("not") and kind == "refuse"):
            return
        elif mood.startswith("not"):
            kind, mood = "refuse", "plain"
        if not self.classes.can_act(source):
            return
        root = SPEECH[kind]
        target = stance.asked if kind in {"ask", "force", "let"} else self._inner_target(verb, inner, source)
        if target is not None and target.pos_ == "PRON":
            target = self._who.resolved(target, verb)
        if target is not None and source is not None and target.i == source.i:
            return
        if kind in {"ask"} and not self.classes.is_party(target):
            return
        if kind == "let" and not self.classes.is_party(target):
            target = None
        split = False
        if kind == "agree" and source is not None:
            split = len(self._who.parties(source)) > 1 and not is_beside(verb, target)
        elif kind == "pledge" and (target is None or not self.classes.is_actor(target)):
            split = source is not None and len(self._who.parties(source)) > 1
        manner = {"plain": "speech", "future": "ahead", "open": "open"}.get(mood, "speech")
        if kind == "pledge" and manner == "speech":
            manner = "pledge"
        self._add(
            Act(
                root,
                None,
                verb,
                source,
                target,
                manner,  # type: ignore[arg-type]
                reciprocal=split,
                alone=True,
                split=split,
            ),
            verb,
            step,
        )

    def _inner_target(self, verb: Token, inner: Token, source: Token | None) -> Token | None:
        """To whom what is promised, refused or threatened would be done."""
        found = predicate_of(inner, self.classes)
        thing = found.thing if found is not None else object_of(inner)
        slots = found.slots if found is not None else OPEN_SLOTS
        if (
            found is None
            and thing is not None
            and not thing.ent_type_
            and not self.classes.of(thing) & PEOPLE
        ):
            around = target_of(inner, thing, OPEN_SLOTS[1:], self.classes, light=False)
            if around is not None:
                return around
        light = found is not None and found.noun is not None
        target = target_of(inner, thing, slots, self.classes, light=light)
        if target is not None and self.classes.is_party(target) and target.pos_ != "PRON":
            return target
        for slot in ("with", "dative", "to", "on", "against", "from"):
            for noun in under(verb, slot):
                if self.classes.is_party(noun):
                    return noun
        asked = next((c for c in verb.rights if c.dep_ in {"dobj", "dative"} and c.i < inner.i), None)
        if asked is not None and self.classes.is_party(asked):
            return asked
        for child in inner.rights:
            if child.dep_ in {"xcomp", "ccomp", "advcl", "conj"}:
                deeper = target_of(child, object_of(child), OPEN_SLOTS, self.classes, light=False)
                if deeper is not None and self.classes.is_party(deeper):
                    return deeper
        return target if target is not None and target.pos_ != "PRON" else None

    def _predicate(self, verb: Token, found: Predicate, mood: str, step: int) -> None:
        passive = is_passive(verb)
        source = self._who.resolved(source_of(verb), verb)
        thing = found.thing
        if found.noun is not None:
            self._spent.add(found.noun.i)
            if source is None:
                source = first_source(found.noun, self.classes)
        if passive and source is None and "passive-source" in found.marks and thing is not None:
            source = self._who.resolved(object_of(verb), verb)
        light = found.noun is not None
        reciprocal, split = "reciprocal" in found.marks, False
        target = target_of(verb, thing, found.slots, self.classes, light=light, near=not reciprocal)
        if reciprocal and not (self.classes.is_actor(target) and is_beside(verb, target, thing)):
            split = source is not None and len(self._who.parties(source)) > 1
            if not split:
                target = target_of(verb, thing, found.slots, self.classes, light=light)
                reciprocal = self._who.is_plural(source) if source is not None and target is None else False
        root, manner = found.root, "deed"
        if mood == "must":
            self._duty(verb, step)
            return
        if mood in {"future", "open"}:
            manner = "ahead" if mood == "future" else "open"
            root = ahead(root) if mood == "future" else root
        elif mood.startswith("not"):
            if not is_cooperative(root):
                return
            root, manner = "REJECT", "speech"
            if not self.classes.is_actor(target):
                target = awaited(verb, self.classes) or target
        if source is not None and not self.classes.can_act(source):
            return
        if source is None and not passive:
            return
        if target is not None and source is not None and target.i == source.i:
            target = None
        if target is not None and target.pos_ == "PRON":
            target = self._who.other(target, source, verb)
        alone = "alone" in found.marks or (reciprocal and source is not None and self._who.is_plural(source))
        mode = found.mode if root == found.root else None
        if manner == "deed" and root in {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT"}:
            manner = "speech"
        charged = "charged" in found.marks
        act = Act(root, mode, verb, source, target, manner, reciprocal, alone, split, charged)  # type: ignore[arg-type]
        self._add(act, verb, step)
        if mood == "plain" and root == "SUPPORT" and binds(verb, found.noun, self.classes):
            self._add(replace(act, root="AGREE"), verb, step)

    def _refusal(self, verb: Token, step: int) -> None:
        """ "Said it would not ...": a refusal, whatever it is that is refused."""
        subject = own_subject(verb)
        speaker = self._who.speaker(verb)
        if subject is None or speaker is None or subject.pos_ != "PRON" or subject.lower_ == "there":
            return
        target = target_of(verb, object_of(verb), OPEN_SLOTS, self.classes, light=False)
        if not self.classes.is_actor(target):
            target = awaited(verb, self.classes) or target
        self._add(Act("REJECT", None, verb, speaker, target, "speech", alone=True), verb, step)

    def _duty(self, verb: Token, step: int) -> None:
        """ "X said that Y must ...": a request of Y."""
        speaker, asked = self._who.speaker(verb), surface_subject(verb)
        if speaker is None or asked is None or asked.pos_ == "PRON" or not self.classes.is_actor(asked):
            return
        if asked.i == speaker.i or any(child.lower_ in {"should", "ought"} for child in verb.lefts):
            return
        self._add(Act("REQUEST", None, verb, speaker, asked, "speech"), verb, step)

    def _unknown(self, verb: Token, mood: str, step: int) -> None:
        """Two parties and a verb that no lexicon has: only a judge can tell what it is."""
        if mood not in {"plain", "future"}:
            return
        source = self._who.resolved(source_of(verb), verb)
        if source is None or not self.classes.can_act(source):
            return
        target = target_of(verb, object_of(verb), OPEN_SLOTS, self.classes, light=False)
        if target is None or source.i == target.i:
            return
        if not self.classes.is_party(target):
            return
        manner = "ahead" if mood == "future" else "deed"
        self._add(Act(None, None, verb, source, target, manner), verb, step)  # type: ignore[arg-type]

    # ------------------------------------------------------------------ nouns

    def _noun(self, noun: Token, step: int) -> None:
        stance = stance_of(noun) if noun.pos_ == "NOUN" and noun.n_rights else None
        if stance is not None:
            if stance.kind in {"never", "accuse"}:
                self._spend(stance.inner)
            elif stance.kind == "ahead" and self._is_dropped(noun):
                self._spend(stance.inner)  # "shelved a plan to shell the town"
            elif stance.kind == "ahead":
                self._moods[stance.inner.i] = "future"
            elif stance.kind in SPEECH:
                owner = self._who.resolved(possessor(noun) or nationality(noun), noun)
                self._spend(stance.inner)
                if owner is not None and self.classes.is_actor(owner):
                    asked = stance.asked if stance.kind == "ask" else None
                    target = asked or self._inner_target(noun, stance.inner, owner)
                    root = SPEECH[stance.kind]
                    manner: Manner = "pledge" if root == "AGREE" else "speech"
                    self._add(Act(root, None, noun, owner, target, manner), noun, step + LATER)
            return
        act = act_of(noun, self.classes)
        if act is not None:
            self._add(act, noun, step + LATER)

    def _is_dropped(self, noun: Token) -> bool:
        """Whether a plan is given up or turned down by the verb that it is the object of."""
        found = predicate_of(noun.head, self.classes) if noun.dep_ == "dobj" else None
        return found is not None and found.root in {"YIELD", "REJECT", "RETREAT"}

    # ------------------------------------------------------------------ keeping

    def _spend(self, top: Token) -> None:
        """Take a complement with all that depends on it out of what is still read."""
        stack = [top]
        while stack:
            token = stack.pop()
            if token.i in self._spent:
                continue
            self._spent.add(token.i)
            stack.extend(token.children)

    def _add(self, act: Act, head: Token, step: int) -> None:
        if act.source is None and act.target is None:
            return
        if act.target is None and not act.alone and not act.split:
            return
        rank = step
        rank += SOURCELESS if act.source is None else 0
        rank += UNCERTAIN if act.manner == "open" else 0
        rank += SIDELONG if head.dep_ in SIDE else 0
        rank += LATER // 2 if act.root is None else 0
        self._acts.append(replace(act, rank=rank))
