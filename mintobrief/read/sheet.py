"""One page from its picture to its lines in reading order: all that a process of its own does."""

from __future__ import annotations

from dataclasses import replace

from mintobrief.read.line import Line, Page, Reader, Sheet
from mintobrief.read.order import in_order


def read_sheet(page: Page, reader: Reader) -> Sheet:
    """The page as it was read. Raises an InputError where it cannot be decoded or read."""
    lines = in_order(reader.read_page(page.image))
    return Sheet(page.number, tuple(_trimmed(line) for line in lines))


def _trimmed(line: Line) -> Line:
    """The line without white space around it; its glyphs go on matching its characters."""
    start = len(line.text) - len(line.text.lstrip())
    end = len(line.text.rstrip())
    return replace(line, text=line.text[start:end], glyphs=line.glyphs[start:end])
