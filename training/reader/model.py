"""The reading model in PyTorch: one small encoder, several heads.

The encoder is MiniLM-L6 (BERT architecture, 6 layers of 384 units). The heads work on words, each
standing for its first word piece; `communique.extract.reader` computes the same heads in NumPy.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

HIDDEN, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
LINK = 128
"""Units of the layer that looks at a cue and another word together."""
ROLES = ("source", "cue", "content")
LINKS = 3 * len(ROLES)
"""For each role: is the word in it, does a piece of it begin here, does one end here."""
REACH = 40
"""Words left and right of a cue whose distance is told exactly; farther ones in steps of 16."""
STEPS = 24
BUCKETS = 2 * (REACH + STEPS) + 1


class Layer(nn.Module):
    """One transformer layer, normalised after each part."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.mix_norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, pieces, 384); mask: (batch, 1, 1, pieces), 0 or a large negative number."""
        batch, pieces, _ = x.shape
        heads = [
            part(x).view(batch, pieces, ATTENTION_HEADS, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        scores = heads[0] @ heads[1].transpose(-1, -2) * (HIDDEN / ATTENTION_HEADS) ** -0.5 + mask
        seen = scores.softmax(-1) @ heads[2]
        seen = self.mix(seen.transpose(1, 2).reshape(batch, pieces, HIDDEN))
        x = self.mix_norm(x + self.drop(seen))
        return self.norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to states: `forward(ids, seen)` gives (batch, pieces, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, seen: Tensor) -> Tensor:
        """ids: (batch, pieces) integers; seen: the same shape, 1 for pieces and 0 for padding."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kind
        x = self.drop(self.norm(x))
        mask = (1.0 - seen[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> Encoder:
        """The published weights of all-MiniLM-L6-v2 (`model.safetensors` in `folder`)."""
        found = load_file(folder / "model.safetensors")
        found = {k.removeprefix("bert."): v for k, v in found.items()}
        own = cls()
        e = "embeddings."
        state = {
            "words.weight": found[e + "word_embeddings.weight"],
            "places.weight": found[e + "position_embeddings.weight"],
            "kind": found[e + "token_type_embeddings.weight"][0],
            "norm.weight": found[e + "LayerNorm.weight"],
            "norm.bias": found[e + "LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "mix": "attention.output.dense",
            "mix_norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm": "output.LayerNorm",
        }
        for n in range(LAYERS):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{n}.{ours}.{part}"] = found[f"encoder.layer.{n}.{theirs}.{part}"]
        own.load_state_dict(state)
        return own


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
        self.link = nn.Linear(LINK, LINKS)
        self.value = nn.Sequential(nn.Linear(HIDDEN, 128), nn.GELU(), nn.Linear(128, 1))
        self.actor_tags = nn.Linear(HIDDEN, 2)
        self.relevant = nn.Linear(HIDDEN, 1)
        self.ask = nn.Linear(2 * HIDDEN, 128)
        self.hear = nn.Linear(HIDDEN, 128)
        self.nobody = nn.Parameter(torch.zeros(HIDDEN))
        self.root = nn.Sequential(
            nn.Linear(4 * HIDDEN, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, roots)
        )

    def states(self, ids: Tensor, seen: Tensor, first: Tensor) -> Tensor:
        """States of words: `first` (batch, words) holds the place of each word's first piece."""
        x = self.encoder(ids, seen)
        return x.gather(1, first[:, :, None].expand(-1, -1, HIDDEN))

    def links(self, words: Tensor, row: Tensor, at: Tensor) -> Tensor:
        """For each cue word (row, at): the LINKS scores of every word of its window."""
        cue = self.from_cue(words[row, at])
        other = self.from_word(words)[row]
        places = torch.arange(words.shape[1])
        near = self.distance(distance_bucket(places[None, :] - at[:, None]))
        return self.link(F.gelu(cue[:, None, :] + other + near))

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
