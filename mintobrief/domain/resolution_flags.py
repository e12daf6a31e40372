"""What a reviewer must look at in a candidate, read off its fields alone."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from mintobrief.domain.resolution import Deadline, DeadlineKind, Flag, Resolution

_CARRIED = {Flag.UNSURE_WORDS, Flag.DISPUTED}
_OF_THE_DAY = (Flag.UNCOUNTED_DEADLINE, Flag.PAST_DEADLINE)


def flags_of(resolution: Resolution, held_on: date | None) -> tuple[Flag, ...]:
    """The flags the fields call for, in the order of Flag.

    What is not a matter of the fields is kept where the resolution carries it.
    """
    found = set(_deadline_flags(resolution, held_on))
    if not resolution.owners:
        found.add(Flag.NO_OWNER)
    found |= _CARRIED & {*resolution.flags}
    return tuple(flag for flag in Flag if flag in found)


def deadline_lack(deadline: Deadline | None, flags: Container[Flag]) -> Flag | None:
    """What a time limit lacks for anybody to check on it; None where it lacks nothing.

    `flags` are those of its resolution: they know the day of the meeting.
    """
    if deadline is None:
        return Flag.NO_DEADLINE
    if deadline.kind is DeadlineKind.VAGUE:
        return Flag.VAGUE_DEADLINE
    return next((flag for flag in _OF_THE_DAY if flag in flags), None)


def _deadline_flags(resolution: Resolution, held_on: date | None) -> tuple[Flag, ...]:
    if resolution.deadline is None:
        return (Flag.NO_DEADLINE,)
    deadline = resolution.deadline.value
    if deadline.kind is DeadlineKind.VAGUE:
        return (Flag.VAGUE_DEADLINE,)
    if deadline.kind is DeadlineKind.DATE and deadline.day is None:
        return (Flag.UNCOUNTED_DEADLINE,)
    return (Flag.PAST_DEADLINE,) if _is_past(deadline, held_on) else ()


def _is_past(deadline: Deadline, held_on: date | None) -> bool:
    return deadline.day is not None and held_on is not None and deadline.day < held_on
