"""Annotated meetings, written by hand in a light form (README.md), as sentences with labels."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mintobrief.tagging.mentions import SETTLING
from models.understanding.meetings.marks import Sentence, read_marks

FOLDER = Path(__file__).parent

_TURN = re.compile(r"(?P<who>[^：]{1,16})：(?P<said>.*)")
_POST = re.compile(r"(?P<who>\S+) (?P<sent>\d\d:\d\d) (?P<said>.*)")
_DUE = re.compile(r"(?P<words>.+) (?P<due>\d{4}-\d\d-\d\d|recurring|event|vague)")
_NAMELESS = re.compile(r"(?:说话人|发言人|S)\s?\d+")


class SourceError(ValueError):
    """A meeting file that is not in the form of README.md."""


class Form(StrEnum):
    """How the meeting lies before us: who said what, lines of notes, or a chat's copy."""

    TRANSCRIPT = "transcript"
    NOTES = "notes"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str | None
    org: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, or one line of notes; `label` is what stands before it, None in notes."""

    index: int
    label: str | None
    name: str | None
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Task:
    """A resolution as the meeting left it; `number` is what its marks are tied to."""

    number: int
    action: str
    owners: tuple[str, ...]
    deadline_text: str | None
    deadline: datetime.date | None
    deadline_kind: str
    supervision: str | None
    vote: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Annotated:
    """One meeting; `held` is kept from training, for validation."""

    id: str
    held: bool
    form: Form
    style: str
    title: str | None
    held_on: datetime.date
    start: str | None
    place: str | None
    host: str | None
    recorder: str | None
    people: tuple[Person, ...]
    turns: tuple[Turn, ...]
    topics: tuple[Topic, ...]
    tasks: tuple[Task, ...]

    def evidence(self, task: Task) -> tuple[int, ...]:
        """The fewest turns that show the task, in order.

        These are the turns that hold its current words and, where none of them settles it, the
        last turn that does.
        """
        said = [turn for turn in self.turns if _says(turn, task.number)]
        settled = [turn for turn in self.turns if _settles(turn, task.number)]
        if not any(turn in settled for turn in said):
            said = sorted([*said, *settled[-1:]], key=lambda turn: turn.index)
        return tuple(turn.index for turn in said)


def read_meetings(folder: Path = FOLDER) -> tuple[Annotated, ...]:
    """Every meeting of the folder, by name."""
    return tuple(read_meeting(path) for path in sorted(folder.glob("m*.txt")))


def read_meeting(path: Path) -> Annotated:
    """The meeting in a file; raises SourceError or MarkError where it breaks the form."""
    head, body, tail = _parts(path)
    fields = dict(_pairs(head))
    form = Form(fields["kind"])
    turns, topics = _read_body(body, form, dict(_voices(fields.get("voices", ""))))
    return Annotated(
        id=path.stem,
        held=fields["held"] == "true",
        form=form,
        style=fields["style"],
        title=fields.get("title"),
        held_on=datetime.date.fromisoformat(fields["date"]),
        start=fields.get("start"),
        place=fields.get("place"),
        host=fields.get("host"),
        recorder=fields.get("recorder"),
        people=tuple(_people(fields.get("people", ""))),
        turns=turns,
        topics=topics,
        tasks=tuple(_task(line) for line in tail if line.strip()),
    )


def _parts(path: Path) -> tuple[list[str], list[str], list[str]]:
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    if lines.count("---") != 2:
        raise SourceError(f"{path.name}: two lines of --- part head, talk and resolutions")
    first = lines.index("---")
    second = lines.index("---", first + 1)
    return lines[:first], lines[first + 1 : second], lines[second + 1 :]


def _pairs(head: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in head:
        key, _, value = line.partition(":")
        if value.strip():
            yield key.strip(), value.strip()


def _voices(words: str) -> Iterator[tuple[str, str]]:
    for pair in words.split():
        label, _, name = pair.partition("=")
        yield label, name


def _people(words: str) -> Iterator[Person]:
    for person in filter(None, words.split(";")):
        name, role, org = (part.strip() for part in f"{person}//".split("/")[:3])
        yield Person(name, role or None, org or None)


def _read_body(
    body: Sequence[str], form: Form, voices: dict[str, str]
) -> tuple[tuple[Turn, ...], tuple[Topic, ...]]:
    turns, topics = list[Turn](), list[Topic]()
    title, first = "", 0
    for line in [*body, "=== "]:
        if line.startswith("==="):
            if title:
                topics.append(Topic(title, first, len(turns) - 1))
            title, first = line[3:].strip(), len(turns)
        else:
            turns.extend(_turns(line, len(turns), form, voices))
    return tuple(turns), tuple(topics)


def _turns(line: str, index: int, form: Form, voices: dict[str, str]) -> Iterator[Turn]:
    if form is Form.TRANSCRIPT:
        if not (found := _TURN.fullmatch(line)):
            raise SourceError(f"no turn: {line}")
        label = found["who"]
        name = voices.get(label) or (None if _NAMELESS.fullmatch(label) else label)
        yield _turn(index, label, name, found["said"])
    elif form is Form.CHAT and (found := _POST.fullmatch(line)):
        yield Turn(index, None, None, f"{found['who']} {found['sent']}", ())
        yield _turn(index + 1, found["who"], found["who"], found["said"])
    else:
        yield _turn(index, None, None, line)


def _turn(index: int, label: str | None, name: str | None, marked: str) -> Turn:
    return Turn(index, label, name, *read_marks(marked))


def _task(line: str) -> Task:
    number, _, rest = line.removeprefix("@").partition(" ")
    action, owners, due, supervision, vote = [
        part.strip().removesuffix("-") if part.strip() == "-" else part.strip()
        for part in f"{rest}||||".split("|")[:5]
    ]
    words, kind, day = _due(due)
    return Task(
        number=int(number),
        action=action,
        owners=tuple(filter(None, owners.split("、"))),
        deadline_text=words,
        deadline=day,
        deadline_kind=kind,
        supervision=supervision or None,
        vote=_vote(vote) if vote else None,
    )


def _due(words: str) -> tuple[str | None, str, datetime.date | None]:
    if not words:
        return None, "none", None
    if not (found := _DUE.fullmatch(words)):
        raise SourceError(f"no deadline: {words}")
    if found["due"][0].isdigit():
        return found["words"], "date", datetime.date.fromisoformat(found["due"])
    return found["words"], found["due"], None


def _vote(words: str) -> tuple[int, int, int]:
    in_favour, against, abstained = (int(count) for count in words.split("-"))
    return in_favour, against, abstained


def _says(turn: Turn, number: int) -> bool:
    return any(
        number in span.resolutions and span.current
        for sentence in turn.sentences
        for span in sentence.spans
    )


def _settles(turn: Turn, number: int) -> bool:
    return any(
        number in unit.resolutions and unit.current and unit.move in SETTLING
        for sentence in turn.sentences
        for unit in sentence.units
    )
