"""The briefing as plain text, to be pasted into a chat group."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Briefing
from mintobrief.export.blocks import (
    Annex,
    Block,
    Heading,
    Index,
    Labelled,
    Layout,
    Paragraph,
    Pictures,
    ResolutionBlock,
    Table,
    plain_text,
)
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out

INDENT = "　　"


def render(briefing: Briefing, edition: Edition) -> bytes:
    """UTF-8 text; one line a paragraph, for windows of any width."""
    return ("\n".join(_lines(lay_out(briefing, edition))) + "\n").encode()


def _lines(layout: Layout) -> Iterator[str]:
    head = layout.masthead
    yield f"{head.name}{head.serial}"
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
            yield INDENT + plain_text(runs)
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


def _back(block: Annex | Index | Pictures) -> Iterator[str]:
    """What stands behind the briefing itself."""
    match block:
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
