"""What the network learns from: the annotated meetings as windows of tokens with labels.

A meeting is told in more than one way: its marks left out, as a recogniser may write it, and
its voices numbered instead of named.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mintobrief.tagging.decode import (
    ACTS,
    CURRENT,
    ECHO,
    FIELDS,
    FIRST,
    INSIDE,
    NONE,
    OUTSIDE,
)
from mintobrief.tagging.lines import Line
from mintobrief.tagging.mentions import MentionKind
from mintobrief.tagging.tokens import SIZE, Tokenizer, Tokens, encode, line_edge
from models.understanding.meetings.marks import Span, Unit
from models.understanding.meetings.read import Annotated, Form, Turn

UNLABELLED = -100  # tokens of the label, and ends of lines: nothing is learnt from them

_MARKS = frozenset("，。！？；：、,.!?;:…—～~“”")
_WITHOUT_MARKS, _NUMBERED = 0.15, 0.2  # how often a meeting is told so

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of a line do or fill `label`, an index of ACTS or FIELDS."""

    start: int
    end: int
    label: int
    resolutions: tuple[int, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with what was marked in it, and whether a topic, or the talk after one, starts."""

    line: Line
    units: tuple[Piece, ...]
    spans: tuple[Piece, ...]
    starts_topic: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Tokens `start` to `end`, of line `line`, that belong to some resolutions."""

    start: int
    end: int
    line: int
    resolutions: frozenset[int]


@dataclass(frozen=True, slots=True)
class Example:
    """Tokens in a row, BEGIN left out, with the label of each; UNLABELLED where there is none."""

    ids: Numbers
    acts: Numbers
    ties: Numbers
    fields: Numbers  # (tokens, FIELDS)
    topics: Numbers
    mentions: tuple[Tie, ...]

    def part(self, start: int, end: int) -> Example:
        """Tokens `start` to `end`, with the mentions that they hold whole."""
        own = slice(start, end)
        held = (tie for tie in self.mentions if start <= tie.start and tie.end <= end)
        return Example(
            self.ids[own],
            self.acts[own],
            self.ties[own],
            self.fields[own],
            self.topics[own],
            tuple(replace(tie, start=tie.start - start, end=tie.end - start) for tie in held),
        )


def labelled_lines(meeting: Annotated) -> tuple[Labelled, ...]:
    """The meeting's lines of words; in a chat those of sender and time are none."""
    starts = {t.first for t in meeting.topics} | {t.last + 1 for t in meeting.topics}
    if meeting.form is Form.CHAT:  # the line of the sender comes first
        starts |= {start + 1 for start in starts}
    return tuple(_labelled(turn, turn.index in starts) for turn in meeting.turns if turn.sentences)


def _labelled(turn: Turn, starts_topic: bool) -> Labelled:
    units = tuple(
        _piece(unit, ACTS.index(unit.move.value), sentence.start)
        for sentence in turn.sentences
        for unit in sentence.units
    )
    spans = tuple(
        _piece(span, FIELDS.index(MentionKind(span.kind)), sentence.start)
        for sentence in turn.sentences
        for span in sentence.spans
    )
    return Labelled(Line(turn.label or "", turn.text), units, spans, starts_topic)


def _piece(mark: Unit | Span, label: int, offset: int) -> Piece:
    return Piece(mark.start + offset, mark.end + offset, label, mark.resolutions, mark.current)


def varied(lines: Sequence[Labelled], rng: random.Random) -> list[Labelled]:
    """The same meeting, told as it may be told."""
    told = list(lines)
    if rng.random() < _WITHOUT_MARKS:
        told = [bare for line in told if (bare := without_marks(line)).line.text]
    if rng.random() < _NUMBERED:
        told = with_numbers(told)
    return told


def without_marks(labelled: Labelled) -> Labelled:
    """The line without punctuation, as a recogniser writes it."""
    text = labelled.line.text
    kept = [character not in _MARKS for character in text]
    before = [0, *np.cumsum(kept).tolist()]

    def moved(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        found = (replace(p, start=before[p.start], end=before[p.end]) for p in pieces)
        return tuple(piece for piece in found if piece.start < piece.end)

    bare = "".join(character for character, keep in zip(text, kept, strict=True) if keep)
    line = replace(labelled.line, text=bare)
    return replace(labelled, line=line, units=moved(labelled.units), spans=moved(labelled.spans))


def with_numbers(lines: Sequence[Labelled]) -> list[Labelled]:
    """Each voice under a number instead of its name."""
    numbers: dict[str, int] = {}
    told = []
    for labelled in lines:
        if label := labelled.line.label:
            label = f"说话人{numbers.setdefault(label, len(numbers) + 1)}"
        told.append(replace(labelled, line=replace(labelled.line, label=label)))
    return told


def example_of(tokenizer: Tokenizer, lines: Sequence[Labelled]) -> tuple[Example, Tokens]:
    """All of a meeting as one example, and its tokens."""
    tokens = encode(tokenizer, [labelled.line for labelled in lines])
    acts, ties, topics = (np.full(len(tokens), UNLABELLED) for _ in range(3))
    fields = np.full((len(tokens), len(FIELDS)), UNLABELLED)
    covering = tokens.ends > tokens.starts
    ties[covering], fields[covering] = NONE, OUTSIDE
    topics[tokens.firsts] = [labelled.starts_topic for labelled in lines]
    mentions = []
    for line, labelled in enumerate(lines):
        own = np.flatnonzero(covering & (tokens.lines == line))
        for unit in labelled.units:
            if len(inside := _inside(tokens, own, unit)):
                acts[inside], ties[inside] = unit.label, _tie(unit)
                mentions.append(_mention(inside, line, unit))
        for span in labelled.spans:
            if len(inside := _inside(tokens, own, span)):
                fields[inside, span.label] = INSIDE
                fields[inside[0], span.label] = FIRST
                mentions.append(_mention(inside, line, span))
    tied = tuple(tie for tie in mentions if tie.resolutions)
    return Example(tokens.ids, acts, ties, fields, topics, tied), tokens


def _inside(tokens: Tokens, own: Numbers, piece: Piece) -> Numbers:
    """Which of a line's tokens begin in the piece."""
    starts = tokens.starts[own]
    return own[(starts >= piece.start) & (starts < piece.end)]


def _tie(piece: Piece) -> int:
    if not piece.resolutions:
        return NONE
    return CURRENT if piece.current else ECHO


def _mention(inside: Numbers, line: int, piece: Piece) -> Tie:
    return Tie(int(inside[0]), int(inside[-1]) + 1, line, frozenset(piece.resolutions))


def windows(
    tokenizer: Tokenizer, lines: Sequence[Labelled], rng: random.Random
) -> Iterator[Example]:
    """The meeting in windows of at most SIZE tokens, cut elsewhere each time.

    A window begins as early as it may: what the one before it ended with is its context.
    """
    example, tokens = example_of(tokenizer, lines)
    begin, room, firsts = 0, rng.randint(SIZE // 3, SIZE), tokens.firsts
    while begin < len(tokens):
        end = min(line_edge([*firsts, len(tokens)], begin + 1, begin + room), len(tokens))
        start = next(first for first in [*firsts, begin] if first >= end - SIZE)
        yield example.part(min(start, begin), end)
        begin, room = end, SIZE
