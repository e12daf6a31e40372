"""The legal clock: what has to be done by when, before a meeting and after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

from mintobrief.domain import Header
from mintobrief.domain.day import WEEKDAYS
from mintobrief.domain.limit import Limit
from mintobrief.review.rulebook import Rulebook, Term, rulebook_for
from mintobrief.review.workdays import Workdays, load_workdays


def limits_of(header: Header, signed_on: date | None = None) -> tuple[Limit, ...]:
    """What is due by the rules of the meeting's kind, in their order.

    Empty where nobody knows the day of the meeting, or it is at the end of what can be counted.
    `signed_on` is when the briefing was signed.
    """
    if header.day is None or not MINYEAR < header.day.year < MAXYEAR:
        return ()
    clock = Clock(header, signed_on, load_workdays())
    return tuple(clock.limits(rulebook_for(header)))


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts from the day of one meeting, which it has, and from the signing of its briefing."""

    header: Header
    signed_on: date | None
    workdays: Workdays

    def limits(self, book: Rulebook) -> Iterator[Limit]:
        """Every limit that these rules set, in their order."""
        for term in book.terms:
            limit = self._before(term) if term.before else self._within(term)
            yield replace(limit, done_on=self.signed_on) if term.by_signing else limit

    def _before(self, term: Term) -> Limit:
        assert self.header.day is not None  # noqa: S101 - `limits_of` asked
        day = self.header.day - timedelta(days=term.before)
        return Limit(term.what, day, term.source, before=True)

    def _within(self, term: Term) -> Limit:
        since = self.signed_on if term.since == "signed" else self.header.day
        if since is None:
            note = f"从签发那天起算 {term.within} 天"
            return Limit(term.what, None, term.source, note=note)
        match term.unit:
            case "hours":
                return self._hours(term)
            case "working":
                day = self.workdays.after(since, term.within)
                return Limit(term.what, day, term.source, note=self._unknown(since, day))
            case _:
                return self._days(term, since + timedelta(days=term.within))

    def _days(self, term: Term, last: date) -> Limit:
        """The first day does not count, a last day that is a day off moves on (民法典 201, 203)."""
        day = self.workdays.on_or_after(last)
        moved = (
            f"{last.month}月{last.day}日是周{WEEKDAYS[last.weekday()]}或假日，顺延"
            if day > last
            else ""
        )
        return Limit(term.what, day, term.source, note=moved + self._unknown(last, day))

    def _hours(self, term: Term) -> Limit:
        """From the end of the meeting; where nobody said when, from the end of its day."""
        assert self.header.day is not None  # noqa: S101 - `limits_of` asked
        ended = self.header.end or self.header.start
        told = _clock_time(ended.value) if ended else None
        from_ = datetime.combine(self.header.day, told or time(23, 59))
        due = from_ + timedelta(hours=term.within)
        return Limit(term.what, due.date(), term.source, time=f"{due:%H:%M}" if told else "")

    def _unknown(self, first: date, last: date) -> str:
        """That a year was counted without its holidays."""
        years = [day.year for day in (first, last) if not self.workdays.knows(day)]
        if not years:
            return ""
        return f"（{years[0]}年的放假安排没有收录，只除去周六、周日）"


def _clock_time(said: str) -> time | None:
    """14:30 as a time; None where the words are none."""
    hour, _, minute = said.partition(":")
    if not (hour.isdecimal() and minute.isdecimal()) or int(hour) > 23 or int(minute) > 59:
        return None
    return time(int(hour), int(minute))
