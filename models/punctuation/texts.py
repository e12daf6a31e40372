"""Punctuated conversations as numbers: units, and the mark after each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mintobrief.transcribe.marks import (
    COMMA,
    ENUMERATION,
    NONE,
    QUESTION,
    STOP,
    UNIT,
)
from mintobrief.transcribe.punctuation import Alphabet

_MARKS = {
    **dict.fromkeys("，,：:—…⋯", COMMA),
    "、": ENUMERATION,
    **dict.fromkeys("。.！!；;", STOP),
    **dict.fromkeys("？?", QUESTION),
}
_ASIDE = re.compile(r"[（(\[［【][^）)\]］】]{0,30}[）)\]］】]")  # （笑）: nobody says these
_PIECE = re.compile(rf"(?P<unit>{UNIT.pattern})|(?P<mark>[{re.escape(''.join(_MARKS))}])")
_STRENGTH = (NONE, ENUMERATION, COMMA, STOP, QUESTION)
_HELD_MEETINGS = 40  # the latest of the archive
_RARE = 5  # a character seen less often shares one number with others


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was said, unit by unit; `turn_ends` is true where another voice follows."""

    source: str
    id: str
    pieces: tuple[str, ...]
    marks: NDArray[np.int64]
    turn_ends: NDArray[np.bool_]


def read_conversations(path: Path) -> list[Conversation]:
    with path.open(encoding="utf-8") as lines:
        found = [_conversation(json.loads(line)) for line in lines]
    return [conversation for conversation in found if conversation.pieces]


def _conversation(line: dict[str, object]) -> Conversation:
    pieces: list[str] = []
    marks: list[int] = []
    ends: list[int] = []
    for _, text in line["turns"]:  # type: ignore[attr-defined]
        found, after = marked(text)
        if found:
            pieces += found
            marks += [*after[:-1], max(after[-1], STOP)]
            ends.append(len(pieces) - 1)
    turn_ends = np.zeros(len(pieces), np.bool_)
    turn_ends[ends] = True
    return Conversation(
        str(line["source"]), str(line["id"]), tuple(pieces), np.array(marks, np.int64), turn_ends
    )


def marked(text: str) -> tuple[list[str], list[int]]:
    """The units of a punctuated text and the mark after each."""
    pieces: list[str] = []
    marks: list[int] = []
    for match in _PIECE.finditer(_ASIDE.sub("", text)):
        if match["unit"]:
            pieces.append(match["unit"])
            marks.append(NONE)
        elif marks:
            marks[-1] = max(marks[-1], _MARKS[match["mark"]], key=_STRENGTH.index)
    return pieces, marks


def is_held_out(conversation: Conversation, latest: frozenset[str]) -> bool:
    """Meetings that are measured on, never learnt from."""
    return conversation.id in latest or (
        conversation.source == "hahahawu+VCSum" and conversation.id.startswith("test-")
    )


def latest_meetings(conversations: Iterable[Conversation]) -> frozenset[str]:
    """The archive's last meetings: their names begin with the day."""
    names = sorted(c.id for c in conversations if c.source == "audreyt+archive.tw")
    return frozenset([name for name in names if name[:2] == "20"][-_HELD_MEETINGS:])


def make_alphabet(conversations: Iterable[Conversation]) -> Alphabet:
    counts = Counter(piece for c in conversations for piece in c.pieces if len(piece) == 1)
    kept = (p for p, count in counts.items() if count >= _RARE and "\u3400" <= p <= "\u9fff")
    return Alphabet("".join(sorted([*kept, "〇"])))
