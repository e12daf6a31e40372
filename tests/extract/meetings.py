"""Short meetings, invented for the tests of candidate resolutions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from mintobrief.config import read_settings
from mintobrief.domain import (
    Attendee,
    Field,
    Header,
    Quote,
    Resolution,
    TextSpan,
    Topic,
    Utterance,
)
from mintobrief.extract import find_candidates, load_finder

HELD_ON = date(2026, 4, 1)  # a Wednesday
PEOPLE = (
    Attendee("黄秀梅", "业委会主任", "业委会"),
    Attendee("蔡建平", "物业经理", "物业"),
    Attendee("谭雨", "居委会委员", "居委会"),
    Attendee("龚卫国", "业主代表", None),
)
CHAIR = "黄秀梅"
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")


def header(host: str | None = CHAIR) -> Header:
    """The particulars of a meeting with four people, the first in the chair."""
    return Header(held_on=Field(HELD_ON), host=Field(host) if host else None, attendees=PEOPLE)


def talk(*lines: str, source: str = "s", named: bool = True) -> tuple[Utterance, ...]:
    """The utterances of lines like 黄秀梅：…; without names the speakers are only labels."""
    turns = [line.split("：", 1) for line in lines]
    labels = {who: f"S{i}" for i, who in enumerate(dict.fromkeys(who for who, _ in turns))}
    found: list[Utterance] = []
    position = 0
    for turn, (who, text) in enumerate(turns):
        for match in _SENTENCE.finditer(text):
            if not match.group().strip():
                continue
            span = TextSpan(source, position + match.start(), position + match.end())
            name = who if named else None
            found.append(Utterance(turn, match.group(), span, labels[who], name))
        position += len(text) + 1
    return tuple(found)


def notes(text: str, source: str = "n") -> tuple[Utterance, ...]:
    """The sentences of notes, line by line; blank lines count."""
    found: list[Utterance] = []
    position = 0
    for turn, line in enumerate(text.split("\n")):
        for match in _SENTENCE.finditer(line):
            if match.group().strip():
                span = TextSpan(source, position + match.start(), position + match.end())
                found.append(Utterance(turn, match.group(), span))
        position += len(line) + 1
    return tuple(found)


def found_in(
    utterances: Sequence[Utterance],
    particulars: Header | None = None,
    topics: Sequence[Topic] = (),
) -> tuple[Resolution, ...]:
    """What the finder by rules makes of the utterances."""
    finder = load_finder("rules", read_settings({"HOME": "/nowhere"}))
    return find_candidates(utterances, topics, particulars or header(), finder).resolutions


def owners(resolution: Resolution) -> list[str]:
    return [owner.value for owner in resolution.owners]


def day(resolution: Resolution) -> date | None:
    return resolution.deadline.value.day if resolution.deadline else None


def quoted(utterances: Sequence[Utterance], quotes: Sequence[Quote]) -> str:
    """The words quotes point at."""
    return "".join(utterances[q.utterance].text[q.start : q.end] for q in quotes)
