"""Handwritten notes to measure with, made with fonts:

    python tests/benchmarks/pages.py OUT --half tune --count 24 --fonts DIR [DIR ...]

Each DIR holds the files of one handwriting font (a font may be cut into many). OUT gets, for
each page, NAME.jpg; NAME.txt, its lines in reading order with struck words left out and
inserted ones in their place; and NAME.json: size, turned (degrees clockwise to stand upright),
rows, letters (text, row, state, quad), marks (kind, quad, text). Places count in the picture
as stored. The same arguments make the same pages. Run by hand: nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.pages_hand import Letter, Pen, Quad, Scrawl, Typeface, corners
from tests.benchmarks.pages_layout import Area, Habits, Leaf
from tests.benchmarks.pages_paper import Picture, Taken, inked, paper, photographed, scanned, turned
from tests.benchmarks.pages_short import SHORT, write
from tests.benchmarks.pages_words import Half, Notes

_A4 = (1654, 2339)  # at 200 dpi
_INKS = ((28, 30, 38), (30, 42, 110), (60, 60, 64), (20, 24, 70))
_SEEDS = {Half.TUNE: 1000, Half.HELD: 7000}
_LAYOUTS = ("plain", "corrected", "margin", "columns", "table", "corrected", "stressed", "spread")
_PAPERS = ("ruled", "blank", "grid", "margin")
_TAKES = ("scan", "photo", "photo", "crumple")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one page is to be."""

    name: str
    layout: str
    paper: str
    take: str
    quarters: int
    wobble: float


