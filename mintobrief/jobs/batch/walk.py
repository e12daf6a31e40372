"""Every file below a folder, once, and which of them are nobody's material."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from mintobrief.errors import FileGone, NotFolder
from mintobrief.jobs.batch.names import in_order

_SYSTEM = frozenset(["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"])
_SYSTEM_FOLDERS = frozenset(
    ("__macosx", "@eadir", "$recycle.bin", "system volume information", "lost+found")
)
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".download", ".filepart", ".baiduyun.p")
_OUR_JSON = b'{\n "schema": 1,\n "meeting": {'  # as `convert --json` begins


@dataclass(frozen=True, slots=True)
class Found:
    """A file and its `place` below the folder; `why` it is none to be used, if so.

    `bad` says that a person may have expected it to be.
    """

    place: PurePath
    path: Path
    why: str = ""
    bad: bool = False


def walk(folder: Path, own: Sequence[Path] = ()) -> Iterator[Found]:
    """The files in the order a person counts them; links are not followed.

    What is among `own`, or below, is passed over. Raises FileGone or NotFolder.
    """
    if not folder.exists():
        raise FileGone(str(folder))
    if not folder.is_dir():
        raise NotFolder(str(folder))
    ours = {path.absolute() for path in own} | {path.resolve() for path in own}
    todo = _below(folder, PurePath(), folder.resolve(), "")
    while todo:
        step = todo.pop()
        if step.found.path.absolute() in ours:
            continue
        if step.is_folder:
            todo += _below(step.found.path, step.found.place, folder.resolve(), step.inherited)
        else:
            yield step.found


@dataclass(frozen=True, slots=True)
class _Step:
    found: Found
    is_folder: bool = False
    inherited: str = ""  # why nothing below is used


def _below(folder: Path, place: PurePath, top: Path, inherited: str) -> list[_Step]:
    """What lies in a folder, the first at the end."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: in_order(entry.name), reverse=True)
    except OSError:
        return [_Step(Found(place, folder, "这个文件夹打不开，请检查权限", bad=True))]
    return [_step(entry, place / entry.name, top, inherited) for entry in found]


def _step(entry: os.DirEntry[str], place: PurePath, top: Path, inherited: str) -> _Step:
    path = Path(entry.path)
    if entry.is_symlink():
        return _Step(Found(place, path, inherited or _link(path, top)))
    if entry.is_dir():
        return _Step(Found(place, path), True, inherited or _why_not_folder(entry.name))
    if not entry.is_file():
        return _Step(Found(place, path, "不是普通文件"))
    return _Step(Found(place, path, inherited or _why_not(entry.name) or _ours(path)))


def _link(path: Path, top: Path) -> str:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a link that leads nowhere, or to itself
        return "链接，指向的文件已经不在"
    if target.is_relative_to(top):
        return "链接，指向的文件另有记载"
    return "链接，指向这个文件夹以外；要用请把文件本身放进来"


def _why_not_folder(name: str) -> str:
    if name.casefold() in _SYSTEM_FOLDERS:
        return "在系统的文件夹里"
    return "在隐藏的文件夹里" if name.startswith(".") else ""


def _why_not(name: str) -> str:
    """Why a file of this name is nobody's material; empty where it may be."""
    folded = name.casefold()
    if name.startswith(("~$", ".~lock")):
        return "Office 打开文件时的临时文件"
    if folded in _SYSTEM or folded == ".ds_store":
        return "系统的文件"
    if folded.endswith(_UNFINISHED):
        return "没有下载或拷贝完的文件"
    return "隐藏的文件" if name.startswith(".") else ""


def _ours(path: Path) -> str:
    """Whether a JSON is a draft that this program has written."""
    if path.suffix.lower() != ".json":
        return ""
    try:
        with path.open("rb") as file:
            begins = file.read(len(_OUR_JSON))
    except OSError:
        return ""
    return "本程序写出的草稿" if begins == _OUR_JSON else ""
