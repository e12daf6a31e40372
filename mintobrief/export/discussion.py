"""会议主题及主要议题: topic by topic what lay behind it, who said what, how it came together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from mintobrief.domain import Briefing, Meeting, Part, Point, PointKind, Resolution, Topic
from mintobrief.export.blocks import Block, Heading, Paragraph, Run
from mintobrief.export.followed import account, told_of
from mintobrief.export.numerals import chinese_number
from mintobrief.export.particulars import missing
from mintobrief.export.pen import Pen
from mintobrief.export.statements import said_of

# the parts of a topic in their order; a heading for each that has something under it
PARTS = (
    (PointKind.BACKGROUND,),
    (PointKind.VIEW,),
    (PointKind.DISAGREEMENT, PointKind.CONSENSUS),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A topic as it is told: its points, and in a sentence what was agreed, empty without.

    `retold` says that a person wanted it so.
    """

    title: str
    points: tuple[Point, ...]
    agreed: str
    retold: bool = False


def discussion(briefing: Briefing, pen: Pen) -> tuple[Block, ...]:
    """The purpose in a sentence, then every topic with its points."""
    items = business(briefing, pen)
    if not items:
        return (Paragraph((missing("topics", pen),)),)
    blocks: list[Block] = [Paragraph((Run(purpose(briefing, items, pen)),))]
    for number, item in enumerate(items, start=1):
        blocks += _topic(number, item, briefing, pen)
    return tuple(blocks)


def business(briefing: Briefing, pen: Pen) -> tuple[Item, ...]:
    """The topics of this meeting, without the look back and the mere list of decisions."""
    return tuple(_item(briefing, number, pen) for number in printed_topics(briefing.meeting, pen))


def followup(briefing: Briefing, pen: Pen) -> tuple[Block, ...]:
    """上次议定事项落实情况: resolution by resolution where a person confirmed how they stand, then
    point by point as it was told; empty where nobody looked back."""
    lines = retold(briefing, pen)
    items = [told_of(one, pen) for one in briefing.followed]
    if not items:
        return tuple(_numbered(lines))
    lead = Paragraph((Run(account(briefing.followed, pen)),), leads=True)
    return (lead, *_numbered(items), *(Paragraph((Run(line),)) for line in lines))


def _numbered(lines: Sequence[str]) -> Iterator[Paragraph]:
    """With numbers where there are several."""
    for number, line in enumerate(lines, start=1):
        yield Paragraph((Run(line),), number=f"{number}." if len(lines) > 1 else "")


def followed_lines(briefing: Briefing, pen: Pen) -> tuple[str, ...]:
    """The same as lines without numbers."""
    items = [told_of(one, pen) for one in briefing.followed]
    lead = (account(briefing.followed, pen),) if items else ()
    return (*lead, *items, *retold(briefing, pen))


def retold(briefing: Briefing, pen: Pen) -> tuple[str, ...]:
    """What was said of the last meeting's resolutions, in the order it was said, but for what is
    told of a resolution that a person confirmed."""
    heard = {place for one in briefing.followed for place in one.heard}
    lines: list[str] = []
    for number, topic in enumerate(briefing.meeting.topics):
        if looks_back(topic, pen):
            item = _item(briefing, number, pen)
            lines += [
                told(p, briefing, pen) for p in as_said(item.points, topic) if not _is_of(p, heard)
            ]
            lines += filter(None, [item.agreed])
    return tuple(lines)


def as_said(points: Sequence[Point], topic: Topic) -> list[Point]:
    """The points in the order they were said; as a person put them where one told the topic."""
    if topic.retold:
        return list(points)
    return sorted(points, key=lambda p: p.quotes[0].utterance if p.quotes else 0)


def _is_of(point: Point, heard: Set[int]) -> bool:
    """Whether a point rests on nothing but these utterances."""
    return bool(point.quotes) and {quote.utterance for quote in point.quotes} <= heard


def printed_topics(meeting: Meeting, pen: Pen, *, looking_back: bool = False) -> tuple[int, ...]:
    """The topics of this meeting by number: no list of its decisions, and no look back unless that
    is wanted too."""
    told = {point.topic for point in meeting.points}
    return tuple(
        number
        for number, topic in enumerate(meeting.topics)
        if _is_told(topic, pen, has_points=number in told)
        and (looking_back or not looks_back(topic, pen))
    )


def _is_told(topic: Topic, pen: Pen, *, has_points: bool) -> bool:
    """A title like that of a list of decisions has to have something told beside them."""
    return has_points or not re.search(pen.say("topics.decisions_title"), topic.title)


def looks_back(topic: Topic, pen: Pen) -> bool:
    """Whether it is about what the last meeting decided."""
    return bool(re.search(pen.say("topics.followup_title"), topic.title))


