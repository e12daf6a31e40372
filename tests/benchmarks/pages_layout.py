"""Lays notes out on a page, with the corrections, emphasis and stamps that notes bear."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.benchmarks.pages_hand import Pen
from tests.benchmarks.pages_words import Block, Notes

Area = tuple[float, float, float, float]  # left, top, right, bottom
_INDENT = 1.6  # of a letter, for each step
_NEVER_FIRST = "，。、：；！？）%"


@dataclass(frozen=True, slots=True)
class Habits:
    """How often this writer corrects and stresses, each for a line."""

    strike: float = 0.0
    insert: float = 0.0
    underline: float = 0.0
    circle: float = 0.0


@dataclass(slots=True)
class Leaf:
    """A page being written. `rows` are its lines as they are to be read, in order."""

    pen: Pen
    notes: Notes
    habits: Habits
    pitch: float
    chance: random.Random
    rows: list[str] = field(default_factory=list)

    def fill(self, blocks: tuple[Block, ...], area: Area) -> list[Block]:
        """Write blocks into an area from its top; what does not fit is handed back."""
        y = area[1]
        for at, block in enumerate(blocks):
            lines = list(self._wrapped(block, area[2] - area[0]))
            room = max(len(lines), len(block.rows) * 1.25)
            if y + room * self.pitch > area[3]:
                return list(blocks[at:])
            if block.rows:
                y = self._table(block, area, y)
            for number, line in enumerate(lines if not block.rows else []):
                indent = block.indent if number == 0 or block.indent == 1 else 0
                self._line(line, area[0] + indent * _INDENT * self.pen.size, y, area[2])
                y += self.pitch
        return []

    def aside(self, text: str, x: float, y: float) -> None:
        """A note in the margin; it is read after everything else."""
        row, before = len(self.rows), self.pen.size
        self.pen.size *= 0.72
        end = self.pen.write(text, x, y, row, "margin")
        self.pen.mark("margin", (x, y - self.pen.size / 2, end, y + self.pen.size / 2), text)
        self.pen.size = before
        self.rows.append(text)

    def _wrapped(self, block: Block, width: float) -> Iterator[str]:
        line, room = "", width - block.indent * _INDENT * self.pen.size
        used = 0.0
        for character in block.text:
            step = self.pen.advance(character)
            if used + step > room * 0.97 and character not in _NEVER_FIRST:
                yield line
                line, used = "", 0.0
                room = width - (block.indent == 1) * _INDENT * self.pen.size
            line, used = line + character, used + step
        if line:
            yield line

    def _line(self, text: str, x: float, y: float, right: float) -> None:
        row = len(self.rows)
        self.rows.append(text)
        places = [i for i in range(4, len(text) - 5) if text[i : i + 3].isalpha()]
        at = self.chance.choice(places) if places else 0
        drawn, habits = self.chance.random(), self.habits
        if at and drawn < habits.strike:
            wrong = self.notes.struck()
            spare = right + 60 - x - sum(map(self.pen.advance, text + wrong))
            if spare > 0:
                self._corrected(text, at, wrong, x, y)
                return
        drawn -= habits.strike
        if at and 0 <= drawn < habits.insert:
            self._inserted(text, at, x, y)
            return
        drawn -= habits.insert
        stressed = at if at and 0 <= drawn < habits.underline + habits.circle else 0
        if not stressed:
            self.pen.write(text, x, y, row)
            return
        start = self.pen.write(text[:stressed], x, y, row)
        end = self.pen.write(text[stressed : stressed + 3], start, y, row)
        self._stressed(start, end, y, circled=drawn >= habits.underline)
        self.pen.write(text[stressed + 3 :], end, y, row)

    def _corrected(self, text: str, at: int, wrong: str, x: float, y: float) -> None:
        row = len(self.rows) - 1
        start = self.pen.write(text[:at], x, y, row)
        end = self.pen.write(wrong, start, y, row, "struck")
        self._strike(start, end - self.pen.size * 0.1, y)
        half = self.pen.size * 0.5
        self.pen.mark("struck", (start, y - half, end, y + half), wrong)
        self.pen.write(text[at:], end, y, row)

    def _strike(self, left: float, right: float, y: float) -> None:
        width = self.pen.size / 14
        kind = self.chance.choice(("single", "double", "scribble"))
        lift = self.pen.size * 0.12
        if kind == "scribble":
            steps = max(4, int((right - left) / self.pen.size * 4))
            points = [
                (left + (right - left) * i / steps, y + (-1) ** i * self.pen.size * 0.33)
                for i in range(steps + 1)
            ]
            self.pen.stroke(points, width)
            return
        for dip in (0.0,) if kind == "single" else (-lift, lift):
            self.pen.stroke([(left - 4, y + dip), ((left + right) / 2, y), (right, y + dip)], width)

    def _inserted(self, text: str, at: int, x: float, y: float) -> None:
        row, full = len(self.rows) - 1, self.pen.size
        gap = self.pen.write(text[:at], x, y, row)
        low = y + full * 0.5
        self.pen.stroke([(gap - 8, low + 4), (gap, low - 14), (gap + 8, low + 4)], full / 16)
        self.pen.size = full * 0.62
        begin = gap - self.pen.size * 1.3
        end = self.pen.write(text[at : at + 2], begin, y - full * 0.68, row, "inserted")
        top = y - full * 0.68 - self.pen.size / 2
        self.pen.mark("inserted", (begin, top, end, top + self.pen.size), text[at : at + 2])
        self.pen.size = full
        self.pen.write(text[at + 2 :], gap, y, row)

    def _stressed(self, left: float, right: float, y: float, *, circled: bool) -> None:
        half, width = self.pen.size * 0.55, self.pen.size / 16
        if not circled:
            self.pen.stroke(
                [(left, y + half), ((left + right) / 2, y + half), (right, y + half)], width
            )
            self.pen.mark("underlined", (left, y + half - 4, right, y + half + 4))
            return
        middle, reach = (left + right) / 2, (right - left) / 2 + half * 0.4
        turn = [2 * math.pi * i / 24 for i in range(26)]
        ring = [(middle + reach * math.cos(a), y + half * 1.15 * math.sin(a)) for a in turn]
        self.pen.stroke(ring, width)
        self.pen.mark("circled", (middle - reach, y - half * 1.15, middle + reach, y + half * 1.15))

    def _table(self, block: Block, area: Area, y: float) -> float:
        shares = (0.0, 0.09, 0.36, 0.55, 0.77, 1.0)
        edges = [area[0] + share * (area[2] - area[0]) for share in shares]
        high, top = self.pitch * 1.25, y - self.pitch * 0.6
        bottom = top + high * len(block.rows)
        for x in edges:
            self.pen.stroke([(x, top), (x, bottom)], 2)
        for at, cells in enumerate(block.rows):
            line = top + at * high
            self.pen.stroke([(edges[0], line), (edges[-1], line)], 2)
            for x, cell in zip(edges, cells, strict=False):
                self.pen.write(cell, x + 12, line + high / 2, len(self.rows))
            self.rows.append(" ".join(cells))
        self.pen.stroke([(edges[0], bottom), (edges[-1], bottom)], 2)
        return bottom + self.pitch
