"""Which meetings are learnt from, and which are kept to measure on."""

from __future__ import annotations

from collections.abc import Sequence

from models.understanding.meetings.read import Annotated

FOLDS = 4


def kept_out(meetings: Sequence[Annotated], fold: int | None) -> list[Annotated]:
    """Those that are held; for a fold every fourth of the others."""
    if fold is None:
        return [meeting for meeting in meetings if meeting.held]
    return [m for i, m in enumerate(learnt(meetings, None)) if i % FOLDS == fold]


def learnt(
    meetings: Sequence[Annotated], fold: int | None, everything: bool = False
) -> list[Annotated]:
    """Those that are neither held nor the fold's; all, to ship a network that is not measured."""
    if everything:
        return list(meetings)
    rest = [meeting for meeting in meetings if not meeting.held]
    return rest if fold is None else [m for i, m in enumerate(rest) if i % FOLDS != fold]
