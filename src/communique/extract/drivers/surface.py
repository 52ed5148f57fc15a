"""Noun phrases by the tags of words alone, where the parser lost a subject, an object or a verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.extract.drivers.wording import Offsets
from communique.extract.events.arguments import agent_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 24
"""So many words are looked at on either side of a verb."""
NOUNS = {"NN", "NNS", "NNP", "NNPS"}
INSIDE = NOUNS | {"DT", "PDT", "JJ", "JJR", "JJS", "CD", "POS", "PRP$", "HYPH", "$"}
JOINING = {"of", "in", "on", "for", "to", "between", "from", "over", "with", "at", "around", "among"}
"""Prepositions inside a phrase."""
SINCE = {"since", "in", "last", "this", "during", "for", "until"}
HELPING = {"has", "have", "had", "will", "would", "could", "may", "might", "can", "is", "was", "are", "were"}
ENDINGS = ("ence", "ance", "tion", "sion", "ment", "ness", "ity")
"""Ends of words that are nouns, whatever the tagger made of them."""
TIMES = {"DATE", "TIME"}
HELPED = {"aux", "auxpass", "nsubj", "nsubjpass"}


def is_noun(token: Token) -> bool:
    """Whether a word is a noun by its tag or by its ending."""
    return token.tag_ in NOUNS or (token.tag_ in {"VB", "VBP"} and token.lower_.endswith(ENDINGS))


def finite(tokens: Sequence[Token]) -> bool:
    """Whether there is a verb with a tense, or a modal, among these words."""
    return any(t.tag_ in {"VBZ", "VBD", "VBP", "MD"} and not is_noun(t) for t in tokens)


def is_verb_in_noun(token: Token, sentence: Sequence[Token]) -> bool:
    """Whether a plural noun must be the verb of its sentence, which has no other ("Any delay strikes at")."""
    before = token.nbor(-1) if token.i > sentence[0].i else None
    return (
        token.tag_ == "NNS"
        and before is not None
        and is_noun(before)
        and token.i < sentence[-1].i
        and (token.nbor().tag_ in {"IN", "DT", "PRP$", "JJ"} or is_noun(token.nbor()))
        and not finite(sentence)
    )


def before(verb: Token, sentence: Sequence[Token]) -> tuple[Offsets, Token] | None:
    """The noun phrase that ends where a verb with its auxiliaries begins, and its head.

    None if no clause can begin there: only the beginning of a sentence, a comma, "that" or "and" may
    stand before it.
    """
    doc, start = verb.doc, sentence[0].i
    i, singular = verb.i - 1, verb.tag_ in {"VBZ", "NNS"}
    while i >= start and (doc[i].lower_ in HELPING or doc[i].tag_ == "RB"):
        singular |= doc[i].lower_ in {"has", "is", "was"}
        i -= 1
    end = i
    while i > start and doc[i].ent_type_ in TIMES and verb.i - i < FARTHEST:
        i -= 1
    if i < end:
        end = i = i - 1 if doc[i].lower_ in SINCE else end
    for joined in (False, True):
        while i >= start and verb.i - i < FARTHEST and _belongs(doc[i], joined):
            i -= 1
        found = _clause_of(list(doc[i + 1 : end + 1]), singular) if i < start or _begins(doc[i]) else None
        if found is not None:
            return found
    return None


def _clause_of(words: Sequence[Token], singular: bool) -> tuple[Offsets, Token] | None:
    """A phrase that may be the subject of a verb of the singular."""
    head = _head(words)
    if head is None or not is_noun(words[-1]) or words[0].tag_ == "IN" or (singular and head.tag_ == "NNS"):
        return None
    return (words[0].idx, words[-1].idx + len(words[-1])), head


def following(token: Token, sentence: Sequence[Token]) -> tuple[Offsets, Token] | None:
    """The noun phrase that begins right after a word, and its head."""
    doc, last = token.doc, sentence[-1].i
    i = token.i + 1
    while i <= last and i - token.i < FARTHEST and (_belongs(doc[i], True) or _listed(doc[i], last)):
        i += 1
    while i > token.i + 1 and not is_noun(doc[i - 1]):
        i -= 1
    head = _head(list(doc[token.i + 1 : i]))
    if head is None:
        return None
    return (doc[token.i + 1].idx, doc[i - 1].idx + len(doc[i - 1])), head


def is_reduced(verb: Token) -> bool:
    """Whether a participle with its agent tells of the noun before a comma ("energy, made dearer by")."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.i < 2 or any(c.dep_ in HELPED for c in verb.lefts):
        return False
    return verb.nbor(-1).text == "," and is_noun(verb.nbor(-2)) and agent_of(verb) is not None


def apart(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """The two sides of "the strike in X and turmoil in Y": two things, each with a preposition of its own."""
    for n, token in enumerate(tokens):
        if token.lower_ != "and" or not 0 < n < len(tokens) - 1:
            continue
        one, other = tokens[:n], tokens[n + 1 :]
        if all(_told(side) for side in (one, other)):
            return one, other
    return None


def _told(side: Sequence[Token]) -> bool:
    head = _head(side)
    after = next((t for t in side if head is not None and t.i > head.i), None)
    return after is not None and after.lower_ in {"in", "around", "on", "with", "over", "at", "between"}


def _head(tokens: Sequence[Token]) -> Token | None:
    """The last noun of the first run of words without a preposition."""
    found = None
    for token in tokens:
        if token.tag_ in {"IN", "TO", "POS"} or token.lower_ in {"and", ","}:
            if token.tag_ == "POS":
                found = None
                continue
            break
        if is_noun(token):
            found = token
    return found


def _belongs(token: Token, joined: bool) -> bool:
    """Whether a word may stand inside a phrase; with `joined` also "and"."""
    if token.tag_ in INSIDE or is_noun(token) or token.lower_ in JOINING:
        return True
    return token.lower_ == "and" and joined


def _listed(token: Token, last: int) -> bool:
    return token.text == "," and token.i + 2 <= last and (token.nbor(2).text in {",", "and"})


def _begins(token: Token) -> bool:
    return token.is_punct or token.is_space or token.lower_ in {"and", "but", "that", "while", "as", "or"}
