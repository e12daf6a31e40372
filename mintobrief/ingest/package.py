"""The zip a .docx is: read the few parts we need, and no more than is safe to unpack."""

from __future__ import annotations

import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from mintobrief.errors import TooLarge, UnreadableFile

_KIND = "Word 文档（docx）"
_UNZIPPED = 200 * 1024 * 1024
_RATIO = 200  # text deflates to a tenth, drawn rules to a fiftieth; a bomb to a thousandth
_SMALL = 1024 * 1024  # below this a high ratio harms nobody


def is_docx(path: Path) -> bool:
    """Whether the zip holds a Word document."""
    try:
        with ZipFile(path) as package:
            return any(name.startswith("word/") for name in package.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def read_parts(path: Path, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """The wanted parts that are there.

    Raises TooLarge where unpacking would fill the memory, UnreadableFile where it fails.
    """
    try:
        with ZipFile(path) as package:
            _check(package, path.name)
            present = set(package.namelist())
            return {name: package.read(name) for name in wanted if name in present}
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as exc:
        raise UnreadableFile(path.name, _KIND, "压缩包已损坏") from exc
    except RuntimeError as exc:  # zipfile's word for a part with a password
        raise UnreadableFile(path.name, _KIND, "内容有密码") from exc


def _check(package: ZipFile, name: str) -> None:
    unzipped = sum(part.file_size for part in package.infolist())
    if unzipped > _UNZIPPED:
        raise TooLarge(name, f"解压后 {unzipped // 2**20} MB", f"{_UNZIPPED // 2**20} MB")
    for part in package.infolist():
        if part.file_size > max(_SMALL, _RATIO * part.compress_size):
            raise TooLarge(name, "压缩比异常", f"{_RATIO} 倍")
