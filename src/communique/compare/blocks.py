"""Sentences worth laying beside each other: found through what they share, never by trying all pairs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from communique.compare.backreference import pointing
from communique.compare.near import near
from communique.compare.words import WORD, broader, common_concepts, concept, stop_words
from communique.records import Reading

LONGEST_LIST = 64
"""Sentences that one key may pair with each other; what more of them hold tells none apart."""
KEYS = 24
"""Keys that a sentence is looked up under, the rarest first."""
PARTNERS = 32
"""Sentences that one sentence is laid beside, those that share most for their length first."""
LEAST, LEAST_SHARE = 0.8, 0.15
"""Weight that two sentences must share: one rare word or figure, or two plainer ones; or the share of
the shorter one's weight."""
SHORT = 240
"""Characters of a sentence that may do no more than point back."""

Place = tuple[int, int]
"""An article's place among the readings, and a sentence's in the article."""


@dataclass(frozen=True, slots=True)
class Block:
    """The sentences of a story or an arc: `bags` the concepts of each, `pairs` those to be compared,
    `same` groups of sentences that are word for word one, of which only the first is in `pairs`."""

    bags: dict[Place, frozenset[str]]
    pairs: tuple[tuple[Place, Place], ...]
    same: tuple[tuple[Place, ...], ...]


def block(readings: Sequence[Reading]) -> Block:
    """The sentences of these readings that hold statements, and which of them to compare.

    The work grows with the number of sentences: every list of a key and every sentence's keys are
    bounded. Two sentences of one article are paired if somebody other than the outlet speaks in each.
    """
    bags, texts, voiced = _sentences(readings)
    chosen = sorted(places[0] for places in texts.values())
    article, quoted = [n for n, _ in chosen], [place in voiced for place in chosen]
    count = Counter(name for place in chosen for name in bags[place])
    size = log(len(chosen) + 2)
    weights = {name: _weight(name, seen, size) for name, seen in count.items()}
    lists: dict[str, list[int]] = defaultdict(list)
    whole: list[float] = []
    for one, place in enumerate(chosen):
        rarest = sorted((-weights[name], name) for name in bags[place])
        whole.append(1.0 - sum(less for less, _ in rarest))
        for _, name in rarest[:KEYS]:
            lists[name].append(one)
    shared: list[dict[int, float]] = [defaultdict(float) for _ in chosen]

    def share(one: int, others: Sequence[int], weight: float) -> None:
        mine, home, speaks = shared[one], article[one], quoted[one]
        for two in others:
            if home == article[two] and (one == two or not (speaks and quoted[two])):
                continue
            mine[two] += weight
            shared[two][one] += weight

    for name in sorted(lists):
        found, weight = lists[name], weights[name]
        for other, credit in near().get(name, ()):
            if other > name and len(lists.get(other, ())) * len(found) <= LONGEST_LIST and other in lists:
                for one in found:
                    share(one, lists[other], credit * weight)
        if 1 < len(found) <= LONGEST_LIST:
            for n, one in enumerate(found, start=1):
                share(one, found[n:], weight)
    pairs: set[tuple[int, int]] = set()
    for one, row in enumerate(shared):
        most = whole[one]
        best = [(two, weight, min(most, whole[two])) for two, weight in row.items()]
        if len(best) > PARTNERS:
            best = sorted(best, key=lambda each: (-each[1] / each[2] ** 0.5, each[0]))[:PARTNERS]
        pairs.update(
            (one, two) if one < two else (two, one)
            for two, weight, short in best
            if weight >= LEAST or weight >= LEAST_SHARE * short
        )
    same = tuple(tuple(places) for places in texts.values() if len(places) > 1)
    return Block(bags, tuple((chosen[one], chosen[two]) for one, two in sorted(pairs)), same)


def _weight(name: str, seen: int, size: float) -> float:
    base = 0.5 if name in common_concepts() else 0.5 if name.startswith("@") else 1.0
    return base * (1.0 - 0.8 * log(max(1, seen)) / size)


def _sentences(
    readings: Sequence[Reading],
) -> tuple[dict[Place, frozenset[str]], dict[str, list[Place]], set[Place]]:
    """The concepts of each sentence with a statement, sentences by their words, and those in which
    somebody other than the outlet speaks."""
    bags: dict[Place, frozenset[str]] = {}
    texts: dict[str, list[Place]] = defaultdict(list)
    voiced: set[Place] = set()
    for n, reading in enumerate(readings):
        names: dict[int, set[str]] = defaultdict(set)
        called = {
            concept(m.span.quote.lower()) for m in reading.mentions if m.actor and m.span.quote[0].isupper()
        }
        sentences = reading.article.sentences
        starts = [s.span.start for s in sentences]
        held: set[int] = set()
        for statement in reading.statements:
            held.add(statement.sentence)
            if statement.holder.kind != "outlet":
                voiced.add((n, statement.sentence))
        for start, name in _named(reading):
            k = bisect_right(starts, start) - 1
            if k in held:
                names[k].add(name)
        for k in sorted(held):
            if not 0 <= k < len(starts):
                continue
            text = sentences[k].span.quote[:2400]
            words = {concept(w) for w in _words(reading, k, text)} - called
            if k > 0 and len(text) <= SHORT and pointing(text, 0, len(text)) is not None:
                voiced.add((n, k))  # "the insurers speak of 900": of what, the sentence before says
                words |= {
                    concept(w) for w in _words(reading, k - 1, sentences[k - 1].span.quote[:2400])
                } - called
            bags[n, k] = frozenset(words | names[k] | {up for w in words for up in broader().get(w, ())})
            texts[" ".join(text.casefold().split())].append((n, k))
    return bags, texts, voiced


def _named(reading: Reading) -> Iterator[tuple[int, str]]:
    """The actors, numbers and times of a reading, with the offsets where they stand."""
    states = {actor.id: actor.state for actor in reading.actors}
    for mention in reading.mentions:
        if mention.actor:
            yield mention.span.start, f"@{mention.actor}"
            if states.get(mention.actor):
                yield mention.span.start, f"@{states[mention.actor]}"
    for quantity in reading.quantities:
        yield quantity.span.start, f"#{quantity.value:g}"
    for date in reading.dates:
        if date.interval is not None and date.interval.precision in {"day", "month"}:
            yield date.span.start, f"~{date.interval.start:%Y-%m}"
            if date.interval.precision == "day":
                yield date.span.start, f"~{date.interval.start}"


def _words(reading: Reading, n: int, text: str) -> list[str]:
    if n < len(reading.lemmas):
        return [w for w in reading.lemmas[n] if w[0].isalpha()]
    return [
        w
        for w in (m.group().lower() for m in WORD.finditer(text))
        if w[0].isalpha() and w not in stop_words()
    ]
