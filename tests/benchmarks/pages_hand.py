"""A hand that writes: letters that are never twice the same, corrections, emphasis.

Everything drawn is kept with its place: letters with their four corners, marks with theirs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Quad = NDArray[np.float64]  # four corners, clockwise from the top left
Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Letter:
    """A character on the page; `state` is plain, struck, inserted, margin or stamp."""

    text: str
    line: int
    state: str
    quad: Quad


@dataclass(frozen=True, slots=True)
class Scrawl:
    """A mark on the page, named as the program names its marks."""

    kind: str
    quad: Quad
    text: str


class Typeface:
    """A font that may be cut into many files, one of which has each character."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self._files: dict[int, Path] = {}
        for file in sorted(folder.glob("*.[to]tf")):
            for code in TTFont(file, lazy=True).getBestCmap():
                self._files.setdefault(code, file)

    def has(self, character: str) -> bool:
        return ord(character) in self._files

    def font(self, character: str, size: int) -> ImageFont.FreeTypeFont:
        return _font(self._files[ord(character)], size)


@lru_cache(maxsize=4000)
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


@dataclass(slots=True)
class Pen:
    """Writes on a sheet of its own, on which ink is dark for being high."""

    face: Typeface
    size: float
    chance: random.Random
    ink: Grey
    wobble: float = 1.0  # how uneven this hand is
    letters: list[Letter] = field(default_factory=list)
    marks: list[Scrawl] = field(default_factory=list)

    def advance(self, character: str) -> float:
        """How far the next character begins."""
        if not self.face.has(character):
            return self.size * 0.5
        return float(self.face.font(character, round(self.size)).getlength(character)) * 1.02

    def write(self, text: str, x: float, y: float, line: int, state: str = "plain") -> float:
        """Write from `x` with the middle of the letters at `y`; where the pen then is."""
        slope = self.chance.gauss(0, 0.004) * self.wobble
        drift, begun = 0.0, x
        for character in text:
            drift += self.chance.gauss(0, 0.012) * self.size * self.wobble
            drift *= 0.9
            if self.face.has(character) and character.strip():
                place = (x, y + drift + slope * (x - begun))
                self.letters.append(Letter(character, line, state, self._draw(character, place)))
            x += self.advance(character) * self.chance.gauss(1.0, 0.03 * self.wobble)
        return x

    def stroke(self, points: Sequence[tuple[float, float]], width: float) -> None:
        """A line of the pen through these points, as shaky as the hand."""
        shaky = [(x + self.chance.gauss(0, 1.2), y + self.chance.gauss(0, 1.2)) for x, y in points]
        curve = np.round(np.array(shaky) * 8).astype(np.int32)
        cv2.polylines(self.ink, [curve], False, 225, max(1, round(width)), cv2.LINE_AA, 3)

    def mark(self, kind: str, box: tuple[float, float, float, float], text: str = "") -> None:
        self.marks.append(Scrawl(kind, corners(*box), text))

    def _draw(self, character: str, place: tuple[float, float]) -> Quad:
        size = self.size * self.chance.gauss(1.0, 0.045 * self.wobble)
        stamp = _letter(self.face.font(character, max(8, round(size))), character)
        matrix = self._matrix(place, stamp.shape[0], size)
        turned = _bent(stamp, self.chance, 0.035 * size * self.wobble)
        pressure = min(1.0, max(0.6, self.chance.gauss(0.9, 0.06)))
        box = _ink_box(stamp)
        quad = corners(*box) @ matrix[:, :2].T + matrix[:, 2]
        _stamp_on(self.ink, turned, matrix, quad, pressure)
        return quad

    def _matrix(self, place: tuple[float, float], side: int, size: float) -> Quad:
        """From the stamp to the sheet: turned and slanted a little about its middle."""
        turn = np.radians(self.chance.gauss(0, 2.0 * self.wobble))
        slant = self.chance.gauss(0.0, 0.04 * self.wobble)
        base = np.array([[np.cos(turn), -np.sin(turn) + slant], [np.sin(turn), np.cos(turn)]])
        target = np.array([place[0] + size / 2, place[1]])
        return np.column_stack((base, target - base @ np.array([side / 2, side / 2])))


def corners(left: float, top: float, right: float, bottom: float) -> Quad:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)


def _letter(font: ImageFont.FreeTypeFont, character: str) -> Grey:
    side = int(font.size * 1.8)
    picture = Image.new("L", (side, side))
    pen = ImageDraw.Draw(picture)
    left = side / 2 - font.size / 2
    pen.text((left, side / 2 + font.size * 0.38), character, font=font, fill=255, anchor="ls")
    return np.asarray(picture)


def _ink_box(stamp: Grey) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(stamp > 60)
    if not len(rows):
        middle = stamp.shape[0] / 2
        return middle - 1, middle - 1, middle + 1, middle + 1
    return float(columns.min()), float(rows.min()), float(columns.max() + 1), float(rows.max() + 1)


def _bent(stamp: Grey, chance: random.Random, reach: float) -> Grey:
    """The letter as no font has it: pulled about by a smooth field."""
    draws = np.random.default_rng(chance.getrandbits(32)).normal(0, reach, (2, 4, 4))
    side = stamp.shape[0]
    x, y = np.meshgrid(np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32))
    pull = [
        cv2.resize(d.astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC) for d in draws
    ]
    bent = cv2.remap(stamp, x + pull[0], y + pull[1], cv2.INTER_LINEAR)
    return np.asarray(bent, np.uint8)


def _stamp_on(sheet: Grey, stamp: Grey, matrix: Quad, quad: Quad, pressure: float) -> None:
    side = stamp.shape[0]
    left, top = (np.floor(quad.mean(axis=0)) - side // 2 - 4).astype(int)
    size = side + 8
    shifted = matrix.copy()
    shifted[:, 2] -= (left, top)
    patch = cv2.warpAffine(stamp, shifted, (size, size)) * pressure
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(sheet.shape[1], left + size), min(sheet.shape[0], top + size)
    if x0 < x1 and y0 < y1:
        part = patch[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.uint8)
        np.maximum(sheet[y0:y1, x0:x1], part, out=sheet[y0:y1, x0:x1])
