"""The briefing as Markdown; what the meeting did not settle is bold instead of red."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator

from mintobrief.domain import Briefing
from mintobrief.export.blocks import (
    Annex,
    Attendance,
    Block,
    Heading,
    Index,
    Labelled,
    Layout,
    Paragraph,
    Picture,
    Pictures,
    ResolutionBlock,
    Run,
    Runs,
    Signature,
    Table,
)
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&$!]")
# what begins a list or a rule at the start of a line
_LEADERS = re.compile(r"^(\d+)([.)])|^([-+=])")


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """UTF-8 Markdown, as CommonMark with tables reads it."""
    return ("\n\n".join(_document(lay_out(briefing, edition, head))) + "\n").encode()


def escaped(text: str) -> str:
    """`text` as itself: none of its characters marks anything up."""
    return _LEADERS.sub(r"\1\\\2\3", _MARKS.sub(r"\\\g<0>", text))


def _document(layout: Layout) -> Iterator[str]:
    head = layout.masthead
    yield f"# {escaped(layout.title)}"
    if head.mark or head.code:
        yield "　".join(filter(None, (escaped(head.mark), escaped(head.code))))
    yield "　".join(filter(None, (escaped(head.name), escaped(head.serial))))
    if head.dateline:
        yield f"{_run(head.issuer)}　{_run(head.issued_on)}"
    for block in layout.blocks:
        yield from _block(block)
    yield "---"
    for line in layout.imprint.lines:
        yield _labelled(line)
    if layout.imprint.copies:
        yield escaped(layout.imprint.copies)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, number, text):
            yield f"{'#' * (level + 1)} {escaped(number + text)}"
        case Paragraph(runs):
            yield escaped(block.number) + _runs(runs)
        case Labelled():
            yield _labelled(block)
        case Attendance(lines):
            yield from map(_labelled, lines)
        case Signature(issuer, issued_on):
            yield f"{_run(issuer)}  \n{_run(issued_on)}"
        case ResolutionBlock(heading, lines):
            yield from _block(heading)
            yield "\n".join(f"- {_labelled(line)}" for line in lines)
        case Table():
            yield _table(block)
        case _:
            yield from _back(block)


def _back(block: Annex | Index | Pictures) -> Iterator[str]:
    """What stands behind the briefing itself."""
    match block:
        case Annex(label, items):
            yield f"## {escaped(label)}"
            yield "\n".join(f"{n}. {escaped(item)}" for n, item in enumerate(items, start=1))
        case Index(label, entries):
            yield f"## {escaped(label)}"
            yield "\n".join(f"- {escaped(e.place)}“{escaped(e.words)}”" for e in entries)
        case Pictures(label, items):
            yield f"## {escaped(label)}"
            yield from map(_picture, items)


def _picture(picture: Picture) -> str:
    if not picture.jpeg:
        return escaped(picture.caption)
    data = b64encode(picture.jpeg).decode()
    return f"{escaped(picture.caption)}\n\n![](data:image/jpeg;base64,{data})"


def _labelled(block: Labelled) -> str:
    # two spaces at the end of a line break it
    return f"{escaped(block.label)}：" + "  \n".join(_runs(line) for line in block.lines)


def _table(table: Table) -> str:
    rows = [[escaped(cell) for cell in table.head], ["---"] * len(table.head)]
    rows += [[_runs(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    return f"**{escaped(run.text)}**" if run.missing else escaped(run.text)
