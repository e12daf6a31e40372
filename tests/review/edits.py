"""Hypothesis strategies for what persons correct in a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from mintobrief.domain import (
    Cut,
    Edit,
    Field,
    Header,
    Joined,
    Meeting,
    Ordered,
    Part,
    Point,
    PointKind,
    Quote,
    Reheaded,
    Replaced,
    Resolution,
    Retold,
    Retopiced,
    Revoiced,
    Reworded,
    Topic,
    Worded,
)
from mintobrief.errors import BadEdit
from mintobrief.review.correct import apply, numbered
from tests.strategies import DAYS, headers, meetings, resolutions

LINES = st.text("会议决定物业换水泵十二abc ，。", min_size=1, max_size=20).filter(str.strip)


@st.composite
def talks(draw: st.DrawFn) -> Meeting:
    """Meetings where something is said, much of it by one voice."""
    meeting = draw(meetings().filter(lambda meeting: meeting.utterances))
    if draw(st.booleans()):
        return meeting
    said = tuple(replace(one, speaker="S1", name=None) for one in meeting.utterances)
    return replace(
        meeting,
        utterances=said,
        topics=(),
        points=(),
        resolutions=tuple(replace(resolution, topic=None) for resolution in meeting.resolutions),
    )


@st.composite
def edits(draw: st.DrawFn, meeting: Meeting) -> Edit:
    """One edit, possible or not."""
    last = max(len(meeting.utterances) - 1, 0)
    index = st.integers(0, last)
    kinds: list[st.SearchStrategy[Edit]] = [
        st.builds(Reworded, index, LINES | changed(meeting)),
        st.builds(Cut, index, st.integers(1, 12)),
        st.builds(Joined, st.sampled_from(pairs(meeting))),
        st.builds(Revoiced, st.sets(index, min_size=1).map(sorted).map(tuple), LINES),
        st.builds(Retopiced, borders(len(meeting.utterances))),
        st.builds(Reheaded, particulars(meeting), days(meeting)),
        st.builds(Replaced, ids(meeting, 2), st.lists(brought(meeting), max_size=2).map(tuple)),
        st.builds(Ordered, st.permutations([r.id for r in meeting.resolutions]).map(tuple)),
        st.builds(Worded, st.sampled_from(Part), st.none() | LINES),
        retellings(meeting),
    ]
    return draw(st.one_of(kinds))


@st.composite
def retellings(draw: st.DrawFn, meeting: Meeting) -> Retold:
    """The points of a topic otherwise: fewer, more, in another order, in other words."""
    number = draw(st.integers(0, max(len(meeting.topics) - 1, 0)))
    points = draw(st.permutations([point for point in meeting.points if point.topic == number]))
    kept = [p if draw(st.booleans()) else replace(p, text=draw(LINES)) for p in points]
    typed = [
        Point(number, kind, draw(LINES), ())
        for kind in draw(st.lists(st.sampled_from(PointKind), max_size=2))
    ]
    return Retold(number, (*kept[draw(st.integers(0, 1)) :], *typed))


def pairs(meeting: Meeting) -> list[int]:
    """Utterances that another of the same file follows, if there are any."""
    files = [utterance.evidence.source_id for utterance in meeting.utterances]
    return [i for i in range(len(files) - 1) if files[i] == files[i + 1]] or [0]


@st.composite
def changed(draw: st.DrawFn, meeting: Meeting) -> str:
    """The words of an utterance, some of them others."""
    if not meeting.utterances:
        return draw(LINES)
    text = draw(st.sampled_from(meeting.utterances)).text
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return text[:start] + draw(st.text("会议水泵十二", max_size=3)) + text[end:]


@st.composite
def borders(draw: st.DrawFn, count: int) -> tuple[Topic, ...]:
    cuts = sorted({0, *draw(st.sets(st.integers(0, max(count - 1, 0)), max_size=3))})
    lasts = [*(cut - 1 for cut in cuts[1:]), max(count - 1, 0)]
    return tuple(Topic(draw(LINES), *pair) for pair in zip(cuts, lasts, strict=True))


@st.composite
def particulars(draw: st.DrawFn, meeting: Meeting) -> Header:
    """A header as a person would write it, resting on what is quoted in another."""
    quoted = draw(headers(meeting.utterances))
    title = Field(draw(LINES), quoted.title.quotes if quoted.title else ())
    people = tuple(replace(one, name="王主任", role=None, org=None) for one in quoted.attendees)
    times = [Field("9:00"), None]
    return Header(
        title=title, held_on=quoted.held_on, attendees=people, start=draw(st.sampled_from(times))
    )


def days(meeting: Meeting) -> st.SearchStrategy[tuple[tuple[str, date | None], ...]]:
    known = [r.id for r in meeting.resolutions] or ["r0"]
    return st.lists(st.tuples(st.sampled_from(known), st.none() | DAYS), max_size=2).map(tuple)


def ids(meeting: Meeting, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    known = [r.id for r in meeting.resolutions]
    named = st.lists(st.sampled_from(known), max_size=most, unique=True) if known else st.just([])
    return named.map(tuple)


def brought(meeting: Meeting) -> st.SearchStrategy[Resolution]:
    return resolutions(meeting.utterances, len(meeting.topics))


@st.composite
def corrected(draw: st.DrawFn, meeting: Meeting) -> tuple[list[Edit], list[Meeting]]:
    """Edits that are possible one after the other, and the meeting after each of them."""
    made: list[Edit] = []
    states = [meeting]
    for _ in range(draw(st.integers(0, 5))):
        used = {r.id for state in states for r in state.resolutions}
        (edit,) = numbered([draw(edits(states[-1]))], used)
        try:
            states.append(apply(states[-1], [edit]))
        except BadEdit:
            continue
        made.append(edit)
    return made, states


def quotes_in(meeting: Meeting) -> Iterator[Quote]:
    """Every quote of the meeting."""
    for resolution in (*meeting.resolutions, *meeting.near_misses):
        yield from of_resolution(resolution)
    for point in meeting.points:
        yield from point.quotes
    yield from of_header(meeting.header)


def of_resolution(resolution: Resolution) -> Iterator[Quote]:
    single = (resolution.measures, resolution.deadline, resolution.supervision, resolution.vote)
    for field in (resolution.action, *resolution.owners, *(one for one in single if one)):
        yield from field.quotes


def of_header(header: Header) -> Iterator[Quote]:
    single = (header.title, header.held_on, header.start, header.end, header.place)
    for field in (*single, header.host, header.recorder, header.expected, header.present):
        yield from field.quotes if field else ()
    for person in (*header.attendees, *header.observers, *header.absent):
        yield from person.quotes
