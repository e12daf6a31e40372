"""The rehearsed meeting as it was written: who says what, what it should lead to.

meeting.txt is the talk, a turn a line: `名字：话`, `~` before one that falls into the last one's
word, `== 议题` before a topic, `#r7` after a turn that belongs to gold resolution r7.
meeting.toml holds the people and the gold.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"\s+#(r\d+)")
_SENTENCE = re.compile(r"[^。！？]*[。！？]+|[^。！？]+$")
_BREATH = 48  # characters that are said in one go


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of the talk."""

    name: str
    text: str
    topic: int
    marks: tuple[str, ...]  # gold resolutions that it belongs to
    interrupts: bool

    @property
    def breaths(self) -> tuple[str, ...]:
        """The words in pieces that one breath holds."""
        return tuple(_breaths(self.text))


@dataclass(frozen=True, slots=True)
class Gold:
    """A resolution that the secretary must end up with; None where the meeting did not say."""

    mark: str
    action: str
    owners: tuple[str, ...]
    deadline: date | str | None  # a day, or the words where it is no day
    oversight: str | None
    vote: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at the table, and how he sounds."""

    name: str
    role: str
    org: str
    voice: str
    speed: float


@dataclass(frozen=True, slots=True)
class Script:
    """All of it."""

    title: str
    held_on: date
    place: str
    people: tuple[Person, ...]
    topics: tuple[str, ...]
    lines: tuple[Line, ...]
    gold: tuple[Gold, ...]


def load(folder: Path = HERE) -> Script:
    """The script as it lies in `folder`."""
    topics, lines = _talk((folder / "meeting.txt").read_text(encoding="utf-8"))
    told = tomllib.loads((folder / "meeting.toml").read_text(encoding="utf-8"))
    return Script(
        title=told["title"],
        held_on=told["held_on"],
        place=told["place"],
        people=tuple(Person(**person) for person in told["people"]),
        topics=topics,
        lines=lines,
        gold=tuple(_gold(row) for row in told["gold"]),
    )


def _talk(text: str) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    topics: list[str] = []
    lines: list[Line] = []
    for row in filter(None, text.splitlines()):
        if row.startswith("=="):
            topics.append(row.removeprefix("==").strip())
        else:
            lines.append(_line(row, len(topics) - 1))
    return tuple(topics), tuple(lines)


def _line(row: str, topic: int) -> Line:
    name, _, text = row.removeprefix("~").partition("：")
    marks = tuple(_MARK.findall(text))
    return Line(name, _MARK.sub("", text).strip(), topic, marks, row.startswith("~"))


def _gold(row: dict[str, Any]) -> Gold:
    return Gold(
        mark=row["mark"],
        action=row["action"],
        owners=tuple(row.get("owners", ())),
        deadline=row.get("deadline"),
        oversight=row.get("oversight"),
        vote=tuple(row["vote"]) if "vote" in row else None,
    )


def _breaths(text: str) -> list[str]:
    """Sentences, short ones with the next, long ones cut at their commas."""
    breaths: list[str] = []
    for sentence in _SENTENCE.findall(text):
        for piece in _cut(sentence):
            if breaths and len(breaths[-1]) + len(piece) <= _BREATH:
                breaths[-1] += piece
            else:
                breaths.append(piece)
    return breaths


def _cut(sentence: str) -> list[str]:
    if len(sentence) <= _BREATH:
        return [sentence]
    pieces: list[str] = []
    for clause in re.findall(r"[^，]*，|[^，]+$", sentence):
        if pieces and len(pieces[-1]) + len(clause) <= _BREATH:
            pieces[-1] += clause
        else:
            pieces.append(clause)
    return pieces
