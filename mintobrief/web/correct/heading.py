"""会议概况 as a form: every particular as one types it, with where it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from mintobrief.domain import Attendee, Field, Header, Meeting, Quote
from mintobrief.errors import BadEdit
from mintobrief.export.provenance import whereabouts
from mintobrief.review.checks import PARTICULARS

_TEXTS = ("title", "start", "end", "place", "host", "recorder")
_PEOPLE = ("attendees", "observers")
_DAY = "held_on"
_ORDER = ("title", _DAY, "start", "end", "place", "host", "recorder", "attendees", "observers")
_LABELS = {**PARTICULARS, "start": "开始时间", "end": "结束时间", "observers": "列席人员"}
_HINTS = {
    _DAY: "下周五、月底前这样的期限，都从这一天算起",
    "start": "如 14:30",
    "attendees": "一行一位：姓名 职务 单位；只有单位时写 姓名 - 单位",
    "observers": "写法同上",
}
_KINDS = {_DAY: "date"}  # a time as somebody may have typed it, 9:05, is none to a browser
_BETWEEN = re.compile(r"[\n、；;]+")
_NO_POST = "-"


@dataclass(frozen=True, slots=True)
class Told:
    """Words that a particular was read from, and the line they stand in."""

    line: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Particular:
    """One of the particulars to type in; `theirs` is what somebody else wrote meanwhile."""

    name: str
    label: str
    kind: str
    value: str
    hint: str
    told: tuple[Told, ...]
    lacks: str
    theirs: str = ""


def mark_of_header(header: Header) -> str:
    """Names what the header says, so that a page can tell whether it still shows what is so."""
    return sha256(repr(typed_of(header)).encode(errors="surrogatepass")).hexdigest()[:16]


def particulars_of(
    meeting: Meeting, typed: Mapping[str, str] | None = None
) -> tuple[Particular, ...]:
    """The particulars as they are; where `typed` is told, as typed, beside what is so now."""
    now = typed_of(meeting.header)
    return tuple(_particular(meeting, name, now[name], typed) for name in _ORDER)


def typed_of(header: Header) -> dict[str, str]:
    """The header as one types it."""
    texts = {name: _value(getattr(header, name)) for name in _TEXTS}
    day = header.held_on.value.isoformat() if header.held_on else ""
    people = {name: "\n".join(map(_person, getattr(header, name))) for name in _PEOPLE}
    return {**texts, _DAY: day, **people}


def header_from(typed: Mapping[str, str], before: Header) -> Header:
    """The header as typed; what stays as it was keeps the words it was read from.

    Raises BadEdit.
    """

    def text(name: str) -> Field[str] | None:
        return _text(typed.get(name, ""), getattr(before, name))

    return Header(
        title=text("title"),
        held_on=_day(typed.get(_DAY, "").strip(), before.held_on),
        start=text("start"),
        end=text("end"),
        place=text("place"),
        host=text("host"),
        recorder=text("recorder"),
        attendees=_people(typed.get("attendees", ""), before.attendees),
        observers=_people(typed.get("observers", ""), before.observers),
    )


def _particular(
    meeting: Meeting, name: str, now: str, typed: Mapping[str, str] | None
) -> Particular:
    value = typed.get(name, "") if typed is not None else now
    lacks = "会上没有说，简报里会标红" if name in PARTICULARS and not value else ""
    theirs = now if typed is not None and now != value else ""
    told = tuple(_told(meeting, name))
    kind = _KINDS.get(name, "people" if name in _PEOPLE else "text")
    return Particular(name, _LABELS[name], kind, value, _HINTS.get(name, ""), told, lacks, theirs)


def _told(meeting: Meeting, name: str) -> Iterable[Told]:
    """Where the particular was said, each line once."""
    quotes = {quote.utterance: quote for quote in _quotes(getattr(meeting.header, name))}
    for line, quote in quotes.items():
        said = meeting.utterances[line]
        yield Told(line, whereabouts(meeting, said.evidence), said.text[quote.start : quote.end])


def _quotes(found: Field[object] | tuple[Attendee, ...] | None) -> list[Quote]:
    if isinstance(found, tuple):
        return [quote for person in found for quote in person.quotes]
    return list(found.quotes) if found else []


def _value(field: Field[str] | None) -> str:
    return field.value if field else ""


def _text(typed: str, before: Field[str] | None) -> Field[str] | None:
    value = typed.strip()
    if before and value == before.value:
        return before
    return Field(value) if value else None


def _day(typed: str, before: Field[date] | None) -> Field[date] | None:
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError as exc:
        raise BadEdit(typed[:20], "日期请写成 2026-03-14 这样。") from exc
    return before if before and before.value == day else Field(day)


def _person(person: Attendee) -> str:
    role = person.role or (_NO_POST if person.org else "")
    return " ".join(word.replace(" ", "") for word in (person.name, role, person.org or "") if word)


def _people(typed: str, before: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """One person a line; who was there before keeps the words that told it."""
    known = {_person(person): person for person in before}
    quotes = {person.name: person.quotes for person in before}
    lines = [" ".join(line.split()) for line in _BETWEEN.split(typed) if line.strip()]
    return tuple(known.get(line) or _typed_person(line, quotes) for line in dict.fromkeys(lines))


def _typed_person(line: str, quotes: Mapping[str, tuple[Quote, ...]]) -> Attendee:
    name, _, rest = line.partition(" ")
    role, _, org = rest.partition(" ")
    return Attendee(
        name, None if role in ("", _NO_POST) else role, org or None, quotes.get(name, ())
    )
