"""Lists that are typed in a page: rows of cells in a form become people, bodies and words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

from mintobrief.domain import Attendee, Term
from mintobrief.domain.compound import MOST_ROWS, Body, Compound
from mintobrief.web.body import body_of

_LARGEST = 4 * 2**20  # bytes of a form
_MOST_FIELDS = 3 * MOST_ROWS + 100

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of each row: its name in the form, and what a person calls it."""

    name: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One list of a compound as the page shows it and takes it back."""

    name: str
    label: str
    about: str
    columns: tuple[Column, ...]
    attribute: str
    read: Callable[[Row], Any]
    written: Callable[[Any], Row]
    key: Callable[[Any], Hashable]

    def items(self, compound: Compound) -> tuple[Any, ...]:
        """The list in the compound."""
        found: tuple[Any, ...] = getattr(compound, self.attribute)
        return found

    def put(self, compound: Compound, items: Sequence[Any]) -> Compound:
        """The compound with another list."""
        changes: dict[str, Any] = {self.attribute: tuple(items)}
        return replace(compound, **changes)

    def rows(self, compound: Compound) -> list[Row]:
        """The cells of each row."""
        return [self.written(item) for item in self.items(compound)]

    def typed(self, cells: Mapping[str, Sequence[str]]) -> tuple[Any, ...]:
        """What the cells of a form say; rows without a first cell say nothing."""
        columns = [cells.get(column.name, ()) for column in self.columns]
        rows = zip_longest(*columns, fillvalue="")
        return tuple(self.read(row) for row in rows if row[0].strip())


def _person(row: Row) -> Attendee:
    return Attendee(row[0], row[1] or None, row[2] or None)


PEOPLE = Part(
    "people",
    "名册",
    "开会时常来的人。写全姓名、职务和单位，录音里叫“王主任”也能认出是谁。",
    (
        Column("name", "姓名"),
        Column("role", "职务", "如 业委会主任"),
        Column("org", "单位", "如 阳光花园业主委员会"),
    ),
    "people",
    _person,
    lambda person: (person.name, person.role or "", person.org or ""),
    lambda person: (person.name, person.org),
)
BODIES = Part(
    "bodies",
    "单位",
    "常打交道的单位。简称几个都行，用顿号隔开。",
    (Column("name", "单位名称"), Column("short", "简称", "如 阳光物业、物业")),
    "bodies",
    lambda row: Body(row[0], (row[1],) if row[1] else ()),
    lambda body: (body.name, "、".join(body.short)),
    lambda body: body.name,
)
TERMS = Part(
    "terms",
    "词表",
    "容易听错的词：地名、楼名、专门的说法。知道常被听成什么，就写在后面，用顿号隔开。",
    (Column("word", "词"), Column("slips", "听错的写法", "如 叶伟会、夜尾会")),
    "terms",
    lambda row: Term(row[0], (row[1],) if row[1] else ()),
    lambda term: (term.word, "、".join(term.slips)),
    lambda term: term.word,
)
PARTS = {part.name: part for part in (PEOPLE, BODIES, TERMS)}


async def _cells(request: Request) -> dict[str, list[str]]:
    """The fields of a form, all of each name in their order."""
    body = await body_of(request, _LARGEST)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as exc:
        raise HTTPException(400, f"表单读不懂，或者超过 {MOST_ROWS} 行。") from exc
    cells: dict[str, list[str]] = {}
    for name, value in pairs:
        cells.setdefault(name, []).append(value)
    return cells


Cells = Annotated[dict[str, list[str]], Depends(_cells)]
