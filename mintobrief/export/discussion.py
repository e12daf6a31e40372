"""会议主题及主要议题: topic by topic what lay behind it, who said what, how it came together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mintobrief.domain import Briefing, Meeting, Point, PointKind
from mintobrief.export.blocks import Block, Heading, Paragraph, Run
from mintobrief.export.numerals import chinese_number
from mintobrief.export.particulars import missing
from mintobrief.export.pen import Pen

# the parts of a topic in their order; a heading for each that has something under it
PARTS = (
    (PointKind.BACKGROUND,),
    (PointKind.VIEW,),
    (PointKind.DISAGREEMENT, PointKind.CONSENSUS),
)


def discussion(briefing: Briefing, pen: Pen) -> tuple[Block, ...]:
    """The purpose in a sentence, then every topic with its points."""
    meeting = briefing.meeting
    if not meeting.topics:
        return (Paragraph((missing("topics", pen),)),)
    blocks: list[Block] = [_purpose(briefing, pen)]
    for number in range(len(meeting.topics)):
        blocks += _topic(meeting, number, pen)
    return tuple(blocks)


def _purpose(briefing: Briefing, pen: Pen) -> Paragraph:
    titles = [pen.text(topic.title) for topic in briefing.meeting.topics]
    words = pen.say(
        "topics.purpose" if len(titles) > 1 else "topics.purpose_one",
        topics="、".join(titles),
        count=len(titles),
        resolutions=len(briefing.resolutions),
    )
    return Paragraph((Run(words),))


def _topic(meeting: Meeting, number: int, pen: Pen) -> Iterator[Block]:
    title = pen.text(meeting.topics[number].title)
    yield Heading(2, f"（{chinese_number(number + 1)}）", title)
    points = [point for point in meeting.points if point.topic == number]
    if not points:
        yield Paragraph((missing("points", pen),))
    parts = [[p for kind in kinds for p in points if p.kind is kind] for kinds in PARTS]
    for headed, part in enumerate(filter(None, parts), start=1):
        yield Heading(3, f"{headed}.", _part_name(part, pen))
        yield from _points(part, pen)


def _part_name(points: Sequence[Point], pen: Pen) -> str:
    """意见交锋与共识 only where there was both."""
    kinds = {point.kind for point in points}
    return pen.say("topics.contested" if len(kinds) > 1 else f"topics.{kinds.pop()}")


def _points(points: Sequence[Point], pen: Pen) -> Iterator[Paragraph]:
    for point in points:
        text = pen.text(point.text)
        if point.speaker:
            text = pen.say("topics.point", speaker=pen.text(point.speaker), text=text)
        yield Paragraph((Run(text),))
