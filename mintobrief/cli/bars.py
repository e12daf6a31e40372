"""Progress bars, one per stage with its remaining time; under them the last words recognised."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from time import monotonic
from types import TracebackType

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn
from rich.text import Text

from mintobrief.cli.plain import plain
from mintobrief.progress import Pace, Stage

_MARGIN = 4  # columns left free beside the words
_A_MINUTE = 55.0  # seconds; what is longer is told in minutes


class Bars:
    """Draws each stage as a bar with its remaining time; a `progress.Progress`."""

    def __init__(self, console: Console) -> None:
        self._drawn = _Drawn(
            TextColumn("  {task.description}"),
            BarColumn(bar_width=30),
            _Amount(),
            _Remaining(),
            console=console,
        )
        self._bars: dict[Stage, TaskID] = {}
        self._paces: dict[Stage, Pace] = {}

    def __enter__(self) -> Bars:
        self._drawn.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._drawn.said = ""
        self._drawn.stop()

    def __call__(self, stage: Stage, done: float, total: float, text: str = "") -> None:
        if stage not in self._bars:
            pace = self._paces[stage] = Pace()
            self._bars[stage] = self._drawn.add_task(
                str(stage), total=total, stage=stage, pace=pace
            )
        self._paces[stage].tell(done, monotonic())
        self._drawn.said = text or self._drawn.said
        self._drawn.update(self._bars[stage], completed=done, total=total)


class _Amount(ProgressColumn):
    """How much is done: pages where they are what is counted, else the share."""

    def render(self, task: Task) -> Text:
        if task.fields["stage"] is Stage.READ:
            return Text(f"{task.completed:.0f}/{task.total or 0:.0f} 页")
        return Text(f"{task.percentage:>3.0f}%")


class _Remaining(ProgressColumn):
    """How long the rest takes, as soon as that can be known."""

    def render(self, task: Task) -> Text:
        pace: Pace = task.fields["pace"]
        left = None if task.finished else pace.remaining(task.total or 0, monotonic())
        return Text("" if left is None else f"还要{duration(left)}", style="progress.remaining")


def duration(seconds: float) -> str:
    """As a person says it, rounded up: nobody counts on the second."""
    if seconds < _A_MINUTE:
        return f"约 {5 * ceil(seconds / 5 or 1)} 秒"
    hours, minutes = divmod(ceil(seconds / 60), 60)
    return f"约 {minutes} 分钟" if not hours else f"约 {hours} 小时 {minutes} 分"


class _Drawn(Progress):
    """The bars with a line of words under them: proof that the right thing is being heard."""

    said = ""

    def get_renderables(self) -> Iterable[RenderableType]:
        yield from super().get_renderables()
        if self.said:
            yield Text(f"  {_tail(self.said, self.console.width - _MARGIN)}", style="dim")


def _tail(words: str, columns: int) -> str:
    """The end of what was said, as much as fits on a line, safe to print."""
    words = " ".join(plain(words).split())
    whole = Text(words)
    while whole.cell_len > columns:
        whole = whole[max(1, (whole.cell_len - columns) // 2) :]
    return whole.plain
