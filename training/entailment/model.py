"""The entailment model in PyTorch: what a claim is to a text, and which of its words the text lacks."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.compare.entailment.pairs import SIZES, Pair
from training.encoder import HIDDEN, Encoder

INNER = 192


class Judge(nn.Module):
    """The encoder over both texts in one row, with two heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.hints = nn.ModuleList(nn.Embedding(rows, HIDDEN) for rows in SIZES)
        for table in self.hints:
            nn.init.normal_(table.weight, std=0.02)
        self.inner = nn.Linear(3 * HIDDEN, INNER)
        self.answer = nn.Linear(INNER, 3)
        self.lacking = nn.Linear(HIDDEN, 1)

    def hinted(self, kinds: Tensor) -> Tensor:
        """What is added to the encoder's input, (pairs, pieces, HIDDEN)."""
        return torch.stack([table(kinds[:, :, n]) for n, table in enumerate(self.hints)]).sum(0)

    def forward(self, pairs: list[Pair]) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (pairs, 3) of entails, neither, contradicts; (pairs, words) of each claim's word being
        unsupported; and the mask of words."""
        width, words = max(len(p.ids) for p in pairs), max(max(len(p.claim) for p in pairs), 1)
        ids = torch.zeros(len(pairs), width, dtype=torch.long)
        seen = torch.zeros(len(pairs), width)
        kinds = torch.zeros(len(pairs), width, len(SIZES), dtype=torch.long)
        places = torch.zeros(len(pairs), words, dtype=torch.long)
        mask = torch.zeros(len(pairs), words)
        for n, pair in enumerate(pairs):
            ids[n, : len(pair.ids)] = torch.tensor(pair.ids)
            seen[n, : len(pair.ids)] = 1
            kinds[n, : len(pair.ids)] = torch.from_numpy(pair.kinds)
            places[n, : len(pair.claim)] = torch.tensor(pair.claim)
            mask[n, : len(pair.claim)] = 1
        x = self.encoder(ids, seen, self.hinted(kinds)).float()
        claim = x.gather(1, places[:, :, None].expand(-1, -1, HIDDEN))
        lacking = self.lacking(claim).squeeze(-1)
        weights = (lacking + (mask - 1) * 1e4).softmax(1)
        worst = (claim * weights[:, :, None]).sum(1)
        mean = (claim * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        inner = F.gelu(self.inner(torch.cat([x[:, 0], mean, worst], 1)))
        return self.answer(F.dropout(inner, 0.1, self.training)), lacking, mask
