"""正文: the paragraphs of the briefing, read and written by a person's program."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from mintobrief.domain import Meeting, Part, Point, PointKind, Quote
from mintobrief.errors import BadEdit
from mintobrief.store import Seen
from mintobrief.web.api.answers import Json, problem
from mintobrief.web.api.changing import REFUSED, Change
from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.document import QuoteOut
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.api.shapes.text import (
    ParagraphOut,
    Retelling,
    SentenceOut,
    TextOut,
    Told,
    TopicTextOut,
    Wording,
)
from mintobrief.web.correct.correcting import Make, Overtaken, correct
from mintobrief.web.office import TheOffice
from mintobrief.web.review.asking import Asked
from mintobrief.web.text.retelling import telling, wording
from mintobrief.web.text.sheet import Reader, mark_of_topic

router = APIRouter(prefix="/meetings/{meeting_id}/text", tags=["正文"])

_OVERTAKEN = "正文刚刚被别人改过，您的没有存入。请重新读一遍再改。"
Topic = Annotated[int, Path(description="第几个议题，从 0 数", ge=0, le=10_000_000)]
WhichPart = Annotated[Part, Path(description="会议主题（purpose）或展望（outlook）")]


@router.get("", operation_id="getText", response_model=TextOut, responses=may(404))
def read(meeting_id: MeetingId, office: TheOffice) -> Json:
    """正文：印出来的每一段，和它依据的原话"""
    return Json(_text(office.library.look(meeting_id)))


@router.put(
    "/topics/{topic}", operation_id="retellTopic", response_model=TextOut, responses=REFUSED
)
def retell(topic: Topic, told: Retelling, asked: Change) -> Json:
    """一个议题的段落，全部照这样写"""
    points = [_point(one, topic) for one in told.points]
    return _done(asked, telling(topic, told.mark, points))


@router.put("/parts/{part}", operation_id="wordPart", response_model=TextOut, responses=REFUSED)
def word(part: WhichPart, told: Wording, asked: Change) -> Json:
    """会议主题或展望照这样写，或恢复程序写的"""
    return _done(asked, wording(part, told.text, told.mark))


def _done(asked: Asked, make: Make) -> Json:
    try:
        return Json(_text(correct(asked, make)))
    except Overtaken:
        return problem(409, _OVERTAKEN, Overtaken.__name__)


def _point(told: Told, topic: int) -> Point:
    """Raises BadEdit."""
    try:
        quotes = tuple(Quote(q["utterance"], q["start"], q["end"]) for q in told.quotes)
    except ValueError as exc:
        raise BadEdit(told.text[:20], "依据的原话至少要有一个字，end 要大于 start。") from exc
    return Point(topic, PointKind(told.kind), told.text, quotes, told.speaker)


def _text(seen: Seen) -> TextOut:
    reader = Reader.of(seen)
    return {
        "meeting": seen.meeting.id,
        "version": seen.version,
        "parts": [_sentence(reader, part) for part in Part],
        "topics": [_topic(reader, number) for number in sorted(reader.shown)],
    }


def _sentence(reader: Reader, part: Part) -> SentenceOut:
    one = reader.sentence(part)
    return {"part": part.value, "text": one.text, "mark": one.mark, "by_hand": one.mine}


def _topic(reader: Reader, number: int) -> TopicTextOut:
    printed = (reader.printed(point) for point in reader.points(number))
    section = reader.section(number)
    return {
        "topic": number,
        "title": section.title,
        "mark": mark_of_topic(reader, number),
        "points": [_paragraph(point, reader.meeting) for point in printed if point],
        "agreed": section.agreed,
    }


def _paragraph(point: Point, meeting: Meeting) -> ParagraphOut:
    return {
        "kind": point.kind.value,
        "text": point.text,
        "speaker": point.speaker,
        "quotes": [_quote(quote, meeting) for quote in point.quotes],
        "by_hand": point.by_hand,
        "unsupported": point.unsupported,
    }


def _quote(quote: Quote, meeting: Meeting) -> QuoteOut:
    said = meeting.utterances[quote.utterance].text[quote.start : quote.end]
    return {"utterance": quote.utterance, "start": quote.start, "end": quote.end, "text": said}
