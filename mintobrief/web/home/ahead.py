"""What is likely opened next is read while somebody still looks at the list: a long meeting takes
a quarter of a second the first time, and hardly anything from then on."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from mintobrief.errors import MintobriefError
from mintobrief.store.library import Library
from mintobrief.web.correct.transcripts import TRANSCRIPTS

MOST = 3  # meetings; more transcripts are hardly kept


def read_ahead(library: Library, meetings: Iterable[str]) -> None:
    """Have the meetings and their transcripts in mind; what is wrong with one is told when it is
    opened."""
    for meeting_id in meetings:
        with suppress(MintobriefError):
            TRANSCRIPTS.draw(library.look(meeting_id))
