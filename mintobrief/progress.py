"""How stages tell what they are at; the commands and pages draw it."""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from typing import Protocol

_FIRST = 3  # reports that come before a guess is worth showing
_LAST = 8  # reports that a pace is measured over, or more where they all came within
_MINUTE = 60.0  # seconds
_AT_ONCE = 0.2  # seconds between reports of what need not be worked for


class Stage(StrEnum):
    """The stages a person waits for; the words are what he or she reads."""

    DECODE = "读取文件"
    LISTEN = "找有人说话的地方"
    TRANSCRIBE = "听写录音"
    DIARIZE = "区分发言人"
    READ = "识别文字"
    UNDERSTAND = "整理议题和决议"


class Progress(Protocol):
    """Told, now and then, that `done` of `total` is behind us; the unit is the stage's own.

    `text` is what was recognised since the last time, where there is some: raw words of a
    stranger, not yet safe to print.
    """

    def __call__(self, stage: Stage, done: float, total: float, text: str = "") -> None: ...


def no_progress(stage: Stage, done: float, total: float, text: str = "") -> None:
    """Tell nobody."""


class Pace:
    """How fast a stage goes, from what it told last; times are seconds on any one clock.

    What was found on disk comes at once, ahead of the rest, and says nothing of the pace. Nor
    does what is worked out first: it waited for engines.
    """

    def __init__(self) -> None:
        self._told: deque[tuple[float, float]] = deque()
        self._at_work = False

    def tell(self, done: float, at: float) -> None:
        """So much is behind us now."""
        if self._told and not self._at_work:
            self._at_work = at - self._told.pop()[0] > _AT_ONCE
        self._told.append((at, done))
        while len(self._told) > _LAST and at - self._told[1][0] > _MINUTE:
            self._told.popleft()

    def remaining(self, total: float, at: float) -> float | None:
        """Seconds until all is done; None as long as nobody can know."""
        if len(self._told) < _FIRST:
            return None
        (began, before), (last, done) = self._told[0], self._told[-1]
        if done <= before:
            return None
        step = (done - before) / (len(self._told) - 1)
        expected = (total - done) * (last - began) / (done - before) - (at - last)
        # the pace if the next report came now: a page that keeps us waiting slows it
        slowed = (total - done - step) * (at - began) / (done - before + step)
        return max(0.0, expected, slowed)
