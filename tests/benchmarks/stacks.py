"""How well a stack of pages is cut into meetings, with and without what paper and hand look like:

    python tests/benchmarks/stacks.py [--stacks 40] [--noise 0.03] [--headless 0.3]

Stacks of generated notes of several meetings: one to three pages each, characters misread, some
meetings without a heading or even a date. Each meeting has a hand and a paper of its own, or
those of the meeting before; a pen may change within a meeting. Looks are told as they are,
which no measuring of pictures could better: what they bring is the most they can. Run by hand.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from mintobrief.segment.stack import Leaf, Look, split_stack
from tests.benchmarks.pages_words import Half, Notes

_LINE, _PAGE = 24, 22  # characters of a line, lines of a page
_PAPERS = ((2100.0, 2970.0), (1480.0, 2100.0), (1850.0, 2600.0))
_INKS = ((30, 30, 38), (30, 42, 120), (150, 30, 40))
_SAME = 0.6  # of meetings are in the hand and on the paper of the one before
_PEN = 0.1  # of pages are written with another pen than the page before
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
        plain, looked = Score(), Score()
        for number in range(options.stacks):
            chance = random.Random(_SEED + number)  # noqa: S311  # the same stacks each time
            leaves, begins = _stack(Notes(half, chance), chance, options.noise, options.headless)
            _count(plain, [replace(leaf, look=None) for leaf in leaves], begins)
            _count(looked, leaves, begins)
        print(f"{half.value:5} {plain.there} cuts  words alone: {plain}   with looks: {looked}")


def _count(score: Score, leaves: Sequence[Leaf], begins: set[int]) -> None:
    """Cuts at the top of a page; the first page begins a meeting without one."""
    made = {cut.leaf for cut in split_stack(leaves).cuts if cut.line == 0}
    score.right += len(made & begins)
    score.false += len(made - begins)
    score.there += len(begins)


def _stack(
    notes: Notes, chance: random.Random, noise: float, headless: float
) -> tuple[list[Leaf], set[int]]:
    leaves, begins, look = list[Leaf](), set[int](), _look(chance)
    for meeting in range(chance.randint(3, 8)):
        if meeting:
            begins.add(len(leaves))
            look = look if chance.random() < _SAME else _look(chance)
        blocks = [block.text for block in notes.meeting(chance.choice((6, 14, 26)))]
        if chance.random() < headless:
            blocks = blocks[chance.choice((1, 2, 5)) :]  # the name; the date too; all particulars
        lines = [line for block in blocks for line in _wrapped(block)]
        for first in range(0, len(lines), _PAGE):
            words = (_misread(line, chance, noise) for line in lines[first : first + _PAGE])
            leaves.append(Leaf("s", len(leaves) + 1, tuple(words), look=look))
            if chance.random() < _PEN:
                look = replace(look, ink=chance.choice(_INKS), stroke=chance.uniform(3, 7))
    return leaves, begins


def _look(chance: random.Random) -> Look:
    width, height = chance.choice(_PAPERS)
    ruled, ink = chance.random() < 0.5, chance.choice(_INKS)
    return Look(width, height, ruled, ink, chance.uniform(3, 7), chance.gauss(0, 6))


def _wrapped(text: str) -> Iterator[str]:
    return (text[i : i + _LINE] for i in range(0, len(text), _LINE))


def _misread(line: str, chance: random.Random, noise: float) -> str:
    return "".join(chance.choice(line) if chance.random() < noise else c for c in line)


if __name__ == "__main__":
    main()
