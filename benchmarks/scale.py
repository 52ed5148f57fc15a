"""What grouping and comparing cost as a record grows: milliseconds an article, memory, and one article more.

usage: python benchmarks/scale.py [FOLDER] [--files stream] [--cache DIR] [--sizes 1000 2000 5000 10000 20000]
                                  [--grouping | --record] [--out FILE] [--seed N]

FOLDER holds JSON Lines as for `stories.py`; without it the bundled sample is read. `--cache` keeps
readings between runs. Each size runs in a process of its own, on one core. `--grouping` leaves
comparing out. `--record` goes through a record on disk instead, a thousand articles at a time as
`communique add` does once they are read.

Prints a table, and writes JSON with `--out`: for each size how many stories, arcs, neighbourhoods and
claims there are, the processor's milliseconds an article for grouping and for comparing, those of one
article more, and the peak of memory in MB (making the articles is in the peak, not in the times).

Where there are fewer real readings than a size asks for, others are made of them (see `World`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from stories import cached  # type: ignore[import-not-found]  # beside this file

from communique.compare import compare, neighbourhoods
from communique.config import Settings
from communique.group.growing import Growing
from communique.records import Article, Interval, Quantity, Reading, Span, digest
from communique.store import Record, evidence_of

SIZES = (1000, 2000, 5000, 10_000, 20_000)
LOT = 500
"""Articles made and taken in at once."""

WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*\d")
BAND = 24
"""A word changes places with one of so many that stand in about as many articles."""

CHANGED = 0.8
"""The share of plain words that change; with fewer, texts of two worlds would be copies of each other."""

COMMON = 0.65
"""A word that more of the real articles hold never changes: it is grammar."""


class Real:
    """The real readings and what their words are: names or plain words, and how common."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = sorted(readings, key=lambda reading: reading.article.id)
        held: Counter[str] = Counter()
        upper: Counter[str] = Counter()
        for reading in self.readings:
            words = set(WORD.findall(f"{reading.article.title or ''} {reading.article.text}"))
            held.update({word.lower() for word in words})
            upper.update({word.lower() for word in words if word[0].isupper()})
        lower = Counter({w: n for w, n in held.items() if w[0].isalpha()})
        most = COMMON * len(self.readings)
        self.names = {w for w, n in lower.items() if upper[w] >= 0.9 * n and len(w) > 2 and n < most}
        self.plain = {w for w, n in lower.items() if w not in self.names and len(w) > 3 and n < most}
        self.count = lower
        self.states = sorted({a.id for r in self.readings for a in r.actors if a.kind == "state"})


