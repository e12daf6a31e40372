"""Pages drawn for the tests: characters of strokes, since no Chinese font comes with Pillow."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from mintobrief.domain import Box, Glyph
from mintobrief.read.line import Line

EM = 60  # pixels a character is wide and high
INK, RULE, RED = (40, 42, 70), (150, 180, 215), (205, 40, 45)
_PEN = 5


@dataclass
class Drawing:
    """A page of white paper, and the lines that a reader would find on it."""

    size: tuple[int, int] = (1400, 1000)
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.picture = Image.new("RGB", self.size, (250, 249, 245))
        self.pen = ImageDraw.Draw(self.picture)

    @property
    def image(self) -> NDArray[np.uint8]:
        return np.asarray(self.picture, dtype=np.uint8)

    def write(self, text: str, left: int, top: int, em: int = EM, probability: float = 0.98) -> Box:
        """Write a line of characters; each a frame, a bar or a roof, as 田 木 合 are."""
        glyphs = []
        for i, character in enumerate(text):
            box = Box(left + i * em, top, left + (i + 1) * em, top + em)
            self._character(box, ord(character) % 4, -14 if i % 2 else 13)
            glyphs.append(Glyph(box, probability))
        box = Box(left, top - em // 5, left + len(text) * em, top + em + em // 5)
        self.lines.append(Line(box, text, probability, glyphs=tuple(glyphs)))
        return box

    def stroke(self, *points: tuple[float, float], width: int = _PEN) -> None:
        self.pen.line(points, fill=INK, width=width, joint="curve")

    def rules(self, first: int, pitch: int) -> None:
        for y in range(first, self.size[1], pitch):
            self.pen.line([(0, y), (self.size[0], y)], fill=RULE, width=3)

    def seal(self, left: int, top: int, across: int, *, square: bool = False) -> None:
        draw = self.pen.rectangle if square else self.pen.ellipse
        draw((left, top, left + across, top + across), outline=RED, width=across // 16)

    def _character(self, box: Box, form: int, aside: int) -> None:
        inset = (box.right - box.left) // 8
        left, top, right, bottom = (
            box.left + inset,
            box.top + inset,
            box.right - inset,
            box.bottom - inset,
        )
        across, down = (left + right) // 2, (top + bottom) // 2
        strokes = [
            [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)],
            [(left, down + aside), (right, down + aside)],
            [(across, top), (left, bottom)],
            [(across, top), (right, bottom)],
        ]
        for points in (strokes[:2], strokes[1:], strokes[2:], [strokes[0], *strokes[2:]])[form]:
            self.pen.line(points, fill=INK, width=_PEN)
        self.pen.line([(across, top), (across, bottom)], fill=INK, width=_PEN)
