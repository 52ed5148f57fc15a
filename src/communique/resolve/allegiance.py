"""Which state somebody serves whose title does not say: from the context, only where it is clear.

News leaves a minister's country out where the paragraph is about that country, or where the
report comes from there. Heads of state meet abroad, so for them more is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from communique.resolve.names import Spot
from communique.resolve.noun_phrases import Phrase
from communique.resolve.party import Party
from communique.resolve.words import Word

HEADS = frozenset(
    (
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "sultan",
        "crown prince",
        "leader",
    )
)
ABROAD = frozenset(
    ("ambassador", "envoy", "diplomat", "consul", "attaché", "counsellor", "negotiator", "fellow")
)
"""Those who serve away from home: where they are says nothing of whom they serve."""

PEOPLE = frozenset(
    (
        "official",
        "officer",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "soldier",
        "member",
        "representative",
        "delegate",
    )
)


class Allegiance:
    """Reads the states of people and state bodies out of the context of their mentions."""

    def __init__(self, words: Sequence[Word], spots: Sequence[Spot], home: str | None) -> None:
        self.words, self.home = words, home
        self.spot_at = {spot.first: spot for spot in spots}
        self.opening: dict[int, int] = {}
        for word in words:
            self.opening.setdefault(word.sentence, word.i)
        counts = Counter(spot.state for spot in spots if spot.state is not None)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        self.weights = dict(ranked)
        clear = len(ranked) >= 2 and (len(ranked) == 2 or ranked[1][1] >= 2 * ranked[2][1])
        self.pair: tuple[str, str] | None = (ranked[0][0], ranked[1][0]) if clear else None

    # ------------------------------------------------------------------ near a mention

    def context(self, first: int, subjects: Iterable[tuple[int, str]]) -> str | None:
        """The state that the words before word `first` are about, in its paragraph.

        `subjects` are the subjects so far, newest last: the word where each stands, its state.
        """
        here = self.words[first]
        k = self.opening[here.sentence]
        if self.words[k].lower == "in" and self.spot_at.get(k + 1) is not None and k + 1 < first:
            return self.spot_at[k + 1].state
        for place, state in subjects:
            word = self.words[place]
            if word.paragraph == here.paragraph and here.sentence - word.sentence <= 2:
                if word.sentence == here.sentence and self.usual_home() not in (None, state):
                    continue  # what is reported may be about the other side
                return state
        return None

    def home_of(self, first: int, subjects: Iterable[tuple[int, str]]) -> str | None:
        """The state of a body that is named without one: the paragraph's, else the report's own."""
        return self.context(first, subjects) or self.usual_home()

    def usual_home(self) -> str | None:
        """The state that the report comes from, if it is among those it mostly speaks of."""
        if self.home is None:
            return None
        heaviest = sorted(self.weights.values(), reverse=True)[:2]
        return self.home if heaviest and self.weights.get(self.home, 0) >= heaviest[-1] else None

    # ------------------------------------------------------------------ over the whole article

    def infer(
        self, mentions: Sequence[tuple[Phrase, Party]], contexts: Mapping[int, str | None]
    ) -> dict[tuple[str, ...], str]:
        """States for named people without one, by the key of their names."""
        votes: dict[Party, Counter[str]] = {}
        barred: dict[Party, set[str]] = {}
        met: set[Party] = set()
        for phrase, party in mentions:
            if party.sort != "person" or not party.named or party.state is not None:
                continue
            mine = votes.setdefault(party, Counter())
            for state, sign in self._told(phrase):
                if sign > 0:
                    mine[state] += 3
                else:
                    barred.setdefault(party, set()).add(state)
            nouns = {noun for noun, _ in party.offices}
            if nouns and not nouns & HEADS and not nouns & ABROAD and party.rank == "officer":
                near = contexts.get(id(phrase))
                if near is not None and phrase.rank and party not in met:
                    mine[near] += 2  # only where a title first comes without its country
            met.add(party)
        found: dict[tuple[str, ...], str] = {}
        for party, counter in votes.items():
            for state in barred.get(party, ()):
                if self.pair is not None and state in self.pair and party.rank == "head":
                    counter[self.pair[0] if state == self.pair[1] else self.pair[1]] += 2
                counter.pop(state, None)
            best = _clear(counter)
            if best is not None:
                found[party.key] = best
        self._by_home(list(votes), found)
        self._by_elimination([party for _, party in mentions], found)
        return found

    def _told(self, phrase: Phrase) -> Iterable[tuple[str, int]]:
        """States that the verb after this phrase gives its subject, with their sign."""
        words = self.words
        sentence = words[phrase.first].sentence
        at = phrase.last + 1
        while at < len(words) and words[at].sentence == sentence and at - phrase.last <= 6:
            for forms, sign, links in told_verbs():
                if words[at].lower in forms:
                    state = self._after_link(at, links, sentence)
                    if state is not None:
                        yield state, sign
                    return
            if words[at].pos == "VERB":
                return
            at += 1

    def _after_link(self, at: int, links: frozenset[str], sentence: int) -> str | None:
        words = self.words
        for k in range(at + 1, min(at + 9, len(words))):
            if words[k].sentence != sentence:
                return None
            spot = self.spot_at.get(k)
            if spot is None or spot.state is None:
                continue
            before = words[k - 1].lower if words[k - 1].lower != "the" else words[k - 2].lower
            if "possessive" in links:
                return spot.state if words[spot.last].possessive and k == at + 1 else None
            after = words[spot.last + 1].lower if spot.last + 1 < len(words) else ""
            if "that" in links and spot.form != "demonym" and (before == "that" or k == at + 1):
                return spot.state if after in ("would", "will") else None
            if before in links:
                return spot.state
        return None

    def _by_home(self, people: Sequence[Party], found: dict[tuple[str, ...], str]) -> None:
        home = self.usual_home()
        if home is None:
            return
        for party in people:
            nouns = {noun for noun, _ in party.offices}
            if party.key in found or not nouns or nouns & ABROAD or nouns & HEADS or party.rank != "officer":
                continue
            if party.employer is None:
                found[party.key] = home

    def _by_elimination(self, people: Sequence[Party], found: dict[tuple[str, ...], str]) -> None:
        """Of two heads in a text about two states, one of them known, the other serves the other."""
        heads = list(
            dict.fromkeys(
                p
                for p in people
                if p.sort == "person" and p.named and p.employer is None and {n for n, _ in p.offices} & HEADS
            )
        )
        if len(heads) == 1 and heads[0].state is None and heads[0].key not in found:
            home = self.usual_home()
            if home is not None:
                found[heads[0].key] = home
            return
        if len(heads) != 2 or self.pair is None:
            return
        known = [p.state or found.get(p.key) for p in heads]
        for mine, other in ((0, 1), (1, 0)):
            if known[mine] is None and known[other] in self.pair:
                found[heads[mine].key] = self.pair[0] if known[other] == self.pair[1] else self.pair[1]


def _clear(counter: Counter[str]) -> str | None:
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


@cache
def told_verbs() -> tuple[tuple[frozenset[str], int, frozenset[str]], ...]:
    """The rows of `data/allegiance.tsv`: verb forms, sign, links."""
    text = files("communique.resolve").joinpath("data", "allegiance.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        (frozenset(forms.split("; ")), 1 if sign == "+" else -1, frozenset(links.split("; ")))
        for forms, sign, links, _ in rows
    )
