"""What the secretary knows, who sat in the meeting: who spoke when, and what was decided."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from mintobrief.domain import AudioSpan, FieldName, Meeting, Resolution, Utterance
from tests.benchmarks.speech_text import align, alike
from tests.benchmarks.speech_voices import diarization_error
from tests.rehearsals.meeting_script import Gold, Script

KEPT = 0.5  # of its pairs of characters an action shares with the gold's, and may stay
_LEAST = 0.3  # alike, for a candidate to be a gold resolution
_COLLAR = 0.25
BODIES = {"物业": "物业公司", "居委会": "社区居委会"}


@dataclass(frozen=True, slots=True)
class Truth:
    """The script, and when each of its lines was said in the recording."""

    script: Script
    turns: tuple[dict[str, Any], ...]
    seconds: float

    @property
    def gold(self) -> tuple[Gold, ...]:
        """The resolutions of what was recorded."""
        marks = {mark for line in self.script.lines[: len(self.turns)] for mark in line.marks}
        return tuple(gold for gold in self.script.gold if gold.mark in marks)

    def lines_at(self, said: Utterance) -> tuple[int, ...]:
        """The lines of the script that are heard in an utterance."""
        span = said.evidence
        assert isinstance(span, AudioSpan)
        least = 0.4 * (span.end - span.start)
        shared = [
            (number, min(turn["end"], span.end) - max(turn["start"], span.start))
            for number, turn in enumerate(self.turns)
        ]
        return tuple(number for number, common in shared if common >= min(least, 1.0) > 0)

    def marks_of(self, meeting: Meeting, found: Resolution) -> Counter[str]:
        """How many lines that a candidate rests on belong to which gold resolution."""
        lines = {n for i in found.evidence for n in self.lines_at(meeting.utterances[i])}
        return Counter(mark for number in lines for mark in self.script.lines[number].marks)


def load(script: Script, recording: Path) -> Truth:
    """What is told beside the recording."""
    told = json.loads(recording.with_suffix(".json").read_text(encoding="utf-8"))
    return Truth(script, tuple(told["turns"]), told["seconds"])


def voices(truth: Truth, meeting: Meeting) -> dict[str, str]:
    """Who each voice is that the program told apart."""
    shares: dict[str, Counter[str]] = {}
    for said in meeting.utterances:
        if said.speaker is not None:
            names = (truth.turns[number]["name"] for number in truth.lines_at(said))
            shares.setdefault(said.speaker, Counter()).update(names)
    return {label: names.most_common(1)[0][0] for label, names in shares.items() if names}


def heard(truth: Truth, meeting: Meeting) -> tuple[float, float]:
    """Character errors and error of who spoke when, both as shares."""
    wanted = alike("".join(turn["text"] for turn in truth.turns)).text
    found = alike("".join(said.text for said in meeting.utterances)).text
    spans = [
        (said.evidence.start, said.evidence.end, said.speaker or "")
        for said in meeting.utterances
        if isinstance(said.evidence, AudioSpan)
    ]
    known = [(turn["start"], turn["end"], turn["name"]) for turn in truth.turns]
    errors = align(wanted, found).errors / len(wanted)
    return errors, diarization_error(known, spans, truth.seconds, _COLLAR)


def matched(truth: Truth, meeting: Meeting, candidates: Sequence[Resolution]) -> dict[str, Gold]:
    """The gold resolution that each candidate is, by the candidate's id, one to one."""
    golds = truth.gold
    alikeness = np.zeros((len(candidates), len(golds)))
    for row, found in enumerate(candidates):
        marks = truth.marks_of(meeting, found)
        rests = max(1, len(found.evidence))
        for column, gold in enumerate(golds):
            place = min(1.0, marks[gold.mark] / rests)
            words = shared(found.action.value, gold.action)
            alikeness[row, column] = 0.5 * place + 0.5 * words if words >= 0.1 else 0.0
    rows, columns = linear_sum_assignment(alikeness, maximize=True)
    return {
        candidates[row].id: golds[column]
        for row, column in zip(rows, columns, strict=True)
        if alikeness[row, column] >= _LEAST
    }


def shared(one: str, other: str) -> float:
    """How many of their pairs of characters two texts share, 0 to 1."""
    mine, theirs = (Counter(pairwise(t)) for t in map(_letters, (one, other)))
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def _letters(text: str) -> str:
    return "".join(c for c in alike(text).text if c.isalnum())


def wrong(found: Resolution, gold: Gold) -> dict[FieldName, str]:
    """The fields that do not say what was decided, with what to type there."""
    owners = {BODIES.get(owner.value, owner.value) for owner in found.owners}
    vote = found.vote.value if found.vote else None
    votes = (vote.for_, vote.against, vote.abstain) if vote else None
    same = {
        FieldName.ACTION: shared(found.action.value, gold.action) >= KEPT,
        FieldName.OWNERS: owners == set(gold.owners),
        FieldName.DEADLINE: _is_due(found, gold),
        FieldName.SUPERVISION: bool(found.supervision) or not gold.oversight,
        FieldName.VOTE: votes == gold.vote,
    }
    return {name: to_type(name, gold) for name, is_same in same.items() if not is_same}


def _is_due(found: Resolution, gold: Gold) -> bool:
    due = found.deadline.value if found.deadline else None
    if isinstance(gold.deadline, date):
        return due is not None and due.day == gold.deadline
    return (due is None or due.day is None) and (due is None) == (gold.deadline is None)


def to_type(name: FieldName, gold: Gold) -> str:
    """What the gold says, as briefly as the page takes it."""
    match name:
        case FieldName.OWNERS:
            return "、".join(gold.owners)
        case FieldName.DEADLINE:
            due = gold.deadline
            return f"{due.month}月{due.day}日" if isinstance(due, date) else due or ""
        case FieldName.VOTE:
            return ":".join(map(str, gold.vote)) if gold.vote else ""
        case FieldName.SUPERVISION:
            return gold.oversight or ""
        case _:
            return gold.action


def sets_right(name: FieldName, value: str, shown: str, gold: Gold) -> bool:
    """Whether a suggestion says what the gold does."""
    match name:
        case FieldName.OWNERS:
            return (BODIES.get(value, value),) == gold.owners
        case FieldName.DEADLINE if isinstance(gold.deadline, date):
            due = gold.deadline
            return f"{due.year}年{due.month}月{due.day}日" in shown
        case FieldName.SUPERVISION:
            return gold.oversight is not None and shared(value, gold.oversight) >= KEPT / 2
    return False


def line_of(truth: Truth, meeting: Meeting, gold: Gold) -> int | None:
    """The utterance that says most of a resolution that was missed."""
    fits = [
        (shared(said.text, gold.action), number)
        for number, said in enumerate(meeting.utterances)
        if any(gold.mark in truth.script.lines[n].marks for n in truth.lines_at(said))
    ]
    return max(fits)[1] if fits else None
