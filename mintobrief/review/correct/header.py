"""A person writes the meeting's particulars."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from mintobrief.domain import (
    Attendee,
    Deadline,
    DeadlineKind,
    Field,
    Header,
    Meeting,
    Notice,
    NoticeCode,
    Quote,
    Reheaded,
    Resolution,
)
from mintobrief.domain.resolution_flags import flags_of
from mintobrief.errors import BadEdit

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_LONGEST = 200  # characters of one of the particulars
_NAMES_A_DAY = re.compile(r"[\d〇零一二三四五六七八九十]+\s*[-/.月]\s*[\d一二三四五六七八九十]+")

ReadDeadline = Callable[[str], Deadline | None]


def reheaded(meeting: Meeting, edit: Reheaded) -> Meeting:
    """The meeting with these particulars; raises BadEdit.

    Where the day is another one, time limits that count from it (下周五前) have the last day that
    the edit tells, or none.
    """
    _check(edit.header, meeting)
    moved = replace(meeting, header=edit.header, notices=tuple(_open(meeting.notices, edit)))
    days = dict(edit.days)
    if moved.header.day == meeting.header.day:
        return moved
    return replace(
        moved,
        resolutions=tuple(_counted(r, days, moved) for r in moved.resolutions),
        near_misses=tuple(_counted(r, days, moved) for r in moved.near_misses),
    )


def _open(notices: Iterable[Notice], edit: Reheaded) -> Iterator[Notice]:
    """Those that the edit does not settle: who wrote the head has looked at its day."""
    dated = edit.header.held_on is not None
    settled = (NoticeCode.DAY_INFERRED, NoticeCode.NO_DATE) if dated else ()
    return (notice for notice in notices if notice.code not in settled)


def counted_from(meeting: Meeting, header: Header, read_deadline: ReadDeadline) -> Reheaded:
    """The edit that writes the header, with the time limits counted from its day.

    `read_deadline` understands a time limit in words, seen from that day.
    """
    found = [*meeting.resolutions, *meeting.near_misses]
    limits = (
        (r.id, read_deadline(r.deadline.value.text)) for r in found if r.deadline and _counts(r)
    )
    days = tuple((candidate, limit.day) for candidate, limit in limits if limit is not None)
    return Reheaded(header, days)


def quotes_of(header: Header) -> Iterator[Quote]:
    """All that the particulars were read from."""
    for field in _fields(header):
        yield from field.quotes
    for person in (*header.attendees, *header.observers, *header.absent):
        yield from person.quotes


def _counts(found: Resolution) -> bool:
    """Whether the last day of its time limit counts from the day of the meeting."""
    limit = found.deadline.value if found.deadline else None
    return (
        limit is not None
        and limit.kind is DeadlineKind.DATE
        and not _NAMES_A_DAY.search(limit.text)
    )


def _counted(found: Resolution, days: dict[str, date | None], meeting: Meeting) -> Resolution:
    if found.deadline and _counts(found):
        limit = replace(found.deadline.value, day=days.get(found.id))
        found = replace(found, deadline=replace(found.deadline, value=limit))
    return replace(found, flags=flags_of(found, meeting.header.day))


def _check(header: Header, meeting: Meeting) -> None:
    texts = [field.value for field in _fields(header) if isinstance(field.value, str)]
    people = (*header.attendees, *header.observers, *header.absent)
    for text in (*texts, *filter(None, (header.kind,)), *_words(people)):
        if not text.strip() or not text.isprintable() or len(text) > _LONGEST:
            raise BadEdit(text[:20], f"请写在一行里，不超过 {_LONGEST} 个字；没有就留空。")
    start, end = _minutes(header.start), _minutes(header.end)
    if start is not None and end is not None and end < start:
        raise BadEdit(f"{start // 60}:{start % 60:02}", "会议的结束时间比开始时间早。")
    if any(not _fits(quote, meeting) for quote in quotes_of(header)):
        raise BadEdit("会议概况", "依据的原话已经不在了。请刷新页面再改。")


def _fits(quote: Quote, meeting: Meeting) -> bool:
    said = meeting.utterances
    return quote.utterance < len(said) and quote.end <= len(said[quote.utterance].text)


def _words(people: Iterable[Attendee]) -> Iterator[str]:
    for person in people:
        yield from (word for word in (person.name, person.role, person.org) if word is not None)


def _minutes(field: Field[str] | None) -> int | None:
    if field is None:
        return None
    found = _TIME.fullmatch(field.value)
    if found is None:
        raise BadEdit(field.value[:20], "时间请写成 14:30 这样。")
    return int(found[1]) * 60 + int(found[2])


def _fields(header: Header) -> Iterator[Field[str] | Field[date] | Field[int]]:
    found = (
        header.title,
        header.held_on,
        header.start,
        header.end,
        header.place,
        header.host,
        header.recorder,
        header.expected,
        header.present,
    )
    yield from (field for field in found if field is not None)
