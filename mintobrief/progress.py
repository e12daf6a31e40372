"""How stages tell what they are at; the commands and pages draw it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


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
