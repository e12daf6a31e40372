"""Progress bars, one per stage, and under them the last words that were recognised."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from mintobrief.cli.plain import plain
from mintobrief.progress import Stage

_MARGIN = 4  # columns left free beside the words


class Bars:
    """Draws each stage as a bar with its remaining time; a `progress.Progress`."""

    def __init__(self, console: Console) -> None:
        self._drawn = _Drawn(
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
        self._drawn.said = ""
        self._drawn.stop()

    def __call__(self, stage: Stage, done: float, total: float, text: str = "") -> None:
        if stage not in self._bars:
            self._bars[stage] = self._drawn.add_task(str(stage), total=total)
        self._drawn.said = text or self._drawn.said
        self._drawn.update(self._bars[stage], completed=done, total=total)


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
