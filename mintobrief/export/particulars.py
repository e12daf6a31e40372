"""会议概况: when, where and who."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mintobrief.domain import Attendee, Field, Header, Meeting
from mintobrief.domain.day import weekday, written_day
from mintobrief.export.blocks import Labelled, Run, Runs
from mintobrief.export.naming import meeting_name
from mintobrief.export.numerals import read_count
from mintobrief.export.pen import Pen

_COUNTED = re.compile(r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})[位名个]?人$")


@dataclass(frozen=True, slots=True)
class Particulars:
    """When, where and who as it is printed: in red what the meeting did not say."""

    meeting: Meeting
    pen: Pen

    @property
    def title(self) -> Runs:
        title = self.meeting.header.title
        name = meeting_name(self.pen.text(title.value)) if title else ""
        return (Run(name) if name else missing("title", self.pen),)

    @property
    def time(self) -> Runs:
        return _time(self.meeting.header, self.pen)

    @property
    def place(self) -> Runs:
        return settled(self.meeting.header.place, "place", self.pen)

    @property
    def host(self) -> Runs:
        header = self.meeting.header
        return _named(header.host, header, self.pen) or (missing("host", self.pen),)

    @property
    def recorder(self) -> Runs:
        header = self.meeting.header
        return _named(header.recorder, header, self.pen) or (missing("recorder", self.pen),)

    @property
    def attendees(self) -> tuple[Runs, ...]:
        """How many came, then a line for each body."""
        return _attendees(self.meeting.header, self.pen)

    @property
    def observers(self) -> tuple[Runs, ...]:
        """A line for each body; empty where nobody sat in."""
        people = self.meeting.header.observers
        return tuple((Run(text),) for text in parties(people, self.pen)) if people else ()

    @property
    def absent(self) -> tuple[Runs, ...]:
        """A line for each body; empty where nobody was excused."""
        people = self.meeting.header.absent
        return tuple((Run(text),) for text in parties(people, self.pen)) if people else ()

    @property
    def unconfirmed(self) -> tuple[Runs, ...]:
        """The names of voices that nobody has confirmed; empty where there are none."""
        speakers = self.meeting.speakers
        unsure = dict.fromkeys(s.name for s in speakers if s.name and not s.confirmed)
        names = "、".join(self.pen.text(name) for name in unsure)
        words = self.pen.say("missing.speakers", names=names)
        return ((Run(words, missing=True),),) if unsure else ()


def particulars(meeting: Meeting, pen: Pen) -> tuple[Labelled, ...]:
    """The particulars in the template's order; what the meeting did not say stands in red."""
    known = Particulars(meeting, pen)
    said = (
        ("title", (known.title,)),
        ("time", (known.time,)),
        ("place", (known.place,)),
        ("attendees", known.attendees),
        ("absent", known.absent),
        ("observers", known.observers),
        ("host", (known.host,)),
        ("recorder", (known.recorder,)),
        ("speakers", known.unconfirmed),
    )
    return tuple(Labelled(pen.say(f"particulars.{key}"), lines) for key, lines in said if lines)


def missing(key: str, pen: Pen) -> Run:
    """The red words that say what the meeting did not settle."""
    return Run(pen.say(f"missing.{key}"), missing=True)


def settled(field: Field[str] | None, key: str, pen: Pen) -> Runs:
    """The field's words, or in red that the meeting did not settle it."""
    return (Run(pen.text(field.value)) if field else missing(key, pen),)


def _time(header: Header, pen: Pen) -> Runs:
    """2026年3月14日（星期六）14:00—16:30, as much of it as was said."""
    hours = "—".join(pen.text(field.value) for field in (header.start, header.end) if field)
    if header.held_on is None:
        return (Run(hours), missing("day", pen)) if hours else (missing("time", pen),)
    day = header.held_on.value
    return (Run(f"{written_day(day)}（{weekday(day)}）{hours}"),)


def _named(field: Field[str] | None, header: Header, pen: Pen) -> Runs:
    """A person by name, with the post he or she is known by among those present."""
    if field is None:
        return ()
    present = (*header.attendees, *header.observers)
    known = next((person for person in present if person.name == field.value), None)
    return (Run(pen.person(known) if known else pen.text(field.value)),)


def _attendees(header: Header, pen: Pen) -> tuple[Runs, ...]:
    if not header.attendees:
        return ((missing("attendees", pen),),)
    lines = (_counted(header, pen), *parties(header.attendees, pen))
    return tuple((Run(text),) for text in lines)


def _counted(header: Header, pen: Pen) -> str:
    """共4人, or 应到7人，实到5人 as far as it was said."""
    came = header.present.value if header.present else heads(header.attendees)
    if header.expected:
        return pen.say("particulars.roll", expected=header.expected.value, present=came)
    return pen.say("particulars.came" if header.present else "particulars.count", count=came)


def parties(people: Sequence[Attendee], pen: Pen) -> list[str]:
    """One line a body, in the order in which they were first named; no body comes last."""
    bodies = dict.fromkeys(person.org for person in people if person.org)
    parties = [(pen.text(body), [p for p in people if p.org == body]) for body in bodies]
    alone = [person for person in people if not person.org]
    if alone and not parties:
        return ["、".join(pen.person(person) for person in alone)]
    if alone:
        parties.append((pen.say("particulars.no_party"), alone))
    return [_party(name, members, pen) for name, members in parties]


def _party(name: str, members: Sequence[Attendee], pen: Pen) -> str:
    # whoever is only counted comes after those with names
    ordered = sorted(members, key=lambda member: bool(_COUNTED.search(member.name)))
    names = "、".join(pen.person(member) for member in ordered)
    return pen.say("particulars.party", party=name, count=heads(members), names=names)


def heads(people: Sequence[Attendee]) -> int:
    """How many they are; some stand on the list as a number: 楼组长6人."""
    counted = (_COUNTED.search(person.name) for person in people)
    return sum(read_count(found["n"]) if found else 1 for found in counted)