def _item(briefing: Briefing, number: int, pen: Pen) -> Item:
    agreed = agreed_on([r for r in briefing.resolutions if r.topic == number], pen)
    points = (p for p in briefing.meeting.points if p.topic == number)
    kept = tuple(point for p in points if (point := _as_judged(p, briefing)) is not None)
    topic = briefing.meeting.topics[number]
    return Item(pen.text(topic.title), kept, agreed, retold=topic.retold)


def agreed_on(resolutions: Sequence[Resolution], pen: Pen) -> str:
    """What a topic came to in a sentence; empty where it came to nothing."""
    actions = "；".join(pen.text(r.action.value).rstrip("。；") for r in resolutions)
    return pen.say("topics.agreed", actions=actions) if actions else ""


def _as_judged(point: Point, briefing: Briefing) -> Point | None:
    return as_judged(point, briefing.resolutions, briefing.meeting.resolutions)


def as_judged(
    point: Point, accepted: Iterable[Resolution], candidates: Iterable[Resolution]
) -> Point | None:
    """Consensus stands in the words of the accepted resolution; of a rejected one it was a view.

    What a person wrote stands as it is.
    """
    places = {quote.utterance for quote in point.quotes}
    if point.kind is not PointKind.CONSENSUS or point.by_hand:
        return point
    if any(places & set(r.evidence) for r in accepted):
        return None
    rejected = any(places & set(r.evidence) for r in candidates)
    return replace(point, kind=PointKind.VIEW) if rejected else point


def purpose(briefing: Briefing, items: Sequence[Item], pen: Pen) -> str:
    """What the meeting dealt with, in a sentence: a person's where one wrote it."""
    mine = written_by_hand(briefing.meeting, Part.PURPOSE, pen)
    titles = [item.title for item in items]
    return "".join(mine) or own_purpose(briefing.meeting, titles, len(briefing.resolutions), pen)


def own_purpose(meeting: Meeting, titles: Sequence[str], resolutions: int, pen: Pen) -> str:
    """The program's own words on what a meeting was for: what its host said, and the topics."""
    said = "".join(said_of(Part.PURPOSE, meeting, pen))
    return said + dealt_with(titles, resolutions, pen)


def dealt_with(titles: Sequence[str], resolutions: int, pen: Pen) -> str:
    """The program's own sentence on what a meeting dealt with."""
    return pen.say(
        "topics.purpose" if len(titles) > 1 else "topics.purpose_one",
        topics="、".join(titles),
        count=len(titles),
        resolutions=resolutions,
    )


def written_by_hand(meeting: Meeting, part: Part, pen: Pen) -> tuple[str, ...]:
    """The paragraphs that a person wrote in the place of the program's; none where nobody did."""
    mine = [one.text for one in meeting.composed if one.part is part]
    return tuple(pen.text(line) for text in mine for line in text.split("\n"))


def _topic(number: int, item: Item, briefing: Briefing, pen: Pen) -> Iterator[Block]:
    yield Heading(2, f"（{chinese_number(number)}）", item.title)
    if not (item.points or item.agreed or item.retold):
        yield Paragraph((missing("points", pen),))
    headed = 0
    for kinds in PARTS:
        part = [point for kind in kinds for point in item.points if point.kind is kind]
        agreed = item.agreed if PointKind.CONSENSUS in kinds else ""
        if part or agreed:
            headed += 1
            yield Heading(3, f"{headed}.", _part_name(part, pen, agreed=bool(agreed)))
            yield from (Paragraph((Run(told(point, briefing, pen)),)) for point in part)
        if agreed:
            yield Paragraph((Run(agreed),))


def _part_name(points: Sequence[Point], pen: Pen, *, agreed: bool) -> str:
    """意见交锋与共识 only where there was both."""
    kinds = {point.kind for point in points} | ({PointKind.CONSENSUS} if agreed else set())
    return pen.say("topics.contested" if len(kinds) > 1 else f"topics.{kinds.pop()}")


def told(point: Point, briefing: Briefing, pen: Pen) -> str:
    """What was said under the name of whoever said it; what notes state of no one stands alone."""
    text, speaker = pen.text(point.text), speaker_of(point, briefing.meeting, pen)
    return pen.say("topics.point", speaker=speaker, text=text) if speaker else text


def speaker_of(point: Point, meeting: Meeting, pen: Pen) -> str:
    """Under whose name it is told; empty where it is nobody's, or a person wanted none."""
    if point.speaker is not None:
        return pen.text(point.speaker)
    voices = (meeting.utterances[quote.utterance].speaker for quote in point.quotes)
    return pen.say("topics.someone") if any(voices) else ""
