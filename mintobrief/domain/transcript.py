"""What was said or written, in the smallest pieces one can quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mintobrief.domain.evidence import Evidence
from mintobrief.domain.page import Glyph


class ChangeKind(StrEnum):
    """Why the words differ from those that were recognised."""

    WORD = "word"  # a word that sounds alike makes sense here
    TERM = "term"  # a term or name of the roster, the glossary or the field sounds like it
    NUMBER = "number"  # a number as it is written, not as it is spoken
    SHAPE = "shape"  # a character that looks alike makes sense here
    STRUCK = "struck"  # words drawn through are left out


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` of an utterance's text stand where `was` was recognised.

    Where words are left out, the stretch is empty and `was` is not.
    """

    start: int
    end: int
    was: str
    kind: ChangeKind

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or (self.start == self.end and not self.was):
            raise ValueError(f"a change runs from {self.start} to {self.end}")


class DoubtKind(StrEnum):
    """Why a reviewer should look at some words."""

    UNSURE = "unsure"  # the recogniser wavered
    FIGURE = "figure"  # a number, date or amount: wrong ones look as good as right ones
    NAME = "name"
    VOTE = "vote"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters `start` to `end` (half-open) of an utterance's text to be looked at."""

    start: int
    end: int
    kind: DoubtKind

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a doubt runs from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence by one speaker, or one sentence of a written line.

    `turn` counts from 0 within the source: the input's turn or line for transcripts and
    notes, the speaker turn for recordings, the line for scans. `speaker` is a label that is
    the same for one voice within a source (`S1`), None where words were written down; `name`
    is who that is, None where nobody said. `confidence` runs from 0 to 1, None where the text
    was typed. `sent` is when a message of a chat was sent, as its program shows it (`20:01`).
    `changes` are in order and do not overlap; `raw` is the text before any of them. `doubts`
    are what a reviewer should look at, in order; those of different kinds may overlap.
    `glyphs`, of a scan, has one entry for each character of the text (None for a space between
    words that stand apart), or is empty. `wrapped` says that this line goes on with the
    paragraph of the line before.
    """

    turn: int
    text: str
    evidence: Evidence
    speaker: str | None = None
    name: str | None = None
    confidence: float | None = None
    sent: str | None = None
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    glyphs: tuple[Glyph | None, ...] = ()
    wrapped: bool = False

    def __post_init__(self) -> None:
        if self.turn < 0:
            raise ValueError(f"turns count from 0, not {self.turn}")
        if not self.text.strip():
            raise ValueError("an utterance has words")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")
        if self.changes:
            edges = [edge for change in self.changes for edge in (change.start, change.end)]
            if edges != sorted(edges) or edges[-1] > len(self.text):
                raise ValueError("changes are in order and lie within the text")
        if self.glyphs and len(self.glyphs) != len(self.text):
            raise ValueError(f"{len(self.glyphs)} glyphs for {len(self.text)} characters")
        if self.doubts and any(doubt.end > len(self.text) for doubt in self.doubts):
            raise ValueError("doubts lie within the text")

    @property
    def raw(self) -> str:
        """What was recognised, before anything was changed."""
        text = self.text
        for change in reversed(self.changes):
            text = text[: change.start] + change.was + text[change.end :]
        return text


@dataclass(frozen=True, slots=True)
class Turn:
    """Consecutive utterances by one speaker (发言), or those of one written line.

    `first` is the index of its first utterance in the meeting's utterances.
    """

    first: int
    utterances: tuple[Utterance, ...]

    @property
    def speaker(self) -> str | None:
        return self.utterances[0].speaker

    @property
    def name(self) -> str | None:
        return self.utterances[0].name

    @property
    def text(self) -> str:
        return "".join(u.text for u in self.utterances)


def turns_of(utterances: Sequence[Utterance]) -> tuple[Turn, ...]:
    """Group utterances into turns: neighbours of one source with one turn number.

    The lines of one message of a chat are one turn too.
    """
    firsts = [i for i, u in enumerate(utterances) if not i or _begins_turn(utterances[i - 1], u)]
    return tuple(
        Turn(first, tuple(utterances[first:end]))
        for first, end in pairwise([*firsts, len(utterances)])
    )


def _begins_turn(before: Utterance, utterance: Utterance) -> bool:
    if before.evidence.source_id != utterance.evidence.source_id:
        return True
    # between two messages stands the line of sender and time
    step = 0 if utterance.sent is None or utterance.speaker != before.speaker else 1
    return not 0 <= utterance.turn - before.turn <= step
