"""Pieces of a page that are shown because they could not be read."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CUTTINGS = 60  # of one briefing; who has more needs the original


@dataclass(frozen=True, slots=True)
class Cutting:
    """A piece of page `page`, upright, as a JPEG of `width` by `height` pixels.

    `jpeg` is empty where the page can no longer be shown. `utterance` is the line with the
    words that could not be read; where no line was made of them, the line next to it; None on
    a page without lines. `whole` says that it is all of the page.
    """

    source_id: str
    page: int
    jpeg: bytes
    width: int
    height: int
    utterance: int | None = None
    whole: bool = False
