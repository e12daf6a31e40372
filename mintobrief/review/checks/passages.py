"""The words that a briefing prints, with the place where each is put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mintobrief.domain import Meeting, Quote, Resolution
from mintobrief.domain.digest import digest_of
from mintobrief.review.checks.rules import Finding, Rule


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words: of the candidate `place`, or of that `part` of the text, or as they were said.

    They rest on the utterance `line`, if on any.
    """

    text: str
    place: str = ""
    line: int | None = None
    part: str = ""

    def finding(self, rule: Rule, told: str, on: str, by: str = "") -> Finding:
        """What is wrong with `on`, a part of the words."""
        key = f"{rule}:{self.place}:{digest_of(on)}"
        return Finding(rule, key, told, self.place, line=self.line, by=by, part=self.part)


def passages_of(meeting: Meeting, standing: Iterable[Resolution]) -> Iterator[Passage]:
    """The words of the title, the topics and their points, of the whole, and of what stands."""
    title = meeting.header.title
    if title:
        yield Passage(title.value, line=_line(title.quotes))
    for topic in meeting.topics:
        yield Passage(topic.title, line=topic.first)
    for point in meeting.points:
        yield Passage(point.text, line=_line(point.quotes), part=f"k{point.topic}")
    written = {one.part for one in meeting.composed}
    for one in meeting.composed:
        yield Passage(one.text, part=f"s-{one.part}")
    for said in meeting.statements:
        if said.part not in written:
            yield Passage(said.text, line=_line(said.quotes), part=f"s-{said.part}")
    for resolution in standing:
        yield from (Passage(text, resolution.id) for text in _texts(resolution))


def _line(quotes: Sequence[Quote]) -> int | None:
    """The utterance that words rest on first."""
    return quotes[0].utterance if quotes else None


def lines_of_header(meeting: Meeting) -> Iterator[Passage]:
    """The utterances that tell the day of the meeting."""
    held_on = meeting.header.held_on
    for line in dict.fromkeys(quote.utterance for quote in held_on.quotes) if held_on else ():
        yield Passage(meeting.utterances[line].text, line=line)


def lines_behind(meeting: Meeting, resolution: Resolution) -> Iterator[Passage]:
    """The utterances that establish a resolution: a date may stand there that no field has."""
    for line in resolution.evidence:
        yield Passage(meeting.utterances[line].text, resolution.id, line)


def _texts(resolution: Resolution) -> Iterator[str]:
    yield resolution.action.value
    for field in (resolution.measures, resolution.supervision):
        if field:
            yield field.value
    if resolution.deadline:
        yield resolution.deadline.value.text
