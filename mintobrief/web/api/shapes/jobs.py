"""Jobs and files on their way in, described."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

StepState = Literal["done", "now", "later"]


class JobFile(TypedDict):
    name: str
    sha256: str
    kind: Literal["audio", "notes", "transcript", "scan"] | None


class TroubleOut(TypedDict):
    """没有做成的原因，和停在哪一步。"""

    code: str
    message: str
    stage: Literal["open", "speech", "pages", "text", "understand"]


class JobStep(TypedDict):
    """转换的一步：做完了、正在做、还没有做。"""

    name: str
    state: StepState


class JobOut(TypedDict):
    """一项转换；`percent` 是这一步的百分之几，`remaining` 是估计还要几秒，不知道是 null。"""

    id: str
    name: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    created_at: str
    changed_at: str
    files: list[JobFile]
    steps: list[JobStep]
    doing: str
    percent: int | None
    remaining: float | None
    meetings: list[str]
    trouble: TroubleOut | None


class JobPage(TypedDict):
    """任务的一页，最近的在前。"""

    total: int
    page: int
    size: int
    jobs: list[JobOut]
