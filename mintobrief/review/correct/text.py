"""A person writes what the briefing says of a topic, and the sentences that no point tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mintobrief.domain import Composed, Meeting, Part, Point, Quote, Retold, Worded
from mintobrief.errors import BadEdit

LONGEST = 2000  # characters of a paragraph that a person writes
_LONGEST_NAME = 100
_MOST = 300  # paragraphs of a topic
_MOST_LINES = 20  # paragraphs of a sentence that no point tells

_ORDER = tuple(Part)


def retold(meeting: Meeting, edit: Retold) -> Meeting:
    """The meeting with these points of the topic, in this order; raises BadEdit.

    What is not as it was is a person's.
    """
    known = {_said(point): point for point in meeting.points if point.topic == edit.topic}
    _check(meeting, edit)
    for point in edit.points:
        if _said(point) not in known:
            _check_point(point, edit.topic, meeting)
    now = tuple(known.get(_said(point)) or _by_hand(point) for point in edit.points)
    before = tuple(point for point in meeting.points if point.topic < edit.topic)
    after = tuple(point for point in meeting.points if point.topic > edit.topic)
    topics = list(meeting.topics)
    topics[edit.topic] = replace(topics[edit.topic], retold=True)
    return replace(meeting, topics=tuple(topics), points=(*before, *now, *after))


def worded(meeting: Meeting, edit: Worded) -> Meeting:
    """The meeting with that sentence in a person's words, or the program's own; raises BadEdit."""
    others = [one for one in meeting.composed if one.part is not edit.part]
    if edit.text is not None:
        _check_lines(edit.text, 1 if edit.part is Part.PURPOSE else _MOST_LINES)
        others.append(Composed(edit.part, edit.text))
    composed = tuple(sorted(others, key=lambda one: _ORDER.index(one.part)))
    return replace(meeting, composed=composed)


def _said(point: Point) -> tuple[object, ...]:
    return point.kind, point.text, point.speaker, point.quotes


def _by_hand(point: Point) -> Point:
    return replace(point, unsupported=False, by_hand=True)


def _check(meeting: Meeting, edit: Retold) -> None:
    if not 0 <= edit.topic < len(meeting.topics):
        raise BadEdit("正文", "没有这个议题了。请刷新页面再改。")
    if len(edit.points) > _MOST:
        raise BadEdit("正文", f"一个议题最多写 {_MOST} 段。")


def _check_point(point: Point, topic: int, meeting: Meeting) -> None:
    """What a person wrote; the program's own words are not his to answer for."""
    _check_line(point.text, LONGEST)
    if point.speaker:
        _check_line(point.speaker, _LONGEST_NAME)
    if point.topic != topic:
        raise BadEdit(point.text[:20], "这一段不属于这个议题。请刷新页面再改。")
    if not _fits(point.quotes, meeting):
        raise BadEdit(point.text[:20], "它依据的原话已经不在了。请刷新页面再改。")


def _check_lines(text: str, most: int) -> None:
    lines = text.split("\n")
    if len(lines) > most:
        raise BadEdit(lines[0][:20], f"最多写 {most} 段。")
    for line in lines:
        _check_line(line, LONGEST)


def _check_line(text: str, longest: int) -> None:
    if not text.strip() or not text.isprintable() or len(text) > longest:
        raise BadEdit(
            text[:20], f"不能是空的，请写在一行里，不超过 {longest} 个字。不要的段请删去。"
        )


def _fits(quotes: Sequence[Quote], meeting: Meeting) -> bool:
    said = meeting.utterances
    return all(q.utterance < len(said) and q.end <= len(said[q.utterance].text) for q in quotes)
