"""Statements: every proposition of an article with who holds it and how far it is put as fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from communique.extract.annotations import Annotations, Cast
from communique.extract.clauses import CONTRASTS, Clause, find_clauses, has_subject, is_finite
from communique.extract.cues import cue_of
from communique.extract.domains import domains_of
from communique.extract.edges import FRAGMENT, close, is_scrap, says_something, trim
from communique.extract.frames import Frame, frames_of
from communique.extract.modality import is_timetabled, modality_of
from communique.extract.sources import subject_of
from communique.extract.voices import Voice, Voices
from communique.records import Article, DateMention, Modality, Quote, Statement, digest

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEEPEST = 6
"""Reports within reports ("he said that she said that ...") are told apart to this depth."""
MOST_NESTED = 40
"""So many reports in the subordinate clauses of one sentence are looked at: no real one has more."""
LONG_AGO = 400
"""Days before the article after which what is told "in 2019" is background."""
SIDE_ACTS = {"deny", "pledge", "demand", "threaten", "warn"}
"""Acts that are statements of their own in a participle clause ("..., denying the charge")."""


def find_statements(
    article: Article,
    doc: Doc,
    cast: Cast,
    quotes: Sequence[Quote],
    dates: Sequence[DateMention],
    *,
    frames: Sequence[Mapping[int, Frame]] | None = None,
) -> tuple[Statement, ...]:
    """The statements of an article, in the order of its text.

    Offsets of `doc`, `quotes` and `dates` are those of `article.text`. Headings hold none.
    `frames` are those of `frames_of`, found here if they are not given.
    """
    known = Annotations(article, cast, quotes, dates)
    frames = frames_of(article, doc, quotes) if frames is None else frames
    voices = Voices(doc, known)
    found: dict[str, Statement] = {}
    for n, sentence in enumerate(article.sentences):
        span = doc.char_span(sentence.span.start, sentence.span.end, alignment_mode="contract")
        if sentence.heading or span is None or not len(span):
            continue
        reader = _SentenceReader(doc, known, voices, frames[n], n, span.start, span.end)
        for statement in reader.read():
            found.setdefault(statement.id, statement)
    return tuple(sorted(found.values(), key=lambda s: (s.span.start, s.span.end, s.id)))


class _SentenceReader:
    """Reads one sentence: its main clauses first, then what is reported inside subordinate ones."""

    def __init__(
        self,
        doc: Doc,
        known: Annotations,
        voices: Voices,
        frames: Mapping[int, Frame],
        number: int,
        start: int,
        end: int,
    ) -> None:
        self.doc, self.known, self.voices = doc, known, voices
        self.number, self.start, self.end = number, start, end
        self.frames = dict(frames)
        for frame in self._cataphoric():
            del self.frames[frame.verb]
        self.used: set[int] = set()
        self.found: list[Statement] = []

    def read(self) -> list[Statement]:
        """The statements of the sentence."""
        self._stretch(self.start, self.end, self.voices.narrator, 0)
        self._subordinate()
        return self.found

    def _open_frames(self, start: int, end: int) -> list[Frame]:
        return [f for i, f in self.frames.items() if start <= i < end and i not in self.used]

    def _cataphoric(self) -> list[Frame]:
        """Views of somebody whom only the sentence itself names: "By her count ten left, Umeh said"."""
        asides = [f for f in self.frames.values() if f.shape == "aside"]
        if not any(f.cue is not None for f in asides):
            return []
        unnamed = [f for f in asides if f.cue is None and f.source is not None]
        return [f for f in unnamed if self.voices.speaking(f, self.voices.narrator).holder.name is None]

    # ------------------------------------------------------------------ stretches

    def _stretch(self, start: int, end: int, voice: Voice, depth: int) -> None:
        """The statements of a run of tokens that one voice speaks."""
        frames = self._open_frames(start, end)
        asides = [f for f in frames if f.shape == "aside" and self._applies(f, end)]
        self.used.update(f.verb for f in asides)
        contents = frozenset(f.content for f in frames if f.content is not None)
        clauses = find_clauses(self.doc, start, end, tuple(f.block for f in asides), contents)
        for clause, speaking in self._joined(self._spoken(clauses, asides, voice)):
            self._clause(clause, speaking, asides, depth)
        for aside in asides:
            self._circumstance(aside, voice)

    def _applies(self, aside: Frame, end: int) -> bool:
        """Whether a parenthesis speaks for the main clauses around it, not for one inside them."""
        low, high = trim(self.doc, aside.block[1], end)
        verb = self.doc[aside.verb]
        return low >= high or verb.head.dep_ not in {"relcl", "acl", "advcl", "pcomp"}

    def _spoken(self, clauses: list[Clause], asides: list[Frame], voice: Voice) -> list[tuple[Clause, Voice]]:
        """The clauses with who speaks each: the parenthesis in or after it, else the one before it."""
        spoken = []
        k = 0
        for clause in clauses:
            while k < len(asides) and asides[k].block[0] < clause.start:
                k += 1
            chosen = asides[k] if k < len(asides) else None
            if chosen is not None and chosen.cue is None and chosen.block[0] >= clause.end:
                if self.doc[chosen.verb].head.i != clause.head:
                    chosen = None  # "according to" speaks for its own clause only
            elif chosen is None and k > 0 and not self._breaks_off(clause, asides[k - 1]):
                chosen = asides[k - 1]
            spoken.append((clause, voice if chosen is None else self.voices.speaking(chosen, voice)))
        return spoken

    def _breaks_off(self, clause: Clause, aside: Frame) -> bool:
        """Whether a clause after a parenthesis is the outlet's ("..., he said, but he gave no date")."""
        if aside.cue is None:
            return aside.block[0] > self.start + 1
        subject = next((c for c in self.doc[clause.head].children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        before = self.doc[max(clause.start - 2, self.start) : clause.start + 1]
        linked = any(t.lower_ in {"but", ";"} for t in before)
        return linked and subject is not None and subject.lower_ in {"he", "she", "it", "they"}

    def _joined(self, clauses: list[tuple[Clause, Voice]]) -> list[tuple[Clause, Voice]]:
        """Clauses that share a subject, a voice and a modality are told as one."""
        joined: list[tuple[Clause, Voice]] = []
        for clause, voice in clauses:
            if joined and joined[-1][1] == voice and self._continues(joined[-1][0], clause, voice):
                last = joined[-1][0]
                joined[-1] = (Clause(last.head, last.start, clause.end, last.own_subject), voice)
            else:
                joined.append((clause, voice))
        return joined

    def _continues(self, last: Clause, clause: Clause, voice: Voice) -> bool:
        """Whether a clause is no statement apart from the one before it."""
        if clause.head in self.frames or last.head in self.frames:
            return False
        if self._hangs(clause):
            return True
        if clause.own_subject or last.end != clause.start:
            return False
        return self._plain(last, voice) == self._plain(clause, voice)

    def _hangs(self, clause: Clause) -> bool:
        """Whether a clause begins with a preposition or conjunction that ties it to the one before."""
        first = self.doc[clause.start]
        before = self.doc[clause.start - 1] if clause.start else first
        if first.lower_ in CONTRASTS or before.text in {";", ":"}:
            return False
        if (before.dep_ == "cc" or first.dep_ == "cc") and is_finite(self.doc[clause.head]):
            return False
        return first.pos_ in {"ADP", "SCONJ"} and first.lower_ != "that"

    def _plain(self, clause: Clause, voice: Voice) -> Modality:
        head = self.doc[clause.head]
        return modality_of(head, act=None, will=self.voices.will(head, voice), question=False)

    # ------------------------------------------------------------------ clauses

    def _clause(self, clause: Clause, voice: Voice, asides: list[Frame], depth: int) -> None:
        frame = self.frames.get(clause.head)
        content = frame.content if frame is not None else None
        if frame is not None and content is not None and clause.start <= content < clause.end:
            if depth < DEEPEST:
                self._report(clause, frame, content, voice, asides, depth)
                return
        elif self._relays(clause):
            return
        start, end = clause.start, clause.end
        for aside in asides:
            if aside.block[0] <= start < aside.block[1]:
                start = aside.block[1]
            low, high = trim(self.doc, min(aside.block[1], end), end)
            if aside.block[0] < end and low >= high:
                end = max(aside.block[0], start)
        act = frame if frame is not None and frame.shape == "act" else None
        if act is not None:
            self.used.add(act.verb)
            voice = self.voices.acting(act, voice)
        self._emit(start, end, self.doc[clause.head], voice, act)

    def _report(
        self, clause: Clause, frame: Frame, content: int, voice: Voice, asides: list[Frame], depth: int
    ) -> None:
        """What a reporting verb with its content to the right tells: the content, by its source."""
        self.used.add(frame.verb)
        cut = self._aftermath(frame, content, clause.end)
        if frame.source is not None and self.voices.speaks_of_self(frame.source):
            cut = min([cut, *(a.block[0] for a in asides if a.block[0] > content)])
            self._emit(clause.start, cut, self.doc[frame.verb], voice)
            return
        cut = self._narrated_again(frame, content, cut)
        cut = min([cut, *(a.block[0] for a in asides if a.block[0] > content)])
        self._stretch(content, cut, self.voices.speaking(frame, voice), depth + 1)
        if cut < clause.end and not any(a.block[0] == cut for a in asides):
            self._stretch(cut, clause.end, voice, depth + 1)

    def _relays(self, clause: Clause) -> bool:
        """Whether a clause only leads to a report ("she was quoted as saying that ...")."""
        for child in self.doc[clause.head].rights:
            if child.dep_ == "prep" and child.lower_ == "as":
                return any(c.i in self.frames and self.frames[c.i].shape == "right" for c in child.rights)
        return False

    def _aftermath(self, frame: Frame, content: int, end: int) -> int:
        """Where the content ends: before a participle clause of the reporting verb, if there is one."""
        for child in self.doc[frame.verb].rights:
            if child.dep_ == "advcl" and child.tag_ == "VBG":
                low = int(child.left_edge.i)
                if content < low < end and self.doc[low - 1].text == ",":
                    return low
        return end

    def _narrated_again(self, frame: Frame, content: int, end: int) -> int:
        """Where the outlet takes the word again after reported content.

        That is at ", but" with a present tense after a report in the past ("he said the road was
        open, but maps show none").
        """
        doc = self.doc
        if doc[frame.verb].tag_ != "VBD":
            return end
        for i in range(content, end - 2):
            if doc[i].text != "," or doc[i + 1].lower_ not in {"but", "yet"}:
                continue
            if self.known.speaker_around(doc[i].idx, doc[i].idx + 1) is not None:
                continue
            head = next((c for c in doc[i + 1].head.rights if c.dep_ == "conj" and c.i > i), None)
            if head is not None and head.tag_ in {"VBZ", "VBP"} and has_subject(head):
                return i + 1
        return end

    def _circumstance(self, aside: Frame, voice: Voice) -> None:
        """What a parenthesis tells besides who speaks ("he said, after the talks had ended")."""
        for child in self.doc[aside.verb].rights:
            if child.dep_ == "advcl" and child.i < aside.block[1] and child.i not in self.frames:
                self._emit(child.left_edge.i, min(child.right_edge.i + 1, aside.block[1]), child, voice)

    def _subordinate(self) -> None:
        """Frames inside subordinate clauses: their contents are statements as well."""
        narrator = self.voices.narrator
        for frame in self._open_frames(self.start, self.end)[:MOST_NESTED]:
            if frame.verb in self.used or frame.source is None or self.voices.speaks_of_self(frame.source):
                continue
            self.used.add(frame.verb)
            verb = self.doc[frame.verb]
            low, high = verb.left_edge.i, min(verb.right_edge.i + 1, self.end)
            if frame.content is not None and high - frame.content >= FRAGMENT:
                self._stretch(frame.content, high, self.voices.speaking(frame, narrator), 1)
            elif frame.shape == "aside" and frame.cue is not None and verb.head.i != verb.i:
                top = verb.head
                speaking = self.voices.speaking(frame, narrator)
                self._emit(top.left_edge.i, min(top.right_edge.i + 1, self.end), top, speaking)
            elif frame.cue is not None and frame.cue.kind in SIDE_ACTS and _is_participle_clause(verb):
                self._emit(low, high, verb, self.voices.acting(frame, narrator), frame)

    # ------------------------------------------------------------------ the record

    def _emit(self, start: int, end: int, head: Token, voice: Voice, act: Frame | None = None) -> None:
        """Add the statement that these tokens make."""
        doc, known = self.doc, self.known
        low, high = close(doc, *trim(doc, start, end), self.start, self.end)
        if low >= high or not says_something(doc, low, high):
            return
        first, last = doc[low].idx, doc[high - 1].idx + len(doc[high - 1])
        speaker = known.speaker_around(first, last)
        if speaker is not None and (not voice.explicit or act is not None):
            voice = Voice(speaker, voice.cue, True)
        said = cue_of(head)
        reports = act is None and said is not None and said.kind == "report"
        if reports and not voice.explicit and is_scrap(doc, low, high, head):
            return
        stops = doc[self.end - 1].text, doc[high].text if high < self.end else ""
        kind = act.cue.kind if act is not None and act.cue is not None else None
        will = self.voices.will(head, voice)
        ought = self.voices.ought(head, voice, self._lies_ahead(first, last))
        question = voice.asks or "?" in stops
        modality = modality_of(head, act=kind, will=will, question=question, ought=ought)
        if modality == "asserted" and kind is None:
            modality = self._dated(head, first, last)
        cue = doc[voice.cue[0] : voice.cue[1]] if voice.cue else None
        subject = subject_of(head)
        doer = known.actor_at(subject.idx) if subject is not None else None
        actors = ([doer] if doer else []) + known.actors_in(first, last)
        dates = known.dates_in(first, last)
        self.found.append(
            Statement(
                id=digest(known.article.id, first, last, modality, voice.holder.name),
                span=known.article.span(first, last),
                sentence=self.number,
                holder=voice.holder,
                cue=known.article.span(cue.start_char, cue.end_char) if cue is not None else None,
                modality=modality,
                domains=domains_of(doc[low:high]),
                actors=tuple(dict.fromkeys(actors)),
                date=dates[0].interval if dates else None,
            )
        )

    def _lies_ahead(self, start: int, end: int) -> bool:
        """Whether a date between these offsets is not over when the article is published."""
        published = self.known.article.published
        dates = [d.interval for d in self.known.dates_in(start, end) if d.interval is not None]
        return any(published is None or date.end >= published.start for date in dates)

    def _dated(self, head: Token, start: int, end: int) -> Modality:
        """What the dates of a clause make of a plain assertion: background, or still to come."""
        if self._is_past(head, start, end):
            return "historical"
        published = self.known.article.published
        if published is not None and is_timetabled(head):
            for date in self.known.dates_in(start, end):
                if date.interval is not None and date.interval.start > published.end:
                    return "expected"
        return "asserted"

    def _is_past(self, head: Token, start: int, end: int) -> bool:
        """Whether a clause tells of a time long before the article: "in 2012", "used to"."""
        if head.lower_ == "used" and any(c.dep_ == "xcomp" for c in head.rights):
            return True
        published = self.known.article.published
        perfect = any(c.dep_ == "aux" and c.tag_ != "VBD" for c in head.lefts)
        if published is None or head.tag_ not in {"VBD", "VBN"} or perfect:
            return False
        for date in self.known.dates_in(start, end):
            words = self.doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
            before = self.doc[words.start - 1] if words is not None and words.start else None
            if before is not None and before.lower_ == "in" and before.head.i == head.i:
                return date.interval is not None and (published.start - date.interval.end).days > LONG_AGO
        return False


def _is_participle_clause(verb: Token) -> bool:
    return bool(verb.dep_ == "advcl" and verb.tag_ == "VBG")
