"""Marks that were found against those that a generated page bears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mintobrief.domain import MarkKind

Place = tuple[float, float, float, float]  # left, top, right, bottom
_KINDS = tuple(str(kind) for kind in MarkKind if kind not in (MarkKind.ILLEGIBLE, MarkKind.MISSED))
_NEAR = 0.3  # of the smaller box, that both have in common
_THICK = 24.0  # pixels on each side: an underline has next to no height


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark's kind and its place in the picture as stored."""

    kind: str
    place: Place


def written(about: dict[str, Any]) -> tuple[Mark, ...]:
    """The marks that a generated page's description tells of."""
    return tuple(Mark(mark["kind"], _around(mark["quad"])) for mark in about.get("marks", ()))


def compare(there: Sequence[Mark], found: Iterable[Mark]) -> Counter[str]:
    """For each kind: how many are there, how many of them were found, how many are false."""
    counts = Counter(f"{mark.kind} there" for mark in there)
    left = list(there)
    for mark in found:
        match = next((other for other in left if _same(mark, other)), None)
        counts[f"{mark.kind} {'found' if match else 'false'}"] += 1
        if match:
            left.remove(match)
    return counts


def marks(counts: Counter[str]) -> str:
    """Found / there, and false ones, of each kind."""
    return "  ".join(
        f"{kind} {counts[f'{kind} found']}/{counts[f'{kind} there']}+{counts[f'{kind} false']}"
        for kind in _KINDS
    )


def _around(quad: Sequence[Sequence[float]]) -> Place:
    across, down = zip(*quad, strict=True)
    return (min(across), min(down), max(across), max(down))


def _same(one: Mark, other: Mark) -> bool:
    if one.kind != other.kind:
        return False
    a, b = _thick(one.place), _thick(other.place)
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((p[2] - p[0]) * (p[3] - p[1]) for p in (a, b))
    return width > 0 and height > 0 and width * height >= _NEAR * smaller


def _thick(place: Place) -> Place:
    spare = _THICK if min(place[3] - place[1], place[2] - place[0]) < _THICK else 0.0
    return (place[0] - spare, place[1] - spare, place[2] + spare, place[3] + spare)
