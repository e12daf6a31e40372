"""转写稿 as the page shows it: topics, turns with their speaker, words that need a look marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from mintobrief.domain import (
    UNREAD,
    AudioSpan,
    ChangeKind,
    Cut,
    DoubtKind,
    Joined,
    Meeting,
    Retopiced,
    Revoiced,
    Reworded,
    ScanRegion,
    Turn,
    Utterance,
    turns_of,
)
from mintobrief.export.provenance import whereabouts
from mintobrief.store import Seen

_COLOURS = 8
_WAS = {
    ChangeKind.WORD: "原听作",
    ChangeKind.TERM: "原作",
    ChangeKind.SHAPE: "原认作",
    ChangeKind.STRUCK: "划去",
}
_OF_THE_TRANSCRIPT = (Reworded, Revoiced, Cut, Joined, Retopiced)
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
    """A topic with its turns, from the line `first`; what lies before all topics has no title."""

    title: str
    number: int
    first: int
    blocks: tuple[Block, ...]


def mark_of_draft(seen: Seen) -> str:
    """Names the transcript with its speakers and topics, so that a page can tell whether it
    still shows what is so."""
    meeting = seen.meeting
    edits = [one for one in seen.corrections if isinstance(one.edit, _OF_THE_TRANSCRIPT)]
    told = (len(meeting.utterances), meeting.topics, len(edits), edits[-1:], seen.namings)
    return sha256(repr(told).encode(errors="surrogatepass")).hexdigest()[:16]


def lines_of(seen: Seen, wanted: Iterable[int]) -> tuple[Line, ...]:
    """Some lines alone, as `sections_of` would have them."""
    silent = silent_sources(seen.meeting)
    return tuple(_line(i, seen.meeting.utterances[i], silent) for i in wanted)


def silent_sources(meeting: Meeting) -> frozenset[str]:
    """The recordings that were deleted by rule: their words are all there is."""
    return frozenset(s.id for s in meeting.sources if s.removed_on)


def sections_of(meeting: Meeting) -> tuple[Section, ...]:
    """The whole transcript, in order."""
    scene = _Scene(meeting, voices_of(meeting), silent_sources(meeting))
    turns = turns_of(meeting.utterances)
    titles = [(0, "", 0)] if not meeting.topics or meeting.topics[0].first else []
    titles += [(t.first, t.title, number) for number, t in enumerate(meeting.topics, start=1)]
    ends = [first for first, _, _ in titles[1:]] + [len(meeting.utterances)]
    return tuple(
        Section(title, number, first, tuple(_blocks(turns, range(first, end), scene)))
        for (first, title, number), end in zip(titles, ends, strict=True)
        if first < end
    )


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every line is shown by."""

    meeting: Meeting
    voices: dict[str, int]
    silent: frozenset[str]


def _blocks(turns: Sequence[Turn], wanted: range, scene: _Scene) -> Iterator[Block]:
    """The turns, or the parts of them, within a topic."""
    meeting = scene.meeting
    for turn in turns:
        first, last = turn.first, turn.first + len(turn.utterances)
        inside = range(max(first, wanted.start), min(last, wanted.stop))
        if not inside:
            continue
        said = meeting.utterances[inside.start]
        who, proposed = _who(said, meeting)
        lines = tuple(_line(i, meeting.utterances[i], scene.silent) for i in inside)
        place = whereabouts(meeting, said.evidence)
        voice = scene.voices.get(said.speaker or said.name or "")
        yield Block(who, proposed, voice, place, lines)


def voices_of(meeting: Meeting) -> dict[str, int]:
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


def _line(index: int, said: Utterance, silent: frozenset[str]) -> Line:
    was = (f"{_WAS[c.kind]} {c.was}" for c in said.changes if c.kind in _WAS)
    at = {} if said.evidence.source_id in silent else _at(said)
    return Line(index, tuple(_pieces(said)), at, "；".join(was))


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
    if not said.doubts and UNREAD not in said.text:  # nearly every line
        yield Piece(said.text, "")
        return
    states = [""] * len(said.text)
    for doubt in said.doubts:
        if doubt.kind is DoubtKind.UNSURE:
            states[doubt.start : doubt.end] = ["unsure"] * (doubt.end - doubt.start)
    for gap in _UNREAD.finditer(said.text):
        states[gap.start() : gap.end()] = ["unread"] * (gap.end() - gap.start())
    edges = [i for i in range(1, len(states)) if states[i] != states[i - 1]]
    for start, end in pairwise([0, *edges, len(states)]):
        yield Piece(said.text[start:end], states[start])
