"""Who says the words inside a pair of quotation marks.

Looked for in this order: a reporting clause after the quotation, one before it in the same
sentence, and the run of the paragraph. Nobody certain is None.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from importlib.resources import files

from communique.extract.reporting import ADVERBS, PAST, Finding, Reporting
from communique.extract.sources import documents
from communique.extract.speech import SpeechVerb
from communique.resolve.marks import Marked

_NOUN_CUES = frozenset(
    "remark remarks comment comments words statement statements phrase claim claims warning call "
    "calls pledge "
    "promise accusation accusations assertion charge suggestion view plea speech letter "
    "message tweet post".split()
)
_CLAUSE_OPENERS = frozenset(
    "when while as after before because although though since if unless until where which who whom "
    "whose that "
    "and but or so yet than for to in on at with without by from of about during despite".split()
)


_REST = 25
"""So many words after a quotation are looked through for who said its sentence."""
_RELATIVES = frozenset("who whom whose which that".split())


@cache
def label_cues() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Words that give a name, each with an example: `data/labels.tsv`."""
    text = files("communique.extract").joinpath("data", "labels.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((tuple(phrase.split(" ")), example) for phrase, example in rows)


class Speakers(Reporting):
    """Finds the speakers of one article's quotations, in the order of the text."""

    def after(self, mark: Marked) -> Finding | None:
        """A reporting clause right after the closing mark: “...,” said X; “...,” X told Y."""
        text = self.article.text
        i = bisect_left(self.starts, mark.end)
        if i >= len(self.words) or self.inside[i] >= 0:
            return None
        lead = (
            text[mark.end + 1 : self.words[i].start] if mark.closed else text[mark.end : self.words[i].start]
        )
        if lead.strip() in ("—", "–", "―", "-", "--") and text[mark.end - 1] in ".!?…":
            return self._signature(i)
        if "\n\n" in lead or any(c in lead for c in '“”"«»()[];:'):
            return None
        inner_end = text[mark.start : mark.end].rstrip("’”'\" ")[-1:] or " "
        if inner_end in ".…" or "." in lead:
            # The quotation ended its sentence; what follows is another one, unless all it does is
            # to say who spoke.
            if inner_end != "…" and "." not in lead:
                return self._tag(i)
            if inner_end != "…" or self.words[i].text[0].isupper():
                return None
        elif inner_end not in ",!?—–-" and "," not in lead and "—" not in lead and "–" not in lead:
            return None
        stop = self._clause_end(i)
        return self._reporting(i, stop)

    def told(self, mark: Marked) -> Finding | None:
        """After “...,” any verb in the past reports, listed or not: “...,” she snapped."""
        text = self.article.text
        i = bisect_left(self.starts, mark.end)
        if (
            i >= len(self.words)
            or self.inside[i] >= 0
            or text[mark.start : mark.end].rstrip()[-1:] not in ",?!"
        ):
            return None
        lead = text[mark.end + 1 : self.words[i].start]
        if not mark.closed or lead.strip() or "\n\n" in lead:
            return None
        stop = self._clause_end(i)
        phrase = self.phrase_on(i, stop)
        if phrase is not None:
            n = bisect_left(self.starts, phrase[1])
            while n < stop and self.words[n].lower in ADVERBS:
                n += 1
            return self.found(*phrase, "after", n) if n < stop and self._told(n) else None
        phrase = self.cast.phrase_from(i + 1) if i + 1 < stop and self._told(i) else None
        return self.found(*phrase, "after", i) if phrase is not None else self._some_noun(i, stop)

    def _some_noun(self, i: int, stop: int) -> Finding | None:
        """The noun phrase that begins at word `i` with a verb right after it: “...,” a plumber confided."""
        words = self.words
        n = i
        while n < min(stop, i + 7) and words[n].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
            n += 1
        if not i < n < stop or words[n - 1].pos not in ("NOUN", "PROPN") or not self._told(n):
            return None
        silent = words[n].lower == "read" or words[n - 1].lower in documents() or words[n - 1].possessive
        return None if silent else self.found(words[i].start, words[n - 1].end, "after", n)

    def _told(self, n: int) -> bool:
        token = self.token.get(self.words[n].start)
        return token is not None and token.tag_ in ("VBD", "VBZ")

    def _tag(self, i: int) -> Finding | None:
        """A sentence that holds a speaker and a verb of saying, and nothing else: Umeh said."""
        sentence = self.words[i].sentence
        stop = i
        while stop < len(self.words) and self.words[stop].sentence == sentence and stop - i < 9:
            stop += 1
        verb = self.verb(stop - 1)
        ended = stop == len(self.words) or self.words[stop].sentence != sentence
        if verb is None or verb.form != "past" or not ended or stop - i < 2 or self.inside[stop - 1] >= 0:
            return None
        return self._reporting(i, stop)

    def _signature(self, i: int) -> Finding | None:
        """A name after a dash that ends the line: “...” — Ada Umeh."""
        phrase = self.cast.phrase_from(i)
        if phrase is None:
            return None
        rest = self.article.text[phrase[1] : phrase[1] + 2]
        if rest.strip(" .,") and "\n" not in rest:
            return None
        found = self.found(*phrase, "after", None)
        return found if found.speaker is not None else None

    def _clause_end(self, i: int) -> int:
        """One past the last word of the clause that begins at word `i`."""
        k = i
        sentence = self.words[i].sentence
        while k < len(self.words) and k - i < 60:
            word = self.words[k]
            if k > i and (word.sentence != sentence and not self._same_line(k)):
                break
            if self.inside[k] >= 0:
                break
            if k > i and any(c in word.gap for c in '“"«;'):
                break
            k += 1
        return k

    def _same_line(self, k: int) -> bool:
        return "." not in self.words[k].gap and "\n" not in self.words[k].gap

    def _reporting(self, i: int, stop: int) -> Finding | None:
        words = self.words
        if words[i].lower in _CLAUSE_OPENERS:
            return None
        if words[i].lower == "according" and i + 2 < stop and words[i + 1].lower == "to":
            return self.holder_at(i + 2, stop, "after", i)
        k = i
        while k < stop and words[k].lower in ADVERBS and k - i < 3:
            k += 1
        verb = self.verb(k)
        if verb is not None and verb.form != "ing" and k + 1 < stop:
            found = self.holder_at(k + 1, stop, "after", k)
            if found is not None:
                return found
        # X [, apposition,] [adverb] said
        subject_end = i
        within = False  # a relative clause or an apposition of the subject
        for n in range(i + 1, min(stop, i + 40)):
            verb = self.verb(n)
            within = within or "," in words[n].gap or words[n].lower in _RELATIVES
            if verb is None and not within and words[n].tag in ("VBD", "VBZ", "VBP") and self._told(n):
                return None  # another verb has that subject: "he was echoing Umeh, who said ..."
            if (
                verb is None
                or verb.form == "ing"
                or (verb.form == "base" and self.words[n - 1].lower not in ("will", "would", "ll"))
            ):
                continue
            between = self.words[n - 1].lower
            if between in ("to", "the", "a", "an", "his", "her", "its", "their", "who", "which", "that"):
                continue
            if self.is_noun(n):
                continue
            subject_end = n - 1
            while subject_end > i and words[subject_end].lower in ADVERBS:
                subject_end -= 1
            return self.subject(i, subject_end, "after", n)
        return None

    def before(self, mark: Marked) -> Finding | None:
        """What leads up to the opening mark in the same sentence: X said that “...”."""
        words = self.words
        i = bisect_left(self.starts, mark.start) - 1
        if i < 0 or "\n\n" in self.article.text[words[i].end : mark.start]:
            return None
        first = i
        sentence = words[i].sentence
        opening = words[i + 1].sentence if i + 1 < len(words) else sentence
        lead = self.article.text[words[i].end : mark.start - 1]
        if opening != sentence and ":" not in lead and "," not in lead:
            return None
        while first > 0 and words[first - 1].sentence == sentence and i - first < 80:
            first -= 1
        if self._labelled(first, i):
            return Finding(None, "label")
        beside = self._beside(first, i, lead)
        if beside is not None:
            return beside
        found = self._nearest_cue(first, i, mark)
        if found is not None:
            return found
        return self._colon(first, i) if ":" in lead else None

    def _nearest_cue(self, first: int, i: int, mark: Marked) -> Finding | None:
        """The cue nearest to the left of word `i`; one that only names what is to be said comes last."""
        told_of: Finding | None = None
        for n in range(i, first - 1, -1):
            if self.inside[n] >= 0:
                continue
            found = self._cue_at(n, first, i, mark)
            if found is not None and found.basis != "label" and self._is_told_of(n):
                told_of = told_of or found
            elif found is not None:
                return found
        return told_of

    def _beside(self, first: int, i: int, lead: str) -> Finding | None:
        """Who stands right before the mark: "– Ada Umeh: “...”", "Umeh shot back, “...”"."""
        words = self.words
        if ":" in lead:
            phrase = self.cast.phrase_at(i)
            if phrase is not None and phrase[1] == words[i].end:
                k = bisect_left(self.starts, phrase[0])
                if k == first or any(c in "-–—|•\n" for c in words[k].gap):
                    return self.found(*phrase, "before", None)
                if words[k - 1].lower == "from" and not any(self.verb(n) for n in range(first, k)):
                    return self.found(*phrase, "before", None)
        if ":" not in lead and "," not in lead:
            return None
        n = i - 1 if i > first and words[i].pos in ("ADP", "ADV") else i
        if self.verb(n) is not None or n <= first or not self._told(n):
            return None
        phrase = self.adjacent(n, first, PAST)
        return self.found(*phrase, "before", n) if phrase is not None else None

    def later(self, mark: Marked) -> Finding | None:
        """A reporting clause at the end of the sentence: It was “late” in the day, he said."""
        words = self.words
        i = bisect_left(self.starts, mark.end)
        if i == 0 or i >= len(words) or words[i].sentence != words[i - 1].sentence:
            return None
        for k in range(i + 1, min(i + _REST, len(words))):
            if words[k].sentence != words[i].sentence or self.inside[k] >= 0:
                return None
            if "," in words[k].gap:
                return self._reporting(k, self._clause_end(k))
        return None

    def _is_told_of(self, n: int) -> bool:
        """Whether a verb only names what somebody would say: "that she would discuss it “soon”"."""
        verb = self.verb(n)
        if verb is None or verb.form != "base" or n == 0:
            return False
        return self.words[n - 1].lower in ("would", "will", "could", "should", "might", "may", "to")

    def _labelled(self, first: int, i: int) -> bool:
        lowered = [w.lower for w in self.words[max(first, i - 3) : i + 1]]
        return any(tuple(lowered[-len(cue) :]) == cue for cue, _ in label_cues())

    def _cue_at(self, n: int, first: int, i: int, mark: Marked) -> Finding | None:
        words = self.words
        word = words[n]
        if word.lower == "according" and n + 1 <= i and words[n + 1].lower == "to":
            return self.holder_at(n + 2, i + 1, "before", n) if n + 2 <= i else None
        if word.lower in _NOUN_CUES and (self.is_noun(n) and n + 1 <= i):
            if words[n + 1].lower in ("by", "from", "of") and n + 2 <= i:
                found = self.holder_at(n + 2, i + 1, "before", n)
                if found is not None and found.speaker is not None:
                    return found
            if (
                n > first
                and n < i
                and (words[n - 1].possessive or words[n - 1].lower in ("his", "her", "their", "its"))
            ):
                phrase = self.cast.phrase_at(n - 1)
                if phrase is not None:
                    return self.found(*phrase, "before", n)
        verb = self.verb(n)
        if verb is None or (self.is_noun(n) and not (n == i and verb.lemma == "call")):
            return None
        subject = self.main_subject(n, first) if verb.form == "ing" and "," in word.gap else None
        subject = subject or self.adjacent(n, first, verb) or self.grammar(n, first)
        if verb.kind == "call" and self._naming(n, first, i, verb, mark, subject):
            return Finding(None, "label")
        if subject is None:
            subject = self.nearest(n, first)
        if subject is None:
            return None
        return self.found(*subject, "before", n)

    def _naming(
        self, n: int, first: int, i: int, verb: SpeechVerb, mark: Marked, subject: tuple[int, int] | None
    ) -> bool:
        """Whether "call" gives a name here, not a judgement."""
        words = self.words
        if verb.lemma != "call":
            return False
        title = self._is_title(mark)
        if (
            n == i
            and verb.form == "past"
            and (n == first or words[n - 1].lower in ("is", "was", "are", "were", "been", "be"))
        ):
            return True
        if (
            n == i
            and n > first
            and verb.form == "past"
            and words[n - 1].pos in ("NOUN", "PROPN")
            and subject is None
        ):
            return True
        if verb.form in ("base", "present") and n == i:
            return True
        return title

    def _is_title(self, mark: Marked) -> bool:
        text = self.article.text[mark.start : mark.end]
        return is_title(text)

    def introduced(self, mark: Marked) -> Finding | None:
        """The paragraph before, where it ends in a colon: X put it like this: ¶ “...”."""
        i = bisect_left(self.starts, mark.start) - 1
        if i < 0:
            return None
        lead = self.article.text[self.words[i].end : mark.start - 1]
        if ":" not in lead or "\n" not in lead:
            return None
        first = i
        while first > 0 and self.words[first - 1].sentence == self.words[i].sentence and i - first < 80:
            first -= 1
        found = self._beside(first, i, lead) or self._nearest_cue(first, i, mark)
        return found if found is not None and found.basis != "label" else self._colon(first, i)

    def _colon(self, first: int, i: int) -> Finding | None:
        """Whom a sentence that ends in a colon is about: its subject, else the first party in it."""
        subject = self.main_subject(i, first)
        if subject is None:
            phrases = (self.cast.phrase_from(k) for k in range(first, i + 1) if self.inside[k] < 0)
            subject = next((phrase for phrase in phrases if phrase is not None), None)
        return self.found(*subject, "before", None) if subject is not None else None


def is_title(text: str) -> bool:
    """Whether words look like a name or a title: capitals on all that matter, no sentence."""
    parts = [p for p in text.replace("-", " ").split() if any(c.isalpha() for c in p)]
    if not parts or len(parts) > 7 or text.rstrip()[-1] in ".,!?":
        return False
    big = [p for p in parts if p.lower() not in _SMALL]
    return bool(big) and all(next(c for c in p if c.isalpha()).isupper() for p in big)


_SMALL = frozenset(
    "the a an of and in on for to at by de la le el do da del dos das "
    "y e du des und der die das van von".split()
)
