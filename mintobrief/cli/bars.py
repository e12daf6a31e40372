"""Progress bars, one per stage."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from mintobrief.progress import Stage


class Bars:
    """Draws each stage as a bar with its remaining time; a `progress.Progress`."""

    def __init__(self, console: Console) -> None:
        self._drawn = Progress(
            TextColumn("  {task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(compact=True),
            console=console,
        )
        self._bars: dict[Stage, TaskID] = {}

    def __enter__(self) -> Bars:
        self._drawn.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._drawn.stop()

    def __call__(self, stage: Stage, done: float, total: float, text: str = "") -> None:  # noqa: ARG002
        if stage not in self._bars:
            self._bars[stage] = self._drawn.add_task(str(stage), total=total)
        self._drawn.update(self._bars[stage], completed=done, total=total)
