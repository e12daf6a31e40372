"""Rosters and glossaries out of the files people keep them in: xlsx, csv, txt, docx."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from io import StringIO
from pathlib import Path

from mintobrief.domain import Attendee, Term
from mintobrief.domain.compound import ISSUER, PLACE, Body
from mintobrief.errors import BadList, FileGone, IsFolder, TooLarge, UnknownType
from mintobrief.ingest.workbook import Grid, is_workbook, read_workbook

LARGEST = 5 * 2**20  # bytes of a file
_NUMBERING = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]+[)）、.．:：]|[-•·*])\s*")
_CELLS = re.compile(r"[,，、\t|]")
_WORDS = re.compile(r"[、，,;；/|\s]+")
_BLANKS = re.compile(r"[\s*：:（(].*|\s")  # 姓名（必填） is 姓名
_NO_ROWS = "没有一行能用。第一行请写列名：姓名、职务、单位；或者：词、听错的写法"
_ISSUER_ONCE = "发文单位"  # what the tables of earlier versions call it
_OLD = "旧版表格（xls、et）请用 Excel 或 WPS 打开，另存为 xlsx"


class ListKind(StrEnum):
    """What a row tells of."""

    PEOPLE = "people"  # 名册
    BODIES = "bodies"  # 单位
    TERMS = "terms"  # 词表
    ABOUT = "about"  # 小区


@dataclass(frozen=True, slots=True)
class Lists:
    """What a file held."""

    people: tuple[Attendee, ...] = ()
    bodies: tuple[Body, ...] = ()
    terms: tuple[Term, ...] = ()
    place: str | None = None
    issuer: str | None = None


# what a column is called, by what it holds; the first word of a kind is the one that marks it
_HEADINGS = {
    ListKind.PEOPLE: (
        ("姓名", "名字", "人员", "参会人", "参会人员"),
        ("职务", "职位", "岗位", "身份", "职务或身份"),
        ("单位", "所属单位", "工作单位", "部门", "代表单位", "所在单位"),
    ),
    ListKind.BODIES: (
        ("单位名称", "单位全称", "全称", "机构名称", "机构"),
        ("简称", "别称", "又称", "俗称"),
    ),
    ListKind.TERMS: (
        ("词", "词语", "词条", "术语", "正确写法", "正确的写法", "专有名词"),
        ("听错的写法", "误写", "错写", "易错写法", "常听成", "读音误写", "听错", "错误写法"),
    ),
    ListKind.ABOUT: (("项目",), ("内容",)),
}
_SHEETS = {
    "名册": ListKind.PEOPLE,
    "人员": ListKind.PEOPLE,
    "词表": ListKind.TERMS,
    "单位": ListKind.BODIES,
    "小区": ListKind.ABOUT,
}
_HEADING_ROWS = 5  # a title may stand above the headings


def read_lists(path: Path, taken_for: ListKind | None = None) -> Lists:
    """The people, bodies and words of a file. Rows are known by the headings above them, else by
    the name of the sheet; where neither tells, they are `taken_for` that.

    Raises BadList where there is none, TooLarge, or another InputError.
    """
    found = Lists()
    for grid in _grids(path):
        found = _with(found, grid, taken_for)
    if found == Lists():
        raise BadList(path.name, _NO_ROWS)
    return found


def typed_agenda(text: str) -> tuple[str, ...]:
    """The agenda items (议题) that were typed, one a line, without their numbers."""
    lines = (_NUMBERING.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def typed_people(text: str) -> tuple[Attendee, ...]:
    """The people that were typed, one a line: 姓名,职务,单位, or under headings of their own."""
    return _typed(text, ListKind.PEOPLE).people


def typed_terms(text: str) -> tuple[Term, ...]:
    """The words that were typed, one a line: the word, then what is heard instead, if known."""
    return _typed(text, ListKind.TERMS).terms


def _typed(text: str, kind: ListKind) -> Lists:
    return _with(Lists(), Grid("", tuple(_split(text))), kind)


def _grids(path: Path) -> tuple[Grid, ...]:
    if path.is_dir():
        raise IsFolder(str(path))
    try:
        size = path.stat().st_size
    except OSError as exc:
        raise FileGone(path.name) from exc
    if size > LARGEST:
        raise TooLarge(path.name, f"{size / 2**20:.0f} MB", f"{LARGEST // 2**20} MB")
    if is_workbook(path):
        return read_workbook(path)
    return (Grid("", tuple(_split(_text(path)))),)


def _text(path: Path) -> str:
    from mintobrief.ingest import read_list

    if path.suffix.lower() in (".xls", ".et"):
        raise BadList(path.name, _OLD)
    try:
        return read_list(path)
    except UnknownType as exc:
        raise BadList(path.name, "请用 xlsx、csv、txt 或 docx") from exc


def _split(text: str) -> Iterable[tuple[str, ...]]:
    """The cells of each line; where one is in quotes, as CSV has it."""
    lines = _quoted(text) if '"' in text else None
    if lines is None:
        lines = (_CELLS.split(line) for line in text.splitlines())
    return (tuple(cell.strip() for cell in line) for line in lines)


def _quoted(text: str) -> Iterable[Sequence[str]] | None:
    """The lines as CSV has them; None where a quote that is not closed swallows the rest."""
    try:
        return list(csv.reader(StringIO(text, newline=""), strict=False))
    except csv.Error:
        return None


def _with(found: Lists, grid: Grid, taken_for: ListKind | None) -> Lists:
    rows = [row for row in grid.rows if any(cell.strip() for cell in row)]
    for number, row in enumerate(rows[:_HEADING_ROWS]):
        for kind in _HEADINGS:
            columns = _columns(row, kind)
            if columns is not None:
                return _added(found, kind, (_picked(r, columns) for r in rows[number + 1 :]))
    kind_of_sheet = next((k for word, k in _SHEETS.items() if word in grid.name), taken_for)
    return found if kind_of_sheet is None else _added(found, kind_of_sheet, map(_in_order, rows))


def _columns(row: Sequence[str], kind: ListKind) -> list[list[int]] | None:
    """In which columns a row of headings has each cell of the kind; None where it is none."""
    names = [_BLANKS.sub("", cell.strip()) for cell in row]
    columns = [[n for n, name in enumerate(names) if name in known] for known in _HEADINGS[kind]]
    others = sum(bool(name) for name in names) - len(columns[0])
    return columns if columns[0] and (others == 0 or any(columns[1:])) else None


def _picked(row: Sequence[str], columns: Sequence[Sequence[int]]) -> list[str]:
    cells = [[row[n] for n in ours if n < len(row)] for ours in columns]
    return ["、".join(filter(None, found)) for found in cells]


def _in_order(row: Sequence[str]) -> list[str]:
    """Without headings the first cell is the name; what follows fills the rest."""
    return [cell.strip() for cell in row]


def _added(found: Lists, kind: ListKind, rows: Iterable[list[str]]) -> Lists:
    named = [row for row in rows if row and row[0].strip()]
    return _ADDERS[kind](found, named)


def _add_people(found: Lists, rows: Iterable[list[str]]) -> Lists:
    people = (_person(*(*row, "", "")[:3]) for row in rows)
    return replace(found, people=(*found.people, *people))


def _add_bodies(found: Lists, rows: Iterable[list[str]]) -> Lists:
    bodies = (Body(name, _words(rest)) for name, *rest in rows)
    return replace(found, bodies=(*found.bodies, *bodies))


def _add_terms(found: Lists, rows: Iterable[list[str]]) -> Lists:
    terms = (Term(word, _words(rest)) for word, *rest in rows)
    return replace(found, terms=(*found.terms, *terms))


def _add_about(found: Lists, rows: Iterable[list[str]]) -> Lists:
    told = {row[0].strip(): row[1].strip() for row in rows if len(row) > 1}
    issuer = told.get(ISSUER) or told.get(_ISSUER_ONCE) or found.issuer
    return replace(found, place=told.get(PLACE) or found.place, issuer=issuer)


_ADDERS: dict[ListKind, Callable[[Lists, Iterable[list[str]]], Lists]] = {
    ListKind.PEOPLE: _add_people,
    ListKind.BODIES: _add_bodies,
    ListKind.TERMS: _add_terms,
    ListKind.ABOUT: _add_about,
}


def _person(name: str, role: str, org: str) -> Attendee:
    return Attendee(name.strip(), role.strip() or None, org.strip() or None)


def _words(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for cell in cells for word in _WORDS.split(cell) if word)
