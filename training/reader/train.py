"""Train the reading model from the published encoder: attribution, modality and events together.

usage: python -m training.reader.train --bench ../shared/bench --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.extract.reader.hints import SIZES
from training.encoder import Encoder, base
from training.reader.data import (
    OWN_EVENTS,
    ROOTS,
    Attributed,
    Window,
    attributed,
    attribution_windows,
    rows,
    splitter,
    told,
    valued,
)
from training.reader.model import LINKS, Reader

CLS, SEP, MASK = 101, 102, 103
HIDDEN_WORDS = 0.06
"""Of the words in training, so many are masked, and of as many others the hints are taken away."""


def states_of(reader: Reader, windows: list[Window]) -> tuple[Tensor, Tensor]:
    """States of the words of some windows, padded, and the mask of words."""
    ids_of, first_of, word_of = [], [], []
    for w in windows:
        ids, first, word = [CLS], [], []
        hidden = torch.rand(w.last - w.first) < (HIDDEN_WORDS if reader.training else 0)
        for n in range(w.first, w.last):
            first.append(len(ids))
            pieces = w.text.pieces[n]
            ids.extend([MASK] * len(pieces) if hidden[n - w.first] else pieces)
            word.extend([n - w.first] * len(pieces))
        ids_of.append([*ids, SEP])
        first_of.append(first)
        word_of.append(word)
    width, words = max(map(len, ids_of)), max(map(len, first_of))
    ids = torch.zeros(len(windows), width, dtype=torch.long)
    seen = torch.zeros(len(windows), width)
    word = torch.full((len(windows), width), words, dtype=torch.long)
    first = torch.zeros(len(windows), words, dtype=torch.long)
    kinds = torch.zeros(len(windows), words, len(SIZES), dtype=torch.long)
    mask = torch.zeros(len(windows), words)
    for n, (w, a, b, c) in enumerate(zip(windows, ids_of, first_of, word_of, strict=True)):
        ids[n, : len(a)] = torch.tensor(a)
        seen[n, : len(a)] = 1
        word[n, 1 : len(a) - 1] = torch.tensor(c)
        first[n, : len(b)] = torch.tensor(b)
        kinds[n, : len(b)] = torch.from_numpy(w.hints.kinds[w.first : w.last])
        mask[n, : len(b)] = 1
    if reader.training:
        kinds *= (torch.rand(*mask.shape, 1) >= HIDDEN_WORDS).long()
    return reader.states(ids, seen, first, word, kinds).float(), mask


def bordered(line: np.ndarray) -> np.ndarray:
    """(3, words): inside, begins, ends."""
    before = np.concatenate([[0], line[:-1]])
    after = np.concatenate([line[1:], [0]])
    return np.stack([line, line * (1 - before), line * (1 - after)])


def attribution_loss(reader: Reader, windows: list[Window]) -> Tensor:
    """How far anchors, tags and links are from the labels."""
    words, mask = states_of(reader, windows)
    anchors = torch.zeros_like(mask)
    tags = torch.zeros(*mask.shape, 3)
    row, at, links, ways = [], [], [], []
    for n, w in enumerate(windows):
        size = w.last - w.first
        for anchor, labels, way in w.attributions:
            anchors[n, anchor] = 1
            row.append(n)
            at.append(anchor)
            line = np.zeros((mask.shape[1], LINKS), dtype=np.float32)
            for k, role in enumerate(("source", "cue", "content")):
                line[:size, 3 * k : 3 * k + 3] = bordered(labels[role]).T
                tags[n, :size, k] = torch.maximum(tags[n, :size, k], torch.from_numpy(labels[role]))
            links.append(line)
            ways.append(np.pad(way, (0, mask.shape[1] - size)))
    count = mask.sum()
    loss = (
        (
            F.binary_cross_entropy_with_logits(reader.anchor(words).squeeze(-1), anchors, reduction="none")
            * mask
        ).sum()
        / count
        * 4
    )
    loss = (
        loss
        + (
            F.binary_cross_entropy_with_logits(reader.tags(words), tags, reduction="none") * mask[:, :, None]
        ).sum()
        / count
    )
    if links:
        r, a = torch.tensor(row), torch.tensor(at)
        found = reader.links(words, r, a, torch.from_numpy(np.stack(ways)), mask[r])
        gold = torch.from_numpy(np.stack(links))
        each = F.binary_cross_entropy_with_logits(found, gold, reduction="none") * mask[r][:, :, None]
        loss = loss + each.sum() / len(links) / 40
    return loss


def value_loss(reader: Reader, windows: list[Window]) -> Tensor:
    """Mean absolute distance of the values of event words."""
    words, _ = states_of(reader, windows)
    row = torch.tensor([n for n, w in enumerate(windows) for _ in w.values])
    at = torch.tensor([p for w in windows for p, _ in w.values])
    gold = torch.tensor([v for w in windows for _, v in w.values])
    return F.smooth_l1_loss(reader.value(words[row, at]).squeeze(-1), gold, beta=0.3) * 2


def event_loss(reader: Reader, windows: list[Window]) -> Tensor:
    """How far the relevance of sentences, their actors and their roots are from the labels."""
    words, mask = states_of(reader, windows)
    roots = torch.tensor([w.root for w in windows])
    actors = torch.zeros(*mask.shape, 2)
    for n, w in enumerate(windows):
        if w.actors is not None:
            actors[n, : len(w.actors)] = torch.from_numpy(w.actors)
    none = ROOTS.index("NONE")
    mean = (words * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
    relevant = F.binary_cross_entropy_with_logits(reader.relevant(mean).squeeze(-1), (roots != none).float())
    each = F.binary_cross_entropy_with_logits(reader.actor_tags(words), actors, reduction="none")
    tagged = (each * mask[:, :, None]).sum() / mask.sum() * 4
    scores = reader.roots(words, mask, actors[:, :, 0], actors[:, :, 1])
    # A sentence without an event has no actors: its root would be given away by their absence.
    coded = roots != none
    return relevant + tagged + F.cross_entropy(scores[coded], roots[coded])


LOSSES = {"a": attribution_loss, "m": value_loss, "e": event_loss}


def shuffled_batches(windows: list[Window], budget: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, at most `budget` word pieces each with padding."""

    def size(w: Window) -> int:
        return sum(len(w.text.pieces[n]) for n in range(w.first, w.last)) + 2

    sized = sorted(((size(w) + rng.random() * 24, w) for w in windows), key=lambda x: x[0])
    batches: list[list[Window]] = [[]]
    for s, w in sized:
        if batches[-1] and (len(batches[-1]) + 1) * s > budget:
            batches.append([])
        batches[-1].append(w)
    rng.shuffle(batches)
    return batches


