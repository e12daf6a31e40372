"""One page after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mintobrief.errors import InputError
from mintobrief.read.line import Page, Reader, Sheet, Unread
from mintobrief.read.sheet import read_sheet


class OneDesk:
    """Reads pages here, one after the other."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, pages: Iterable[Page]) -> Iterator[Sheet | Unread]:
        """Every page as it was read, in the order of the pages."""
        for page in pages:
            yield read_or_tell(page, self._reader)


def read_or_tell(page: Page, reader: Reader) -> Sheet | Unread:
    """The page as it was read, or why it could not be."""
    try:
        return read_sheet(page, reader)
    except InputError as exc:
        return Unread(page.number, exc)
