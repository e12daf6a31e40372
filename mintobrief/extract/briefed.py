"""A briefing (简报) that is handed in itself: its resolutions stand there, each under its labels.

Everything else in it says the same once more (agreed in the discussion, in the plan, in the index).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mintobrief.domain import (
    Deadline,
    DeadlineKind,
    Field,
    Header,
    Resolution,
    Topic,
    Turn,
    Utterance,
    Vote,
    turns_of,
)
from mintobrief.extract.cues import cue
from mintobrief.extract.deadline import read_deadline
from mintobrief.extract.rules import finished
from mintobrief.extract.stretch import Stretch

_OWNERS, _LIMIT = "责任主体", "完成时限"
_MEASURES, _WATCH, _VOTE = "具体措施", "监督方式", "表决情况"
_NAME = re.compile("[^、，,；;]+")
_SURE = 0.95


def resolutions_in(
    utterances: Sequence[Utterance], topics: Sequence[Topic], header: Header
) -> tuple[Resolution, ...]:
    """The resolutions of a briefing; none where the words are no briefing.

    One is a heading with a line right below for who does it and one for by when.
    """
    blocks = _blocks(turns_of(utterances))
    found = (_resolution(heading, lines, header.day) for heading, lines in blocks)
    return finished(tuple(found), topics, header)


def _blocks(turns: Sequence[Turn]) -> Iterator[tuple[Stretch, Mapping[str, Stretch]]]:
    for place, turn in enumerate(turns):
        heading = cue("briefings", "heading").fullmatch(turn.text)
        lines = dict(_lines(turns, place + 1)) if heading else {}
        if heading and lines.keys() >= {_OWNERS, _LIMIT}:
            yield _stretch(turn, heading), lines


def _lines(turns: Sequence[Turn], first: int) -> Iterator[tuple[str, Stretch]]:
    """The labelled lines from `first` on as far as they go, by their labels."""
    for place in range(first, len(turns)):
        found = cue("briefings", "line").fullmatch(turns[place].text)
        if not found:
            return
        yield found["label"], _stretch(turns[place], found)


def _stretch(turn: Turn, found: re.Match[str]) -> Stretch:
    return Stretch(turn, found.start("words"), found["words"])


def _resolution(heading: Stretch, lines: Mapping[str, Stretch], held_on: date | None) -> Resolution:
    said = {label: line for label, line in lines.items() if not _is_unsaid(line)}
    turns = [heading.turn, *(line.turn for line in lines.values())]
    evidence = {turn.first + n for turn in turns for n in range(len(turn.utterances))}
    return Resolution(
        id="-",
        action=Field(heading.text, heading.quotes),
        evidence=tuple(sorted(evidence)),
        measures=_as_said(said.get(_MEASURES)),
        owners=tuple(_owners(said.get(_OWNERS))),
        deadline=_deadline(said.get(_LIMIT), held_on),
        supervision=_as_said(said.get(_WATCH)),
        vote=_vote(said.get(_VOTE)),
        confidence=_SURE,
        because="简报里写着的一条决议。",
    )


def _is_unsaid(line: Stretch) -> bool:
    return bool(cue("briefings", "unsaid").fullmatch(line.text))


def _as_said(line: Stretch | None) -> Field[str] | None:
    return Field(line.text, line.quotes) if line else None


def _owners(line: Stretch | None) -> Iterator[Field[str]]:
    if line is None:
        return
    for name in _NAME.finditer(line.text):
        if name.group().strip():
            yield Field(name.group().strip(), line.part(*name.span()).quotes)


def _deadline(line: Stretch | None, held_on: date | None) -> Field[Deadline] | None:
    """月底前（2026年1月31日 星期六）is the last of January, whenever the meeting was."""
    if line is None:
        return None
    dated = cue("briefings", "dated").fullmatch(line.text)
    words = dated["words"] if dated else cue("briefings", "weekday").sub("", line.text)
    words = cue("briefings", "unsaid").sub("", words).strip()
    day = read_deadline(dated["day"], held_on) if dated else None
    read = read_deadline(words, held_on) or Deadline(words, DeadlineKind.VAGUE)
    if day is not None:
        read = Deadline(words, DeadlineKind.DATE, day.day)
    return Field(read, line.quotes)


def _vote(line: Stretch | None) -> Field[Vote] | None:
    found = cue("briefings", "ballot").search(line.text) if line else None
    if not (line and found):
        return None
    cast = (int(found[name]) for name in ("for", "against", "abstain"))
    return Field(Vote(*cast), line.part(*found.span()).quotes)
