"""The reading model in PyTorch: one small encoder, several heads.

The heads work on words, each standing for its first word piece; `communique.extract.reader` computes
the same heads in NumPy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.extract.reader.heads import DILATIONS, REACH, STEPS
from communique.extract.reader.hints import SIZES, WAYS
from training.encoder import HIDDEN, Encoder

LINK, NARROW = 128, 64
"""Units of the layer that looks at a cue and another word together, and of those that make
neighbours agree."""
ROLES = ("source", "cue", "content")
LINKS = 3 * len(ROLES)
"""For each role: is the word in it, does a piece of it begin here, does one end here."""
BUCKETS = 2 * (REACH + STEPS) + 1


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in words to bucket numbers, 0 to BUCKETS - 1."""
    far = distance.abs()
    steps = torch.where(far <= REACH, far, REACH + 1 + ((far - REACH - 1) // 16).clamp(max=STEPS - 1))
    return (REACH + STEPS) + steps * distance.sign()


class Reader(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder, roots: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.anchor = nn.Linear(HIDDEN, 1)
        self.tags = nn.Linear(HIDDEN, len(ROLES))
        self.from_cue = nn.Linear(HIDDEN, LINK)
        self.from_word = nn.Linear(HIDDEN, LINK)
        self.distance = nn.Embedding(BUCKETS, LINK)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.ways = nn.Embedding(WAYS, LINK)
        nn.init.normal_(self.ways.weight, std=0.02)
        self.link = nn.Linear(LINK, LINKS)
        self.narrow = nn.Linear(LINK, NARROW)
        self.context = nn.ModuleList(nn.Linear(3 * NARROW, NARROW) for _ in DILATIONS)
        self.whole = nn.Linear(NARROW, LINKS)
        self.hints = nn.ModuleList(nn.Embedding(rows, HIDDEN) for rows in SIZES)
        for table in self.hints:
            nn.init.normal_(table.weight, std=0.01)
        self.value = nn.Sequential(nn.Linear(HIDDEN, 128), nn.GELU(), nn.Linear(128, 1))
        self.actor_tags = nn.Linear(HIDDEN, 2)
        self.relevant = nn.Linear(HIDDEN, 1)
        self.ask = nn.Linear(2 * HIDDEN, 128)
        self.hear = nn.Linear(HIDDEN, 128)
        self.nobody = nn.Parameter(torch.zeros(HIDDEN))
        self.root = nn.Sequential(
            nn.Linear(4 * HIDDEN, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, roots)
        )

    def hinted(self, kinds: Tensor) -> Tensor:
        """(batch, words, 4) rows of the tables of hints → (batch, words, 384)."""
        return sum(table(kinds[:, :, n]) for n, table in enumerate(self.hints))  # type: ignore[return-value]

    def states(self, ids: Tensor, seen: Tensor, first: Tensor, word: Tensor, kinds: Tensor) -> Tensor:
        """States of words: `first` (batch, words) holds the place of each word's first piece, `word`
        (batch, pieces) the word of each piece, or the number of words for what is none."""
        hints = F.pad(self.hinted(kinds), (0, 0, 0, 1))
        hints = hints.gather(1, word[:, :, None].expand(-1, -1, HIDDEN))
        x = self.encoder(ids, seen, hints)
        return x.gather(1, first[:, :, None].expand(-1, -1, HIDDEN))

    def links(self, words: Tensor, row: Tensor, at: Tensor, ways: Tensor, mask: Tensor) -> Tensor:
        """For each cue word (row, at): the LINKS scores of every word of its window; ways and mask are
        (cues, words)."""
        cue = self.from_cue(words[row, at])
        other = self.from_word(words)[row]
        places = torch.arange(words.shape[1])
        near = self.distance(distance_bucket(places[None, :] - at[:, None])) + self.ways(ways)
        seen = F.gelu(cue[:, None, :] + other + near)
        seen = F.dropout(seen, 0.1, self.training)
        mask = mask[:, :, None]
        around = self.narrow(seen) * mask
        for layer, step in zip(self.context, DILATIONS, strict=True):
            before = F.pad(around, (0, 0, step, 0))[:, : around.shape[1]]
            after = F.pad(around, (0, 0, 0, step))[:, step:]
            around = (around + F.relu(layer(torch.cat([before, around, after], 2)))) * mask
        return self.link(seen) + self.whole(around)

    def roots(self, words: Tensor, mask: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Root scores of pairs: words (n, words, 384); the masks (n, words) mark sentence and actors."""

        def mean(marked: Tensor) -> Tensor:
            total = marked.sum(1, keepdim=True)
            found = (words * marked[:, :, None]).sum(1) / total.clamp(min=1)
            return torch.where(total > 0, found, self.nobody)

        a, b = mean(source), mean(target)
        query = self.ask(torch.cat([a, b], -1))
        scores = (self.hear(words) @ query[:, :, None]).squeeze(-1) * 128**-0.5
        weights = scores.masked_fill(mask == 0, -1e4).softmax(-1)
        heard = (words * weights[:, :, None]).sum(1)
        return self.root(torch.cat([a, b, heard, mean(mask)], -1))
