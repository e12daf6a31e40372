"""Whether the library opens, is whole, and lies where it is safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mintobrief.cli.doctor.diagnosis import Diagnosis
from mintobrief.cli.parameters import library_of
from mintobrief.config import Settings
from mintobrief.errors import BrokenLibrary, MintobriefError

if TYPE_CHECKING:
    from mintobrief.store.library import Library

_FROM_A_BACKUP = (
    "请不要删除它，先把整个文件夹复制一份；有备份就恢复到新的文件夹："
    "mintobrief --library 新文件夹 restore 备份.zip"
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_MOUNTS = Path("/proc/mounts")
_OVER_A_WIRE = ("cifs", "smb3", "nfs", "nfs4", "fuse.sshfs", "9p", "ncpfs")
_AHEAD = timedelta(minutes=10)  # that another computer's clock may be before ours


def in_effect(settings: Settings) -> Settings:
    """With what administrators set in the pages; without it where the library cannot tell."""
    from mintobrief.store.settings import effective

    if settings.database is None and not settings.library.exists():
        return settings
    try:
        with library_of(settings) as opened:
            return effective(opened, settings)
    except MintobriefError:  # what is wrong has a line of its own
        return settings


def keeping(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    """The library: whether it opens, is as the log says, and is in a safe place."""
    if settings.database is None and not settings.library.exists():
        yield Diagnosis("资料库", f"{settings.library}（第一次使用时建立）")
    else:
        yield library(settings, now)
    if settings.database is None:
        yield place(settings.library, _mounts())


def library(settings: Settings, now: datetime) -> Diagnosis:
    """Meetings and judgements are still as the log says they were stored."""
    try:
        with library_of(settings) as opened:
            told = f"{opened.place}，{len(opened.list_meetings())} 次会议"
            last, faults = _last(opened), opened.faults()
    except BrokenLibrary as error:
        return Diagnosis("资料库", "有问题", f"{error.told}{_FROM_A_BACKUP}")
    except MintobriefError as error:
        return Diagnosis("资料库", "有问题", str(error))
    if faults:
        found = "；".join(f"{fault.place}：{fault.reason}" for fault in faults[:3])
        advice = f"与操作记录对不上：{found}。请先备份整个资料库，再查是谁改动了数据库。"
        return Diagnosis("资料库", told, advice)
    whole = Diagnosis("资料库", f"{told}，操作记录完整")
    if last <= now + _AHEAD:
        return whole
    advice = (
        f"最后一条操作记录写的是 {last.astimezone():%Y-%m-%d %H:%M}，比现在还晚："
        "这台或别的电脑的时钟不对，请校准。"
    )
    return replace(whole, advice=advice)


def _last(library: Library) -> datetime:
    """When something was last done to the library."""
    from mintobrief.store.history import of_library

    return max((event.at for event in of_library(library, most=1).events), default=_LONG_AGO)


def place(folder: Path, mounts: dict[str, str]) -> Diagnosis:
    """Whether the folder is on a disk of this computer: over a wire SQLite may lose its locks.

    `mounts` are the kinds of file systems by where they are.
    """
    at = PurePosixPath(folder.absolute().as_posix())
    kind = next((mounts[str(p)] for p in (at, *at.parents) if str(p) in mounts), "")
    if kind not in _OVER_A_WIRE:
        return Diagnosis("资料库的位置", "在这台电脑的磁盘上")
    advice = (
        "几个人同时写，数据库可能损坏。请放在本机的磁盘上；要几台电脑一起用，"
        "请用 PostgreSQL（见 docs/scale-out.md），共享文件夹只放原始文件。"
    )
    return Diagnosis("资料库的位置", f"在网络上的文件夹里（{kind}）", advice, needed=False)


def _mounts() -> dict[str, str]:
    try:
        rows = [line.split() for line in _MOUNTS.read_text("utf-8").splitlines()]
    except OSError:  # no Linux
        return {}
    return {row[1]: row[2] for row in rows if len(row) > 2}
