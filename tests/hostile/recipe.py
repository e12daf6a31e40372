"""What a hostile file is: how it is made, what it is after, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mintobrief.errors import MintobriefError

CANARY = "绝密口令7f3a"  # stands in a file beside the hostile one; nothing may ever say it


class Door(StrEnum):
    """By which way it comes."""

    SOUND = "录音"
    PICTURE = "照片和图片"
    PDF = "PDF"
    WORD = "Word 文档"
    TEXT = "文字、字幕、转写稿"
    LIST = "名册、词表（xlsx、csv）"
    ODD = "不是普通文件的文件"
    TEMPLATE = "自己的 Word 模板"
    BACKUP = "备份"
    UPLOAD = "上传时的名字和头"
    API = "接口的正文"


@dataclass(frozen=True, slots=True)
class Refused:
    """It is turned away with that error; nothing of it is used."""

    error: type[MintobriefError]


@dataclass(frozen=True, slots=True)
class Answered:
    """The server says no, with one of these statuses."""

    statuses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """It is read, and is harmless: `words` say in Chinese what is left of it."""

    words: str


Fate = Refused | Answered | Kept
Make = Callable[[Path], Path]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One hostile file; `harm` is what it is after, in Chinese. `make` writes it into a folder."""

    door: Door
    name: str
    harm: str
    make: Make
    fate: Fate


@dataclass(frozen=True, slots=True)
class Row:
    """A recipe as a table of one door writes it."""

    name: str
    harm: str
    make: Make
    fate: Fate

    def at(self, door: Door) -> Recipe:
        return Recipe(door, self.name, self.harm, self.make, self.fate)


def holding(name: str, content: Callable[[], bytes]) -> Make:
    """A file of that name; its content is made when it is wanted, as bombs take their time."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content())
        return path

    return make


def words(text: str, name: str = "笔记.txt") -> Make:
    return holding(name, text.encode)
