"""会议概况 as a form: every particular as one types it, with where it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from mintobrief.domain import Attendee, Field, Header, Meeting, Quote
from mintobrief.errors import BadEdit
from mintobrief.export.provenance import whereabouts
from mintobrief.review.checks import PARTICULARS
from mintobrief.review.rulebook import KINDS, rulebook_for

_TEXTS = ("title", "start", "end", "place", "host", "recorder")
_COUNTS = ("expected", "present")
_PEOPLE = ("attendees", "absent", "observers")
_DAY, _KIND = "held_on", "kind"
_ORDER = ("title", _KIND, _DAY, *_TEXTS[1:], *_COUNTS, *_PEOPLE)
_LABELS = {
    **PARTICULARS,
    _KIND: "会议类型",
    "start": "开始时间",
    "end": "结束时间",
    "expected": "应到人数",
    "present": "实到人数",
    "absent": "请假人员",
    "observers": "列席人员",
}
_HINTS = {
    _DAY: "下周五、月底前这样的期限，都从这一天算起",
    _KIND: "到会人数、表决和公告期限，按这一类会议的规定核对",
    "start": "如 14:30",
    "expected": "会上说了应到多少人才填",
    "present": "会上说了实到多少人才填，可以和名单不同",
    "absent": "写法同上",
    "attendees": "一行一位：姓名 职务 单位；只有单位时写 姓名 - 单位",
    "observers": "写法同上",
}
_BY_NAME = "按会议名称判断"
_MOST = 1_000_000  # heads
_KINDS = {
    _DAY: "date",
    _KIND: "choice",
}  # a time as somebody may have typed it, 9:05, is none to a browser
_BETWEEN = re.compile(r"[\n、；;]+")
_NO_POST = "-"


@dataclass(frozen=True, slots=True)
class Origin:
    """Words that a particular was read from, and the line they stand in."""

    line: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Particular:
    """One of the particulars to type in; `theirs` is what somebody else wrote meanwhile.

    `choices` are the values it may have, each with what it is called, where it is not typed.
    """

    name: str
    label: str
    kind: str
    value: str
    hint: str
    told: tuple[Origin, ...]
    lacks: str
    theirs: str = ""
    choices: tuple[tuple[str, str], ...] = ()


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
    counts = {name: _counted(getattr(header, name)) for name in _COUNTS}
    return {**texts, _DAY: day, **counts, **people, _KIND: header.kind or ""}


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
        absent=_people(typed.get("absent", ""), before.absent),
        expected=_count(typed.get("expected", ""), before.expected),
        present=_count(typed.get("present", ""), before.present),
        kind=_kind(typed.get(_KIND, "")),
    )


def _particular(
    meeting: Meeting, name: str, now: str, typed: Mapping[str, str] | None
) -> Particular:
    value = typed.get(name, "") if typed is not None else now
    lacks = "会上没有说，简报里会标红" if name in PARTICULARS and not value else ""
    theirs = now if typed is not None and now != value else ""
    told = tuple(_told(meeting, name))
    kind = _KINDS.get(name, "people" if name in _PEOPLE else "text")
    choices = _choices(meeting) if name == _KIND else ()
    hint = _HINTS.get(name, "")
    return Particular(name, _LABELS[name], kind, value, hint, told, lacks, theirs, choices)


def _choices(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """The kinds of meeting; the first leaves it to the meeting's name, and says which it tells."""
    told = rulebook_for(replace(meeting.header, kind=None)).name
    return (("", f"{_BY_NAME}（{told}）"), *KINDS.items())


def _told(meeting: Meeting, name: str) -> Iterable[Origin]:
    """Where the particular was said, each line once."""
    quotes = {quote.utterance: quote for quote in _quotes(getattr(meeting.header, name))}
    for line, quote in quotes.items():
        said = meeting.utterances[line]
        yield Origin(line, whereabouts(meeting, said.evidence), said.text[quote.start : quote.end])


def _quotes(found: Field[object] | tuple[Attendee, ...] | str | None) -> list[Quote]:
    if isinstance(found, tuple):
        return [quote for person in found for quote in person.quotes]
    return list(found.quotes) if isinstance(found, Field) else []


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
