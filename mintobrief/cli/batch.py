"""`mintobrief batch`: every file and subfolder of a folder becomes a meeting in the library."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click
from rich.console import Console

from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.gauge import Gauge
from mintobrief.cli.pages import screen
from mintobrief.cli.parameters import AnyPath, library_of, settings_of
from mintobrief.cli.plain import plain
from mintobrief.config import Settings
from mintobrief.domain import Meeting
from mintobrief.domain.ledger import Fate, LedgerRow
from mintobrief.errors import PartFailed, StateError

if TYPE_CHECKING:
    from mintobrief.export.ledger import Ledger
    from mintobrief.jobs.batch.plan import Plan, Unit
    from mintobrief.jobs.batch.shift import Make

_MOST_TOLD = 20  # failures that are listed; the ledger has them all


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asked for."""

    folder: Path
    settings: Settings
    json_dir: Path | None = None
    workers: int = 1

    @property
    def own(self) -> tuple[Path, ...]:
        """What the program writes, which is no material."""
        return tuple(p for p in (self.settings.library, self.settings.cache, self.json_dir) if p)


@click.command("batch", cls=ChineseCommand)
@click.argument("folder", type=AnyPath, metavar="文件夹")
@click.option("--json-dir", type=AnyPath, metavar="文件夹", help="把每次会议的草稿另存为 JSON。")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    metavar="个数",
    help="同时开几个处理程序，默认 1。",
)
@click.pass_context
def command(context: click.Context, folder: Path, json_dir: Path | None, workers: int) -> None:
    """把一个文件夹里的材料成批转成待审的会议。

    放在最外层的每个文件是一次会议，每个子文件夹里的文件合成一次会议。中途停下也不要紧：
    再运行一次同样的命令，做过的不会重做。结束时给出台账，每个文件、每一页的去向都有记载。
    """
    from mintobrief.jobs.bench import shipped_bench

    settings = settings_of(context)
    order = Order(folder, settings, json_dir, workers)
    with _stopped_as_by_hand():
        if not convert_folder(order, shipped_bench, screen(stderr=True)):
            raise click.Abort


@contextmanager
def _stopped_as_by_hand() -> Iterator[None]:
    """A system that shuts down, or `kill`, is answered as Ctrl-C is. Who asks once more is asked
    for patience: what stops by itself in half a minute leaves a ledger that is right."""
    asked = Event()

    def stop(*_: object) -> None:
        if not asked.is_set():
            asked.set()
            raise KeyboardInterrupt

    both = (signal.SIGTERM, signal.SIGINT)
    heard = [one for one in both if signal.getsignal(one) is not signal.SIG_IGN]  # a shell's &
    before = [(one, signal.signal(one, stop)) for one in heard]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)


def convert_folder(order: Order, make: Make, console: Console) -> bool:
    """Convert what lies in the folder; False where a person stopped it.

    `make` gives the engines. Raises PartFailed where something came to nothing.
    """
    from mintobrief.jobs.batch.plan import plan

    ledger = ledger_of(order.folder, order.settings)
    found = plan(order.folder, (*order.own, ledger.csv, ledger.xlsx))
    console.print(_announced(found) if found.units else _nothing(order.folder, found))
    rows = _converted(order, found, make, ledger, console)
    if rows is None:
        return False
    click.echo(_summary(rows))
    click.echo(f"台账：{plain(str(ledger.csv))}\n　　　{plain(str(ledger.xlsx))}")
    _tell_bad(rows, console)
    if failed := len({row.file for row in rows if _is_bad(row) and not row.meetings}):
        raise PartFailed(failed, str(ledger.csv))
    return True


def ledger_of(folder: Path, settings: Settings) -> Ledger:
    """The folder's ledger lies in it; where nothing can be written there, in the library."""
    import os

    from mintobrief.export.ledger import ledger_in

    if os.access(folder, os.W_OK):
        return ledger_in(folder)
    settings.library.mkdir(parents=True, exist_ok=True)
    return ledger_in(settings.library)


