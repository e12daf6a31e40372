"""Two groups paired one to one so that the whole is worth most.

Shortest augmenting paths over reduced costs: H. W. Kuhn, The Hungarian method for the assignment
problem, Naval Research Logistics 2 (1955); in the form of R. Jonker and A. Volgenant, Computing
38 (1987). For the few dozen voices and names of a meeting; the library that has it is 114 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

_FREE = -1


def best_pairs(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """(row, column) of the pairs whose worths have the greatest sum, by row. Every row has a
    partner where there are enough columns, every column where there are enough rows."""
    if worth and len(worth) > len(worth[0]):
        turned = list(zip(*worth, strict=True))
        return sorted((row, column) for column, row in best_pairs(turned))
    pairing = _Pairing([[-one for one in row] for row in worth])
    for row in range(len(worth)):
        pairing.add(row)
    return sorted((row, column) for column, row in enumerate(pairing.rows) if row != _FREE)


class _Pairing:
    """The cheapest pairs of the rows so far; `rows` has the row of each column, if any."""

    def __init__(self, costs: Sequence[Sequence[float]]) -> None:
        self._costs = costs
        self._columns = range(len(costs[0]) if costs else 0)
        self.rows = [_FREE] * len(self._columns)
        self._row_price = [0.0] * len(costs)
        self._column_price = [0.0] * len(self._columns)

    def add(self, row: int) -> None:
        """Find the row a column, moving others along the path that costs least."""
        path = _Path(row, len(self._columns))
        while True:
            at = self._nearest(path)
            path.done.append(at)
            if self.rows[at] == _FREE:
                break
            path.row = self.rows[at]
        self._reprice(row, path)
        self._move(row, at, path)

    def _nearest(self, path: _Path) -> int:
        """The column reached most cheaply from what was reached so far."""
        least, nearest = inf, _FREE
        for column in self._columns:
            if column in path.done:
                continue
            cost = path.length + self._reduced(path.row, column)
            if cost < path.cost[column]:
                path.cost[column], path.before[column] = cost, path.row
            if path.cost[column] < least:
                least, nearest = path.cost[column], column
        path.length = least
        return nearest

    def _reduced(self, row: int, column: int) -> float:
        return self._costs[row][column] - self._row_price[row] - self._column_price[column]

    def _reprice(self, row: int, path: _Path) -> None:
        self._row_price[row] += path.length
        for column in path.done[:-1]:
            self._row_price[self.rows[column]] += path.length - path.cost[column]
            self._column_price[column] -= path.length - path.cost[column]

    def _move(self, row: int, at: int, path: _Path) -> None:
        while True:
            mover = path.before[at]
            left = self.rows.index(mover) if mover != row else _FREE
            self.rows[at] = mover
            if mover == row:
                return
            self.rows[left] = _FREE
            at = left


class _Path:
    """What is reached from a row: how cheaply each column, and from which row."""

    def __init__(self, row: int, columns: int) -> None:
        self.row = row
        self.length = 0.0
        self.cost = [inf] * columns
        self.before = [_FREE] * columns
        self.done: list[int] = []
