"""A page as it was read: how well, which way up, and what stands on it besides the lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mintobrief.domain.evidence import Box, PageKey

UNREAD = "□"  # one character that could not be read, as editors of texts write it

_WIDE = 3.0  # characters left out of a page, together, that may be a word or a figure


@dataclass(frozen=True, slots=True)
class Option:
    """Another character that may stand in a place, and how likely it is (0 to 1)."""

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page: its place, how likely it is read rightly, what else it may be.

    `others` are the likeliest alternatives, best first, without the character itself.
    """

    box: Box
    probability: float
    others: tuple[Option, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"probability {self.probability} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line that a file holds as text, with the box of each character that has one."""

    text: str
    box: Box
    boxes: tuple[Box | None, ...]


class MarkKind(StrEnum):
    """What a hand or a stamp added to the writing."""

    STRUCK = "struck"  # words drawn through: they do not count
    INSERTED = "inserted"  # words written in between later
    MARGIN = "margin"  # a note beside the text
    UNDERLINED = "underlined"
    CIRCLED = "circled"
    STAMP = "stamp"
    ILLEGIBLE = "illegible"  # writing that could not be read; shown as a picture
    MISSED = "missed"  # ink where the recogniser gave no character


@dataclass(frozen=True, slots=True)
class Mark:
    """A region of a page with something to it; `text` is what is written there, if it was read."""

    kind: MarkKind
    box: Box
    text: str = ""


def wide_gaps(marks: Iterable[Mark], turned: int) -> tuple[Mark, ...]:
    """The places where characters may have been left out, if together they hold several.

    A character is as wide as its line is high; `turned` is how far the page was.
    """
    missed = tuple(mark for mark in marks if mark.kind is MarkKind.MISSED)
    wide = sum(_characters(mark.box, turned) for mark in missed) > _WIDE
    return missed if wide else ()


def _characters(box: Box, turned: int) -> float:
    """How many characters there is room for in a stretch of a line."""
    width, height = box.right - box.left, box.bottom - box.top
    return height / width if turned in (90, 270) else width / height


class PageState(StrEnum):
    """How far a page's words can be trusted."""

    GOOD = "good"
    CHECK = "check"  # more than a few characters are doubtful, or left out
    UNREADABLE = "unreadable"
    BLANK = "blank"  # nothing is written on it


@dataclass(frozen=True, slots=True)
class PageReport:
    """How a page was read.

    `turned` is by how many degrees clockwise (0, 90, 180, 270) the picture as stored has to be
    turned to stand upright; every box counts in the picture as stored. `doubtful` is the share
    of its characters that are likelier to need a look than not. `failed` says, in a sentence,
    why nothing of the page was read: it is damaged, or took too long; empty where it was read.
    """

    source_id: str
    page: int
    state: PageState
    turned: int = 0
    doubtful: float = 0.0
    marks: tuple[Mark, ...] = ()
    failed: str = ""

    def __post_init__(self) -> None:
        if self.turned not in (0, 90, 180, 270):
            raise ValueError(f"a page is turned by a quarter or not, not by {self.turned}")
        if not 0 <= self.doubtful <= 1:
            raise ValueError(f"{self.doubtful} is no share")

    @property
    def page_key(self) -> PageKey:
        """Which page of which file."""
        return self.source_id, self.page
