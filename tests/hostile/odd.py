"""What stands where a file should be, and is none."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from mintobrief.errors import EmptyFile, FileGone, IsFolder, TooLarge, UnknownType, UnreadableFile
from tests.hostile.recipe import Kept, Make, Refused, Row

_GONE = Refused(FileGone)


def made(name: str, build: Callable[[Path], object]) -> Make:
    def make(folder: Path) -> Path:
        build(folder / name)
        return folder / name

    return make


def sparse(size: int) -> Callable[[Path], None]:
    """So many bytes that take no room on the disk."""

    def build(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return build


def _listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(path.parent)  # the address of a socket may be only so long
        try:
            listener.bind(path.name)
        finally:
            os.chdir(before)


def _to_notes(path: Path) -> None:
    (path.parent / "notes.txt").write_text("会议决定修好电梯。", encoding="utf-8")
    path.symlink_to("notes.txt")


ROWS: tuple[Row, ...] = (
    Row("link-self", "链接指向自己", made("a.txt", lambda p: p.symlink_to("a.txt")), _GONE),
    Row("link-nothing", "链接指向没有的文件", made("a.txt", lambda p: p.symlink_to("b")), _GONE),
    Row(
        "link-zero", "链接指向 /dev/zero", made("a.wav", lambda p: p.symlink_to("/dev/zero")), _GONE
    ),
    Row(
        "link-random",
        "链接指向 /dev/random",
        made("a.txt", lambda p: p.symlink_to("/dev/random")),
        _GONE,
    ),
    Row("link-terminal", "链接指向终端", made("a.txt", lambda p: p.symlink_to("/dev/tty")), _GONE),
    Row(
        "link-memory",
        "链接指向自己的内存",
        made("a.bin", lambda p: p.symlink_to("/proc/self/mem")),
        Refused(EmptyFile),
    ),
    Row(
        "link-folder",
        "链接指向根目录",
        made("a.txt", lambda p: p.symlink_to("/")),
        Refused(IsFolder),
    ),
    Row(
        "link-good", "链接指向一份笔记", made("a.txt", _to_notes), Kept("本机的人自己链接的，照读")
    ),
    Row("folder", "文件夹叫 a.txt", made("a.txt", Path.mkdir), Refused(IsFolder)),
    Row("pipe", "管道，一读就等", made("a.txt", os.mkfifo), _GONE),
    Row("socket", "套接字", made("a.txt", _listening), _GONE),
    Row("nothing", "没有这个文件", made("a.txt", lambda _: None), _GONE),
    Row("sparse-text", "3 TB 的空洞叫 txt", made("a.txt", sparse(3 << 40)), Refused(TooLarge)),
    Row("sparse-sound", "3 TB 的空洞叫 wav", made("a.wav", sparse(3 << 40)), Refused(TooLarge)),
    Row(
        "sparse-picture",
        "3 TB 的空洞叫 jpg",
        made("a.jpg", sparse(3 << 40)),
        Refused(UnreadableFile),
    ),
    Row("sparse-nothing", "3 TB 的空洞，没有后缀", made("a", sparse(3 << 40)), Refused(TooLarge)),
    Row("long-name", "名字 255 字节", made("会" * 83 + ".exe", sparse(9)), Refused(UnknownType)),
    Row("rtl-name", "名字倒着看是 txt", made("a\u202etxt.exe", sparse(9)), Refused(UnknownType)),
    Row(
        "lines-name",
        "名字里有换行和终端控制码",
        made("a\n\x1b[2J.exe", sparse(9)),
        Refused(UnknownType),
    ),
    Row(
        "bytes-name",
        "名字不是文字",
        made(os.fsdecode(b"\xff\xfe.exe"), sparse(9)),
        Refused(UnknownType),
    ),
)
