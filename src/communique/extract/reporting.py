"""Reporting clauses: which word reports, and whose phrase its subject is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.extract.speech import SpeechVerb, speech_verbs
from communique.records import Article, Holder
from communique.resolve.marks import Marked
from communique.resolve.words import TokenAt, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.resolve.cast import Cast

Basis = Literal["after", "before", "run", "none", "label"]

ADVERBS = frozenset(
    "also then later still again once now further earlier previously recently reportedly often repeatedly "
    "publicly privately simply only just even has have had is was were are been being be will would "
    "could may "
    "might must should can did does do not never to".split()
)

LONGEST_PHRASE = 12
"""How many words may go on with a party's phrase: "Umeh campaign spokesman Ivo Brandt"."""
HIGHEST = 30
"""So many words up at most stands the main verb of a sentence."""
OBJECTS = frozenset({"dobj", "pobj", "dative"})
UPWARD = frozenset("conj xcomp advcl ccomp aux pcomp acl prep dative".split())
"""How a verb without a subject of its own hangs on the one whose subject it shares."""
JOINTS = {"", " ", "\xa0", "-", " & ", "&", "\n", "-based "}
PAST = SpeechVerb("", "say", "past")
"""Stands for any verb in the past that reports by its place alone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Who speaks, and on what grounds: a clause after or before, the run of the text, or none.

    "label" means that the words are a name or a title: not a quotation at all. `pronoun` is the
    "he" or "she" of the clause, where it could not be settled. `source` are the offsets of the
    words that name the speaker at this place, `cue` those of the word that reports. `continues`
    is True where the quotation only goes on with what the one before it says.
    """

    speaker: Holder | None
    basis: Basis
    cue: tuple[int, int] | None = None
    pronoun: str = ""
    source: tuple[int, int] | None = None
    continues: bool = False


