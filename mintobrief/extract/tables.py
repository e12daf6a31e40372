"""Tables in notes: a row is a task where the heads of the columns say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mintobrief.domain import Deadline, DeadlineKind, Field, Quote, Resolution, Turn
from mintobrief.extract.cells import Column, Row, split_rows
from mintobrief.extract.cues import cue
from mintobrief.extract.deadline import find_deadlines
from mintobrief.extract.moves import CueTagger
from mintobrief.extract.stretch import Stretch
from mintobrief.extract.written import needs_heading

_NAME = re.compile(r"[^、，,/／；;\s（）()＋+&]+")


def find_in_tables(
    turns: Sequence[Turn], tagger: CueTagger
) -> tuple[tuple[Resolution, ...], tuple[Turn, ...]]:
    """The resolutions of all tables, and the lines that are no part of one."""
    rows, rest = split_rows(turns)
    notes = {mark: turn for turn in rest if rows and (mark := _footnote(turn))}
    found = [r for row in rows for r in _resolutions(row, notes, tagger)]
    return tuple(found), tuple(turn for turn in rest if turn not in notes.values())


def _footnote(turn: Turn) -> str | None:
    """The sign of a note under the table: 1 in 注1：…"""
    found = cue("written", "footnote").search(turn.text)
    return found["mark"] or None if found else None


def _filled(row: Row, *columns: Column) -> Stretch | None:
    """The first of the columns that says something in this row."""
    cells = (row.get(column) for column in columns)
    return next((c for c in cells if c and not cue("written", "empty").search(c.text)), None)


def _resolutions(row: Row, notes: Mapping[str, Turn], tagger: CueTagger) -> Iterator[Resolution]:
    task = _filled(row, Column.TASK, Column.MATTER)
    if task is None or cue("written", "same").search(task.text) or _is_closed(row):
        return
    owners = tuple(_owners(_filled(row, Column.OWNER, Column.BODY), tagger))
    task, watched = _apart(task, owners, tagger)
    plain = Resolution(
        id="-",
        action=_action(task, _filled(row, Column.MATTER)),
        evidence=_evidence(row),
        owners=owners,
        deadline=_deadline(row, tagger),
        supervision=_said(_filled(row, Column.WATCH) or watched or _checked(row)),
        confidence=0.9 if owners else 0.7,
        because="表格里列着的一项任务。",
    )
    changed = _noted(plain, _marked(row, notes), tagger)
    if changed is not None:
        yield changed


def _action(task: Stretch, matter: Stretch | None) -> Field[str]:
    """The task; the matter before it where it says too little alone."""
    if matter is None or matter == task or not needs_heading(task.text):
        return Field(task.text, task.quotes)
    return Field(f"{matter.text}：{task.text}", (*matter.quotes, *task.quotes))


def _evidence(row: Row) -> tuple[int, ...]:
    """The sentences of the columns that say something of the task."""
    cells = (cell for column, cell in row.items() if isinstance(column, Column))
    return tuple(sorted({quote.utterance for cell in cells for quote in cell.quotes}))


def _said(cell: Stretch | None) -> Field[str] | None:
    return Field(cell.text, cell.quotes) if cell else None


def _apart(
    task: Stretch, owners: Sequence[Field[str]], tagger: CueTagger
) -> tuple[Stretch, Stretch | None]:
    """The task without what its cell says of somebody else's checking, and that part."""
    doers = {owner.value for owner in owners}
    for comma in re.finditer("[，,；;]", task.text):
        words = task.text[comma.end() :]
        others = [m for m in tagger.people.mentions(words) if m.start == 0 and m.name not in doers]
        if others and cue("moves", "check").search(words):
            return task.part(0, comma.start()), task.part(comma.end(), len(task.text))
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


def _checked(row: Row) -> Stretch | None:
    """The remarks may tell how it is watched."""
    state = _filled(row, Column.STATE)
    return state if state and cue("moves", "check").search(state.text) else None


def _owners(cell: Stretch | None, tagger: CueTagger) -> Iterator[Field[str]]:
    """Who a cell names: people by their full names, others as they stand."""
    if cell is None:
        return
    named = [(m.start, m.end, m.name) for m in tagger.people.mentions(cell.text)]
    parts = (m for m in _NAME.finditer(_without_remarks(cell.text)))
    others = [(*m.span(), m.group()) for m in parts if not tagger.people.mentions(m.group())]
    for start, end, name in sorted(named + others):
        yield Field(name, cell.part(start, end).quotes)


def _without_remarks(text: str) -> str:
    """The words with blanks for what stands in brackets: 巡逻班（夜班）."""
    return re.sub(r"[（(][^）)]*[）)]", lambda found: " " * len(found.group()), text)


def _deadline(row: Row, tagger: CueTagger) -> Field[Deadline] | None:
    """The date in its column, or the one it was put off to; other words are kept as vague."""
    cell, state = _filled(row, Column.LIMIT), _filled(row, Column.STATE)
    moved = _last_limit(state, tagger) if state and _is_moved(state) else None
    if moved or cell is None:
        return moved
    found = _last_limit(cell, tagger)
    if found or cue("written", "start").search(cell.text):
        return found
    return Field(Deadline(cell.text, DeadlineKind.VAGUE), cell.quotes)


def _is_moved(state: Stretch) -> bool:
    return bool(cue("written", "moved").search(state.text))


def _last_limit(cell: Stretch, tagger: CueTagger) -> Field[Deadline] | None:
    """The last limit that a cell names; what is no limit in a sentence may be one in a cell."""
    found = find_deadlines(cell.text, tagger.held_on)
    if not found or cue("written", "start").search(cell.text):
        return None
    last = found[-1]
    return Field(last.deadline, cell.part(last.start, last.end).quotes)
