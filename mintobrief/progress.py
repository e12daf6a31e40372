"""How stages tell what they are at; the commands and pages draw it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """The stages a person waits for; the words are what he or she reads."""

    DECODE = "读取文件"
    DIARIZE = "区分发言人"
    TRANSCRIBE = "听写录音"
    READ = "识别文字"
    UNDERSTAND = "整理议题和决议"


class Progress(Protocol):
    """Told, now and then, that `done` of `total` is behind us; the unit is the stage's own."""

    def __call__(self, stage: Stage, done: float, total: float) -> None: ...


def no_progress(stage: Stage, done: float, total: float) -> None:
    """Tell nobody."""
