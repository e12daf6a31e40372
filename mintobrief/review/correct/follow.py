"""All of a meeting that rests on its utterances follows where those are corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from mintobrief.domain import (
    Attendee,
    Deadline,
    Field,
    Header,
    Meeting,
    Point,
    Quote,
    Resolution,
    Speaker,
    Statement,
    Topic,
    Utterance,
)
from mintobrief.domain.resolution_flags import flags_of
from mintobrief.review.correct.way import Way

T = TypeVar("T")


def resting_on(meeting: Meeting, utterances: Sequence[Utterance], way: Way) -> Meeting:
    """The meeting with these utterances, to which `way` leads from its own."""
    follow = Follow(way, meeting.header.day)
    return replace(
        meeting,
        utterances=tuple(utterances),
        header=follow.header(meeting.header),
        topics=tuple(follow.topic(topic) for topic in meeting.topics),
        points=tuple(follow.point(point) for point in meeting.points),
        resolutions=tuple(follow.resolution(r) for r in meeting.resolutions),
        near_misses=tuple(follow.resolution(r) for r in meeting.near_misses),
        speakers=tuple(follow.speaker(speaker) for speaker in meeting.speakers),
        statements=tuple(follow.statement(one) for one in meeting.statements),
    )


@dataclass(frozen=True, slots=True)
class Follow:
    """What rests on utterances before, as it rests on those now; `held_on` is the meeting's day."""

    way: Way
    held_on: date | None = None

    def resolution(self, found: Resolution) -> Resolution:
        """The candidate; its flags are counted anew where its words changed."""
        quoted = (quote.utterance for quote in quotes_of(found))
        if self.way.leaves((*found.evidence, *quoted)):
            return found
        moved = replace(
            found,
            action=self._text(found.action),
            measures=self._text_if_any(found.measures),
            owners=tuple(self._text(owner) for owner in found.owners),
            deadline=self._deadline(found.deadline),
            supervision=self._text_if_any(found.supervision),
            vote=self._plain(found.vote) if found.vote else None,
            evidence=self.indexes(found.evidence),
        )
        same = values_of(moved) == values_of(found)
        return moved if same else replace(moved, flags=flags_of(moved, self.held_on))

    def header(self, header: Header) -> Header:
        return header.mapped(self._text, self._plain, self._person)

    def topic(self, topic: Topic) -> Topic:
        first, last = self.way.index(topic.first), self.way.index(topic.last)
        return replace(topic, first=first[0], last=last[-1])

    def point(self, point: Point) -> Point:
        if self.way.leaves(quote.utterance for quote in point.quotes):
            return point
        text = self.words(point.text, point.quotes)
        return replace(point, text=text, quotes=self.quotes(point.quotes))

    def statement(self, one: Statement) -> Statement:
        text = self.words(one.text, one.quotes)
        return replace(one, text=text, quotes=self.quotes(one.quotes))

    def speaker(self, speaker: Speaker) -> Speaker:
        return replace(speaker, evidence=self.indexes(speaker.evidence))

    def indexes(self, utterances: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted({now for index in utterances for now in self.way.index(index)}))

    def quotes(self, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
        return tuple(now for quote in quotes for now in self.way.quotes(quote))

    def words(self, words: str, quotes: Sequence[Quote]) -> str:
        """The words as they are corrected; as they were where nothing would be left."""
        followed = self.way.followed(words, quotes)
        return followed if followed.strip() else words

    def _person(self, person: Attendee) -> Attendee:
        name = self.words(person.name, person.quotes)
        return replace(person, name=name, quotes=self.quotes(person.quotes))

    def _text(self, field: Field[str]) -> Field[str]:
        value = self.words(field.value, field.quotes)
        return replace(field, value=value, quotes=self.quotes(field.quotes))

    def _text_if_any(self, field: Field[str] | None) -> Field[str] | None:
        return self._text(field) if field else None

    def _deadline(self, field: Field[Deadline] | None) -> Field[Deadline] | None:
        if field is None:
            return None
        limit, said = field.value, self.words(field.value.text, field.quotes)
        if said != limit.text:
            limit = replace(limit, text=said, day=None)  # nobody has counted from the new words
        return replace(field, value=limit, quotes=self.quotes(field.quotes))

    def _plain(self, field: Field[T]) -> Field[T]:
        return replace(field, quotes=self.quotes(field.quotes))


def quotes_of(resolution: Resolution) -> Iterator[Quote]:
    """All that its fields were read from."""
    rest = (resolution.measures, resolution.deadline, resolution.supervision, resolution.vote)
    for field in (resolution.action, *resolution.owners, *(field for field in rest if field)):
        yield from field.quotes


def values_of(resolution: Resolution) -> tuple[object, ...]:
    """What a candidate says, whatever it was read from."""
    fields = (
        resolution.action,
        resolution.measures,
        resolution.deadline,
        resolution.supervision,
        resolution.vote,
    )
    owners = tuple(owner.value for owner in resolution.owners)
    return (*(field.value if field else None for field in fields), owners)
