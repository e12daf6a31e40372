"""`mintobrief worker`: does the jobs that wait in a library, until it is stopped."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Event

import click

from mintobrief.cli.batch import Order, ledger_of
from mintobrief.cli.chinese import ChineseCommand
from mintobrief.cli.parameters import AnyPath, settings_of
from mintobrief.cli.plain import plain
from mintobrief.config import Settings
from mintobrief.errors import NotFolder


@click.command("worker", cls=ChineseCommand)
@click.option("--database-url", metavar="地址", help="PostgreSQL 的地址，几台电脑共用一个资料库。")
@click.option("--blobs", metavar="位置", help="放原始文件的共享文件夹，或 s3://存储桶/前缀。")
@click.option("--cache", type=AnyPath, metavar="文件夹", help="存放中间结果的文件夹，可以共用。")
@click.option(
    "--watch", type=AnyPath, metavar="文件夹", help="这个文件夹里来了新材料，就自动转换。"
)
@click.pass_context
def command(
    context: click.Context,
    database_url: str | None,
    blobs: str | None,
    cache: Path | None,
    watch: Path | None,
) -> None:
    """处理排队的任务，直到按 Ctrl-C 或收到停止信号。

    可以同时开几个，也可以在几台电脑上开：它们分着做，一个停了，别的接着做。
    """
    settings = settings_of(context)
    settings = replace(
        settings,
        database=database_url or settings.database,
        blobs=blobs or settings.blobs,
        cache=cache or settings.cache,
    )
    stop = Event()
    for heard in (signal.SIGTERM, signal.SIGINT):
        signal.signal(heard, lambda *_: stop.set())
    from mintobrief.jobs.checks import check_ready
    from mintobrief.jobs.worker import run

    check_ready(settings)
    click.echo("开始处理任务。停止请按 Ctrl-C：做得完的做完，做不完的留给下一次。")
    with watching(watch, settings, stop) if watch else nullcontext():
        run(settings, stop, tell=lambda words: click.echo(plain(words)))
    click.echo("已停止。没做完的任务会接着做，不会丢。")


@contextmanager
def watching(folder: Path, settings: Settings, stop: Event) -> Iterator[None]:
    """Hand in what arrives in the folder, as `batch` would; a bug in it stops the worker too."""
    from mintobrief.jobs.batch.watch import watch_folder

    if not folder.is_dir():
        raise NotFolder(str(folder))
    ledger = ledger_of(folder, settings)
    own = (*Order(folder, settings).own, ledger.csv, ledger.xlsx)
    click.echo(f"同时看着 {folder}：文件拷完以后自动转换，台账在 {ledger.csv}。")
    with ThreadPoolExecutor(1, "watch") as thread:
        watched = thread.submit(watch_folder, folder, settings, ledger.keep, own, stop)
        watched.add_done_callback(lambda _: stop.set())
        yield
    watched.result()
