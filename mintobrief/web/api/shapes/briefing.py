"""What is looked at before a briefing goes out, and who sent it out, described."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

Stage = Literal["waiting", "open", "returned", "submitted", "changed", "signed"]


class ExcuseOut(TypedDict):
    """谁知道有这个缺口，为什么留着。"""

    by: str
    at: str
    reason: str


class FindingOut(TypedDict):
    """核对清单上不合的一处，在哪条候选决议、哪一句；`must` 的不能说明理由留着。"""

    rule: str
    wanted: str
    source: str
    key: str
    text: str
    candidate: str | None
    utterance: int | None
    must: bool
    excused: ExcuseOut | None


class LimitOut(TypedDict):
    """会议前后按规定要在哪天以前办的一件事；`day` 是 null 的要等签发才起算。"""

    what: str
    day: str | None
    time: str | None
    before: bool
    done_on: str | None
    source: str
    note: str


class StepOut(TypedDict):
    """签发的一步；`files` 说那一次签发的文件还在不在。"""

    number: int
    act: Literal[
        "submitted", "withdrawn", "returned", "signed", "excused", "unexcused", "headed", "masked"
    ]
    by: str
    at: str
    reason: str
    about: str
    version: int
    files: bool


class DifferenceOut(TypedDict):
    """一段，签发时和现在；空的是没有。"""

    place: str
    before: str
    after: str


class BriefingOut(TypedDict):
    """简报到哪里了；`version` 和 `step` 说的是看到的是哪时候，下一步要带上。

    `stands`：签发过，现在说的还是签发时的话。`changes` 是签发以后改了哪几段，没有签发过是 null。
    """

    meeting: str
    version: int
    step: int
    stage: Stage
    stands: bool
    ready: bool
    findings: list[FindingOut]
    kept: list[str]
    limits: list[LimitOut]
    steps: list[StepOut]
    changes: list[DifferenceOut] | None
