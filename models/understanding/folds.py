"""Which meetings are learnt from, and which are kept to measure on."""

from __future__ import annotations

from collections.abc import Sequence

from models.understanding.meetings.read import Annotated

FOLDS = 4


def kept_out(meetings: Sequence[Annotated], fold: int | None) -> list[Annotated]:
    """Every fourth meeting for a fold, else those that are held."""
    if fold is None:
        return [meeting for meeting in meetings if meeting.held]
    return [meeting for i, meeting in enumerate(meetings) if i % FOLDS == fold]


def learnt(
    meetings: Sequence[Annotated], fold: int | None, everything: bool = False
) -> list[Annotated]:
    """The other meetings; all of them for a network that is to be shipped and not measured."""
    if everything:
        return list(meetings)
    kept = {meeting.id for meeting in kept_out(meetings, fold)}
    return [meeting for meeting in meetings if meeting.id not in kept]
