"""议题: where one begins, what it is called, whether it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import Edit, Meeting, Retopiced, Topic
from mintobrief.errors import BadEdit
from mintobrief.store import Seen
from mintobrief.web.correct.clashes import Clash, clashing
from mintobrief.web.correct.correcting import (
    NO_SUCH_LINES,
    Overtaken,
    correct,
    corrected,
    must_be,
)
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, TheOffice
from mintobrief.web.review.asking import MEETING, Change, answer
from mintobrief.web.typed import whole

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/topics")

_NEW = "新议题"


@router.get("")
def at_line(request: Request, meeting_id: str, office: TheOffice, line: int) -> Response:
    """What can be done with the topics at a line."""
    seen = office.library.look(meeting_id)
    meeting = seen.meeting
    if not 0 <= line < len(meeting.utterances):
        raise HTTPException(422, NO_SUCH_LINES)
    at = _index(meeting, line)
    pieces = {
        "meeting": meeting,
        "draft": mark_of_draft(seen),
        "line": line,
        "said": meeting.utterances[line].text,
        "at": at,
        "topic": meeting.topics[at] if at is not None else None,
        "next": meeting.topics[at + 1] if at is not None and at + 1 < len(meeting.topics) else None,
    }
    return draw(request, "_topic.html", pieces)


@router.post("/title")
def title(asked: Change, form: Form) -> Response:
    """What a topic is called."""
    line, typed, was = whole(form.get("line", "")), form.get("title", "").strip(), form.get("was")

    def make(seen: Seen) -> Sequence[Edit]:
        at = _index(seen.meeting, line)
        if at is None or seen.meeting.topics[at].title != was:
            raise Overtaken(seen)
        return _with(seen.meeting, at, [replace(seen.meeting.topics[at], title=typed)])

    try:
        return answer(asked, correct(asked, make))
    except Overtaken as exc:
        at = _index(exc.seen.meeting, line)
        now = exc.seen.meeting.topics[at].title if at is not None else ""
        told = "这个议题刚被别人改过，您的还没有存。"
        return clashing(asked, Clash(told, now, typed, {**form, "was": now}))


@router.post("/border")
def border(asked: Change, form: Form) -> Response:
    """A topic begins at a line: a new one, this one, or the next; or this one is none."""
    line = whole(form.get("line", ""))

    def make(seen: Seen) -> Sequence[Edit]:
        must_be(seen, form.get("draft", ""))
        return _moved(seen.meeting, line, form.get("what", ""), form.get("title", "").strip())

    return answer(asked, corrected(asked, make))


def _moved(meeting: Meeting, line: int, what: str, title: str) -> Sequence[Edit]:
    at = _index(meeting, line)
    match what:
        case "new":
            return _begun(meeting, line, at, title or _NEW)
        case "here" if at:
            return _border(meeting, at, line)
        case "next" if at is not None and at + 1 < len(meeting.topics):
            return _border(meeting, at + 1, line)
        case "join" if at:
            before, gone = meeting.topics[at - 1], meeting.topics[at]
            return _with(meeting, at - 1, [replace(before, last=gone.last)], 2)
    raise BadEdit("议题", "这里不能这样分。请刷新页面再选。")


def _begun(meeting: Meeting, line: int, at: int | None, title: str) -> Sequence[Edit]:
    """A new topic from the line to the end of the one it lies in."""
    if at is None:
        topics = [*meeting.topics, _rest(meeting, line, title)]
        return [Retopiced(tuple(sorted(topics, key=lambda topic: topic.first)))]
    now = meeting.topics[at]
    if line == now.first:
        raise BadEdit(title, "这一句已经是一个议题的开头。要改题目，请用“改题目”。")
    halves = [replace(now, last=line - 1), Topic(title, line, now.last)]
    return _with(meeting, at, halves)


def _rest(meeting: Meeting, line: int, title: str) -> Topic:
    """What lies outside all topics, from the line on."""
    later = (topic.first - 1 for topic in meeting.topics if topic.first > line)
    return Topic(title, line, next(later, len(meeting.utterances) - 1))


def _border(meeting: Meeting, at: int, line: int) -> Sequence[Edit]:
    """Topic `at` begins at the line, and the one before it ends there."""
    before, topic = meeting.topics[at - 1], meeting.topics[at]
    if not before.first < line <= topic.last:
        raise BadEdit(topic.title, "移到这里，前一个议题就没有内容了。可以把它并入前一个议题。")
    pair = [replace(before, last=line - 1), replace(topic, first=line)]
    return _with(meeting, at - 1, pair, 2)


def _with(meeting: Meeting, at: int, topics: Sequence[Topic], gone: int = 1) -> Sequence[Edit]:
    """The edit that puts topics in the place of as many as are `gone`."""
    now = (*meeting.topics[:at], *topics, *meeting.topics[at + gone :])
    return [Retopiced(now)]


def _index(meeting: Meeting, line: int) -> int | None:
    """The topic a line is in."""
    found = (i for i, topic in enumerate(meeting.topics) if topic.first <= line <= topic.last)
    return next(found, None)
