"""How likely it is that evidence bears a claim out: signals weighed, then calibrated for one use.

What is found on one kind of text does not hold on another, so each use has its own line in
`data/calibrations.tsv`, and where there were texts enough to learn from its own weights in
`data/weights.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

from communique.brief.content import Content, read_content
from communique.brief.passages import CITATION, Passage, Rarity, keys_of, nearest, passages_of, words_of
from communique.brief.signals import signals
from communique.brief.terms import rows
from communique.config import Settings
from communique.errors import UsageError

Label = Literal["supported", "unsure", "not supported"]
UNSURE = (0.4, 0.6)
"""Probabilities between these are told as "unsure"."""
FEATURES = ("entails", "contradicts")
"""Signals that only an entailment model gives."""
ALL = "all"
"""The weights of a use that has none of its own."""
NO_DOUBT = 1e-3
"""The model's probabilities are kept this far from 0 and 1."""


class Entailment(Protocol):
    """A model that judges pairs of texts."""

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        """For each (evidence, claim) the probabilities that it entails, contradicts, does neither."""


@dataclass(frozen=True, slots=True)
class Support:
    """How likely (0 to 1) the evidence bears a claim out, and the same in a word; the sentences
    that hold most of it, best first; offsets of the claim's words that these do not hold."""

    probability: float
    label: Label
    sentences: tuple[Passage, ...]
    missing: tuple[tuple[int, int], ...]
    signals: Mapping[str, float]


def support(
    claim: str,
    evidence: Iterable[str],
    *,
    use: str = "claims",
    context: str = "",
    settings: Settings | None = None,
    entailment: Entailment | None = None,
) -> Support:
    """Does the evidence (texts, in order) bear the claim out?

    `context` is what stands before the claim (a sentence, a question). `use` names a line of
    `data/calibrations.tsv`; UsageError if there is none, or if the claim holds no word.
    """
    if use not in calibrations():
        raise UsageError(f"no calibration for {use!r}; there are {', '.join(sorted(calibrations()))}")
    # Of the same length, so that offsets stay those of the claim.
    bare = CITATION.sub(lambda match: " " * len(match.group()), claim)
    if not words_of(bare):
        raise UsageError("the claim holds no word to look for; give a sentence")
    found, passages, missing = measured(
        bare, evidence, context=context, settings=settings, entailment=entailment
    )
    probability = probability_of(found, use)
    return Support(probability, label_of(probability), passages, missing, found)


def measured(
    claim: str,
    evidence: Iterable[str],
    *,
    context: str = "",
    settings: Settings | None = None,
    entailment: Entailment | None = None,
) -> tuple[dict[str, float], tuple[Passage, ...], tuple[tuple[int, int], ...]]:
    """The signals of a claim, the sentences that hold most of it, the offsets of what they lack."""
    passages = passages_of(evidence)
    rarity = Rarity(passages)
    near = nearest(keys_of(words_of(claim)), passages, rarity)
    asked, *contents = _read([claim, *(p.text for p in near)], settings or Settings())
    found, held = signals(asked, contents, rarity, keys_of(words_of(context)))
    best = tuple(near[n] for n in held.few)
    if entailment is not None:
        found |= judged(claim, best, entailment)
    return found, best, held.missing


def judged(claim: str, best: Sequence[Passage], entailment: Entailment) -> dict[str, float]:
    """The log odds that the best sentences together entail the claim, and of the worst contradiction in
    one of them or all together."""
    texts = [p.text for p in best]
    together = " ".join(p.text for p in sorted(best, key=lambda p: p.number))
    pairs = [(text, claim) for text in dict.fromkeys((together, *texts)) if text]
    rated = entailment(pairs) if pairs else [(0.0, 0.0, 1.0)]
    contradicts = max(c for _, c, _ in rated)
    return {"entails": _log_odds(rated[0][0]), "contradicts": _log_odds(contradicts)}


def _log_odds(p: float) -> float:
    p = min(max(p, NO_DOUBT), 1 - NO_DOUBT)
    return math.log(p / (1 - p))


def _read(texts: list[str], settings: Settings) -> list[Content]:
    from communique.extract.parse import model

    return read_content(texts, nlp=model(settings.spacy_model), folder=settings.lexicon)


# ------------------------------------------------------------------ weights and calibration


Weights = Mapping[str, tuple[float, float, float]]


@cache
def weights(use: str = ALL, judge: bool = False) -> Weights:
    """Signal → (mean, spread, weight) for a use, its own or those for all; those fitted with an
    entailment model if `judge`."""
    kind = "judged" if judge else "plain"
    found: dict[str, dict[str, tuple[float, float, float]]] = {ALL: {}}
    for model, whose, name, mean, spread, weight in rows("weights.tsv"):
        if model == kind:
            found.setdefault(whose, {})[name] = float(mean), float(spread), float(weight)
    return found.get(use, found[ALL])


@cache
def calibrations(judge: bool = False) -> dict[str, tuple[float, float]]:
    """Use → (slope, offset) of the log odds over the score of the same weights."""
    kind = "judged" if judge else "plain"
    return {
        use: (float(slope), float(offset))
        for model, use, slope, offset in rows("calibrations.tsv")
        if model == kind
    }


def heard(found: Mapping[str, float]) -> bool:
    """True if an entailment model has judged, and weights were fitted for that."""
    return set(FEATURES) <= set(found) and bool(weights(judge=True))


def score(found: Mapping[str, float], use: str = ALL) -> float:
    """The weighed sum of signals. An entailment model for which nothing was fitted is not heard."""
    table = weights(use, judge=heard(found))
    return sum(weight * (found[name] - mean) / spread for name, (mean, spread, weight) in table.items())


def probability_of(found: Mapping[str, float], use: str) -> float:
    """The probability (0 to 1) that signals stand for in this use."""
    slope, offset = calibrations(judge=heard(found))[use]
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, slope * score(found, use) + offset))))


def label_of(probability: float) -> Label:
    """The word for a probability."""
    low, high = UNSURE
    return "supported" if probability >= high else "unsure" if probability >= low else "not supported"
