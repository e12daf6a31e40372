"""Which candidates ask for a closer look."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.domain import Deadline, DeadlineKind, Field, Flag, Resolution
from mintobrief.domain.resolution_flags import deadline_lack, flags_of

HELD_ON = date(2026, 3, 14)
OWNED = (Field("张伟"),)
NEXT_FRIDAY = Deadline("下周五", DeadlineKind.DATE)


def resolution(deadline: Deadline | None, *flags: Flag) -> Resolution:
    said = Field(deadline) if deadline else None
    return Resolution("r", Field("更换"), (), owners=OWNED, deadline=said, flags=flags)


@pytest.mark.parametrize(
    ("deadline", "flag"),
    [
        (None, Flag.NO_DEADLINE),
        (Deadline("尽快", DeadlineKind.VAGUE), Flag.VAGUE_DEADLINE),
        (NEXT_FRIDAY, Flag.UNCOUNTED_DEADLINE),
        (Deadline("三月一号", DeadlineKind.DATE, date(2026, 3, 1)), Flag.PAST_DEADLINE),
    ],
)
def test_a_deadline_that_binds_nobody_is_flagged(deadline: Deadline | None, flag: Flag) -> None:
    """None, vague, not countable, or over before the meeting began."""
    assert flags_of(resolution(deadline), HELD_ON) == (flag,)


@pytest.mark.parametrize(
    "deadline",
    [
        Deadline("当天", DeadlineKind.DATE, HELD_ON),
        Deadline("每周一", DeadlineKind.RECURRING),
        Deadline("下次会议前", DeadlineKind.EVENT),
    ],
)
def test_a_deadline_that_binds_is_not_flagged(deadline: Deadline) -> None:
    """The day of the meeting itself is not past."""
    assert flags_of(resolution(deadline), HELD_ON) == ()


def test_nothing_is_past_while_the_day_of_the_meeting_is_unknown() -> None:
    """Without a day to count from, a date is only a date."""
    deadline = Deadline("三月一号", DeadlineKind.DATE, date(2026, 3, 1))
    assert flags_of(resolution(deadline), None) == ()


def test_a_resolution_that_nobody_owns_is_flagged() -> None:
    """An approval has no owner either; the reviewer decides whether that is right."""
    unowned = Resolution("r", Field("更换"), ())
    assert flags_of(unowned, None) == (Flag.NO_OWNER, Flag.NO_DEADLINE)


def test_only_unsure_words_are_carried_over() -> None:
    """The other flags are counted anew, so an edit can clear them."""
    stale = resolution(Deadline("每周一", DeadlineKind.RECURRING), Flag.NO_OWNER, Flag.UNSURE_WORDS)
    assert flags_of(stale, None) == (Flag.UNSURE_WORDS,)


@pytest.mark.parametrize(
    ("deadline", "flags", "lack"),
    [
        (None, (), Flag.NO_DEADLINE),
        (Deadline("尽快", DeadlineKind.VAGUE), (), Flag.VAGUE_DEADLINE),
        (NEXT_FRIDAY, (Flag.UNCOUNTED_DEADLINE,), Flag.UNCOUNTED_DEADLINE),
        (Deadline("一号", DeadlineKind.DATE, HELD_ON), (Flag.PAST_DEADLINE,), Flag.PAST_DEADLINE),
        (Deadline("每周一", DeadlineKind.RECURRING), (Flag.NO_OWNER,), None),
    ],
)
def test_what_a_time_limit_lacks_is_decided_once(
    deadline: Deadline | None, flags: tuple[Flag, ...], lack: Flag | None
) -> None:
    """The card of a candidate and the checklist word it each in their way."""
    assert deadline_lack(deadline, flags) is lack
