"""Tables in notes: a row is a task where the heads of the columns say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import Deadline, DeadlineKind, Field, Quote, Resolution, Turn
from mintobrief.extract.cues import cue
from mintobrief.extract.deadline import find_deadlines
from mintobrief.extract.moves import CueTagger

_CELL = re.compile(r"[^|｜\t]+")
_COLUMNS = ("task", "owner", "limit", "state", "watch")
_NAME = r"[^、，,/／；; （）()]+"
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand."""

    text: str
    quote: Quote


Row = Mapping[str, Cell]


def find_in_tables(
    turns: Sequence[Turn], tagger: CueTagger
) -> tuple[tuple[Resolution, ...], tuple[Turn, ...]]:
    """The resolutions of all tables, and the lines that are no part of one."""
    rows: list[Row] = []
    rest: list[Turn] = []
    heads: dict[int, str] = {}
    for turn in turns:
        cells = _cells(turn)
        if len(cells) >= _FEWEST and (named := _heads(cells)):
            heads = named
        elif len(cells) >= _FEWEST and heads:
            rows.append(_row(cells, heads, rows[-1] if rows else {}))
        else:
            rest.append(turn)
    notes = {mark: turn for turn in rest if rows and (mark := _footnote(turn))}
    found = [r for row in rows for r in _resolutions(row, notes, tagger)]
    return tuple(found), tuple(turn for turn in rest if turn not in notes.values())


def _footnote(turn: Turn) -> str | None:
    """The sign of a note under the table: 1 in 注1：…"""
    found = cue("written", "footnote").search(turn.text)
    return found["mark"] or None if found else None


def _cells(turn: Turn) -> tuple[Cell, ...]:
    """The cells of a line; empty ones keep their place."""
    found: list[Cell] = []
    for index, utterance in enumerate(turn.utterances, turn.first):
        for match in _CELL.finditer(utterance.text):
            stripped = match.group().strip()
            if not stripped:
                found.append(Cell("", Quote(index, match.start(), match.end())))
                continue
            start = match.start() + match.group().index(stripped)
            found.append(Cell(stripped, Quote(index, start, start + len(stripped))))
    return tuple(found)


def _heads(cells: Sequence[Cell]) -> dict[int, str]:
    """Which column is which; empty where the line is no head."""
    named: dict[int, str] = {}
    for i, cell in enumerate(cells):
        for column in _COLUMNS:
            known = column in named.values()
            if (
                len(cell.text) <= 8
                and not known
                and cue("written", f"col_{column}").search(cell.text)
            ):
                named[i] = column
                break
    return named if "task" in named.values() and len(named) >= 2 else {}


def _row(cells: Sequence[Cell], heads: Mapping[int, str], above: Row) -> dict[str, Cell]:
    row = {heads.get(i, f"column {i}"): cell for i, cell in enumerate(cells)}
    for column, cell in row.items():
        if cue("written", "same").search(cell.text) and column in above:
            row[column] = above[column]
    return row


def _resolutions(row: Row, notes: Mapping[str, Turn], tagger: CueTagger) -> Iterator[Resolution]:
    task = row.get("task")
    if task is None or not task.text or _is_closed(row):
        return
    owners = tuple(_owners(row.get("owner"), tagger))
    quotes = {cell.quote.utterance for cell in row.values() if cell.text}
    task, watched = _apart(task, owners, tagger)
    watch = row.get("watch") or watched
    plain = Resolution(
        id="-",
        action=Field(task.text, (task.quote,)),
        evidence=tuple(sorted(quotes)),
        owners=owners,
        deadline=_deadline(row.get("limit"), tagger),
        supervision=Field(watch.text, (watch.quote,)) if watch and watch.text else _watch(row),
        confidence=0.9 if owners else 0.7,
        because="表格里列着的一项任务。",
    )
    changed = _noted(plain, _marked(row, notes), tagger)
    if changed is not None:
        yield changed


def _apart(task: Cell, owners: Sequence[Field[str]], tagger: CueTagger) -> tuple[Cell, Cell | None]:
    """The task without what its cell says of somebody else's checking, and that part."""
    doers = {owner.value for owner in owners}
    for comma in re.finditer("[，,；;]", task.text):
        start = comma.end()
        words = task.text[start:]
        others = [m for m in tagger.people.mentions(words) if m.start == 0 and m.name not in doers]
        if others and cue("moves", "check").search(words):
            at = Quote(task.quote.utterance, task.quote.start + start, task.quote.end)
            return replace(task, text=task.text[: comma.start()]), Cell(words, at)
    return task, None


def _marked(row: Row, notes: Mapping[str, Turn]) -> list[Turn]:
    """The notes under the table that a row's signs lead to."""
    text = " ".join(cell.text for cell in row.values())
    marks = [m["mark"] for m in cue("written", "footmark").finditer(text)]
    return [notes[mark] for mark in marks if mark in notes]


def _noted(row: Resolution, notes: Sequence[Turn], tagger: CueTagger) -> Resolution | None:
    """The row as the notes change it: another date, or nothing to be done; None then."""
    for turn in notes:
        if cue("written", "closed").search(turn.text):
            return None
        evidence = tuple(sorted({*row.evidence, turn.first}))
        row = replace(row, evidence=evidence)
        for index, utterance in enumerate(turn.utterances, turn.first):
            dates = [e for e in find_deadlines(utterance.text, tagger.held_on) if e.is_limit]
            if dates:
                quote = Quote(index, dates[-1].start, dates[-1].end)
                row = replace(row, deadline=Field(dates[-1].deadline, (quote,)))
    return row


def _is_closed(row: Row) -> bool:
    """Whether the row says that nothing is to be done, or no more."""
    words = " ".join(cell.text for cell in row.values())
    return bool(cue("written", "closed").search(words))


def _watch(row: Row) -> Field[str] | None:
    """The remarks may tell how it is watched."""
    state = row.get("state")
    if state is None or not cue("moves", "check").search(state.text):
        return None
    return Field(state.text, (state.quote,))


def _owners(cell: Cell | None, tagger: CueTagger) -> Iterator[Field[str]]:
    if cell is None or cell.text in ("", "-", "—", "/", "无"):
        return
    named = [(m.start, m.end, m.name) for m in tagger.people.mentions(cell.text)]
    parts = [(m.start(), m.end(), m.group()) for m in re.finditer(_NAME, cell.text)]
    for start, end, name in named or parts:
        quote = Quote(cell.quote.utterance, cell.quote.start + start, cell.quote.start + end)
        yield Field(name, (quote,))


def _deadline(cell: Cell | None, tagger: CueTagger) -> Field[Deadline] | None:
    """The date in a cell; words that are no date we know are kept as vague."""
    if cell is None or cell.text in ("", "-", "—", "/", "无"):
        return None
    found = find_deadlines(cell.text, tagger.held_on)
    if not found:
        return Field(Deadline(cell.text, DeadlineKind.VAGUE), (cell.quote,))
    last = found[-1]
    start = cell.quote.start + last.start
    quote = Quote(cell.quote.utterance, start, start + last.end - last.start)
    return Field(last.deadline, (quote,))
