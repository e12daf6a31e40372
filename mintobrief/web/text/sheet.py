"""正文 as the page shows it: topic by topic the paragraphs in the order they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Meeting, Part, Point, PointKind, Resolution, Verdict
from mintobrief.domain.digest import digest_of
from mintobrief.export import Edition
from mintobrief.export.discussion import (
    PARTS,
    agreed_on,
    as_judged,
    as_said,
    looks_back,
    own_purpose,
    printed_topics,
    speaker_of,
)
from mintobrief.export.pen import Pen, pen_for
from mintobrief.export.statements import said_of
from mintobrief.review import latest_judgements, standing, with_added, with_namings
from mintobrief.store import Seen
from mintobrief.web.review.candidates import Place, places_of

_KINDS = [kind for kinds in PARTS for kind in kinds]
KINDS = {
    PointKind.BACKGROUND: "背景",
    PointKind.VIEW: "讨论情况",
    PointKind.DISAGREEMENT: "意见交锋",
    PointKind.CONSENSUS: "共识",
}
FOLLOWUP = "上次议定事项落实情况"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A point as it is printed; `number` counts in its topic, what is not printed included.

    `mark` names what it says, so that a page can tell whether it still shows what is so.
    """

    number: int
    mark: str
    kind: PointKind
    text: str
    speaker: str
    places: tuple[Place, ...]
    by_hand: bool
    unsupported: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The paragraphs under one heading; `kind` is what one that is added there becomes."""

    kind: PointKind
    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A topic. `agreed` says what the resolutions say for it, `candidate` is the first of them."""

    topic: int
    title: str
    groups: tuple[Group, ...]
    agreed: str = ""
    candidate: str = ""
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that no point tells: as a person wrote it, else the program's own."""

    part: Part
    text: str
    mine: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole text; `speakers` are the names that a paragraph may be told under."""

    purpose: Sentence
    sections: tuple[Section, ...]
    outlook: Sentence
    speakers: tuple[str, ...]


def sheet_of(seen: Seen) -> Sheet:
    """The text as it would be printed if all that waits were accepted."""
    reader = Reader.of(seen)
    sections = tuple(reader.section(number) for number in range(len(seen.meeting.topics)))
    shown = reader.shown
    return Sheet(
        reader.sentence(Part.PURPOSE),
        tuple(section for section in sections if section.topic in shown),
        reader.sentence(Part.OUTLOOK),
        tuple(dict.fromkeys(p.speaker for s in sections for g in s.groups for p in g.paragraphs)),
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Knows a meeting's points in the order they are printed.

    `accepted` are its resolutions as they stand, those that wait included.
    """

    seen: Seen
    meeting: Meeting
    named: Meeting
    accepted: tuple[Resolution, ...]
    pen: Pen

    @classmethod
    def of(cls, seen: Seen) -> Reader:
        """Of the meeting as it is corrected and judged by now."""
        latest = latest_judgements(seen.judgements)
        meeting = with_added(seen.meeting, latest)
        rejected = {i for i, judgement in latest.items() if judgement.verdict is Verdict.REJECTED}
        standing_now = (standing(r, latest.get(r.id)) for r in meeting.resolutions)
        accepted = tuple(r for r in standing_now if r.id not in rejected)
        pen = pen_for(Edition.ARCHIVE)
        return cls(seen, meeting, with_namings(meeting, seen.namings), accepted, pen)

    @property
    def shown(self) -> frozenset[int]:
        """The topics that are printed as such."""
        return frozenset(printed_topics(self.meeting, self.pen, looking_back=True))

    def points(self, topic: int) -> list[Point]:
        """All points of a topic in the order they are printed."""
        return self._in_order([p for p in self.meeting.points if p.topic == topic], topic)

    def named_points(self, topic: int) -> list[Point]:
        """The same under the names that persons gave."""
        return self._in_order([p for p in self.named.points if p.topic == topic], topic)

    def printed(self, point: Point) -> Point | None:
        """The point as it is printed; None where the resolution stands for it."""
        return as_judged(point, self.accepted, self.meeting.resolutions)

    def section(self, topic: int) -> Section:
        """The topic of that number, which there must be."""
        mine = [r for r in self.accepted if r.topic == topic]
        back = looks_back(self.meeting.topics[topic], self.pen)
        paragraphs = self.paragraphs(topic)
        return Section(
            topic,
            self.meeting.topics[topic].title,
            (Group(PointKind.VIEW, FOLLOWUP, tuple(paragraphs)),) if back else _groups(paragraphs),
            agreed_on(mine, self.pen),
            mine[0].id if mine else "",
            back,
        )

    def paragraphs(self, topic: int) -> tuple[Paragraph, ...]:
        """Those that are printed; none for a topic that is not there."""
        return tuple(self._paragraphs(topic)) if topic < len(self.meeting.topics) else ()

    def sentence(self, part: Part) -> Sentence:
        """What is printed there now."""
        mine = next((one.text for one in self.meeting.composed if one.part is part), None)
        own = self._purpose() if part is Part.PURPOSE else self._outlook()
        return Sentence(part, mine or own, mine is not None, digest_of(mine or ""))

    def _purpose(self) -> str:
        """The program's own sentence."""
        numbers = printed_topics(self.meeting, self.pen)
        titles = [self.pen.text(self.meeting.topics[number].title) for number in numbers]
        told = own_purpose(self.named, titles, len(self.accepted), self.pen)
        return told if titles else ""

    def _outlook(self) -> str:
        """What was said of it."""
        return "\n".join(said_of(Part.OUTLOOK, self.named, self.pen))

    def _in_order(self, points: Sequence[Point], topic: int) -> list[Point]:
        told = self.meeting.topics[topic]
        if looks_back(told, self.pen):
            return as_said(points, told)
        return sorted(points, key=lambda point: _KINDS.index(point.kind))

    def _paragraphs(self, topic: int) -> Iterator[Paragraph]:
        both = zip(self.points(topic), self.named_points(topic), strict=True)
        for number, (point, told) in enumerate(both):
            shown = self.printed(point)
            if shown is not None:
                yield self._paragraph(number, shown, told)

    def _paragraph(self, number: int, point: Point, named: Point) -> Paragraph:
        return Paragraph(
            number,
            mark_of(point),
            point.kind,
            point.text,
            speaker_of(named, self.named, self.pen),
            places_of(self.meeting, point.quotes),
            point.by_hand,
            point.unsupported,
        )


def mark_of(point: Point) -> str:
    """Names what a point says as it is printed, under whom, and what it rests on."""
    return digest_of(point.kind, point.text, repr(point.speaker), repr(point.quotes))


def mark_of_topic(reader: Reader, topic: int) -> str:
    """Names all that is printed of a topic, and what it is called."""
    told = (paragraph.mark for paragraph in reader.paragraphs(topic))
    return digest_of(reader.meeting.topics[topic].title, *told)


def _groups(paragraphs: Iterable[Paragraph]) -> tuple[Group, ...]:
    known = list(paragraphs)
    return tuple(
        Group(kind, label, tuple(p for p in known if p.kind is kind))
        for kind, label in KINDS.items()
    )
