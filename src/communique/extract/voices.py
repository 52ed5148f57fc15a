"""Voices: who speaks a stretch of text, and what "will" means in that mouth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from communique.extract.annotations import Annotations
from communique.extract.cues import table
from communique.extract.frames import Frame
from communique.extract.modality import WILL, is_negated, words
from communique.extract.sources import PERSONAL, subject_of
from communique.records import Holder, Modality
from communique.resolve.nouns import bodies, roles

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OUTLET = Holder("outlet")
SELF = {"i", "we", "you", "one"}
QUESTIONS = {"ask", "wonder"}
PARTIES = {"GPE", "ORG", "PERSON", "NORP"}


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """`data/voices.tsv`: the words of each class: fate, resumption, office, thing."""
    rows: dict[str, set[str]] = {}
    for word, kind, _ in table("voices.tsv"):
        rows.setdefault(kind, set()).add(word)
    return {kind: frozenset(found) for kind, found in rows.items()}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and by which tokens (`cue`, end exclusive).

    `explicit` is True where the text names a speaker; `asks` where what follows is a question
    ("asked whether"); `pledges` where the verb of speech is a promise.
    """

    holder: Holder
    cue: tuple[int, int] | None = None
    explicit: bool = False
    asks: bool = False
    pledges: bool = False


class Voices:
    """Turns frames into voices, with the help of what is known of the article."""

    def __init__(self, doc: Doc, known: Annotations) -> None:
        self.doc = doc
        self.known = known
        self.narrator = Voice(known.issuer or OUTLET)
        """Who speaks where nobody else does: the outlet, or who issues an official text."""

    def speaking(self, frame: Frame, voice: Voice) -> Voice:
        """The voice of the source of a frame that stands in a stretch of `voice`."""
        doc = self.doc
        first = doc[frame.content].lower_ if frame.content is not None else ""
        asks = first in {"whether", "if"} or (frame.cue is not None and frame.cue.lemma in QUESTIONS)
        return Voice(
            self._holder(frame.source, voice),
            _cue(frame),
            True,
            asks and frame.shape == "right",
            frame.cue is not None and frame.cue.kind == "pledge",
        )

    def acting(self, frame: Frame, voice: Voice) -> Voice:
        """The voice of an act: whoever does it, unless somebody else reports it or it was not done."""
        refused = frame.cue is not None and frame.cue.kind == "refuse"
        verb = self.doc[frame.verb]
        ahead = any(c.dep_ == "aux" and c.lower_ in WILL for c in verb.lefts)
        if voice.explicit or frame.source is None or refused or ahead or is_negated(verb):
            return Voice(voice.holder, _cue(frame), voice.explicit)
        return self.speaking(frame, voice)

    def speaks_of_self(self, source: tuple[int, int]) -> bool:
        """Whether the source is "I" or "we": then its words belong to whoever is being quoted."""
        return source[1] - source[0] == 1 and self.doc[source[0]].lower_ in SELF

    def _holder(self, source: tuple[int, int] | None, voice: Voice) -> Holder:
        if source is None:
            return Holder("unnamed")
        span = self.doc[source[0] : source[1]]
        start, end = span.start_char, span.end_char
        if self.speaks_of_self(source):
            return self.known.speaker_around(start, end) or voice.holder
        holder = self.known.cast.holder(start, end)
        if self.known.issuer is not None and (holder is None or self._is_issuer(holder)):
            return self.known.issuer
        return holder or Holder("unnamed", None, None, self.known.article.span(start, end))

    def _is_issuer(self, holder: Holder) -> bool:
        """Whether a holder in an official text ("the Ministry", "the two sides") is who issues it."""
        if holder.kind == "speaker":
            return False
        actor = self.known.actors.get(holder.actor or "")
        return (
            actor is None or actor.kind == "group" or (actor.kind == "organisation" and actor.state is None)
        )

    def will(self, head: Token, voice: Voice) -> Modality:
        """What "will" means of this clause in this mouth: a pledge where the speaker's own side acts."""
        official = self.known.article.kind == "statement" and not voice.explicit
        subject = subject_of(head)
        if voice.pledges or official:
            return "pledged"
        if subject is not None and subject.lower_ in {"i", "we"} and voice.explicit:
            return "pledged"
        if head.lemma_ in word_classes()["fate"] or not self._is_entitled(voice.holder):
            return "expected"
        actor = self.known.actor_at(subject.idx) if subject is not None else None
        passive = any(c.dep_ == "auxpass" for c in head.lefts)
        if actor is not None and not (passive and self._is_crowd(actor)):
            theirs, ours = self.known.state_of(actor), self.known.state_of(voice.holder.actor)
            others = actor != voice.holder.actor and theirs != ours and None not in (theirs, ours)
            return "expected" if others else "pledged"
        if subject is None or (actor is None and subject.ent_type_ in PARTIES):
            return "expected"
        pronoun = subject.lower_ in {"he", "she", "it", "they"}
        return "pledged" if pronoun or passive or head.lemma_ in word_classes()["resumption"] else "expected"

    def _is_crowd(self, actor: str) -> bool:
        """Whether it is unnamed people: "the fishermen will be freed" is about what others do."""
        known = self.known.actors.get(actor)
        return known is not None and known.kind == "group"

    def ought(self, head: Token, voice: Voice, dated: bool) -> Modality:
        """What "should" means of this clause in this mouth: a demand, or of a thing what is to be expected.

        The outlet itself demands nothing; in the mouth of others a time to come (`dated`) tells.
        """
        subject = subject_of(head)
        if subject is None or (head.lemma_.lower(), "happens") not in words() or self._acts(subject):
            return "demanded"
        return "expected" if dated or not voice.explicit else "demanded"

    def _acts(self, subject: Token) -> bool:
        """Whether a subject is somebody, or a body, who can be told what to do."""
        if subject.lower_ in {
            "i",
            "we",
            "you",
            "he",
            "she",
            "they",
            "who",
            "everybody",
            "everyone",
            "nobody",
        }:
            return True
        if subject.lower_ == "it":
            return False
        noun = subject.lower_.removesuffix("s")
        named = subject.ent_type_ in PARTIES or self.known.actor_at(subject.idx) is not None
        listed = subject.lower_ in roles() or subject.lower_ in bodies()
        return named or listed or (noun.endswith(PERSONAL) and noun not in word_classes()["thing"])

    def _is_entitled(self, holder: Holder) -> bool:
        """Whether a holder can bind a state or a body: it is one, or holds an office."""
        actor = self.known.actors.get(holder.actor or "")
        if actor is not None:
            return actor.kind != "person" or actor.office is not None
        return any(
            word.removesuffix("s") in word_classes()["office"] for word in (holder.name or "").lower().split()
        )


def _cue(frame: Frame) -> tuple[int, int]:
    return frame.verb, frame.verb + (2 if frame.cue is None else 1)
