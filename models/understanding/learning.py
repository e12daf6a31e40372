"""One step of learning, and how well a network knows examples it has not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from mintobrief.tagging.decode import CURRENT, FIELDS
from mintobrief.tagging.links import BUCKETS, buckets
from mintobrief.tagging.mentions import MentionKind
from mintobrief.tagging.tokens import BEGIN
from models.understanding.encoder import PAD
from models.understanding.examples import UNLABELLED, Example, Tie
from models.understanding.network import Network
from models.understanding.tally import Tally

# What is rare weighs more.
_TIE_WEIGHTS = torch.tensor([1.0, 2.0, 1.5])  # NONE, CURRENT, ECHO
_FIELD_WEIGHTS = torch.tensor([1.0, 3.0, 2.0])  # OUTSIDE, FIRST, INSIDE
_RARITY = {  # of a field's words, where those of actions and owners have 1
    MentionKind.DEADLINE: 1.5,
    MentionKind.SUPERVISION: 4.0,
    MentionKind.VOTE: 4.0,
}
_TOPIC_WEIGHT = torch.tensor(3.0)
_FIELDS_SHARE = 2.0  # of the loss, where acts have 1

Outputs = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


def batch_loss(network: Network, batch: Sequence[Example]) -> Tensor:
    """The mean loss of the windows of one meeting, and that of the links between all of them.

    Computed in 16 bits where that does no harm.
    """
    ids, mask = _padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        outputs = network(ids, mask)
    rows = [
        tuple(part[1 : 1 + len(example.ids)] for part in row)
        for example, *row in zip(batch, *(output.float() for output in outputs), strict=True)
    ]
    losses = [_loss(example, *row[:4]) for example, row in zip(batch, rows, strict=True)]
    linked = _link_loss(network, batch, [row[4] for row in rows])
    return torch.stack(losses).mean() + linked


def _padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    longest = max(len(example.ids) for example in batch) + 1
    ids = torch.full((len(batch), longest), PAD)
    mask = torch.zeros_like(ids)
    for row, example in enumerate(batch):
        end = len(example.ids) + 1
        ids[row, 0] = BEGIN
        ids[row, 1:end] = torch.from_numpy(example.ids)
        mask[row, :end] = 1
    return ids, mask


def _loss(example: Example, acts: Tensor, ties: Tensor, fields: Tensor, topics: Tensor) -> Tensor:
    labels = map(torch.from_numpy, (example.acts, example.ties, example.fields, example.topics))
    true_acts, true_ties, true_fields, true_topics = labels
    loss = functional.cross_entropy(acts, true_acts, ignore_index=UNLABELLED)
    loss = loss + functional.cross_entropy(ties, true_ties, _TIE_WEIGHTS, ignore_index=UNLABELLED)
    losses = [
        functional.cross_entropy(
            fields[:, k], true_fields[:, k], _field_weights(kind), ignore_index=UNLABELLED
        )
        for k, kind in enumerate(FIELDS)
    ]
    loss = loss + _FIELDS_SHARE * torch.stack(losses).mean()
    return loss + _topic_loss(topics, true_topics)


def _field_weights(kind: MentionKind) -> Tensor:
    rarity = _RARITY.get(kind, 1.0)
    return _FIELD_WEIGHTS * torch.tensor([1.0, rarity, rarity])


def _topic_loss(topics: Tensor, true: Tensor) -> Tensor:
    known = true != UNLABELLED
    if not known.any():  # all of it in the middle of one long line
        return topics.sum() * 0
    return functional.binary_cross_entropy_with_logits(
        topics[known], true[known].float(), pos_weight=_TOPIC_WEIGHT
    )


def _link_loss(network: Network, batch: Sequence[Example], vectors: Sequence[Tensor]) -> Tensor:
    mentions = [tie for example in batch for tie in example.mentions]
    if len(mentions) < 2:
        return vectors[0].sum() * 0
    pairs = ~torch.eye(len(mentions), dtype=torch.bool)
    scores = _link_scores(network, batch, vectors)
    true = torch.from_numpy(same(mentions)).float()
    return functional.binary_cross_entropy_with_logits(scores[pairs], true[pairs])


def _link_scores(network: Network, batch: Sequence[Example], vectors: Sequence[Tensor]) -> Tensor:
    """The scores of all pairs of mentions of one meeting, in whichever window they stand."""
    means = [
        seen[tie.start : tie.end].mean(0)
        for example, seen in zip(batch, vectors, strict=True)
        for tie in example.mentions
    ]
    apart = distances([tie for example in batch for tie in example.mentions])
    return network.link(torch.stack(means), torch.from_numpy(apart))


def distances(mentions: Sequence[Tie]) -> NDArray[np.int64]:
    """The bucket of each pair's distance in lines."""
    lines = np.array([tie.line for tie in mentions], np.int64)
    return buckets(lines[:, None] - lines)


def same(mentions: Sequence[Tie]) -> NDArray[np.bool_]:
    """Whether two mentions share a resolution, for each pair."""
    return np.array([[bool(a.resolutions & b.resolutions) for b in mentions] for a in mentions])


def prior_of_links(meetings: Iterable[Example]) -> Tensor:
    """The log odds that two mentions share a resolution, by bucket of distance."""
    counts = np.ones((BUCKETS, 2))
    for mentions in (example.mentions for example in meetings if example.mentions):
        pairs = np.triu_indices(len(mentions), 1)
        np.add.at(counts, (distances(mentions)[pairs], same(mentions)[pairs].astype(int)), 1)
    return torch.from_numpy(np.log(counts[:, 1] / counts[:, 0])).float()


@torch.inference_mode()  # type: ignore[untyped-decorator]
def encoded(network: Network, example: Example) -> Tensor:
    """What the encoder says of each token of a window."""
    ids, _ = _padded([example])
    seen: Tensor = network.encoder(input_ids=ids).last_hidden_state[0, 1:]
    return seen


@torch.inference_mode()  # type: ignore[untyped-decorator]
def evaluate(network: Network, examples: Iterable[Example]) -> Tally:
    """F1 of tied tokens, tokens of fields, topic starts and links; of acts, the share right."""
    network.eval()
    tally = Tally()
    for example in examples:
        ids, mask = _padded([example])
        outputs = [output[0, 1:] for output in network(ids, mask)]
        acts, known = outputs[0].argmax(-1).numpy(), example.acts != UNLABELLED
        tally.add("acts", int((acts == example.acts)[known].sum()), known.sum(), known.sum())
        for name, found, true in _judged(network, example, outputs):
            tally.add(name, (found & true).sum(), found.sum(), true.sum())
    return tally


def _judged(
    network: Network, example: Example, outputs: Sequence[Tensor]
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """What was found and what is true, for each label but acts."""
    _, ties, fields, topics, vectors = outputs
    covering = example.ties != UNLABELLED
    found = ties.argmax(-1).numpy() == CURRENT
    yield "tied", found & covering, example.ties == CURRENT
    for index, kind in enumerate(FIELDS):
        found = fields[:, index].argmax(-1).numpy() > 0
        yield kind.value, found & covering, example.fields[:, index] > 0
    starts = example.topics != UNLABELLED
    yield "topic", (topics.numpy() > 0)[starts], example.topics[starts] > 0
    if example.mentions:
        found = _link_scores(network, [example], [vectors]).numpy() > 0
        pairs = np.triu_indices(len(example.mentions), 1)
        yield "link", found[pairs], same(example.mentions)[pairs]
