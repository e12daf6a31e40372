"""The network: what a character is, sounds like and stands beside; then near, then far.

Embeddings hold most of the weights, since they cost nothing to compute: one for characters,
one for their syllables (a misheard character mostly has the right one), one for pairs of
neighbours, hashed. Two convolutions and a two-way GRU read them.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

PAIRS = 65_536
_MULTIPLIER = 7_919
_WIDTH, _STATE = 128, 96


class Network(nn.Module):  # type: ignore[misc]
    def __init__(self, said: Tensor, syllables: int, marks: int, pauses: int) -> None:
        super().__init__()
        self.register_buffer("said", said)
        self.characters = nn.Embedding(len(said), 96)
        self.syllables = nn.Embedding(syllables, 32)
        self.pairs = nn.Embedding(PAIRS, 48)
        self.pauses = nn.Embedding(pauses, 16)
        self.inward = nn.Linear(96 + 32 + 2 * 48 + 16, _WIDTH)
        self.near = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.around = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=2, dilation=2)
        self.far = nn.GRU(_WIDTH, _STATE, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(0.1)
        self.outward = nn.Linear(2 * _STATE + _WIDTH, marks)

    def forward(self, units: Tensor, pauses: Tensor) -> Tensor:
        """Scores of marks (batch, length, marks), before the softmax."""
        seen = torch.relu(self.inward(self.dropout(self.embed(units, pauses)))).transpose(1, 2)
        seen = seen + torch.relu(self.near(seen))
        seen = (seen + torch.relu(self.around(seen))).transpose(1, 2)
        heard, _ = self.far(self.dropout(seen))
        scores: Tensor = self.outward(self.dropout(torch.cat([heard, seen], -1)))
        return scores

    def embed(self, units: Tensor, pauses: Tensor) -> Tensor:
        after = self.pairs(pair_numbers(units))
        before = torch.cat([torch.zeros_like(after[:, :1]), after[:, :-1]], 1)
        said = self.syllables(self.said[units])
        return torch.cat([self.characters(units), said, before, after, self.pauses(pauses)], -1)


def pair_numbers(units: Tensor) -> Tensor:
    """A number below PAIRS for each unit with the one after it."""
    following = torch.cat([units[:, 1:], torch.zeros_like(units[:, :1])], 1)
    return (units * _MULTIPLIER + following) % PAIRS
