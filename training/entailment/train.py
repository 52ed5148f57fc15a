"""Train the entailment model: pairs of sentences from the pool and our own changed sentences.

usage: python -m training.entailment.train --bench ../shared/bench --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from communique.compare.entailment.pairs import Pair
from training.encoder import Encoder, base
from training.entailment.data import SECOND, changed, news, pairs, pool, taken_out, tokens_of
from training.entailment.model import Judge
from training.entailment.perturb import ENTAILS, NOT_ENTAILED
from training.reader.data import splitter

OWN = ("src/communique/sample/articles", "tests/cases")
"""Texts written for the project, whose sentences are changed."""


def loss_of(judge: Judge, batch: list[Pair]) -> Tensor:
    """Cross-entropy; of a label that only says "not entailed" the chance of the two others together."""
    logits, lacking, mask = judge(batch)
    labels = torch.tensor([p.label for p in batch])
    known = labels != NOT_ENTAILED
    logs = F.log_softmax(logits, 1)
    smooth = 0.9 * logs.gather(1, labels.clamp(max=2)[:, None]).squeeze(1) + 0.1 * logs.mean(1)
    either = torch.logsumexp(logs[:, ENTAILS + 1 :], 1)
    loss = -torch.where(known, smooth, either).mean()
    rows = [n for n, p in enumerate(batch) if p.wrong is not None]
    if rows:
        gold = torch.zeros_like(mask)
        for n in rows:
            wrong = batch[n].wrong
            assert wrong is not None
            gold[n, : len(wrong)] = torch.from_numpy(wrong)
        each = F.binary_cross_entropy_with_logits(lacking[rows], gold[rows], reduction="none") * mask[rows]
        loss = loss + each.sum() / mask[rows].sum()
    return loss


def batches(found: list[Pair], budget: int, rng: random.Random) -> list[list[Pair]]:
    """Pairs of like length together, at most `budget` pieces a batch with padding, in random order."""
    sized = sorted(((len(p.ids) + rng.random() * 16, n) for n, p in enumerate(found)))
    made: list[list[Pair]] = [[]]
    for size, n in sized:
        if made[-1] and (len(made[-1]) + 1) * size > budget:
            made.append([])
        made[-1].append(found[n])
    rng.shuffle(made)
    return made


@torch.no_grad()
def figures(judge: Judge, found: list[Pair]) -> dict[str, float]:
    """Accuracy for each set; of 2-way labels whether "entails" has more than half."""
    judge.eval()
    right: dict[str, list[bool]] = defaultdict(list)
    for batch in batches(found, 6000, random.Random(1)):
        chances = judge(batch)[0].softmax(1)
        for pair, row in zip(batch, chances.tolist(), strict=True):
            if pair.label == NOT_ENTAILED:
                right[pair.set].append(row[ENTAILS] < 0.5)
            else:
                right[pair.set].append(int(np.argmax(row)) == pair.label)
    judge.train()
    return {name: round(float(np.mean(values)), 3) for name, values in sorted(right.items())}


def data(args: argparse.Namespace, rng: random.Random) -> tuple[list[Pair], list[Pair]]:
    """Training and held-out pairs; kept in the output folder, since reading them takes minutes."""
    kept = args.out / ("pairs2.pickle" if args.second else "pairs.pickle")
    if kept.exists():
        found: tuple[list[Pair], list[Pair]] = pickle.loads(kept.read_bytes())
        return found
    pieces = splitter(args.minilm / "tokenizer.json")
    folder = args.bench / "entailment"
    own = [p.read_text(encoding="utf-8") for place in OWN for p in sorted(Path(place).rglob("*.txt"))]
    if args.second:
        papers = news(folder, 1500, rng)
        examples = pool(folder, "train", rng, SECOND)
        examples += changed(own, rng, most=4, times=4, around=4)
        examples += changed(papers, rng, most=3, around=5)
        examples += taken_out([*own, *papers], rng, most=3, around=5)
    else:
        examples = pool(folder, "train", rng)
        examples += changed(own, rng, most=4, times=3)
        examples += changed(news(folder, 700, rng), rng, most=3)
    examples += tokens_of(args.bench / "verify/wice_tokens_train.jsonl")
    held = pool(folder, "dev", rng)
    rng.shuffle(held)
    by_set: dict[str, int] = defaultdict(int)
    few = []
    for example in held:
        by_set[example.set] += 1
        if by_set[example.set] <= 200:
            few.append(example)
    made = pairs(examples, pieces), pairs(few, pieces)
    kept.write_bytes(pickle.dumps(made))
    return made


def train(args: argparse.Namespace) -> None:
    """Train, tell the held-out figures and save after every part of an epoch."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    found, held = data(args, rng)
    counts: dict[str, int] = defaultdict(int)
    for pair in found:
        counts[pair.set] += 1
    print(dict(sorted(counts.items())), flush=True)
    judge = Judge(Encoder.pretrained(args.minilm))
    judge.encoder.words.weight.requires_grad_(False)
    steps = int(args.epochs * len(batches(found, args.budget, rng)))
    inside = {id(p) for p in judge.encoder.parameters()}
    encoder = [p for p in judge.encoder.parameters() if p.requires_grad]
    heads = [p for p in judge.parameters() if id(p) not in inside]
    opt = torch.optim.AdamW(
        [{"params": encoder, "lr": args.lr}, {"params": heads, "lr": args.lr * 4}], weight_decay=0.01
    )
    warm = max(1, steps // 16)
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / max(1, steps - warm)))
    )
    if args.start:
        judge.load_state_dict(torch.load(args.start, weights_only=True))
    print(len(found), "pairs", steps, "steps", flush=True)
    began, n, told = time.time(), 0, []
    judge.train()
    while n < steps:
        for batch in batches(found, args.budget, rng):
            if n >= steps:
                break
            if n < args.after:
                n += 1
                plan.step()
                continue
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(judge, batch)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
            opt.step()
            plan.step()
            told.append(loss.item())
            n += 1
            if n % 100 == 0:
                print(n, round(float(np.mean(told[-100:])), 4), f"{time.time() - began:.0f}s", flush=True)
            if n % args.every == 0 or n == steps:
                torch.save(judge.state_dict(), args.out / f"{args.name}.pt")
                print(json.dumps(figures(judge, held)), flush=True)


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, help="folder of the published model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="judge")
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--budget", type=int, default=2600)
    parser.add_argument("--lr", type=float, default=2e-4)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--start", type=Path, help="a model to go on from")
    parser.add_argument(
        "--after", type=int, default=0, help="steps that this model has taken of the same run"
    )
    parser.add_argument("--second", action="store_true", help="train on what is nearest to news")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    args.minilm = base(args.minilm, args.out)
    train(args)


if __name__ == "__main__":
    main()
