"""The zip a template is: nothing in it may run, fetch or unpack without end."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

LARGEST = 20 * 2**20  # bytes of the file
_UNZIPPED = 60 * 2**20
_TEXT = 8 * 2**20  # bytes of one part of XML
_MOST_PARTS = 1000
_RATIO = 200  # text deflates to a tenth; a bomb to a thousandth
_SMALL = 2**20  # below this a high ratio harms nobody

# what brings programs or foreign objects along, by the name of the part
_RUNNING = re.compile(r"(?i)vbaproject|vbadata|activex|embeddings/|oleobject|\.bin$|\.exe$|\.dll$")
# fields that fetch or run something when the document is opened or printed
_FETCHING = re.compile(
    rb"(?i)\b(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|MACROBUTTON|LINK|IMPORT)\b"
)
_FIELD = re.compile(rb'(?is)<w:instrText[^>]*>(.*?)</w:instrText>|w:instr="([^"]*)"')
_OUTSIDE = re.compile(rb"(?is)<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")


class Unsafe(Exception):
    """The file is no template that may be opened; the reason is one clause in Chinese."""


def check_package(content: bytes) -> None:
    """Refuse what is too large, is no Word document or brings more than text and pictures.

    Raises Unsafe.
    """
    if len(content) > LARGEST:
        raise Unsafe(f"文件超过了 {LARGEST // 2**20} MB")
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            _check_sizes(parts)
            if "word/document.xml" not in package.namelist():
                raise Unsafe("它不是 Word 文档（docx）")
            for part in parts:
                _check_part(package, part)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as exc:
        raise Unsafe("它不是 Word 文档（docx），或者已经损坏") from exc
    except RuntimeError as exc:  # zipfile's word for a part with a password
        raise Unsafe("它有密码") from exc


def _check_sizes(parts: list[ZipInfo]) -> None:
    """By what the table of contents says; reading a part that says less than it is fails."""
    if len(parts) > _MOST_PARTS:
        raise Unsafe(f"里面的部件超过了 {_MOST_PARTS} 个")
    if sum(part.file_size for part in parts) > _UNZIPPED:
        raise Unsafe(f"解压后超过了 {_UNZIPPED // 2**20} MB")
    for part in parts:
        if part.file_size > max(_SMALL, _RATIO * part.compress_size):
            raise Unsafe("压缩比异常，像是压缩炸弹")
        if part.filename.endswith((".xml", ".rels")) and part.file_size > _TEXT:
            raise Unsafe(f"正文超过了 {_TEXT // 2**20} MB")


def _check_part(package: ZipFile, part: ZipInfo) -> None:
    if _RUNNING.search(part.filename):
        raise Unsafe("里面有宏、控件或嵌入的对象")
    if not part.filename.endswith((".xml", ".rels")):
        return
    content = package.read(part)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unsafe("里面有文档类型声明")
    if b"macroEnabled" in content:
        raise Unsafe("里面有宏、控件或嵌入的对象")
    for found in _FIELD.finditer(content):
        if _FETCHING.search(found[1] or found[2] or b""):
            raise Unsafe("里面有会自动取外部内容的域")
    for link in _OUTSIDE.findall(content):
        if b"/hyperlink" not in link:
            raise Unsafe("里面有指向外部的图片、模板或对象")
