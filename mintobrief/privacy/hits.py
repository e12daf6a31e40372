"""Where in a text something stands that is kept back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mintobrief.domain.mask import MaskKind

# stands in the place of the number of an identity card or a passport
NO_IDENTITY = "（证件号码略）"


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of a text, and what shall stand there instead."""

    start: int
    end: int
    kind: MaskKind
    instead: str


def apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    """In order and without overlaps: of two the one that begins first, then the longer."""
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end
