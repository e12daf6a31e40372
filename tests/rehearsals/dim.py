"""A batch whose pages are told apart by their grey, in children and with checkpoints as pages are:

    python -m tests.rehearsals.dim CUPBOARD

What a night is without the hours of it: everything but the reader is as shipped.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rich.console import Console

from mintobrief.cli.batch import Order, convert_folder
from mintobrief.config import Settings, read_settings
from mintobrief.domain import Box
from mintobrief.jobs.bench import Bench
from mintobrief.jobs.crew import Crew, Limits
from mintobrief.jobs.desk import CrewDesk
from mintobrief.read import Line
from tests.jobs.benches import recorded_bench
from tests.rehearsals.truth import Leaf, State, Truth

_PACE = 0.4  # seconds that a page takes
_STEP, _DARKEST, _WHITE = 8, 120, 250  # greys


@dataclass(frozen=True)
class Dim:
    """Reads a meeting of its own from every grey, and nothing from white."""

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        time.sleep(_PACE)
        grey = int(image[5, 5, 0])
        words = () if grey >= _WHITE else _words(round((grey - _DARKEST) / _STEP))
        return tuple(
            Line(Box(10, 30 * row + 5, 10 + 13 * len(text), 30 * row + 30), text, 0.95)
            for row, text in enumerate(words)
        )


def _words(number: int) -> tuple[str, ...]:
    return (
        "金桥苑业委会会议记录",
        f"时间：2026年{1 + number % 12}月{2 + number}日 14:00",
        "地点：社区二楼",
        f"会议决定由李明于12月{1 + number}日前完成{1 + number}号楼电梯维修。",
    )


def dim_bench(settings: Settings) -> Bench:
    """As shipped, but that nothing is heard and that pages are dim."""
    crews = ExitStack()  # never left: the kernel ends the crew with us

    def desk() -> CrewDesk:
        crew = crews.enter_context(Crew(Dim, 1, Limits(seconds=60)))
        return CrewDesk(crew, settings.cache / "read", "dim")

    return Bench.with_engines(replace(recorded_bench(settings).engines, desk=desk))


def dim_cupboard(folder: Path) -> Truth:
    """Two notebooks, of six and of ten pages, the last of each blank, and what they are."""
    folder.mkdir(parents=True)
    return Truth(
        (*_notebook(folder, "一.pdf", range(5)), *_notebook(folder, "二.tiff", range(5, 14)))
    )


def _notebook(folder: Path, name: str, numbers: range) -> Iterator[Leaf]:
    greys = [_DARKEST + _STEP * number for number in numbers] + [255]
    sheet, *others = (Image.new("L", (400, 400), grey) for grey in greys)
    sheet.save(folder / name, save_all=True, append_images=others)
    for page, grey in enumerate(greys, 1):
        blank = grey == 255
        yield Leaf(name, page, State.BLANK if blank else State.WRITTEN, begins=not blank)


def main() -> None:
    root = Path(sys.argv[1])
    environ = {
        "HOME": str(root),
        "MINTOBRIEF_CACHE": str(root / "cache"),
        "MINTOBRIEF_THREADS": "1",
        "MINTOBRIEF_FINDER": "rules",
    }
    settings = read_settings(environ, root / "library")
    convert_folder(Order(root / "in", settings), dim_bench, Console(stderr=True))


if __name__ == "__main__":
    main()
