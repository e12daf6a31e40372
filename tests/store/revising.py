"""A newer draft comes into a library as it does from a job."""

from __future__ import annotations

from collections.abc import Sequence

from mintobrief.domain import Judgement, Meeting, Naming
from mintobrief.jobs.outcome import Draft, put_draft
from mintobrief.store.entry import Seen
from mintobrief.store.library import Library
from tests.store.test_library import NOON


def revise(
    library: Library,
    meeting: Meeting,
    seen: Seen,
    judgements: Sequence[Judgement] = (),
    namings: Sequence[Naming] = (),
) -> None:
    """The meeting's newer draft, carried from what was `seen`, with what still counts for it."""
    for source in meeting.sources:
        library.blobs.keep(source)
    with library.database.writing() as connection:
        draft = Draft(meeting, tuple(judgements), tuple(namings), seen)
        put_draft(library, connection, draft, NOON)
