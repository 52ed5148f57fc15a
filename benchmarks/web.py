"""How fast the desk's pages answer on a large record, read by many while an import runs.

usage: python benchmarks/web.py [FOLDER] [--files stream] [--cache DIR] [--size 20000] [--readers 8]
                                [--seconds 60] [--pause 0] [--settle 0] [--record FILE] [--no-import]
                                [--out FILE]

FOLDER holds JSON Lines as for `stories.py`; without it the bundled sample is read. A record of `--size`
articles is made of them (see `scale.py`), or taken from `--record` if that file exists, and kept there.
Then a desk serves it, `--readers` processes ask for pages at random as analysts do, one after another
without a pause (or with one of `--pause` seconds on average, as people who read make), and meanwhile
articles are added. `--settle` seconds pass before, in which the desk may tell behind the scenes what it
tells of a large record. Prints the load of the machine, and for each kind of page how often it was asked
and the 50th, 95th and 99th percentile of the milliseconds until the whole answer was there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any

from scale import Stream, real  # type: ignore[import-not-found]  # beside this file

from communique.keeping import Keeping
from communique.store import Record

LOT = 1000
WORDS = ("government", "agreement", '"prime minister"', "police say", "oil price", "border", "minister talks")


def make(path: Path, args: argparse.Namespace) -> None:
    """Write the record, a thousand articles at a time."""
    stream = Stream(real(args), args.size, args.seed)
    with Record.open(path) as record:
        keeping = Keeping(record)
        for number, lot in enumerate(stream.lots(LOT), start=1):
            keeping.add(lot)
            print(f"{min(number * LOT, args.size)} articles", file=sys.stderr, flush=True)


def paths(path: Path, chance: random.Random) -> dict[str, list[str]]:
    """Addresses of every kind of page."""
    with Record.open(path, create=False) as record:
        stories = [story.id for story in record.stories()]
        articles = sorted(record.ids())
        facets = record.lists.facets()
    some = chance.sample(stories, min(400, len(stories)))
    found = {
        "stories": ["/", "/?sort=oldest", "/?sort=most+covered", "/?contested=true"],
        "narrowed": [f"/?{one.facet}={urllib.request.quote(one.value)}" for one in facets],
        "words": [f"/?words={urllib.request.quote(words)}" for words in WORDS],
        "story": [f"/stories/{one}" for one in some],
        "article": [f"/articles/{one}" for one in chance.sample(articles, min(400, len(articles)))],
        "claims": ["/claims", "/claims?standing=contested", "/claims?standing=corroborated"],
        "quotes": ["/quotes", "/quotes?speaker=minister"],
        "relations": ["/relations", "/network", "/actors", "/ledger", "/map"],
        "search": [f"/search?words={urllib.request.quote(words)}" for words in WORDS],
    }
    return {kind: addresses for kind, addresses in found.items() if addresses}


def read(
    desk: str, asked: dict[str, list[str]], seconds: float, seed: int, out: Any, pause: float = 0
) -> None:
    """Ask for pages until the time is over, with pauses of `pause` seconds on average."""
    chance = random.Random(seed)
    spent: list[tuple[str, float]] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if pause:
            time.sleep(chance.expovariate(1 / pause))
        kind = chance.choice(sorted(asked))
        clock = time.perf_counter()
        try:
            with urllib.request.urlopen(desk + chance.choice(asked[kind]), timeout=60) as answer:
                answer.read()
        except urllib.error.HTTPError as error:
            kind = f"{kind}: error {error.code}"
        spent.append((kind, 1000 * (time.perf_counter() - clock)))
    out.put(spent)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of all lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def measure(path: Path, args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Serve, read, and add meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "communique", "serve", "--record", str(path), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    desk = f"http://127.0.0.1:{port}"
    importing = None
    try:
        while True:
            try:
                urllib.request.urlopen(f"{desk}/stories.json", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        asked = paths(path, random.Random(args.seed))
        time.sleep(args.settle)
        if args.adding:
            texts = folder / "new"
            texts.mkdir()
            for number in range(2000):
                told = f"Fiji and Tonga held ferry talks number {number} in Suva on 3 May 2025."
                text = f"Ferry talks {number}\n\n{told}\n"
                (texts / f"{number}.txt").write_text(text, encoding="utf-8")
            add = [sys.executable, "-m", "communique", "add", str(texts), "--record", str(path), "--fast"]
            importing = subprocess.Popen(add, stdout=subprocess.DEVNULL)
        out: Any = multiprocessing.Queue()
        readers = [
            multiprocessing.Process(target=read, args=(desk, asked, args.seconds, seed, out, args.pause))
            for seed in range(args.readers)
        ]
        for reader in readers:
            reader.start()
        spent = [one for _ in readers for one in out.get()]
        for reader in readers:
            reader.join()
    finally:
        if importing is not None:
            importing.kill()
        server.terminate()
    by_kind: dict[str, list[float]] = defaultdict(list)
    for kind, took in spent:
        by_kind[kind].append(took)
    by_kind["all"] = [took for _, took in spent]
    return {"load": [round(one, 1) for one in os.getloadavg()]} | {
        kind: {
            "asked": len(all_),
            **{f"p{int(100 * s)}": round(percentile(all_, s), 1) for s in (0.5, 0.95, 0.99)},
        }
        for kind, all_ in sorted(by_kind.items())
    }


def main() -> int:
    """Make the record if there is none, measure, print."""
    parser = argparse.ArgumentParser(description="how fast the desk's pages answer")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--files", nargs="+", default=["stream"])
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0)
    parser.add_argument("--settle", type=float, default=0)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--no-import", dest="adding", action="store_false")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="communique-web-") as name:
        folder = Path(name)
        held = args.record or folder / "communique.db"
        if not held.exists():
            make(held, args)
        used = folder / "used.db"  # what is added while measuring stays out of the record that is kept
        shutil.copy(held, used)
        figures = measure(used, args, folder)
    print(json.dumps(figures, indent=1))
    if args.out:
        args.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
