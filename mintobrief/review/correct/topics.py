"""A person sets the titles and borders of the topics anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mintobrief.domain import Meeting, Point, Resolution, Topic
from mintobrief.errors import BadEdit

_LONGEST = 200  # characters of a title


def retopiced(meeting: Meeting, topics: Sequence[Topic]) -> Meeting:
    """The meeting with these topics; what was of a topic is of the one it now lies in.

    A topic that has something of one that a person told is told by a person too.

    Raises BadEdit for topics that overlap, leave gaps, or leave out what was in one.
    """
    _check(meeting, topics)
    return replace(
        meeting,
        topics=tuple(_topic(topic, meeting.topics) for topic in topics),
        points=tuple(_point(point, meeting.topics, topics) for point in meeting.points),
        resolutions=tuple(_candidate(r, meeting.topics, topics) for r in meeting.resolutions),
        near_misses=tuple(_candidate(r, meeting.topics, topics) for r in meeting.near_misses),
    )


def topic_at(topics: Sequence[Topic], utterance: int) -> int | None:
    """The topic an utterance is in."""
    found = (i for i, topic in enumerate(topics) if topic.first <= utterance <= topic.last)
    return next(found, None)


def _topic(topic: Topic, before: Sequence[Topic]) -> Topic:
    shares = (was.retold and was.first <= topic.last and topic.first <= was.last for was in before)
    return replace(topic, retold=any(shares))


def _check(meeting: Meeting, topics: Sequence[Topic]) -> None:
    if not topics:
        raise BadEdit("议题", "至少要留一个议题。")
    for topic in topics:
        title = topic.title
        if not title.strip() or not title.isprintable() or len(title) > _LONGEST:
            raise BadEdit(title[:20], f"议题要有标题，写在一行里，不超过 {_LONGEST} 个字。")
    if any(one.last + 1 != other.first for one, other in pairwise(topics)):
        raise BadEdit("议题", "议题要一个接着一个，中间不能有空，也不能重叠。")
    first = min((topic.first for topic in meeting.topics), default=topics[0].first)
    last = max((topic.last for topic in meeting.topics), default=topics[-1].last)
    if topics[0].first > first or topics[-1].last < last:
        raise BadEdit("议题", "原来在议题里的话，改了以后也要在某个议题里。")
    if topics[-1].last >= len(meeting.utterances):
        raise BadEdit("议题", "议题的结尾超出了转写稿。请刷新页面再改。")


def _point(point: Point, before: Sequence[Topic], now: Sequence[Topic]) -> Point:
    at = point.quotes[0].utterance if point.quotes else None
    return replace(point, topic=_moved(point.topic, at, before, now))


def _candidate(found: Resolution, before: Sequence[Topic], now: Sequence[Topic]) -> Resolution:
    at = found.evidence[0] if found.evidence else None
    if found.topic is None:
        return found if at is None else replace(found, topic=topic_at(now, at))
    return replace(found, topic=_moved(found.topic, at, before, now))


def _moved(topic: int, at: int | None, before: Sequence[Topic], now: Sequence[Topic]) -> int:
    """The topic now: where the words are if they were in it, else what most of it became."""
    was = before[topic]
    if at is not None and was.first <= at <= was.last:
        here = topic_at(now, at)
        if here is not None:
            return here
    shared = [min(t.last, was.last) - max(t.first, was.first) for t in now]
    return shared.index(max(shared))
