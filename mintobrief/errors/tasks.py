"""What can be wrong with what is told of a task (督办)."""

from __future__ import annotations

from mintobrief.errors.state import StateError
from mintobrief.errors.usage import UsageError


class UnknownTask(StateError):
    def __init__(self, task: str) -> None:
        super().__init__(
            f"督办台账里没有 {task}：那次会议还没有审完，或这条决议退回了。"
            "用 mintobrief tasks list 查看现有的。"
        )


class TaskTold(StateError):
    """Somebody told of the task since it was shown."""

    def __init__(self, by: str) -> None:
        super().__init__(f"{by} 刚刚也记了这一条，您的没有存入。请看一遍现在的情况再记。")


class NothingTold(StateError):
    def __init__(self, task: str) -> None:
        super().__init__(f"{task} 还没有可以撤回的进展。")


class BadProgress(UsageError):
    """`reason` says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"进展没有存入：{reason}")
