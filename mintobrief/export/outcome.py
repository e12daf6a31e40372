"""会议成果与重要决议, and the plan that follows from them."""

from __future__ import annotations

from datetime import date

from mintobrief.domain import Briefing, Deadline, DeadlineKind, Field, Meeting, Part, Resolution
from mintobrief.domain.day import weekday, written_day
from mintobrief.export.blocks import (
    Block,
    Heading,
    Labelled,
    Paragraph,
    ResolutionBlock,
    Run,
    Runs,
    Table,
)
from mintobrief.export.discussion import written_by_hand
from mintobrief.export.numerals import chinese_number
from mintobrief.export.particulars import missing
from mintobrief.export.pen import Pen
from mintobrief.export.statements import said_of

# by urgency, where no day says it
ORDER = (*DeadlineKind, None)


def outcome(briefing: Briefing, pen: Pen) -> tuple[Block, ...]:
    """Every accepted resolution with owners and time limit; measures, oversight, vote if any."""
    if not briefing.resolutions:
        return (Paragraph((Run(pen.say("resolutions.none")),)),)
    numbered = enumerate(briefing.resolutions, start=1)
    return tuple(_resolution(number, resolution, pen) for number, resolution in numbered)


def plan(briefing: Briefing, pen: Pen) -> tuple[Block, ...]:
    """The accepted resolutions by time limit, then what is to come."""
    ahead = [Paragraph((Run(line),)) for line in outlook(briefing.meeting, pen)]
    if not briefing.resolutions:
        return (Paragraph((Run(pen.say("resolutions.none")),)), *ahead)
    lead = pen.say("plan.lead", count=len(briefing.resolutions))
    head = tuple(pen.say(f"plan.{key}") for key in ("number", "action", "owners", "deadline"))
    rows = enumerate(by_deadline(briefing.resolutions), start=1)
    return (
        Paragraph((Run(lead),), leads=True),
        Table(head, tuple(_row(number, resolution, pen) for number, resolution in rows)),
        *ahead,
    )


def outlook(meeting: Meeting, pen: Pen) -> tuple[str, ...]:
    """展望, paragraph by paragraph: a person's words, else what was said; empty without either."""
    return written_by_hand(meeting, Part.OUTLOOK, pen) or said_of(Part.OUTLOOK, meeting, pen)


def by_deadline(resolutions: tuple[Resolution, ...]) -> list[Resolution]:
    """The dated ones by day, then the recurring, the conditional, the vague, the undated."""

    def urgency(resolution: Resolution) -> tuple[date, int]:
        deadline = resolution.deadline.value if resolution.deadline else None
        day = deadline.day if deadline and deadline.day else date.max
        return day, ORDER.index(deadline.kind if deadline else None)

    return sorted(resolutions, key=urgency)


def owners_of(resolution: Resolution, pen: Pen) -> Runs:
    names = "、".join(pen.text(owner.value) for owner in resolution.owners)
    return (Run(names) if resolution.owners else missing("owners", pen),)


def deadline_of(resolution: Resolution, pen: Pen) -> Runs:
    """下周五前（2026年3月20日 星期五); in red what binds nobody to a day."""
    if resolution.deadline is None:
        return (missing("deadline", pen),)
    deadline = resolution.deadline.value
    words = Run(pen.text(deadline.text))
    if deadline.day is not None:
        return (Run(_both_forms(deadline, deadline.day, pen)),)
    if deadline.kind is DeadlineKind.DATE:
        return words, missing("uncounted", pen)
    return (words, missing("day", pen)) if deadline.kind is DeadlineKind.VAGUE else (words,)


def _both_forms(deadline: Deadline, day: date, pen: Pen) -> str:
    full = f"{written_day(day)} {weekday(day)}"
    if deadline.text == day.isoformat():
        return full
    # 2026年1月5日前 says the day in full already
    added = weekday(day) if written_day(day) in deadline.text else full
    return f"{pen.text(deadline.text)}（{added}）"


def _resolution(number: int, resolution: Resolution, pen: Pen) -> ResolutionBlock:
    action = pen.text(resolution.action.value)
    votes = pen.votes(resolution.vote.value) if resolution.vote else None
    said: list[tuple[str, Runs]] = [
        ("measures", words_of(resolution.measures, pen)),
        ("owners", owners_of(resolution, pen)),
        ("deadline", deadline_of(resolution, pen)),
        ("supervision", words_of(resolution.supervision, pen)),
        ("vote", (Run(votes),) if votes else ()),
    ]
    return ResolutionBlock(
        Heading(2, f"（{chinese_number(number)}）", action),
        tuple(Labelled(pen.say(f"resolutions.{key}"), (runs,)) for key, runs in said if runs),
    )


def words_of(field: Field[str] | None, pen: Pen) -> Runs:
    """The words of what few resolutions have, nothing where the meeting had none for it."""
    return (Run(pen.text(field.value)),) if field else ()


def _row(number: int, resolution: Resolution, pen: Pen) -> tuple[Runs, ...]:
    return (
        (Run(str(number)),),
        (Run(pen.text(resolution.action.value)),),
        owners_of(resolution, pen),
        deadline_of(resolution, pen),
    )
