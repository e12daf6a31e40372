"""The network: the encoder's lower layers, and small readers of what it says of each token."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertModel

from mintobrief.tagging.decode import ACTS, FIELDS
from mintobrief.tagging.links import SCALE

_TIES, _PLACES = 3, 3  # NONE, CURRENT, ECHO; OUTSIDE, FIRST, INSIDE
_VECTOR = 64


class Network(nn.Module):  # type: ignore[misc]
    """`prior` is the log odds of a link, by bucket of distance, that learning starts from."""

    def __init__(self, encoder: BertModel, prior: Tensor) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.move = nn.Linear(width, len(ACTS))
        self.tied = nn.Linear(width, _TIES)
        self.span = nn.Linear(width, len(FIELDS) * _PLACES)
        self.topic = nn.Linear(width, 1)
        self.q = nn.Linear(width, _VECTOR)
        self.dist = nn.Embedding.from_pretrained(prior[:, None], freeze=False)
        self.bias = nn.Parameter(torch.zeros(()))

    def forward(
        self, ids: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """For tokens (batch, length): scores of acts, ties, fields and topics, and vectors.

        Scores are those before the softmax; fields are (batch, length, FIELDS, 3).
        """
        seen = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        seen = self.drop(seen)
        fields = self.span(seen).view(*seen.shape[:2], len(FIELDS), _PLACES)
        return self.move(seen), self.tied(seen), fields, self.topic(seen)[..., 0], self.q(seen)

    def link(self, vectors: Tensor, distances: Tensor) -> Tensor:
        """Scores that mentions belong together, by their vectors and buckets of distance."""
        return vectors @ vectors.T / SCALE + self.dist(distances)[..., 0] + self.bias

    def freeze(self, layers: int) -> None:
        """Leave the embeddings and the first layers as they are: few meetings teach little."""
        kept = [self.encoder.embeddings, *self.encoder.encoder.layer[:layers]]
        for part in kept:
            part.requires_grad_(False)