class World:
    """The real readings once more, in another place and time.

    World 0 is what was read. In the others all days are shifted by one distance; names change places
    with names, states with states, and most plain words with plain words that have as many letters and
    stand in about as many articles; the digits of numbers of three and more change. Words keep their
    length, so every offset stays true. Within a world all readings change alike: it has as many stories
    and copies as the real one, of the same sizes, each with one look-alike in every other world.
    """

    def __init__(self, real: Real, number: int, seed: int) -> None:
        self.real, self.number = real, number
        self.random = random.Random(f"{seed} {number}")
        self.days = dt.timedelta(self.random.randint(20, 2500)) if number else dt.timedelta()
        figures = list("123456789")
        self.random.shuffle(figures)
        self.digits = str.maketrans("123456789", "".join(figures))
        states = list(real.states)
        self.random.shuffle(states)
        self.ids: dict[str, str] = dict(zip(real.states, states, strict=True))

    @cached_property
    def words(self) -> dict[str, str]:
        """What becomes of each word, in lower case."""
        found: dict[str, str] = {}
        some = {w for w in sorted(self.real.plain) if self.random.random() < CHANGED}
        for chosen in (self.real.names, some):
            by_length: dict[int, list[str]] = {}
            for word in sorted(chosen, key=lambda w: (-self.real.count[w], w)):
                by_length.setdefault(len(word), []).append(word)
            for row in by_length.values():
                for start in range(0, len(row), BAND):
                    band = row[start : start + BAND]
                    found.update(zip(band, self.random.sample(band, len(band)), strict=True))
        return found

    def reading(self, place: int) -> Reading:
        """The reading at this place, as it is in this world."""
        one = self.real.readings[place]
        if not self.number:
            return one
        article = one.article
        name = f"{article.id}.{self.number}"
        text = WORD.sub(self._word, article.text)
        ids = {article.id: digest(name)}
        ids |= {s.id: digest(name, s.id) for s in one.statements}
        own = [a.id for a in one.actors if a.kind != "organisation"]
        ids |= {key: self.ids.get(key) or digest(self.number, key) for key in own}

        def other(value: Any) -> Any:
            if isinstance(value, Span):
                return Span(ids[article.id], value.start, value.end, text[value.start : value.end])
            if isinstance(value, Interval):
                return Interval(value.start + self.days, value.end + self.days, value.precision)
            if isinstance(value, tuple):
                return tuple(other(item) for item in value)
            if isinstance(value, str):
                return ids.get(value, value)
            if not is_dataclass(value):
                return value
            made = {field.name: other(getattr(value, field.name)) for field in fields(value)}
            if isinstance(value, Article):
                made |= {"text": text, "name": name, "digest": digest(name)}
                made["title"] = value.title and WORD.sub(self._word, value.title)
                made["place"] = value.place and WORD.sub(self._word, value.place)
            elif isinstance(value, Quantity) and value.value >= 100:
                figures, mark, power = f"{value.value:g}".partition("e")
                made["value"] = float(figures.translate(self.digits) + mark + power)
            elif hasattr(value, "aliases"):
                made["name"] = WORD.sub(self._word, value.name)
                made["aliases"] = tuple(WORD.sub(self._word, alias) for alias in value.aliases)
            elif isinstance(value, Reading):
                made["lemmas"] = tuple(tuple(self._lemma(w) for w in row) for row in value.lemmas)
            return type(value)(**made)

        return other(one)  # type: ignore[no-any-return]

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        if word[0].isdigit():
            year = len(word) == 4 and word[:2] in ("19", "20")
            return word if year or len(word) < 3 else word.translate(self.digits)
        found = self.words.get(word.lower(), word)
        if word[0].islower() or len(found) != len(word):
            return word if len(found) != len(word) else found
        return found.upper() if word.isupper() else found[0].upper() + found[1:]

    def _lemma(self, word: str) -> str:
        return self.words.get(word, word)


class Stream:
    """So many readings: of the real world first, then of others; made when they are asked for."""

    def __init__(self, readings: Sequence[Reading], size: int, seed: int) -> None:
        self.real, self.size, self.seed = Real(readings), size, seed
        self.worlds: dict[int, World] = {}
        self.place: dict[str, int] = {}
        # Late articles of a world come after early ones of the next, as in life.
        self.order = list(range(size))
        random.Random(seed).shuffle(self.order)

    def make(self, number: int) -> Reading:
        """The reading with this number."""
        world, place = divmod(number, len(self.real.readings))
        if world not in self.worlds:
            self.worlds[world] = World(self.real, world, self.seed)
        reading = self.worlds[world].reading(place)
        self.place[reading.article.id] = number
        return reading

    def lots(self, size: int) -> Iterator[list[Reading]]:
        """All of them, so many at a time."""
        for start in range(0, self.size, size):
            yield [self.make(number) for number in self.order[start : start + size]]

    def of(self, articles: Iterable[str]) -> list[Reading]:
        """The readings of these articles, by their ids, made again."""
        return [self.make(self.place[article]) for article in articles]


