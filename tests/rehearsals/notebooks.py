"""A cupboard of notebooks, written by fonts, as they come from a scanner and a telephone:

    python -m tests.rehearsals.notebooks OUT --fonts DIR [DIR ...] [--pages 300]

OUT/in gets notebooks as PDF, TIFF, folders of pictures and loose photos; OUT/truth.json says of
every page in what state it is and whether a meeting begins on it. Some pages are blank, upside
down or torn; one file is cut off in the middle, one photo too, one is there twice. Each DIR holds
the files of one handwriting font. Needs fontTools, which nothing else does. Run by hand.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from tests.benchmarks.pages_layout import Area, Habits, Leaf
from tests.benchmarks.pages_paper import Picture, Taken, inked, paper, photographed, scanned, turned
from tests.benchmarks.pages_words import Block, Half, Notes
from tests.rehearsals.truth import Leaf as Told
from tests.rehearsals.truth import State, Truth

if TYPE_CHECKING:
    from tests.benchmarks.pages_hand import Typeface

_A5 = (1165, 1654)  # at 200 dpi
_AREA: Area = (110.0, 130.0, 1075.0, 1600.0)
_INKS = ((28, 30, 38), (30, 42, 110), (60, 60, 64), (20, 24, 70))
_DESK = (46, 40, 34)
_FIRST = date(2025, 1, 6)
_SEED = 20261122


@dataclass(frozen=True, slots=True)
class Notebook:
    """What it is called in the folder, in what files it comes, its share of the pages."""

    name: str
    form: str
    share: float


CUPBOARD = (
    Notebook("业委会笔记 第一本.pdf", "pdf", 0.18),
    Notebook("业委会笔记 第二本.pdf", "pdf", 0.16),
    Notebook("楼组长笔记", "photos", 0.14),
    Notebook("物业联系本", "photos", 0.12),
    Notebook("旧本子.tiff", "tiff", 0.14),
    Notebook("居委会 笔记📒.pdf", "pdf", 0.14),
    Notebook("", "photos", 0.12),  # loose ones, at the top
)


def main() -> None:
    from tests.benchmarks.pages_hand import Typeface

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--fonts", type=Path, nargs="+", required=True)
    options = parser.parse_args()
    faces = [Typeface(folder) for folder in options.fonts]
    truth = Truth(tuple(_cupboard(options.out / "in", faces, options.pages)))
    (options.out / "truth.json").write_text(truth.dumps(), encoding="utf-8")
    print(json.dumps(truth.counted(), ensure_ascii=False))


def _cupboard(folder: Path, faces: Sequence[Typeface], pages: int) -> Iterator[Told]:
    folder.mkdir(parents=True)
    for number, book in enumerate(CUPBOARD):
        chance = random.Random(_SEED + number)  # noqa: S311  # the same notebooks each time
        writer = Writer(faces[number % len(faces)], chance, _FIRST + timedelta(number))
        loose = folder / f".{number}"
        loose.mkdir()
        states = [
            _kept(loose / f"{at:03}.jpg", *writer.page(at), chance)
            for at in range(1, round(pages * book.share) + 1)
        ]
        yield from _bound(book, loose, folder, states)
        shutil.rmtree(loose)
        print(book.name or "loose", flush=True)
    yield from _spoilt(folder)


def _kept(
    path: Path, picture: Image.Image, state: State, begins: bool, chance: random.Random
) -> tuple[State, bool]:
    picture.save(path, quality=chance.randint(70, 90), dpi=(200, 200))
    return state, begins


def _bound(
    book: Notebook, loose: Path, folder: Path, states: Sequence[tuple[State, bool]]
) -> Iterator[Told]:
    """The pages as files, and what is told of them."""
    paths = sorted(loose.iterdir())
    if book.form == "photos":
        stem = f"{book.name}/" if book.name else "IMG_0"
        for path, (state, begins) in zip(paths, states, strict=True):
            name = f"{stem}{path.name}"
            (folder / name).parent.mkdir(exist_ok=True)
            path.rename(folder / name)
            yield Told(name, 1, state, begins)
        return
    first, *others = (Image.open(path) for path in paths)
    how = {"compression": "jpeg"} if book.form == "tiff" else {"resolution": 200.0}
    first.save(folder / book.name, save_all=True, append_images=others, **how)
    for number, (state, begins) in enumerate(states, 1):
        yield Told(book.name, number, state, begins)


def _spoilt(folder: Path) -> Iterator[Told]:
    """A file cut off in the middle, a photo that is half there, and one that is there twice."""
    whole = (folder / CUPBOARD[1].name).read_bytes()
    (folder / "拷坏的.pdf").write_bytes(whole[: len(whole) * 2 // 5])
    yield Told("拷坏的.pdf", None, State.DAMAGED, False)
    photos = sorted((folder / CUPBOARD[2].name).iterdir())
    half, twin = photos[0].with_name("900.jpg"), photos[0].with_name("901.jpg")
    half.write_bytes(photos[0].read_bytes()[:20_000])
    shutil.copy(photos[-1], twin)
    yield Told(half.relative_to(folder).as_posix(), 1, State.DAMAGED, False)
    yield Told(twin.relative_to(folder).as_posix(), None, State.TWIN, False)


class Writer:
    """One hand that fills one notebook, meeting after meeting."""

    def __init__(self, face: Typeface, chance: random.Random, first: date) -> None:
        self._face, self._chance, self._day = face, chance, first
        self._notes = Notes(chance.choice(list(Half)), chance)
        self._rest: tuple[Block, ...] = ()
        self._colour = chance.choice(_INKS)
        self._paper = chance.choice(("ruled", "blank", "grid", "margin"))
        self._size = chance.uniform(38, 46)

    def page(self, number: int) -> tuple[Image.Image, State, bool]:
        """The page of that number, its state, and whether a meeting begins on it."""
        state = _state(number)
        begins = state is not State.BLANK and not self._rest
        sheet = self._empty() if state is State.BLANK else self._written()
        if state is State.TORN:
            cv2.fillPoly(sheet, [self._tear()], _DESK)
        picture = self._taken(sheet, turns=2 if state is State.UPSIDE_DOWN else 0).picture
        return Image.fromarray(picture), state, begins

    def _empty(self) -> Picture:
        return paper(*_A5, self._paper, round(self._size * 1.65), self._chance)

    def _written(self) -> Picture:
        from tests.benchmarks.pages_hand import Pen

        ink = np.zeros((_A5[1], _A5[0]), np.uint8)
        pen = Pen(self._face, self._size, self._chance, ink, 0.9)
        habits = Habits(strike=0.06, insert=0.03, underline=0.03)
        leaf = Leaf(pen, self._notes, habits, self._size * 1.65, self._chance)
        self._rest = tuple(leaf.fill(self._rest or self._meeting(), _AREA))
        return inked(self._empty(), ink, self._colour)

    def _meeting(self) -> tuple[Block, ...]:
        """The next one, some days later."""
        self._day += timedelta(self._chance.randint(5, 20))
        when = f"时间：{self._day.year}年{self._day.month}月{self._day.day}日晚上7:00"
        blocks = self._notes.meeting(self._chance.choice((5, 8, 14)))
        return tuple(
            replace(block, text=when) if block.text.startswith("时间：") else block
            for block in blocks
        )

    def _tear(self) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
        """The lower right corner, as paper tears."""
        wide, high = self._chance.randint(250, 450), self._chance.randint(250, 500)
        steps = np.linspace(0, 1, 9)
        ragged = [self._chance.gauss(0, 14) for _ in steps]
        x = _A5[0] - wide * (1 - steps) + ragged
        y = _A5[1] - high * steps + ragged
        corner = np.array([[_A5[0], _A5[1]]])
        return np.concatenate((np.stack((x, y), 1), corner)).astype(np.int32)

    def _taken(self, sheet: Picture, turns: int) -> Taken:
        if self._chance.random() < 0.6:
            return turned(scanned(sheet, self._chance), turns)
        return turned(photographed(sheet, self._chance, crumple=2.0), turns)


def _state(number: int) -> State:
    if number % 17 == 8:
        return State.BLANK
    if number % 13 == 5:
        return State.UPSIDE_DOWN
    return State.TORN if number % 29 == 11 else State.WRITTEN


if __name__ == "__main__":
    main()
