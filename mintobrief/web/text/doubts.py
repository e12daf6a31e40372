"""What a person wrote over quotes that do not bear it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mintobrief.domain import Meeting, Point
from mintobrief.store import Seen
from mintobrief.web.text.sheet import Reader


@dataclass(frozen=True, slots=True)
class Doubt:
    """A paragraph and the words of it that its quotes have nothing of."""

    topic: int
    number: int
    words: tuple[str, ...]


def doubts_of(seen: Seen) -> tuple[Doubt, ...]:
    """The paragraphs a person wrote that say more or other than their quotes.

    Takes seconds the first time: the dictionary that tells words apart is loaded.
    """
    from mintobrief.language.support import unsaid

    reader = Reader.of(seen)
    return tuple(
        Doubt(topic, number, words)
        for topic in range(len(reader.meeting.topics))
        for number, point in enumerate(reader.named_points(topic))
        if point.by_hand and point.quotes
        if (words := unsaid(point.text, "\n".join(_said(point, reader.named))))
    )


def _said(point: Point, meeting: Meeting) -> Iterator[str]:
    """The sentences quoted, by whom, and under which topic."""
    yield point.speaker or ""
    yield meeting.topics[point.topic].title
    for quote in point.quotes:
        utterance = meeting.utterances[quote.utterance]
        yield utterance.name or ""
        yield utterance.text
