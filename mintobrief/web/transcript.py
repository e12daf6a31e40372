"""转写稿 as the page shows it: topics, turns with their speaker, words that need a look marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mintobrief.domain import (
    UNREAD,
    AudioSpan,
    ChangeKind,
    DoubtKind,
    Meeting,
    ScanRegion,
    Turn,
    Utterance,
    turns_of,
)
from mintobrief.export.provenance import whereabouts

_COLOURS = 8
_WAS = {
    ChangeKind.WORD: "原听作",
    ChangeKind.TERM: "原作",
    ChangeKind.SHAPE: "原认作",
    ChangeKind.STRUCK: "划去",
}
_UNREAD = re.compile(f"{UNREAD}+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line's words; `state` is "", "unsure" or "unread"."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance; what the script needs to play or show it is in `at`, by attribute."""

    index: int
    pieces: tuple[Piece, ...]
    at: dict[str, str]
    was: str


@dataclass(frozen=True, slots=True)
class Block:
    """A turn: who, where, what. `voice` numbers the speaker's colour, None without a speaker;
    `proposed` says that the name is the machine's guess."""

    speaker: str
    proposed: bool
    voice: int | None
    place: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A topic with its turns; what lies before the first topic has no title."""

    title: str
    number: int
    blocks: tuple[Block, ...]


def sections_of(meeting: Meeting) -> tuple[Section, ...]:
    """The whole transcript, in order."""
    voices = _voices(meeting)
    turns = turns_of(meeting.utterances)
    titles = [(0, "", 0)] if not meeting.topics or meeting.topics[0].first else []
    titles += [(t.first, t.title, number) for number, t in enumerate(meeting.topics, start=1)]
    ends = [first for first, _, _ in titles[1:]] + [len(meeting.utterances)]
    return tuple(
        Section(title, number, tuple(_blocks(turns, range(first, end), meeting, voices)))
        for (first, title, number), end in zip(titles, ends, strict=True)
        if first < end
    )


def _blocks(
    turns: Sequence[Turn], wanted: range, meeting: Meeting, voices: dict[str, int]
) -> Iterator[Block]:
    """The turns, or the parts of them, within a topic."""
    for turn in turns:
        first, last = turn.first, turn.first + len(turn.utterances)
        inside = range(max(first, wanted.start), min(last, wanted.stop))
        if not inside:
            continue
        said = meeting.utterances[inside.start]
        who, proposed = _who(said, meeting)
        lines = tuple(_line(i, meeting.utterances[i]) for i in inside)
        place = whereabouts(meeting, said.evidence)
        yield Block(who, proposed, voices.get(said.speaker or said.name or ""), place, lines)


def _voices(meeting: Meeting) -> dict[str, int]:
    """Speakers in the order they are first heard; the colours come round again after the last."""
    heard = dict.fromkeys(u.speaker or u.name or "" for u in meeting.utterances)
    return {speaker: i % _COLOURS for i, speaker in enumerate(s for s in heard if s)}


def _who(said: Utterance, meeting: Meeting) -> tuple[str, bool]:
    if said.name:
        return said.name, False
    place = (said.speaker, said.evidence.source_id)
    known = (s for s in meeting.speakers if (s.label, s.source_id) == place)
    speaker = next(known, None)
    if speaker and speaker.name:
        return speaker.name, not speaker.confirmed
    return said.speaker or "", False


def _line(index: int, said: Utterance) -> Line:
    was = (f"{_WAS[c.kind]} {c.was}" for c in said.changes if c.kind in _WAS)
    return Line(index, tuple(_pieces(said)), _at(said), "；".join(was))


def _at(said: Utterance) -> dict[str, str]:
    """Where it is heard or seen, as attributes."""
    evidence = said.evidence
    match evidence:
        case AudioSpan():
            place = {"start": f"{evidence.start:.2f}", "end": f"{evidence.end:.2f}"}
        case ScanRegion():
            box = evidence.box
            place = {
                "page": str(evidence.page),
                "box": f"{box.left} {box.top} {box.right} {box.bottom}",
            }
        case _:
            return {}
    return {"source": evidence.source_id, **place}


def _pieces(said: Utterance) -> Iterator[Piece]:
    states = [""] * len(said.text)
    for doubt in said.doubts:
        if doubt.kind is DoubtKind.UNSURE:
            states[doubt.start : doubt.end] = ["unsure"] * (doubt.end - doubt.start)
    for gap in _UNREAD.finditer(said.text):
        states[gap.start() : gap.end()] = ["unread"] * (gap.end() - gap.start())
    edges = [i for i in range(1, len(states)) if states[i] != states[i - 1]]
    for start, end in pairwise([0, *edges, len(states)]):
        yield Piece(said.text[start:end], states[start])
