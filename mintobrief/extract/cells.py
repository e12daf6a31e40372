"""Tables in notes: lines cut into cells, and what each column holds by its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mintobrief.domain import Evidence, TextSpan, Turn
from mintobrief.extract.cues import cue, cue_patterns
from mintobrief.extract.stretch import Stretch

_BARS = re.compile(r"[|｜\t]")
_GAP = re.compile(r"[ \u3000]{2,}")
_LONGEST_HEAD = 10
_NO_HEAD = re.compile(r"[:：，,。；;\d]")


class Column(StrEnum):
    """What a column holds, as the lexicon of what is written calls it."""

    TASK = "task"
    OWNER = "owner"
    LIMIT = "limit"
    STATE = "state"
    WATCH = "watch"
    MATTER = "matter"  # of a task that stands in a column of its own
    BODY = "body"  # of an owner likewise


# what the second best head of a kind holds
_BESIDE = {Column.TASK: Column.MATTER, Column.OWNER: Column.BODY}
_KINDS = tuple(column for column in Column if column not in _BESIDE.values())

Row = Mapping[Column | int, Stretch]  # by the column, or its place where its head says nothing


@dataclass(frozen=True, slots=True)
class _Head:
    turn: Turn
    sign: re.Pattern[str]
    cells: tuple[Stretch, ...]
    columns: Mapping[int, Column]


def split_rows(turns: Sequence[Turn]) -> tuple[tuple[Row, ...], tuple[Turn, ...]]:
    """The rows of all tables, and the lines that are no part of one."""
    rows: list[Row] = []
    rest: list[Turn] = []
    head: _Head | None = None
    above: Row = {}
    for before, turn in zip((None, *turns), turns, strict=False):
        if begun := _head(turn):
            head, above = begun, {}
        elif head and before and (cells := _cells_under(head, turn, before)):
            above = _row(cells, head.columns, above)
            rows.append(above)
        else:
            rest.append(turn)
    return tuple(rows), tuple(rest)


def rows_in(turns: Sequence[Turn]) -> dict[int, int]:
    """The lines of tables' rows by the utterances they are made of."""
    rows, _ = split_rows(turns)
    return {
        place: cell.turn.first
        for row in rows
        for cell in row.values()
        for place in range(cell.turn.first, cell.turn.first + len(cell.turn.utterances))
    }


def _head(turn: Turn) -> _Head | None:
    """The line as the head of a table; None where it is none."""
    for sign in (_BARS, _GAP):
        cells = _cut(turn, sign)
        columns = _columns(cells)
        if Column.TASK in columns.values() and len(columns) > 1:
            return _Head(turn, sign, cells, columns)
    return None


def _cut(turn: Turn, sign: re.Pattern[str]) -> tuple[Stretch, ...]:
    """The cells of a line; empty ones keep their place."""
    line = Stretch(turn, 0, turn.text)
    ends = sorted({*(found.span() for found in sign.finditer(line.text)), *_blanks(turn)})
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(line.text)]
    return tuple(line.part(a, b).stripped() for a, b in zip(starts, stops, strict=True))


def _blanks(turn: Turn) -> Iterator[tuple[int, int]]:
    """Where a tab stood between two sentences: what is blank there is in neither."""
    end = 0
    for one, other in pairwise(turn.utterances):
        end += len(one.text)
        if _are_apart(one.evidence, other.evidence) and "|" not in turn.text:
            yield end, end


def _are_apart(one: Evidence, other: Evidence) -> bool:
    if not (isinstance(one, TextSpan) and isinstance(other, TextSpan)):
        return False
    return one.end < other.start


def _columns(heads: Sequence[Stretch]) -> dict[int, Column]:
    """Which column is which: of several heads of one kind the plainest, 完成时限 before 日期."""
    ranked: dict[Column, list[tuple[int, int]]] = {}
    for place, head in enumerate(heads):
        if kind := _kind(head.text):
            ranked.setdefault(kind, []).append((_rank(kind, head.text), place))
    named = {min(places)[1]: kind for kind, places in ranked.items()}
    for kind, beside in _BESIDE.items():
        others = sorted(ranked.get(kind, []))[1:2]
        named |= {place: beside for _, place in others}
    return named


def _kind(head: str) -> Column | None:
    """What a column holds: the last thing its head says, 整改时间 is a time."""
    if len(head) > _LONGEST_HEAD or _NO_HEAD.search(head):
        return None
    found: dict[Column, tuple[int, int]] = {}
    for kind in _KINDS:
        for said in cue("written", f"col_{kind}").finditer(head):
            found[kind] = said.end(), -said.start()
    return max(found, key=lambda kind: found[kind], default=None)


def _rank(kind: Column, head: str) -> int:
    patterns = cue_patterns("written", f"col_{kind}")
    return next(rank for rank, pattern in enumerate(patterns) if pattern.search(head))


def _cells_under(head: _Head, turn: Turn, before: Turn) -> tuple[Stretch, ...]:
    """The cells of a row, each in its column; none where the line is no row."""
    cells = _cut(turn, head.sign)
    if head.sign is _BARS:
        return cells if len(cells) > 1 else ()
    adjacent = turn.utterances[0].turn == before.utterances[0].turn + 1
    if not adjacent or len(cells) < 2:
        return ()
    return cells if len(cells) >= len(head.cells) else _aligned(cells, head.cells)


def _aligned(cells: Sequence[Stretch], heads: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Cells set apart by blanks, each under the head it stands nearest to."""
    at = [_shown_at(head) for head in heads]
    placed: dict[int, Stretch] = {}
    for cell in cells:
        place = _shown_at(cell)
        placed.setdefault(min(range(len(at)), key=lambda i: abs(at[i] - place)), cell)
    empty = cells[0].part(0, 0)
    return tuple(placed.get(i, empty) for i in range(len(heads)))


def _shown_at(cell: Stretch) -> int:
    """The column of the screen it begins in: a Chinese character takes two."""
    return sum(1 + (sign > "\u2e7f") for sign in cell.turn.text[: cell.start])


def _row(cells: Sequence[Stretch], columns: Mapping[int, Column], above: Row) -> Row:
    row: dict[Column | int, Stretch] = {columns.get(i, i): cell for i, cell in enumerate(cells)}
    for column, cell in row.items():
        if cue("written", "same").search(cell.text) and column in above:
            row[column] = above[column]
    return row
