"""One measure of a document: what the rules ask, what was found, whether it holds."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4  # points
PAGE = (210.0, 297.0)  # millimetres
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0
TYPE_WIDTH, TYPE_HEIGHT = 156.0, 225.0
LINES, CHARACTERS = 22, 28
BODY_SIZE, TITLE_SIZE, FOOT_SIZE = 16.0, 22.0, 14.0  # points: 3号 2号 4号
NAME_SIZES = (42.0, 60.0)
PITCH = 28.95  # points
FACES = "方正小标宋简体、仿宋、黑体、楷体、宋体"
FOOTER = 23.0  # millimetres from the paper's edge to the page number


@dataclass(frozen=True, slots=True)
class Measure:
    """`ok` None: there is nothing of the kind in the document, or it cannot be told here."""

    what: str
    asked: str
    found: str
    ok: bool | None


def lines_fitting(pitch: float) -> int:
    """How many lines of that pitch, in points, the type area holds: of 29 points 21."""
    return int(TYPE_HEIGHT * MM / pitch) if pitch > 0 else 0


def near(found: float, asked: float, within: float = 0.5) -> bool:
    """Whether a measure is what is asked, but for a little; all in one unit."""
    return abs(found - asked) <= within


def millimetres(points: float) -> str:
    """A length in points as it is told to a person."""
    return f"{points / MM:.1f} 毫米"
