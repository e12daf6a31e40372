"""The particulars as one types them, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from mintobrief.domain import Attendee, Field, Header, Quote
from mintobrief.errors import BadEdit
from mintobrief.review.rulebook import KINDS

TEXTS = ("title", "start", "end", "place", "host", "recorder")
COUNTS = ("expected", "present")
PEOPLE = ("attendees", "absent", "observers")
DAY, KIND = "held_on", "kind"
_MOST = 1_000_000  # heads
_BETWEEN = re.compile(r"[\n、；;]+")
_NO_POST = "-"


def mark_of_header(header: Header) -> str:
    """Names what the header says, so that a page can tell whether it still shows what is so."""
    return sha256(repr(typed_of(header)).encode(errors="surrogatepass")).hexdigest()[:16]


def typed_of(header: Header) -> dict[str, str]:
    """The header as one types it."""
    texts = {name: _value(getattr(header, name)) for name in TEXTS}
    day = header.held_on.value.isoformat() if header.held_on else ""
    people = {name: "\n".join(map(_person, getattr(header, name))) for name in PEOPLE}
    counts = {name: _counted(getattr(header, name)) for name in COUNTS}
    return {**texts, DAY: day, **counts, **people, KIND: header.kind or ""}


def header_from(typed: Mapping[str, str], before: Header) -> Header:
    """The header as typed; what stays as it was keeps the words it was read from.

    Raises BadEdit.
    """

    def text(name: str) -> Field[str] | None:
        return _text(typed.get(name, ""), getattr(before, name))

    return Header(
        title=text("title"),
        held_on=_day(typed.get(DAY, "").strip(), before.held_on),
        start=text("start"),
        end=text("end"),
        place=text("place"),
        host=text("host"),
        recorder=text("recorder"),
        attendees=_people(typed.get("attendees", ""), before.attendees),
        observers=_people(typed.get("observers", ""), before.observers),
        absent=_people(typed.get("absent", ""), before.absent),
        expected=_count(typed.get("expected", ""), before.expected),
        present=_count(typed.get("present", ""), before.present),
        kind=_kind(typed.get(KIND, "")),
    )


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


def _counted(field: Field[int] | None) -> str:
    return str(field.value) if field else ""


def _count(typed: str, before: Field[int] | None) -> Field[int] | None:
    """Heads as typed, 11 or 11人; raises BadEdit."""
    value = typed.strip().removesuffix("人").strip()
    if not value:
        return None
    if not (value.isascii() and value.isdecimal()) or len(value) > 7 or int(value) > _MOST:
        raise BadEdit(typed[:20], "人数请写成数字，如 11。")
    return before if before and before.value == int(value) else Field(int(value))


def _kind(typed: str) -> str | None:
    """One of the kinds of meeting, None where its name tells; raises BadEdit."""
    if typed and typed not in KINDS:
        raise BadEdit(typed[:20], "会议类型请从列出的里面选。")
    return typed or None


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
