"""One page from its picture to its lines in reading order: all that a process of its own does."""

from __future__ import annotations

from mintobrief.read.line import Page, Reader, Sheet
from mintobrief.read.order import in_order


def read_sheet(page: Page, reader: Reader) -> Sheet:
    """The page as it was read. Raises an InputError where it cannot be decoded or read."""
    image = page.image
    lines, notes = in_order(reader.read_page(image))
    return Sheet(page.number, lines, marks=notes)
