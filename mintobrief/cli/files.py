"""The small files a command takes and writes: agenda, roster, glossary, JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from mintobrief.domain import Attendee, Term
from mintobrief.errors import BadRoster, OverwritesInput
from mintobrief.export.files import check_target

_CELLS = re.compile(r"[,，、\t|]")
_NUMBERING = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]+[)）、.．:：]|[-•·*])\s*")


def read_agenda(path: Path) -> tuple[str, ...]:
    """The agenda items (议题) of a text or docx file, one a line, without their numbers."""
    lines = (_NUMBERING.sub("", line).strip() for line in _lines(path))
    return tuple(line for line in lines if line)


def read_roster(path: Path) -> tuple[Attendee, ...]:
    """The people of a text or csv file, one a line: 姓名,职务,单位 (the first alone will do)."""
    rows = enumerate(_lines(path), start=1)
    people = [_person(path.name, number, line) for number, line in rows if line.strip()]
    return tuple(person for person in people if person.name != "姓名")


def read_glossary(path: Path) -> tuple[Term, ...]:
    """The words of a text or csv file, one a line: 词, then what is heard instead, if known."""
    rows = ([cell.strip() for cell in _CELLS.split(line)] for line in _lines(path))
    return tuple(Term(word, tuple(filter(None, slips))) for word, *slips in rows if word)


def _person(file: str, number: int, line: str) -> Attendee:
    name, *rest = (cell.strip() for cell in _CELLS.split(line))
    if not name or len(rest) > 2:
        raise BadRoster(file, number)
    role, org = (*rest, "", "")[:2]
    return Attendee(name, role or None, org or None)


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
