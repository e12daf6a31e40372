"""What is read of a page, and the seams that the parts of this stage sit behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from mintobrief.domain import Box, Change, Glyph, Mark, PrintedLine, Source
from mintobrief.errors import InputError
from mintobrief.language.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Line:
    """One line of writing, or a part of one, as an engine read it.

    `confidence` is the mean probability of its characters. `slope` is how far the writing
    falls for each pixel it goes to the right. `glyphs` has one entry for each character of the
    text, or is empty where the engine does not say. `changes` are what was made of it since.
    `wrapped` says that it goes on with the paragraph of the line before.
    """

    box: Box
    text: str
    confidence: float
    slope: float = 0.0
    glyphs: tuple[Glyph | None, ...] = ()
    changes: tuple[Change, ...] = ()
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was read: its lines in reading order, and what else stands on it.

    Boxes count in the picture as stored, which has to be turned by `turned` degrees clockwise
    to stand upright.
    """

    number: int
    lines: tuple[Line, ...]
    turned: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that could not be read, and why."""

    number: int
    cause: InputError


class Reader(Protocol):
    """Reads a page; the lines may come in any order."""

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        """The lines of an RGB picture. Raises EngineFailed where the engine breaks down on it."""
        ...


class Page(Protocol):
    """A page as `ingest` hands it over; asking for the picture decodes it.

    Can be pickled, so that another process decodes and reads it.
    """

    @property
    def source(self) -> Source: ...

    @property
    def number(self) -> int: ...

    @property
    def image(self) -> NDArray[np.uint8]:
        """Raises an InputError where the page cannot be decoded."""
        ...

    @property
    def printed(self) -> tuple[PrintedLine, ...]:
        """The lines that the file holds as text, where that text can be trusted; else none."""
        ...


class Desk(Protocol):
    """Where pages are read: here one after the other, or by several processes at once."""

    def read(self, pages: Iterable[Page]) -> Iterator[Sheet | Unread]:
        """Every page as it was read, in the order of the pages."""
        ...


class Corrector(Protocol):
    """The right words for what was read."""

    def correct(self, lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Line, ...]:
        """The lines with better characters; every change is among their `changes`."""
        ...
