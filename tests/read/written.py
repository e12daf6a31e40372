"""Lines as a recogniser would have read them, and the shipped corrector."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mintobrief.config import read_settings
from mintobrief.domain import Box, Change, Glyph, Option
from mintobrief.read import Corrector, Line, load_corrector


def glyph(at: int, sure: float, others: str = "", theirs: float = 0.2) -> Glyph:
    options = tuple(Option(other, theirs) for other in others)
    return Glyph(Box(40 * at, 0, 40 * at + 40, 50), sure, options)


def written(
    text: str,
    sure: float = 0.99,
    *,
    wavering: float = 0.45,
    wrapped: bool = False,
    changes: tuple[Change, ...] = (),
    figures: Mapping[str, str] | None = None,
    **letters: str,
) -> Line:
    """A line; `letters` gives what was nearly read in place of a character, which is unsure.

    `figures` does so for what no keyword may be called.
    """
    weighed = {**letters, **(figures or {})}
    glyphs = tuple(
        None
        if character == " "
        else glyph(at, wavering if character in weighed else sure, weighed.get(character, ""))
        for at, character in enumerate(text)
    )
    box = Box(0, 0, 40 * len(text), 50)
    return Line(box, text, sure, glyphs=glyphs, changes=changes, wrapped=wrapped)


@cache
def corrector() -> Corrector:
    return load_corrector("trigrams", read_settings({"HOME": "/nowhere"}))
