"""What was said or written, in the smallest pieces one can quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mintobrief.domain.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence by one speaker, or one sentence of a written line.

    `turn` counts from 0 within the source: the input's turn or line for transcripts and
    notes, the speaker turn for recordings, the line for scans. `speaker` is a label that is
    the same for one voice within a source (`S1`), None where words were written down; `name`
    is who that is, None where nobody said. `confidence` runs from 0 to 1, None where the text
    was typed. `sent` is when a message of a chat was sent, as its program shows it (`20:01`).
    """

    turn: int
    text: str
    evidence: Evidence
    speaker: str | None = None
    name: str | None = None
    confidence: float | None = None
    sent: str | None = None

    def __post_init__(self) -> None:
        if self.turn < 0:
            raise ValueError(f"turns count from 0, not {self.turn}")
        if not self.text.strip():
            raise ValueError("an utterance has words")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


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
