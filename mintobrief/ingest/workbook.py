"""Excel workbooks (xlsx) as text in rows; nothing in them is calculated, fetched or run.

The XML is read directly, a row at a time: a file of a few kilobytes that unfolds into millions
of cells is left where we stop reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml.etree import XMLSyntaxError, iterparse  # type: ignore[import-untyped]

from mintobrief.errors import TooLarge, UnreadableFile
from mintobrief.ingest.package import read_parts

_KIND = "Excel 工作簿（xlsx）"
_BOOK, _LINKS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_LARGEST = 8 * 2**20  # bytes of what is read of it; three thousand people take a megabyte
_MOST_SHEETS, _MOST_ROWS, _MOST_COLUMNS = 20, 10_000, 40
_LONGEST = 9  # digits of a place among the shared texts
_REFERENCE = re.compile("([A-Z]{1,3})[0-9]+")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TRUTH = {"1": "是", "0": "否"}

Node = Any  # an lxml element; lxml has no types


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet of a workbook, or a text laid out in columns; `name` is the sheet's."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def is_workbook(path: Path) -> bool:
    """Whether the file is a workbook, whatever it is called."""
    try:
        with ZipFile(path) as package:
            return _BOOK in package.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_workbook(path: Path) -> tuple[Grid, ...]:
    """The sheets that are shown, with the text a person sees in their cells; a formula is what
    it came to when the file was saved.

    Raises TooLarge or UnreadableFile.
    """
    parts = _parts(path, (_BOOK, _LINKS, _STRINGS))
    try:
        strings = list(_strings(parts.get(_STRINGS, b"")))
        places = dict(_places(parts.get(_BOOK, b""), parts.get(_LINKS, b"")))
        found = _parts(path, tuple(places.values()))
        rows = {place: tuple(_rows(content, strings)) for place, content in found.items()}
        return tuple(Grid(name, rows.get(place, ())) for name, place in places.items())
    except XMLSyntaxError as exc:
        raise UnreadableFile(path.name, _KIND, "内容已损坏") from exc


def _parts(path: Path, wanted: tuple[str, ...]) -> dict[str, bytes]:
    try:
        with ZipFile(path) as package:
            sizes = {part.filename: part.file_size for part in package.infolist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError) as exc:
        raise UnreadableFile(path.name, _KIND, "压缩包已损坏") from exc
    unzipped = sum(sizes.get(name, 0) for name in set(wanted))
    if unzipped > _LARGEST:
        raise TooLarge(path.name, f"解压后 {unzipped // 2**20} MB", f"{_LARGEST // 2**20} MB")
    return read_parts(path, wanted)


def _places(book: bytes, links: bytes) -> Iterator[tuple[str, str]]:
    """The sheets by name, and the parts they are in."""
    targets = {link.get("Id"): link.get("Target", "") for link in _each(links, "Relationship")}
    shown = (sheet for sheet in _each(book, "sheet") if sheet.get("state") in (None, "visible"))
    for sheet in islice(shown, _MOST_SHEETS):
        target = targets.get(sheet.get(_RELATION), "")
        if target:
            yield sheet.get("name", ""), str(PurePosixPath("xl") / target).lstrip("/")


def _strings(content: bytes) -> Iterator[str]:
    """The texts that cells share, without the pinyin that may stand over them."""
    for item in _each(content, "si"):
        yield _text(item)
        item.clear()


def _rows(content: bytes, strings: list[str]) -> Iterator[tuple[str, ...]]:
    for row in islice(_each(content, "row"), _MOST_ROWS):
        cells: dict[int, str] = {}
        for cell in row.iterchildren("{*}c"):
            column = _column(cell.get("r"), len(cells))
            if column < _MOST_COLUMNS:
                cells[column] = _value(cell, strings)
        yield tuple(cells.get(column, "") for column in range(max(cells, default=-1) + 1))
        row.clear()


def _column(reference: str | None, following: int) -> int:
    """B3 is in column 1; a cell without a reference follows the one before it."""
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return following
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Node, strings: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
    match kind:
        case "s":
            return _shared(value, strings)
        case "inlineStr":
            return _text(cell.find("{*}is"))
        case "str":
            return str(value)
        case "b":
            return _TRUTH.get(value, "")
        case "n":
            return _number(value)
        case _:
            return ""  # an error, #REF!


def _shared(value: str, strings: list[str]) -> str:
    """The text a cell points to; "" where it points nowhere."""
    if not value.isdecimal() or len(value) > _LONGEST:
        return ""
    return strings[int(value)] if int(value) < len(strings) else ""


def _number(value: str) -> str:
    """13800138000 as it is shown, though it is kept as 1.3800138E10."""
    try:
        number = float(value)
    except ValueError:
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def _text(node: Node) -> str:
    if node is None:
        return ""
    pieces = (t.text or "" for t in node.iter("{*}t") if not t.getparent().tag.endswith("}rPh"))
    return "".join(pieces)


def _each(content: bytes, tag: str) -> Iterator[Node]:
    """The elements of that name, as they end; entities are left alone, nothing is fetched."""
    if not content:
        return
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, node in iterparse(BytesIO(content), events=("end",), tag=f"{{*}}{tag}", **safe):
        yield node
