"""What lies in a folder, and which of it is a meeting.

A file at the top is a meeting, and so is every folder that holds files itself; the folders
between are shelves. Folders named after a kind of material (录音, 照片) belong to the meeting
above them. Pictures at the top that a camera or scanner has named and numbered are one stack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from mintobrief.errors import InputError, UnknownType
from mintobrief.ingest import Format, check_file
from mintobrief.jobs.batch.names import shown, skeleton
from mintobrief.jobs.batch.walk import Found, walk

_MATERIAL_NAMES = (
    "录音 音频 视频 录像 照片 图片 拍照 扫描 扫描件 笔记 手写 手写笔记 手写记录 记录 会议记录 "
    "文字 文档 转写 转写稿 材料 会议材料 资料 会议资料 附件 签到 签到表 "
    "audio video photos images pictures scans notes documents attachments"
)
_MATERIAL = frozenset(_MATERIAL_NAMES.split())
# what cameras, scanners and telephones call pictures, without the numbers
_PICTURE_NAMES = (
    "img dsc dscn dscf pict pic photo image picture scan scanned page p pg wp pxl mmexport "
    "camscanner 扫描 扫描件 扫描全能王 图片 图像 照片 微信图片 拍照 页 第页"
)
_NUMBERED = frozenset(("", *_PICTURE_NAMES.split()))


@dataclass(frozen=True, slots=True)
class Item:
    """A file that is of use; `name` is its place in the folder as it can be shown."""

    name: str
    path: Path
    format: Format


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not used, and why; `bad` where a person may have expected it to be."""

    name: str
    why: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """The files of one meeting, or of one stack of scans; its name is unique in the plan."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of a folder: in exactly one unit, or left out."""

    units: tuple[Unit, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def files(self) -> int:
        return len(self.left_out) + sum(len(unit.items) for unit in self.units)


def plan(folder: Path, own: Sequence[Path] = ()) -> Plan:
    """What becomes of the files of a folder, in the order a person counts them.

    `own` are files and folders that the program keeps or writes: they are passed over. Raises
    an InputError where the folder cannot be read.
    """
    looked = [_look(found) for found in walk(folder, own)]
    items = [item for item in looked if isinstance(item, _Placed)]
    left_out = tuple(item for item in looked if isinstance(item, LeftOut))
    return Plan(tuple(_units(items)), left_out)


@dataclass(frozen=True, slots=True)
class _Placed:
    place: PurePath
    item: Item


def _look(found: Found) -> _Placed | LeftOut:
    name = shown(found.place)
    if found.why:
        return LeftOut(name, found.why, found.bad)
    try:
        return _Placed(found.place, Item(name, found.path, check_file(found.path)))
    except UnknownType as exc:
        return LeftOut(name, str(exc), bad=False)
    except InputError as exc:
        return LeftOut(name, str(exc), bad=True)


def _units(placed: Sequence[_Placed]) -> Iterator[Unit]:
    """The units in the order of their first files."""
    grouped: dict[tuple[str, ...], list[_Placed]] = {}
    for one in placed:
        grouped.setdefault(_home(one), []).append(one)
    taken: set[str] = set()
    for home, members in grouped.items():
        name = _name(home, members)
        while name in taken:  # names that differ in what cannot be shown alone
            name += "'"
        taken.add(name)
        yield Unit(name, tuple(one.item for one in members))


def _home(one: _Placed) -> tuple[str, ...]:
    """What the files of one meeting have in common, and others have not."""
    folders = one.place.parent.parts
    while len(folders) > 1 and folders[-1].casefold() in _MATERIAL:
        folders = folders[:-1]
    if folders:
        return ("folder", *folders)
    kind = skeleton(one.place.stem)
    if one.item.format is Format.PICTURE and kind in _NUMBERED:
        return ("stack", kind, one.place.suffix.casefold())
    return ("file", one.place.name)


def _name(home: tuple[str, ...], members: Sequence[_Placed]) -> str:
    match home:
        case ("folder", *folders):
            return shown(PurePath(*folders))
        case ("stack", *_) if len(members) > 1:
            return f"{members[0].item.name}—{members[-1].item.name}"
    return members[0].item.name
