"""The small files a command takes and writes: agenda, roster, glossary, JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mintobrief.domain import Attendee, Term
from mintobrief.errors import BadRoster, OverwritesInput
from mintobrief.export.files import check_target

if TYPE_CHECKING:
    from mintobrief.ingest.lists import Lists

_CELLS = re.compile(r"[,，、\t|]")


def read_agenda(path: Path) -> tuple[str, ...]:
    """The agenda items (议题) of a text or docx file, one a line, without their numbers."""
    from mintobrief.ingest.lists import typed_agenda

    return typed_agenda("\n".join(_lines(path)))


def read_roster(path: Path) -> tuple[Attendee, ...]:
    """The people of a text or csv file, one a line: 姓名,职务,单位 (the first alone will do); or
    of a workbook with such columns."""
    if path.suffix.lower() == ".xlsx":
        return _lists(path, "people").people
    rows = enumerate(_lines(path), start=1)
    people = [_person(path.name, number, line) for number, line in rows if line.strip()]
    return tuple(person for person in people if person.name != "姓名")


def read_glossary(path: Path) -> tuple[Term, ...]:
    """The words of a text or csv file, one a line: 词, then what is heard instead, if known; or
    of a workbook with such columns."""
    if path.suffix.lower() == ".xlsx":
        return _lists(path, "terms").terms
    rows = ([cell.strip() for cell in _CELLS.split(line)] for line in _lines(path))
    return tuple(Term(word, tuple(filter(None, slips))) for word, *slips in rows if word)


def _person(file: str, number: int, line: str) -> Attendee:
    name, *rest = (cell.strip() for cell in _CELLS.split(line))
    if not name or len(rest) > 2:
        raise BadRoster(file, number)
    role, org = (*rest, "", "")[:2]
    return Attendee(name, role or None, org or None)


def _lists(path: Path, kind: str) -> Lists:
    from mintobrief.ingest.lists import ListKind, read_lists

    return read_lists(path, ListKind(kind))


def _lines(path: Path) -> list[str]:
    from mintobrief.ingest import read_list

    return read_list(path).splitlines()


def check_output(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Say before the work begins that its result could not be written to `path`.

    Raises OverwritesInput or OutputUnwritable.
    """
    if any(given.exists() and path.exists() and given.samefile(path) for given in inputs):
        raise OverwritesInput(str(path))
    check_target(path)
