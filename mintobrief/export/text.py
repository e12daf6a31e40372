"""The briefing as plain text, to be pasted into a chat group."""

from __future__ import annotations

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
    Pictures,
    ResolutionBlock,
    Signature,
    Table,
    plain_text,
)
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead

INDENT = "　　"


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """UTF-8 text; one line a paragraph, for windows of any width."""
    return ("\n".join(lines_of(lay_out(briefing, edition, head))) + "\n").encode()


def lines_of(layout: Layout) -> Iterator[str]:
    """What it says, one line a paragraph."""
    head = layout.masthead
    if head.mark or head.code:
        yield "　".join(filter(None, (head.mark, head.code)))
    yield f"{head.name}{head.serial}"
    if head.dateline:
        yield f"{head.issuer.text}　{head.issued_on.text}"
    yield ""
    yield layout.title
    for block in layout.blocks:
        yield from _block(block)
    yield ""
    for line in layout.imprint.lines:
        yield from _labelled(line)
    if layout.imprint.copies:
        yield layout.imprint.copies


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from ("", block.numbered) if block.level == 1 else (block.numbered,)
        case Paragraph(runs):
            yield ("" if block.flush else INDENT) + block.number + plain_text(runs)
        case Labelled():
            yield from _labelled(block)
        case ResolutionBlock(heading, lines):
            yield heading.numbered
            for line in lines:
                yield from _labelled(line)
        case Table(_, rows):
            for row in rows:
                number, *cells = (plain_text(cell) for cell in row)
                yield f"{number}. {'；'.join(cells)}"
        case _:
            yield from _back(block)


def _back(block: Attendance | Signature | Annex | Index | Pictures) -> Iterator[str]:
    """What stands behind the text itself."""
    match block:
        case Attendance(lines):
            yield ""
            for line in lines:
                yield from _labelled(line)
        case Signature(issuer, issued_on):
            yield from ("", issuer.text, issued_on.text)
        case Annex(label, items):
            yield ""
            yield f"{label}："
            yield from (f"{number}. {item}" for number, item in enumerate(items, start=1))
        case Index(label, entries):
            yield ""
            yield f"{label}："
            yield from (f"{entry.place}“{entry.words}”" for entry in entries)
        case Pictures(label, items):
            yield ""
            yield f"{label}："
            yield from (picture.caption for picture in items)


def _labelled(block: Labelled) -> Iterator[str]:
    first, *others = (plain_text(line) for line in block.lines)
    yield f"{block.label}：{first}"
    yield from (INDENT + line for line in others)
