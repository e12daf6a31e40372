"""Neighbours that have something in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby


def stretches(marked: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of true ones begins, and where it ends."""
    at = 0
    for true, run in groupby(marked):
        end = at + sum(1 for _ in run)
        if true:
            yield at, end
        at = end