class Reporting:
    """The words of one article around its quotations, and who stands where in their clauses."""

    def __init__(self, article: Article, doc: Doc, cast: Cast, marked: Sequence[Marked]) -> None:
        self.article, self.cast = article, cast
        self.words: Sequence[Word] = cast.words
        self.starts = [w.start for w in self.words]
        self.token = TokenAt(doc)
        self.sentence_starts = [s.span.start for s in article.sentences]
        self.opening: dict[int, int] = {}
        for word in self.words:
            self.opening.setdefault(word.sentence, word.i)
        self.inside: list[int] = [-1] * len(self.words)
        n = 0
        for word in self.words:
            while n < len(marked) and marked[n].end <= word.start:
                n += 1
            if n < len(marked) and marked[n].start <= word.start:
                self.inside[word.i] = n

    def verb(self, n: int) -> SpeechVerb | None:
        """The reporting verb that word `n` is a form of, if any."""
        if n >= len(self.words):
            return None
        word = self.words[n].lower
        if word in ("put", "puts") and n + 1 < len(self.words) and self.words[n + 1].lower in ("it", "this"):
            return SpeechVerb("put it", "say", "past")
        return speech_verbs().get(word)

    def is_noun(self, n: int) -> bool:
        """Whether word `n` is used as a noun or preposition here, not as a verb."""
        word = self.words[n]
        return word.pos in ("NOUN", "PROPN", "ADJ", "ADP") and word.lower not in (
            "said",
            "says",
            "told",
            "added",
        )

    def found(self, start: int, end: int, basis: Basis, cue: int | None) -> Finding:
        """The party at these offsets as the speaker; a pronoun that nobody settles is kept in mind.

        `cue` is the number of the word that reports, if there is one.
        """
        holder = self.cast.holder(start, end)
        quote = self.article.text[start:end].lower()
        pronoun = quote if holder is None and quote in ("he", "she") else ""
        word = None if cue is None else (self.words[cue].start, self.words[cue].end)
        return Finding(holder, basis, word, pronoun, (start, end))

    def phrase_on(self, first: int, stop: int) -> tuple[int, int] | None:
        """The party's phrase that begins at word `first`, with the nouns that go on with it.

        "Umeh" in "Umeh spokesman Ivo Brandt" or "Umeh's office" is not who speaks.
        """
        phrase = self.cast.phrase_from(first)
        if phrase is None:
            return None
        words, last = self.words, bisect_left(self.starts, phrase[1]) - 1
        k = last
        while k + 1 < min(stop, last + LONGEST_PHRASE) and self._goes_on(k + 1):
            k += 1
            inner = self.cast.phrase_from(k)
            if inner is not None:
                k = max(k, bisect_left(self.starts, inner[1]) - 1)
            if words[k].pos != "ADJ":
                last = k
        return words[first].start, max(words[last].end, phrase[1])

    def _goes_on(self, k: int) -> bool:
        """Whether word `k` is a noun, or stands before one, that the words before it qualify."""
        word = self.words[k]
        if word.gap not in JOINTS or self.inside[k] >= 0 or word.ent in ("DATE", "TIME"):
            return False
        return word.pos in ("NOUN", "PROPN", "ADJ") and word.lower not in ADVERBS and self._is_no_verb(k)

    def _is_no_verb(self, k: int) -> bool:
        return self.verb(k) is None or self.is_noun(k)

    def holder_at(self, first: int, stop: int, basis: Basis, cue: int) -> Finding | None:
        """The party whose phrase begins at word `first`."""
        words = self.words
        phrase = self.phrase_on(first, stop)
        if phrase is None and words[first].lower in ("by",):
            return None
        if phrase is not None:
            start, end = phrase
        else:
            if words[first].pos not in ("DET", "NOUN", "PROPN", "ADJ", "NUM") and not words[first].capital:
                return None
            last = first
            while (
                last + 1 < stop
                and words[last + 1].gap == " "
                and words[last + 1].lower
                not in ("who", "that", "as", "in", "on", "when", "after", "before", "at")
            ):
                last += 1
            if all(w.pos in ("ADV", "ADP", "VERB", "PRON") for w in words[first : last + 1]):
                return None
            start, end = words[first].start, words[last].end
        return self.found(start, end, basis, cue)

    def subject(self, first: int, last: int, basis: Basis, cue: int) -> Finding:
        """The party that words `first` to `last` are about: the first phrase, with its apposition."""
        words = self.words
        phrase = self.phrase_on(first, last + 1)
        if phrase is not None:
            return self.found(*phrase, basis, cue)
        end = last
        for k in range(first + 1, last + 1):
            if "," in words[k].gap or words[k].lower == "who":
                end = k - 1
                break
        return self.found(words[first].start, words[end].end, basis, cue)

    def adjacent(self, n: int, first: int, verb: SpeechVerb) -> tuple[int, int] | None:
        """The party that stands right before the verb: "the minister also said"."""
        words = self.words
        if n == first and verb.form in ("past", "present"):
            return self.cast.phrase_from(n + 1)  # "Said Ada Umeh: ..."
        k = n - 1
        while k > first and words[k].lower in ADVERBS and words[k + 1].gap == " ":
            k -= 1
        if k < first or words[k + 1].gap != " " or words[k].possessive or self.inside[k] >= 0:
            return None
        phrase = self.cast.phrase_at(k)
        if phrase is None or phrase[1] != words[k].end:
            return None
        start = bisect_left(self.starts, phrase[0])
        before = words[start - 1] if start > first and words[start].gap == " " else None
        if before is not None and verb.form != "ing" and before.pos in ("ADP", "CCONJ", "VERB"):
            return None
        return phrase

    def grammar(self, n: int, first: int) -> tuple[int, int] | None:
        """The subject of the verb at word `n` by the parse: its own or that of the verb it hangs on."""
        token = self.token.get(self.words[n].start)
        hops = 0
        low = self.words[first].start
        while token is not None and hops < 5:
            for child in token.lefts:
                if child.dep_ in ("nsubj", "nsubjpass") and child.idx >= low and self._outside(child):
                    if child.lower_ in ("who", "which", "that"):
                        antecedent = token.head
                        if antecedent.i < child.i and antecedent.idx >= low:
                            return self._around(antecedent)
                    return self._around(child)
            for child in token.rights:
                if child.dep_ == "nsubj" and child.idx >= low and self._outside(child):
                    return self._around(child)
            hearer = hops > 0 and token.dep_ in OBJECTS  # "wrote to all of them saying"
            if (hearer or token.dep_ in UPWARD) and token.head is not token:
                token = token.head
                hops += 1
            else:
                return None
        return None

    def main_subject(self, n: int, first: int) -> tuple[int, int] | None:
        """The subject of the main verb of the sentence of word `n`, if it stands before that word."""
        token = self.token.get(self.words[n].start)
        if token is None:
            return None
        root = token
        for _ in range(HIGHEST):
            if root.head.i == root.i:
                break
            root = root.head
        low, high = self.words[first].start, self.words[n].start
        for child in root.children:
            if child.dep_ in ("nsubj", "nsubjpass") and low <= child.idx < high and self._outside(child):
                return self._around(child)
        return None

    def _outside(self, token: Token) -> bool:
        """Whether a token stands outside all quotation marks."""
        k = bisect_right(self.starts, token.idx) - 1
        return k < 0 or self.inside[k] < 0

    def _around(self, token: Token) -> tuple[int, int]:
        phrase = self.cast.phrase_over(token.idx)
        if phrase is not None:
            return phrase
        left, right = token.left_edge, token
        for child in token.rights:
            if child.dep_ in ("prep", "compound") and child.right_edge.i - token.i < 12:
                right = child.right_edge
        return left.idx, right.idx + len(right)

    def nearest(self, n: int, first: int) -> tuple[int, int] | None:
        """The party named nearest to the left of word `n`."""
        for k in range(n - 1, first - 1, -1):
            if self.inside[k] >= 0:
                continue
            phrase = self.cast.phrase_at(k)
            if phrase is not None:
                start = bisect_left(self.starts, phrase[0])
                before = self.words[start - 1] if start > first else None
                if before is not None and before.pos == "ADP" and self.words[start].gap == " ":
                    continue
                return phrase
        return None
