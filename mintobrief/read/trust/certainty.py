"""How likely a character is read rightly: by the recogniser, its neighbours and the language.

The recogniser alone is honest on the whole but not in the particular: it is as sure of a wrong
character in a word that makes sense as in one that makes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log
from statistics import fmean

from mintobrief.language.characters import is_chinese
from mintobrief.read.line import Line

_EDGE = 1e-4  # nothing is surer or less sure than that
# By tests/benchmarks/certainty.py from generated pages: a constant, then those of `features`.
_WEIGHTS = (1.256, 0.685, -0.018, 0.268, 0.021, 0.134, 1.618, -2.693, 2.977)
_USUAL = -3.0  # log10: how well a character goes with its neighbours where nobody said


def features(line: Line, fits: Sequence[float | None]) -> list[tuple[float, ...]]:
    """What speaks for each character of a line: the columns that `_WEIGHTS` weigh."""
    sure = [glyph.probability if glyph else 1.0 for glyph in line.glyphs]
    mean = _odds(fmean(sure)) if sure else 0.0
    changed = {at for change in line.changes for at in range(change.start, change.end)}
    found: list[tuple[float, ...]] = []
    for at, (character, glyph) in enumerate(zip(line.text, line.glyphs, strict=True)):
        others = glyph.others if glyph else ()
        second = max((option.probability for option in others), default=0.0)
        around = [*sure[max(0, at - 2) : at], *sure[at + 1 : at + 3]]
        fit = fits[at]
        found.append(
            (
                _odds(sure[at]),
                log(max(second, _EDGE)),
                min(0.0, max(-8.0, _USUAL if fit is None else fit)),
                mean,
                _odds(fmean(around)) if around else mean,
                float(at in changed),
                float(not is_chinese(character)),
                float(character.isdigit()),
            )
        )
    return found


def _odds(probability: float) -> float:
    likely = min(1 - _EDGE, max(_EDGE, probability))
    return log(likely / (1 - likely))


def certain(line: Line, fits: Sequence[float | None]) -> Line:
    """The line with the probability that each character is right, and their mean.

    `fits` says how well each goes with its neighbours, as log10; None where nobody said.
    """
    if not line.glyphs:
        return line
    likely = [_likely(row) for row in features(line, fits)]
    glyphs = tuple(
        replace(glyph, probability=round(probability, 4)) if glyph else None
        for glyph, probability in zip(line.glyphs, likely, strict=True)
    )
    known = [glyph.probability for glyph in glyphs if glyph]
    return replace(line, glyphs=glyphs, confidence=fmean(known) if known else line.confidence)


def _likely(row: Sequence[float]) -> float:
    weighed = zip(_WEIGHTS, (1.0, *row), strict=True)
    return 1 / (1 + exp(-sum(weight * value for weight, value in weighed)))
