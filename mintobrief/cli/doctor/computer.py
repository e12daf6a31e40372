"""What the computer has: memory, room on its disks, a clock that is right, a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mintobrief import machine
from mintobrief.cli.doctor.diagnosis import Diagnosis
from mintobrief.config import Settings
from mintobrief.errors import reason_of

GIGABYTE = 1 << 30
_LEAST_MEMORY, _LEAST_FREE = 3.5, 1.5  # GB: in all, and to begin a recording with
_LEAST_ROOM = 2  # GB
_HERE = timedelta(hours=8)  # the one time of China
_MEMORY = Path("/proc/meminfo")


def computer(settings: Settings, now: datetime) -> Iterator[Diagnosis]:
    """Memory, each folder that is written to, the clock, and whether Chinese can be printed."""
    yield memory(machine.memory(), free_memory())
    yield folder("临时文件夹", Path(tempfile.gettempdir()), "TMPDIR（Windows 上是 TEMP）")
    yield folder("缓存文件夹", settings.cache, "MINTOBRIEF_CACHE")
    yield disk(settings.library)
    yield clock(now, made_at())
    yield terminal(sys.stdout.encoding or "")


def memory(installed: int | None, free: int | None) -> Diagnosis:
    """Whether a recording can be heard: bytes, None where the system does not say."""
    what = "内存"
    if installed is None:
        return Diagnosis(what, "系统没有说有多少")
    told = f"{installed / GIGABYTE:.1f} GB"
    told += f"，现在空着 {free / GIGABYTE:.1f} GB" if free is not None else ""
    if installed < _LEAST_MEMORY * GIGABYTE:
        return Diagnosis(
            what, told, "听录音、读扫描件要 4 GB 内存。请换一台电脑，或给容器多分一些。"
        )
    if free is not None and free < _LEAST_FREE * GIGABYTE:
        return Diagnosis(what, told, "别的程序占得太多，转换可能中途停下。请先关掉一些。")
    return Diagnosis(what, told)


def free_memory(told: Path = _MEMORY) -> int | None:
    """Bytes that programs may still have; None where the system does not say."""
    with suppress(OSError, ValueError):
        for line in told.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) << 10
    return None


def folder(what: str, path: Path, setting: str) -> Diagnosis:
    """Whether a file can be written there; `setting` names another place for it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path) as tried:
            tried.write(b"\0" * 4096)
    except OSError as exc:
        found = f"{path} 写不进去：{reason_of(exc)}"
        return Diagnosis(what, found, f"请清理磁盘、检查权限，或用环境变量 {setting} 换一个。")
    return Diagnosis(what, str(path))


def disk(path: Path) -> Diagnosis:
    """How much room the library has."""
    existing = next(p for p in (path, *path.parents) if p.exists())
    free = shutil.disk_usage(existing).free
    if not os.access(existing, os.W_OK):
        found = f"{existing} 只能读，不能写"
        return Diagnosis("磁盘", found, "请检查权限，或用 --library 换一个能写的文件夹。")
    advice = (
        "" if free > _LEAST_ROOM * GIGABYTE else "空间不足 2 GB，长录音可能放不下。请清理磁盘。"
    )
    return Diagnosis("磁盘", f"剩余 {free / GIGABYTE:.0f} GB", advice)


def made_at() -> datetime:
    """When this copy of the program was put here: no clock that is right is before that."""
    return datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)


def clock(now: datetime, earliest: datetime) -> Diagnosis:
    """Whether the clock can be right, and is China's: `now` in the zone of this computer."""
    what, told = "时钟", f"{now:%Y-%m-%d %H:%M}（{now:%Z}）"
    if now < earliest - timedelta(days=1):
        advice = (
            "比程序装好的时候还早。请校准电脑的日期和时间：审核、签发的时间和时限都按它算；"
            "主板电池没电的电脑，每次开机都会这样。"
        )
        return Diagnosis(what, told, advice)
    if now.utcoffset() != _HERE:
        advice = "不是北京时间。在国内用，请把时区设成“北京”（Asia/Shanghai），“今天”才对得上。"
        return Diagnosis(what, told, advice, needed=False)
    return Diagnosis(what, told)


def terminal(encoding: str) -> Diagnosis:
    """Whether this window can print Chinese."""
    what = "命令行窗口"
    try:
        "决议".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        advice = "印不出中文。请先运行 chcp 65001（Windows）或 export LANG=C.UTF-8，再试一次。"
        return Diagnosis(what, f"编码是 {encoding or '（没有）'}", advice, needed=False)
    return Diagnosis(what, f"能显示中文（{encoding}）")
