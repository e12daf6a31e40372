"""应到, 实到 and 请假 agree with each other and with the list of those who came."""

from __future__ import annotations

from collections.abc import Iterator

from mintobrief.domain import Field, Header
from mintobrief.review.checks.rules import Finding, Rule, of_all
from mintobrief.review.rulebook import Rulebook


def of_attendance(header: Header, book: Rulebook, heads: int) -> Iterator[Finding]:
    """What does not agree; `heads` are those on the list, 0 where there is none.

    What was counted may be the members alone while the list has guests too: then it agrees with
    either.
    """
    members = sum(1 for person in header.attendees if book.is_member(person))
    present = header.present.value if header.present else 0
    if present and heads and present not in (heads, members):
        told = f"会上说实到 {present} 人，参会人员写了 {heads} 人"
        yield _finding(told, header.present)
    if header.expected:
        yield from _of_missing(header, header.expected, present or members or heads)
    listed = {person.name for person in header.attendees}
    for person in header.absent:
        if person.name in listed:
            told = f"“{person.name}”写在参会人员里，又写在请假里"
            yield _finding(told, Field(0, person.quotes))


def _of_missing(header: Header, expected: Field[int], present: int) -> Iterator[Finding]:
    missing, excused = expected.value - present, len(header.absent)
    if present > expected.value and header.present:
        yield _finding(f"应到 {expected.value} 人，实到 {present} 人，多出 {-missing} 人", expected)
    elif 0 <= missing < excused or (header.present and excused and missing != excused):
        told = (
            f"应到 {expected.value} 人，实到 {present} 人，差 {missing} 人；请假写了 {excused} 人"
        )
        yield _finding(told, expected)


def _finding(told: str, field: Field[int] | None) -> Finding:
    line = field.quotes[0].utterance if field and field.quotes else None
    return of_all(Rule.HEADS, told, line=line)
