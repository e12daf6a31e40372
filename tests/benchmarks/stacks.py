"""How well a stack of pages is cut into meetings:

    python tests/benchmarks/stacks.py [--stacks 40] [--noise 0.03] [--headless 0.3]

Stacks of generated notes of several meetings: one to three pages each, characters misread, some
meetings without a heading or even a date. Run by hand.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from mintobrief.segment.stack import Leaf, split_stack
from tests.benchmarks.pages_words import Half, Notes

_LINE, _PAGE = 24, 22  # characters of a line, lines of a page
_SEED = 20261122


@dataclass(slots=True)
class Score:
    """Cuts that were made: right, false; and all that there are."""

    right: int = 0
    false: int = 0
    there: int = 0

    def __str__(self) -> str:
        made = self.right + self.false
        return f"precision {self.right / max(1, made):.3f}  recall {self.right / self.there:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stacks", type=int, default=40)
    parser.add_argument("--noise", type=float, default=0.03, help="of characters are misread")
    parser.add_argument("--headless", type=float, default=0.3, help="of meetings have no heading")
    options = parser.parse_args()
    for half in Half:
        score = Score()
        for number in range(options.stacks):
            chance = random.Random(_SEED + number)  # noqa: S311  # the same stacks each time
            leaves, begins = _stack(Notes(half, chance), chance, options.noise, options.headless)
            _count(score, leaves, begins)
        print(f"{half.value:5} {score.there} cuts  {score}")


def _count(score: Score, leaves: Sequence[Leaf], begins: set[int]) -> None:
    """Cuts at the top of a page; the first page begins a meeting without one."""
    made = {cut.leaf for cut in split_stack(leaves).cuts if cut.line == 0}
    score.right += len(made & begins)
    score.false += len(made - begins)
    score.there += len(begins)


def _stack(
    notes: Notes, chance: random.Random, noise: float, headless: float
) -> tuple[list[Leaf], set[int]]:
    leaves, begins = list[Leaf](), set[int]()
    for meeting in range(chance.randint(3, 8)):
        if meeting:
            begins.add(len(leaves))
        blocks = [block.text for block in notes.meeting(chance.choice((6, 14, 26)))]
        if chance.random() < headless:
            blocks = blocks[chance.choice((1, 2, 5)) :]  # the name; the date too; all particulars
        lines = [line for block in blocks for line in _wrapped(block)]
        for first in range(0, len(lines), _PAGE):
            words = (_misread(line, chance, noise) for line in lines[first : first + _PAGE])
            leaves.append(Leaf("s", len(leaves) + 1, tuple(words)))
    return leaves, begins


def _wrapped(text: str) -> Iterator[str]:
    return (text[i : i + _LINE] for i in range(0, len(text), _LINE))


def _misread(line: str, chance: random.Random, noise: float) -> str:
    return "".join(chance.choice(line) if chance.random() < noise else c for c in line)


if __name__ == "__main__":
    main()
