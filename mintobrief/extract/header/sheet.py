"""A sheet that people signed (签到表): rows of a name, a body and a post perhaps, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from mintobrief.domain import Quote, Utterance
from mintobrief.extract.header.persons import Person, is_org, read_note, read_person

_CELLS = re.compile(r"[^\s|｜,，]+")
_NAME, _SIGNED = "姓名", re.compile("签名|签到|签字")
_OTHERS = re.compile("单位|职务|电话|序号|部门|备注")

Cells = Sequence[re.Match[str]]


def cells_of(text: str) -> list[re.Match[str]]:
    """What stands between blanks or strokes."""
    return list(_CELLS.finditer(text))


def signed_persons(utterances: Sequence[Utterance]) -> Iterator[Person]:
    """Who signed, by the rows below a heading of 姓名 and 签名.

    A row without the last cell was not signed: whether that person came nobody can say.
    """
    for place, utterance in enumerate(utterances):
        heading = cells_of(utterance.text)
        if utterance.speaker is None and _is_heading(heading):
            rows = enumerate(utterances[place + 1 :], start=place + 1)
            read = ((n, read_row(n, cells_of(row.text)), row) for n, row in rows)
            for _, person, row in takewhile(lambda found: found[1] is not None, read):
                if person and len(cells_of(row.text)) >= len(heading):
                    yield person


def read_row(place: int, cells: Cells) -> Person | None:
    """The person of a row, with the body and post in other cells; None where it names nobody."""
    others = [cell.group() for cell in cells]
    for cell in cells:
        if person := read_person(cell.group()):
            org = next((told for told in others if is_org(told)), None)
            role = next(filter(None, (read_note(told).role for told in others)), None)
            quote = Quote(place, *cell.span())
            return replace(person, org=person.org or org, role=person.role or role, quotes=(quote,))
    return None


def _is_heading(cells: Cells) -> bool:
    words = [cell.group() for cell in cells]
    told = any(_OTHERS.search(word) for word in words)
    return _NAME in words and told and bool(words) and bool(_SIGNED.search(words[-1]))
