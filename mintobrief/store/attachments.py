"""Files that go with what is told of a task: anybody's, so looked at before they are kept."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from mintobrief.domain.task import Attachment
from mintobrief.errors import BadProgress
from mintobrief.store.blobs.memory import keep_bytes
from mintobrief.store.library import Library

MOST_BYTES = 20 << 20
TOO_LARGE = f"附件太大，最大 {MOST_BYTES >> 20} MB。照片可以先缩小再附上。"
_LONGEST_NAME = 80  # characters, without the suffix
_NO_NAME = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\\/:*?"<>|]'
)
# what a file begins with → its suffix, and what it is served as
_SIGNS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"%PDF-", ".pdf"),
)
_OFFICE = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
MEDIA_TYPES = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def keep_attachment(library: Library, untrusted_name: str, untrusted: bytes) -> Attachment:
    """Keep a picture, a PDF, a Word or an Excel file, called what it is by its content.

    Nobody uses it before a progress that names it is told: `gc` takes it after a day. Raises
    BadProgress for anything else, an empty file, or one of more than MOST_BYTES.
    """
    suffix = _suffix(untrusted)
    name = _stem(untrusted_name) + suffix
    return Attachment(keep_bytes(library.blobs, name, untrusted), name)


def _suffix(content: bytes) -> str:
    if not content:
        raise BadProgress("附件是空的，请另选一个文件。")
    if len(content) > MOST_BYTES:
        raise BadProgress(TOO_LARGE)
    found = next((suffix for sign, suffix in _SIGNS if content.startswith(sign)), None)
    found = found or _office_suffix(content)
    if found is None:
        raise BadProgress("附件只收照片（JPEG、PNG）、PDF、Word（docx）和 Excel（xlsx）文件。")
    return found


def _office_suffix(content: bytes) -> str | None:
    """Of a document without macros; nothing in it is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = set(package.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise BadProgress("这个文件里有宏，不收。请另存为不带宏的 docx 或 xlsx 再附上。")
    return next((suffix for part, suffix in _OFFICE.items() if part in parts), None)


def _stem(untrusted_name: str) -> str:
    """What a person can know the file by, good as a name on any system."""
    last = re.split(r"[\\/]", untrusted_name)[-1]
    stem = _NO_NAME.sub("", PurePosixPath(last).stem if last else "").strip(". ")
    return stem[:_LONGEST_NAME] or "附件"