def in_memory(stream: Stream, comparing: bool = True) -> dict[str, float]:
    """Group and compare everything once, then again with one article more."""
    growing = Growing()
    spent = {"grouping": 0.0, "comparing": 0.0}
    last: list[Reading] = []
    for lot in stream.lots(LOT):
        evidence = [evidence_of(reading) for reading in lot]
        if stream.place[lot[-1].article.id] == stream.order[-1]:
            last = [lot[-1]]
            evidence.pop()
        clock = time.process_time()
        growing.add(evidence)
        spent["grouping"] += time.process_time() - clock
    clock = time.process_time()
    before = growing.grouping()
    spent["grouping"] += time.process_time() - clock
    clock = time.process_time()
    growing.add(evidence_of(reading) for reading in last)
    grouping = growing.grouping()
    more = time.process_time() - clock
    known = {one.key for one in neighbourhoods(set(stream.place) - {last[0].article.id}, before)}
    claims = 0
    wanted = neighbourhoods(stream.place, grouping)
    for one in wanted if comparing else ():
        readings = stream.of(one.articles)
        clock = time.process_time()
        claims += len(compare(readings, one.grouping))
        took = time.process_time() - clock
        spent["comparing"] += took
        more += took * (one.key not in known)
    return {
        "stories": len(grouping.stories),
        "arcs": len({story.arc for story in grouping.stories if story.arc}),
        "neighbourhoods": len(wanted),
        "largest": max(len(one.articles) for one in wanted),
        "copies": len(grouping.copies),
        "claims": claims,
        **{f"{name}_ms": 1000 * took / stream.size for name, took in spent.items()},
        "total_ms": 1000 * sum(spent.values()) / stream.size,
        "one_more_ms": 1000 * more,
    }


def through_record(stream: Stream) -> dict[str, float]:
    """Add everything to a record on disk, a thousand at a time, then one article more from a new start."""
    from communique.keeping import Keeping
    from communique.pipeline import LOT as MOST

    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "communique.db") as record:
        keeping, spent, last = Keeping(record), 0.0, []
        for lot in stream.lots(MOST):
            if stream.place[lot[-1].article.id] == stream.order[-1]:
                last = [lot.pop()]
            clock = time.process_time()
            keeping.add(lot)
            spent += time.process_time() - clock
        clock = time.process_time()
        Keeping(record).add(last)
        fresh = time.process_time() - clock
        return {
            "stories": len(record.membership()),
            "claims": len(record.claims()),
            "total_ms": 1000 * spent / stream.size,
            "one_more_ms": 1000 * fresh,
            "disk_kb": record.path.stat().st_size / 1024 / stream.size,
        }


def real(args: argparse.Namespace) -> list[Reading]:
    """The readings of a folder's files, or of the bundled sample."""
    if args.folder is None:
        from communique import sample
        from communique.pipeline import read_all

        found, _ = read_all([Path(sample.__file__).parent / "articles"], settings=Settings(fast=True))
        return list(found)
    readings: list[Reading] = []
    for name in args.files:
        gold = args.folder / f"{name}.jsonl"
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        # What an older cache holds may lack fields that readings have now.
        for old in cached(name, rows, args.cache):
            kept = {f.name: getattr(old, f.name) for f in fields(Reading) if hasattr(old, f.name)}
            readings.append(Reading(**kept))
    return readings


def main() -> int:
    """Run every size in its own process and print the table."""
    parser = argparse.ArgumentParser(description="what grouping and comparing cost as a record grows")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--files", nargs="+", default=["stream"])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--grouping", action="store_true")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        stream = Stream(real(args), args.one, args.seed)
        found = through_record(stream) if args.record else in_memory(stream, not args.grouping)
        found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
        return 0
    rows = []
    for size in args.sizes:
        done = subprocess.run(
            [sys.executable, __file__, *sys.argv[1:], "--one", str(size)], check=True, stdout=subprocess.PIPE
        )
        rows.append({"articles": size, **json.loads(done.stdout)})
        if len(rows) == 1:
            print("\t".join(rows[0]))
        cells = (f"{value:.2f}" if isinstance(value, float) else str(value) for value in rows[-1].values())
        print("\t".join(cells), flush=True)
    ratio = rows[-1]["total_ms"] / rows[0]["total_ms"]
    result = {"sizes": rows, "ratio": ratio}
    print(f"cost of an article at {rows[-1]['articles']} by that at {rows[0]['articles']}: {ratio:.2f}")
    if args.out:
        args.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
