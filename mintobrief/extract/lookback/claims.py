"""What a clause claims of a task: that it is done, that it is not, that it has another day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mintobrief.domain.task import TaskState
from mintobrief.extract.cues import cue
from mintobrief.extract.lookback.verbs import Verbs
from mintobrief.extract.moves import Move, Said

_UNREAL = ("hope", "hearsay", "past", "denied")
_NO_REPORT = (Move.CONDITION, Move.EXAMPLE, Move.QUOTE)


class Grade(StrEnum):
    """How a claim is told to a person."""

    CLOSED = "closed"  # 销号, 全部完成: it overrules what was said before
    DONE = "done"
    PARTLY = "partly"
    STEP = "step"  # the contract is signed, the lamp still dark
    OPEN = "open"
    CARRIED = "carried"

    @property
    def state(self) -> TaskState:
        """What it makes of the task."""
        return _STATES.get(self, TaskState.OPEN)


_STATES = {
    Grade.CLOSED: TaskState.DONE,
    Grade.DONE: TaskState.DONE,
    Grade.CARRIED: TaskState.CARRIED,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that claims something of a task; `day` is a time limit that it sets."""

    grade: Grade
    said: Said
    day: date | None = None

    def dated_by(self, said: Sequence[Said]) -> Claim:
        """The claim with the first day that these clauses name, where it moves a task to one."""
        moves = self.grade is Grade.CARRIED
        return replace(self, day=day_in(said)) if moves else self


def is_plain(claim: Claim) -> bool:
    """Whether it is a report by its words alone, wherever in a meeting it is said."""
    name = "plainly_moved" if claim.grade is Grade.CARRIED else "plainly"
    return _has(name, claim.said.masked)


def takes_back(claim: Claim, after: Sequence[Said]) -> bool:
    """Whether the same sentence goes on to say that what is claimed is not all: 换了，结果…"""
    turns = (_has("turns", said.clause.text) for said in after)
    return claim.grade is Grade.DONE and any(turns)


def claim_of(said: Said, verbs: Verbs, action: str) -> Claim | None:
    """What the clause claims of the task with that action; None for questions, hopes, hearsay."""
    if said.does(Move.ASK, *_NO_REPORT):
        return None
    text = said.masked
    if _has("carried", text):
        moved = not (_denied(text) or said.does(Move.PROPOSE) or _has("carried", action))
        return Claim(Grade.CARRIED, said) if moved else None
    if _has("hearsay", text) or _has("past", text):
        return None
    grade = _grade(said, verbs, action)
    return Claim(grade, said) if grade else None


def _grade(said: Said, verbs: Verbs, action: str) -> Grade | None:
    text = said.masked
    by_verb = _has("done_verb", verbs.painted(text))
    done = by_verb or _has("closes", text) or _has("done", text)
    if done and _has("partly", text) and not _has("hope", text):
        return Grade.PARTLY
    if _has("open", text):
        return Grade.OPEN
    if not done or any(_has(name, _without_bare_days(said)) for name in _UNREAL):
        return None
    if _is_step(text, action):
        return Grade.STEP
    return Grade.CLOSED if _has("closes", text) else Grade.DONE


def _without_bare_days(said: Said) -> str:
    """二十三号就换好了 is told of a day gone by, though the next 二十三号 is to come."""
    signs = list(said.masked)
    for limit in said.limits:
        start, end = limit.start - said.clause.start, limit.end - said.clause.start
        if _has("bare_day", limit.text) and _has("told", said.masked[end:]):
            signs[start:end] = said.clause.text[start:end]
    return "".join(signs)


def _is_step(text: str, action: str) -> bool:
    """Whether papers and goods are spoken of that the task itself is not about."""
    named = cue("progress", "steps").findall(text)
    return bool(named) and not any(word in action for word in named)


def day_in(said: Sequence[Said]) -> date | None:
    """The first time limit that the clauses name by its day."""
    days = (limit.deadline.day for one in said for limit in one.limits)
    return next((day for day in days if day), None)


def _denied(text: str) -> bool:
    """Whether what is moved is the very thing that must not be: 不能再推到下月."""
    before = re.split(cue("progress", "carried").pattern, text, maxsplit=1)[0]
    return _has("denied", before) or _has("hearsay", before)


def _has(name: str, text: str) -> bool:
    return bool(cue("progress", name).search(text))
