"""What a reader of handwriting and print returns, and the seam it sits behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from mintobrief.domain import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Line:
    """One line of writing, or a part of one, as an engine read it.

    `confidence` is the mean probability of its characters. `slope` is how far the writing
    falls for each pixel it goes to the right.
    """

    box: Box
    text: str
    confidence: float
    slope: float = 0.0


class Reader(Protocol):
    """Reads a page; the lines may come in any order."""

    def read_page(self, image: NDArray[np.uint8]) -> tuple[Line, ...]:
        """The lines of an RGB picture. Raises EngineFailed where the engine breaks down on it."""
        ...


class Page(Protocol):
    """A page as `ingest` hands it over; asking for the picture decodes it."""

    @property
    def number(self) -> int: ...

    @property
    def image(self) -> NDArray[np.uint8]:
        """Raises an InputError where the page cannot be decoded."""
        ...