def optimiser(
    reader: Reader, steps: int, lr: float, head_lr: float
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with a slow encoder and fast heads, warmed up over 5 % and then linearly to 0."""
    reader.encoder.words.weight.requires_grad_(False)
    encoder = [p for p in reader.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in reader.encoder.parameters()}
    heads = [p for p in reader.parameters() if id(p) not in inside]
    opt = torch.optim.AdamW(
        [{"params": encoder, "lr": lr}, {"params": heads, "lr": head_lr}], weight_decay=0.01
    )
    warm = max(1, steps // 20)
    plan = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda n: min((n + 1) / warm, max(0.0, (steps - n) / max(1, steps - warm)))
    )
    return opt, plan


def step(
    reader: Reader, loss: Tensor, opt: torch.optim.Optimizer, plan: torch.optim.lr_scheduler.LRScheduler
) -> None:
    """One update with clipped gradients."""
    opt.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_([p for p in reader.parameters() if p.requires_grad], 1.0)
    opt.step()
    plan.step()


def train(args: argparse.Namespace) -> None:
    """Train on the training parts, save after every epoch."""
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    pieces = splitter(args.minilm / "tokenizer.json")
    articles: list[Attributed] = [
        attributed(r, pieces) for r in rows(args.bench / "attribution/polnear_train.jsonl")[: args.limit]
    ]
    facts = [
        valued(r, pieces)
        for name in ("uw", "meantime")
        for r in rows(args.bench / f"modality/{name}_train.jsonl")
    ]
    facts = [w for w in facts if w.values]
    own = [told(r, pieces) for path in sorted(OWN_EVENTS.glob("*.jsonl")) for r in rows(path)]
    reader = Reader(Encoder.pretrained(args.minilm), len(ROOTS))
    one = [w for a in articles for w in attribution_windows(a, rng)]
    steps = args.epochs * (
        len(shuffled_batches(one, args.budget, rng))
        + len(shuffled_batches(facts, args.budget, rng))
        + len(shuffled_batches(own, args.budget, rng))
    )
    print(len(articles), "articles", len(one), "windows", steps, "steps", flush=True)
    opt, plan = optimiser(reader, steps, args.lr, args.head_lr)
    began = time.time()
    for epoch in range(args.epochs):
        work = [
            ("a", b)
            for b in shuffled_batches(
                [w for a in articles for w in attribution_windows(a, rng)], args.budget, rng
            )
        ]
        work += [("m", b) for b in shuffled_batches(facts, args.budget, rng)]
        work += [("e", b) for b in shuffled_batches(own, args.budget, rng)]
        rng.shuffle(work)
        reader.train()
        seen: dict[str, list[float]] = {task: [] for task in LOSSES}
        for n, (task, windows) in enumerate(work):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=args.bf16):
                loss = LOSSES[task](reader, windows)
            step(reader, loss, opt, plan)
            seen[task].append(loss.item())
            if n % 50 == 49:
                print(
                    epoch,
                    n + 1,
                    len(work),
                    {k: round(float(np.mean(v[-50:])), 4) for k, v in seen.items() if v},
                    f"{time.time() - began:.0f}s",
                    flush=True,
                )
        torch.save(reader.state_dict(), args.out / f"{args.name}.pt")
        (args.out / f"{args.name}.json").write_text(
            json.dumps({"epoch": epoch, "seconds": time.time() - began, "lr": args.lr})
        )


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, help="folder of the published model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="reader")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--budget", type=int, default=2600)
    parser.add_argument("--lr", type=float, default=2.5e-4)
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    args.minilm = base(args.minilm, args.out)
    train(args)


if __name__ == "__main__":
    main()
