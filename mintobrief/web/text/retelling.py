"""What a person writes in the text, made of what is so, refused where that is no longer what the
page showed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mintobrief.domain import Edit, Part, Point, PointKind, Retold, Worded
from mintobrief.domain.line import one_line
from mintobrief.export.discussion import speaker_of
from mintobrief.store import Seen
from mintobrief.web.correct.correcting import Make, Overtaken
from mintobrief.web.text.sheet import Reader, mark_of_topic

Change = Callable[[list[Point], int], None]


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph as the page showed it: its topic, its number there, and its mark."""

    topic: int
    number: int
    mark: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A paragraph as it was typed; `speaker` is None where that was not asked."""

    text: str
    speaker: str | None = None


def rewriting(spot: Spot, typed: Typed) -> Make:
    """Other words, or another name, over the same quotes."""

    def make(seen: Seen) -> Sequence[Edit]:
        reader = Reader.of(seen)
        topic, number = place_of(reader, spot)
        points = reader.points(topic)
        now = _rewritten(reader, topic, number, typed)
        return _retold(topic, points, [*points[:number], now, *points[number + 1 :]])

    return make


def splitting(spot: Spot, texts: tuple[str, str]) -> Make:
    """Two paragraphs of one, both over its quotes."""

    def change(points: list[Point], number: int) -> None:
        halves = [replace(points[number], text=one_line(text)) for text in texts]
        points[number : number + 1] = halves

    return _changing(spot, change)


def deleting(spot: Spot) -> Make:
    """Without the paragraph."""

    def change(points: list[Point], number: int) -> None:
        del points[number]

    return _changing(spot, change)


def sorting(spot: Spot, kind: PointKind) -> Make:
    """Under another heading, behind what stands there."""

    def change(points: list[Point], number: int) -> None:
        points.append(replace(points.pop(number), kind=kind))

    return _changing(spot, change)


def moving(spot: Spot, by: int) -> Make:
    """One place up (-1) or down (1) under its heading; nothing where there is no further."""

    def make(seen: Seen) -> Sequence[Edit]:
        reader = Reader.of(seen)
        topic, number = place_of(reader, spot)
        points = reader.points(topic)
        other = _beside(reader, topic, number, by)
        if other is None:
            return []
        moved = list(points)
        moved[number], moved[other] = moved[other], moved[number]
        return _retold(topic, points, moved)

    return make


def adding(topic: int, title: str, kind: PointKind, typed: Typed, after: Spot | None) -> Make:
    """A paragraph of a person's own: behind the one told, else the last under its heading."""

    def make(seen: Seen) -> Sequence[Edit]:
        reader = Reader.of(seen)
        at = place_of(reader, after) if after else (_topic_of(seen, topic, title), None)
        points = reader.points(at[0])
        new = Point(at[0], kind, one_line(typed.text), (), one_line(typed.speaker or "") or None)
        number = len(points) if at[1] is None else at[1] + 1
        return _retold(at[0], points, [*points[:number], new, *points[number:]])

    return make


def telling(topic: int, mark: str, points: Sequence[Point]) -> Make:
    """These in the place of all that is printed of the topic."""

    def make(seen: Seen) -> Sequence[Edit]:
        reader = Reader.of(seen)
        if topic >= len(reader.meeting.topics) or mark != mark_of_topic(reader, topic):
            raise Overtaken(seen)
        before = reader.points(topic)
        unprinted = [point for point in before if reader.printed(point) is None]
        return _retold(topic, before, [*points, *unprinted])

    return make


def wording(part: Part, text: str | None, mark: str) -> Make:
    """The sentence as typed; None, or no words at all, is the program's own again."""

    def make(seen: Seen) -> Sequence[Edit]:
        now = Reader.of(seen).sentence(part)
        if mark != now.mark:
            raise Overtaken(seen)
        lines = [line for line in map(one_line, (text or "").split("\n")) if line]
        typed = "\n".join(lines) or None
        if typed == (now.text if now.mine else None) or (not now.mine and typed == now.text):
            return []
        return [Worded(part, typed)]

    return make


def place_of(reader: Reader, spot: Spot) -> tuple[int, int]:
    """The paragraph's topic and number now. Raises Overtaken where it says something else, or
    nobody can tell which it is."""
    if _is_at(reader, spot.topic, spot.number, spot.mark):
        return spot.topic, spot.number
    found = [
        (topic, paragraph.number)
        for topic in range(len(reader.meeting.topics))
        for paragraph in reader.paragraphs(topic)
        if paragraph.mark == spot.mark
    ]
    if len(found) != 1:
        raise Overtaken(reader.seen)
    return found[0]


def _is_at(reader: Reader, topic: int, number: int, mark: str) -> bool:
    marks = (p.mark for p in reader.paragraphs(topic) if p.number == number)
    return next(marks, None) == mark


def _changing(spot: Spot, change: Change) -> Make:
    """What `change` does to the points of the topic; it is told which one is meant."""

    def make(seen: Seen) -> Sequence[Edit]:
        reader = Reader.of(seen)
        topic, number = place_of(reader, spot)
        points = reader.points(topic)
        now = list(points)
        change(now, number)
        return _retold(topic, points, now)

    return make


def _rewritten(reader: Reader, topic: int, number: int, typed: Typed) -> Point:
    """The point as typed, of the kind that it is printed as."""
    point, named = reader.points(topic)[number], reader.named_points(topic)[number]
    now = replace(reader.printed(point) or point, text=one_line(typed.text))
    shown = speaker_of(named, reader.named, reader.pen)
    if typed.speaker is None or one_line(typed.speaker) == shown:
        return now if now.text != point.text else point
    return replace(now, speaker=one_line(typed.speaker))


def _beside(reader: Reader, topic: int, number: int, by: int) -> int | None:
    """The number of the next paragraph under the same heading."""
    group = next(
        g
        for g in reader.section(topic).groups
        if any(paragraph.number == number for paragraph in g.paragraphs)
    )
    numbers = [paragraph.number for paragraph in group.paragraphs]
    at = numbers.index(number) + by
    return numbers[at] if 0 <= at < len(numbers) else None


def _topic_of(seen: Seen, number: int, title: str) -> int:
    """The topic as the page showed it. Raises Overtaken."""
    topics = seen.meeting.topics
    if number < len(topics) and topics[number].title == title:
        return number
    raise Overtaken(seen)


def _retold(topic: int, before: Sequence[Point], now: Sequence[Point]) -> Sequence[Edit]:
    return [] if list(before) == list(now) else [Retold(topic, tuple(now))]