@dataclass(slots=True)
class Made:
    """A page with everything on it, in the picture as stored."""

    taken: Taken
    leaves: list[Leaf]
    offsets: list[float]
    stamps: list[Scrawl]


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    faces = [Typeface(folder) for folder in options.fonts]
    for number in range(options.first, options.first + options.count):
        chance = random.Random(_SEEDS[options.half] + number)  # noqa: S311  # the same pages each time
        face = faces[(number + number // len(options.layouts)) % len(faces)]
        last = options.first + options.count - options.turned
        quarters = 0 if number < last else 1 + number % 3
        layout = options.layouts[number % len(options.layouts)]
        plan = _plan(number, layout, face.name, quarters, chance)
        _keep(make(plan, face, options.half, chance), plan, face, options.out, chance)
        print(plan.name, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", type=Half, choices=list(Half), default=Half.TUNE)
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--first", type=int, default=0, help="number of the first page")
    parser.add_argument(
        "--turned", type=int, default=4, help="of them, turned by a quarter or more"
    )
    parser.add_argument("--layouts", nargs="+", choices={*_LAYOUTS, *SHORT}, default=_LAYOUTS)
    parser.add_argument("--fonts", type=Path, nargs="+", required=True)
    return parser.parse_args()


def _plan(number: int, layout: str, face: str, quarters: int, chance: random.Random) -> Plan:
    turn = f"-{quarters * 90}" if quarters else ""
    return Plan(
        f"{number:02}-{layout}-{face}{turn}",
        layout,
        "blank" if layout == "table" else chance.choice(_PAPERS),
        chance.choice(_TAKES),
        quarters,
        chance.uniform(0.6, 1.5),
    )


def make(plan: Plan, face: Typeface, half: Half, chance: random.Random) -> Made:
    """Write the page, then scan or photograph it."""
    notes, colour = Notes(half, chance), chance.choice(_INKS)
    sides = 2 if plan.layout == "spread" else 1
    leaves = [_leaf(plan, face, notes, chance) for _ in range(sides)]
    sheets = [_on_paper(leaf, plan, colour, chance) for leaf in leaves]
    stamps = [_stamp(sheets[-1], chance)] if chance.random() < 0.3 else []
    offsets = [float(_A4[0] * side) for side in range(sides)]
    sheet = np.hstack(sheets)
    if sides == 2:
        sheet = _gutter(sheet)
        stamps = [
            replace(stamp, quad=stamp.quad + np.array((offsets[-1], 0.0))) for stamp in stamps
        ]
    if plan.take == "scan":
        taken = scanned(sheet, chance)
    else:
        taken = photographed(sheet, chance, crumple=6.0 if plan.take == "crumple" else 1.0)
    return Made(turned(taken, plan.quarters), leaves, offsets, stamps)


def _leaf(plan: Plan, face: Typeface, notes: Notes, chance: random.Random) -> Leaf:
    size = chance.uniform(40, 54)
    ink = np.zeros((_A4[1], _A4[0]), np.uint8)
    pen = Pen(face, size, chance, ink, plan.wobble)
    leaf = Leaf(pen, notes, _habits(plan.layout), size * chance.uniform(1.55, 1.8), chance)
    area: Area = (200.0, leaf.pitch * 1.9, 1520.0, 2250.0)
    match plan.layout:
        case "columns":
            _columns(leaf, area)
        case layout if layout in SHORT:
            write(layout, leaf, area)
        case "table":
            rest = leaf.fill((notes.meeting(2)[0], notes.table(8)), area)
            below = (area[0], area[1] + leaf.pitch * 14, area[2], area[3])
            leaf.fill((*rest, *notes.meeting(5)[5:]), below)
        case "margin":
            leaf.fill(notes.meeting(15), (320.0, area[1], area[2], area[3]))
            for y in sorted(chance.sample(range(5, 20), 3)):
                leaf.aside(notes.margin(), 30.0, area[1] + y * leaf.pitch)
        case _:
            leaf.fill(notes.meeting(18), area)
    return leaf


def _columns(leaf: Leaf, area: Area) -> None:
    """Two columns with a gap between them, the left one first."""
    leaf.pen.size *= 0.8
    middle = (area[0] + area[2]) / 2
    blocks = leaf.notes.meeting(18)
    rest = leaf.fill(blocks, (120.0, area[1], middle - 40, area[3]))
    leaf.fill(tuple(rest), (middle + 40, area[1], area[2] + 60, area[3]))


def _habits(layout: str) -> Habits:
    match layout:
        case "corrected" | "spread":
            return Habits(strike=0.22, insert=0.12)
        case "stressed":
            return Habits(strike=0.05, underline=0.2, circle=0.15)
        case _:
            return Habits(strike=0.04, insert=0.03)


def _on_paper(
    leaf: Leaf, plan: Plan, colour: tuple[int, int, int], chance: random.Random
) -> Picture:
    sheet = paper(*_A4, plan.paper, round(leaf.pitch), chance)
    behind = cv2.GaussianBlur(np.ascontiguousarray(leaf.pen.ink[:, ::-1]), (0, 0), 2.0)
    through = (behind * chance.choice((0.0, 0.0, 0.06))).astype(np.uint8)
    return inked(inked(sheet, through, colour), leaf.pen.ink, colour)


def _stamp(sheet: Picture, chance: random.Random) -> Scrawl:
    """A round red stamp with a star, over whatever is written there."""
    x, y, radius = chance.randint(1000, 1350), chance.randint(1700, 2050), 150
    ink = np.zeros(sheet.shape[:2], np.uint8)
    cv2.circle(ink, (x, y), radius, 200, 8, cv2.LINE_AA)
    angles = np.radians(np.arange(10) * 36 - 90)
    reach = np.where(np.arange(10) % 2, 22, 56)
    star = np.stack((x + reach * np.cos(angles), y + reach * np.sin(angles)), 1)
    cv2.fillPoly(ink, [star.astype(np.int32)], 200, cv2.LINE_AA)
    sheet[:] = inked(sheet, ink, (196, 38, 40))
    return Scrawl("stamp", corners(x - radius, y - radius, x + radius, y + radius), "")


def _gutter(sheet: Picture) -> Picture:
    """Two facing pages are darker where they meet."""
    x = np.arange(sheet.shape[1], dtype=np.float32)
    dark = 1 - 0.45 * np.exp(-np.abs(x - sheet.shape[1] / 2) / 40)
    return np.asarray(sheet * dark[None, :, None], np.float32)


def _keep(made: Made, plan: Plan, face: Typeface, out: Path, chance: random.Random) -> None:
    picture = Image.fromarray(made.taken.picture)
    picture.save(out / f"{plan.name}.jpg", quality=chance.randint(70, 92), dpi=(200, 200))
    rows = [row for leaf in made.leaves for row in leaf.rows]
    (out / f"{plan.name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    about = {
        "size": picture.size,
        "turned": (360 - plan.quarters * 90) % 360,
        "font": face.name,
        "layout": plan.layout,
        "paper": plan.paper,
        "take": plan.take,
        "rows": rows,
        **_drawn(made),
    }
    (out / f"{plan.name}.json").write_text(
        json.dumps(about, ensure_ascii=False, indent=None), encoding="utf-8"
    )


def _drawn(made: Made) -> dict[str, object]:
    letters: list[object] = []
    marks = [_mark(stamp, made.taken, 0.0) for stamp in made.stamps]
    first = 0
    for leaf, offset in zip(made.leaves, made.offsets, strict=True):
        letters += [_letter(letter, made.taken, offset, first) for letter in leaf.pen.letters]
        marks += [_mark(mark, made.taken, offset) for mark in leaf.pen.marks]
        first += len(leaf.rows)
    return {"letters": letters, "marks": marks}


def _letter(letter: Letter, taken: Taken, offset: float, first: int) -> dict[str, object]:
    quad = _stored(letter.quad, taken, offset)
    return {"text": letter.text, "row": letter.line + first, "state": letter.state, "quad": quad}


def _mark(mark: Scrawl, taken: Taken, offset: float) -> dict[str, object]:
    return {"kind": mark.kind, "quad": _stored(mark.quad, taken, offset), "text": mark.text}


def _stored(quad: Quad, taken: Taken, offset: float) -> list[list[float]]:
    there = taken.moved(quad + np.array((offset, 0.0)))
    return [[round(float(x), 1), round(float(y), 1)] for x, y in there]


if __name__ == "__main__":
    main()
