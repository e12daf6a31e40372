"""Counting what was found right, by label."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


@dataclass(slots=True)
class Count:
    """How many were found and true, found, and true."""

    right: int = 0
    found: int = 0
    true: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.true)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.true)


class Tally:
    """Counts under names, in the order in which they first came."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = defaultdict(Count)

    def add(self, name: str, right: int, found: int, true: int) -> None:
        count = self.counts[name]
        count.right += right
        count.found += found
        count.true += true

    def table(self) -> str:
        """A row for each name: F1, precision, recall, and how many there are in truth."""
        rows = [f"{'':14}{'F1':>6}{'P':>6}{'R':>6}{'true':>7}"]
        for name, count in self.counts.items():
            measured = f"{count.f1:6.3f}{count.precision:6.2f}{count.recall:6.2f}"
            rows.append(f"{name:14}{measured}{count.true:7}")
        return "\n".join(rows)
