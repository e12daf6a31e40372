"""How far a batch is: a bar that moves on a terminal, a line now and then anywhere else."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.text import Text

from mintobrief.cli.bars import duration
from mintobrief.cli.plain import plain

if TYPE_CHECKING:
    from mintobrief.jobs.batch.tally import Tally

_EVERY = 30.0  # seconds between two lines where there is no terminal
_MOST_DOING = 6  # jobs under way that are named
_WIDTH = 40


class Gauge:
    """Draws tallies; a context manager."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._next = 0.0
        self._last = ""

    def __enter__(self) -> Gauge:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._live.stop()

    def say(self, words: str) -> None:
        """Print a line that stays."""
        self._console.print(
            plain(words), markup=False, highlight=False, soft_wrap=not self._console.is_terminal
        )

    def tell(self, tally: Tally) -> None:
        """Show how far it is."""
        if self._console.is_terminal:
            self._live.update(_drawn(tally), refresh=True)
            return
        line = told(tally)
        if line != self._last and (tally.is_over or monotonic() >= self._next):
            self._next, self._last = monotonic() + _EVERY, line
            self._console.print(line, highlight=False)


def told(tally: Tally) -> str:
    """文件 12/40，页 30/120，录音 12/95 分钟，还要约 20 分钟."""
    from mintobrief.jobs.batch.tally import Kind

    done, total = tally.done, tally.total
    parts = [f"文件 {done[Kind.FILES]:.0f}/{total[Kind.FILES]:.0f}"]
    if total[Kind.PAGES]:
        parts.append(f"扫描 {done[Kind.PAGES]:.0f}/{total[Kind.PAGES]:.0f} 页")
    if total[Kind.SOUND]:
        parts.append(f"录音 {done[Kind.SOUND] / 60:.0f}/{total[Kind.SOUND] / 60:.0f} 分钟")
    if tally.failed:
        parts.append(f"失败 {tally.failed}")
    if tally.left is not None and not tally.is_over:
        parts.append(f"还要{duration(tally.left)}")
    return "，".join(parts)


def _drawn(tally: Tally) -> RenderableType:
    from mintobrief.jobs.batch.tally import Kind

    bar = ProgressBar(tally.total[Kind.FILES] or 1, tally.done[Kind.FILES], width=_WIDTH)
    doing = [
        Text(f"  {plain(one.name)}  {one.doing} {_share(one.done, one.total)}", style="dim")
        for one in tally.doing[:_MOST_DOING]
    ]
    return Group(bar, Text(told(tally)), *doing)


def _share(done: float, total: float) -> str:
    return f"{done / total:.0%}" if total else ""
