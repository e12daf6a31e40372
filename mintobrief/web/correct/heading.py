"""会议概况 as a form: every particular as one types it, with where it was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mintobrief.domain import Attendee, Field, Meeting, Quote
from mintobrief.export.provenance import whereabouts
from mintobrief.review.checks import PARTICULARS
from mintobrief.review.rulebook import KINDS, rulebook_for
from mintobrief.web.correct.filling import COUNTS, DAY, KIND, PEOPLE, TEXTS, typed_of

_ORDER = ("title", KIND, DAY, *TEXTS[1:], *COUNTS, *PEOPLE)
_LABELS = {
    **PARTICULARS,
    KIND: "会议类型",
    "start": "开始时间",
    "end": "结束时间",
    "expected": "应到人数",
    "present": "实到人数",
    "absent": "请假人员",
    "observers": "列席人员",
}
_HINTS = {
    DAY: "下周五、月底前这样的期限，都从这一天算起",
    KIND: "到会人数、表决和公告期限，按这一类会议的规定核对",
    "start": "如 14:30",
    "expected": "会上说了应到多少人才填",
    "present": "会上说了实到多少人才填，可以和名单不同",
    "absent": "写法同上",
    "attendees": "一行一位：姓名 职务 单位；只有单位时写 姓名 - 单位",
    "observers": "写法同上",
}
_BY_NAME = "按会议名称判断"
# a time as somebody may have typed it, 9:05, is none to a browser
_INPUTS = {DAY: "date", KIND: "choice", **dict.fromkeys(PEOPLE, "people")}


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


def particulars_of(
    meeting: Meeting, typed: Mapping[str, str] | None = None
) -> tuple[Particular, ...]:
    """The particulars as they are; where `typed` is told, as typed, beside what is so now."""
    now = typed_of(meeting.header)
    return tuple(_particular(meeting, name, now[name], typed) for name in _ORDER)


def _particular(
    meeting: Meeting, name: str, now: str, typed: Mapping[str, str] | None
) -> Particular:
    value = typed.get(name, "") if typed is not None else now
    lacks = "会上没有说，简报里会标红" if name in PARTICULARS and not value else ""
    theirs = now if typed is not None and now != value else ""
    told = tuple(_told(meeting, name))
    kind = _INPUTS.get(name, "text")
    choices = _choices(meeting) if name == KIND else ()
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