def _converted(
    order: Order, found: Plan, make: Make, ledger: Ledger, console: Console
) -> list[LedgerRow] | None:
    """The whole ledger, or None where a person stopped it."""
    from mintobrief.jobs import open_queue
    from mintobrief.jobs.batch.batch import Batch
    from mintobrief.jobs.batch.run import Run
    from mintobrief.jobs.batch.shift import shift
    from mintobrief.jobs.patience import Patience, Weather

    settings, stopped = order.settings, False
    size = min(order.workers, len(found.units))
    with library_of(settings) as library, open_queue(library, settings) as queue:
        batch = Batch(order.folder, library, queue, _writer(order.json_dir), settings.cache)
        queue.prepare()
        with Gauge(console) as gauge, shift(settings, size, make, gauge.say) as workers:
            try:
                patience = Patience(Event(), Weather(gauge.say))
                Run(batch, workers, patience, gauge.tell, ledger.keep).convert(found)
            except KeyboardInterrupt:
                stopped = True
                gauge.say("正在停下，最多半分钟：马上做得完的做完，其余的留着……")
        with suppress(StateError):  # the next run of the batch accounts for it
            batch.settle()
        rows = batch.rows()
    ledger.write(rows)
    if stopped:
        console.print("已停下。再运行一次同样的命令就接着做，做过的不会重做。")
    return None if stopped else rows


def _writer(folder: Path | None) -> Callable[[Unit, Sequence[Meeting]], None]:
    """What keeps the drafts of a unit as JSON, if they are wanted."""
    from mintobrief.export.drafts import write_drafts

    def write(unit: Unit, meetings: Sequence[Meeting]) -> None:
        if folder:
            write_drafts(folder, unit.name, meetings)

    return write


def _announced(found: Plan) -> str:
    return (
        f"共有 {found.files} 个文件：{sum(len(u.items) for u in found.units)} 个要转换，"
        f"合成 {len(found.units)} 份材料；{len(found.left_out)} 个不用。"
    )


def _nothing(folder: Path, found: Plan) -> str:
    there = f"有 {found.files} 个文件，都不能转换" if found.files else "是空的"
    return (
        f"{plain(str(folder))} {there}。找的是："
        "录音（wav mp3 m4a aac amr flac ogg opus wma webm）、"
        "视频（mp4 mov mkv avi）、文字（txt md docx）、转写稿（srt vtt meeting.json）、"
        "扫描件（png jpg tiff bmp webp heic pdf），也看子文件夹里面的；隐藏文件和链接不算。"
    )


def _summary(rows: Sequence[LedgerRow]) -> str:
    files = {row.file for row in rows}
    used = {row.file for row in rows if row.fate is Fate.USED}
    meetings = {meeting for row in rows for meeting in row.meetings}
    pages = [row for row in rows if row.page]
    told = f"转换完：{len(used)} 个文件用于 {len(meetings)} 次会议，共 {len(files)} 个文件"
    if pages:
        good = sum(row.fate is Fate.USED for row in pages)
        told += f"；扫描件 {len(pages)} 页，用上 {good} 页"
    return f"{told}。用 mintobrief list 查看。"


def _is_bad(row: LedgerRow) -> bool:
    return row.fate in (Fate.UNREADABLE, Fate.FAILED)


def _tell_bad(rows: Iterable[LedgerRow], console: Console) -> None:
    """What came to nothing, and what to do about it."""
    bad = groupby((row for row in rows if _is_bad(row)), key=lambda row: (row.file, row.why))
    told = [(file, why, [row.page for row in group if row.page]) for (file, why), group in bad]
    for file, why, pages in told[:_MOST_TOLD]:
        where = f"第{'、'.join(map(str, pages))}页" if pages else ""
        console.print(
            plain(f"✗ {file}{where}：{why}"),
            style="red",
            markup=False,
            highlight=False,
            soft_wrap=not console.is_terminal,  # a line of a log is one failure
        )
    if len(told) > _MOST_TOLD:
        console.print(f"另有 {len(told) - _MOST_TOLD} 处，见台账。")
