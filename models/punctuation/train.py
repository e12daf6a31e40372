"""Train the punctuation network:

    python -m models.punctuation.train conversations.jsonl trained.pt --minutes 25

One processor core will do. Needs torch, which the program does not.
`corpus.py` makes the conversations, `to_onnx.py` writes what the program loads.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from mintobrief.transcribe.marks import MARKS, TURN
from mintobrief.transcribe.punctuation import Alphabet
from models.punctuation.network import Network
from models.punctuation.spoiling import Numbers, Spoiler, as_rows, syllables
from models.punctuation.texts import (
    Conversation,
    is_held_out,
    latest_meetings,
    make_alphabet,
    read_conversations,
)

_BATCH, _LENGTH = 32, 200
_SPARE = 20  # units more than a row has, for those that get lost
_BLIND = 10  # units at either end of a row, seen from one side only: the program judges none such
_RATE, _WARM_UP = 3e-3, 100
_REPORT = 50
# How often a row comes from a source: talk first.
_SHARES = {
    "audreyt+archive.tw": 0.6,
    "hahahawu+VCSum": 0.18,
    "thu-coai+KdConv": 0.1,
    "thu-coai+CrossWOZ": 0.06,
    "LawRefBook+Laws": 0.06,
}
_CLEAN = 0.3  # of rows have no wrong characters, the others up to _WORST of them
_WORST = 0.12
_WITHOUT_TIMES = 0.15  # of rows


class Rows:
    """Draws rows to learn from: units, pauses, marks."""

    def __init__(
        self, conversations: Sequence[Conversation], alphabet: Alphabet, seed: int
    ) -> None:
        self._parts = {name: _joined(conversations, name, alphabet) for name in _SHARES}
        counts = Counter(self._parts["audreyt+archive.tw"][0].tolist())
        self.alphabet = alphabet
        self.spoiler = Spoiler(alphabet, counts, seed)

    def draw(self) -> tuple[Numbers, Numbers, Numbers]:
        random = self.spoiler.random
        sources = random.choice(list(_SHARES), _BATCH, p=list(_SHARES.values()))
        rows = [self._row(*self._parts[name]) for name in sources]
        units, pauses, marks = zip(*rows, strict=True)
        return as_rows(units, _LENGTH), as_rows(pauses, _LENGTH), as_rows(marks, _LENGTH)

    def _row(
        self, units: Numbers, marks: Numbers, ends: NDArray[np.bool_]
    ) -> tuple[Numbers, Numbers, Numbers]:
        random = self.spoiler.random
        first = random.integers(0, len(units) - _LENGTH - _SPARE)
        part = slice(first, first + _LENGTH + _SPARE)
        rate = 0.0 if random.random() < _CLEAN else random.uniform(0, _WORST)
        heard, after, turned = self.spoiler.mishear(units[part], marks[part], ends[part], rate)
        if random.random() < _WITHOUT_TIMES:
            return heard, self.spoiler.unknown_pauses(turned), after
        return heard, self.spoiler.pauses(after, turned), after


def _joined(
    conversations: Sequence[Conversation], source: str, alphabet: Alphabet
) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    mine = [c for c in conversations if c.source == source]
    units = np.array([n for c in mine for n in alphabet.encode(c.pieces)], np.int64)
    marks = np.concatenate([c.marks for c in mine])
    return units, marks, np.concatenate([c.turn_ends for c in mine])


def train(rows: Rows, network: Network, seconds: float, target: Path) -> None:
    """Learn for so long; what was learnt is saved now and then."""
    optimizer = torch.optim.AdamW(network.parameters(), _RATE, weight_decay=0.01, fused=True)
    began, step, total = time.monotonic(), 0, 0.0
    while (done := (time.monotonic() - began) / seconds) < 1:
        for group in optimizer.param_groups:
            group["lr"] = _RATE * _slope(step, done)
        total += _learn(rows, network, optimizer)
        step += 1
        if step % _REPORT == 0:
            print(step, f"{done:.3f}", f"{total / _REPORT:.4f}", flush=True)
            total = 0.0
            torch.save(
                {"characters": rows.alphabet.characters, "weights": network.state_dict()}, target
            )


def _learn(rows: Rows, network: Network, optimizer: torch.optim.Optimizer) -> float:
    units, pauses, marks = map(torch.from_numpy, rows.draw())
    inner = slice(_BLIND, -_BLIND)
    scores = network(units, pauses)[:, inner].reshape(-1, len(MARKS))
    loss = torch.nn.functional.cross_entropy(scores, marks[:, inner].reshape(-1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.item())


def _slope(step: int, done: float) -> float:
    """Up quickly, then down along a cosine to a fiftieth."""
    return min(1.0, (step + 1) / _WARM_UP) * (0.02 + 0.49 * (1 + float(np.cos(np.pi * done))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("conversations", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--resume", type=Path, help="go on from what was learnt before")
    parser.add_argument("--seed", type=int, default=1, help="another one where it goes on")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    conversations = read_conversations(args.conversations)
    latest = latest_meetings(conversations)
    learnt = [c for c in conversations if not is_held_out(c, latest)]
    alphabet = make_alphabet(learnt)
    said, count = syllables(alphabet)
    network = Network(torch.from_numpy(said), count, len(MARKS), TURN + 1)
    if args.resume:
        network.load_state_dict(torch.load(args.resume, weights_only=True)["weights"])
    rows = Rows(learnt, alphabet, args.seed)
    total = sum(len(c.pieces) for c in learnt)
    print(f"{total} units to learn from, {len(alphabet)} different", flush=True)
    train(rows, network, 60 * args.minutes, args.target)


if __name__ == "__main__":
    main()
