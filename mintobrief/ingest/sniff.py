"""What a file is: by its first bytes, and by its suffix where the bytes leave it open."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from mintobrief.errors import EncryptedFile, UnknownType, UnreadableFile
from mintobrief.ingest.package import is_docx

HEAD = 4096  # bytes that tell


class Format(StrEnum):
    """The kinds of file we open, by the word a person knows them by."""

    RECORDING = "录音"
    PICTURE = "图片"
    PDF = "PDF"
    DOCX = "Word 文档（docx）"
    CASE = "会议 JSON"
    CAPTIONS = "字幕"
    TEXT = "文字"


_SUFFIXES = {
    Format.RECORDING: "wav mp3 m4a aac amr flac ogg opus wma webm mp4 m4v mov mkv mka avi 3gp",
    Format.PICTURE: "png jpg jpeg jfif tif tiff bmp webp heic heif",
    Format.PDF: "pdf",
    Format.DOCX: "docx docm dotx",
    Format.CASE: "json",
    Format.CAPTIONS: "srt vtt",
    Format.TEXT: "txt md markdown text",
}
_BY_SUFFIX = {s: format_ for format_, suffixes in _SUFFIXES.items() for s in suffixes.split()}
_TYPED = (Format.CASE, Format.CAPTIONS, Format.TEXT)

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_RECORDINGS = (b"ID3", b"fLaC", b"OggS", b"#!AMR", b"\x1a\x45\xdf\xa3", b"\x30\x26\xb2\x75")
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_ADVICE = "旧版 doc、wps、rtf 请用 Word 或 WPS 打开，另存为 docx 后再交给程序。"


def sniff(path: Path, name: str) -> Format:
    """What the file is.

    A file whose bytes are plainly of another kind than its suffix says is taken for what it
    is. Raises UnknownType; UnreadableFile where the bytes are nothing the suffix promises;
    EncryptedFile for an Office file with a password.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    suffix = Path(name).suffix.lower().removeprefix(".")
    claimed = _BY_SUFFIX.get(suffix)
    found = _by_magic(head) or _zipped(path, name, head) or _faint(head, claimed)
    if found is None and claimed is Format.RECORDING:
        return claimed  # some recordings begin with anything; the decoder decides
    if found is None and claimed in (Format.PICTURE, Format.PDF, Format.DOCX):
        raise UnreadableFile(name, claimed.value, "里面的内容不是这种文件")
    if found or claimed:
        return found or claimed or Format.TEXT
    if suffix:
        raise UnknownType(name)
    return Format.TEXT  # a file without a suffix that nothing else claims; decoding decides


def _by_magic(head: bytes) -> Format | None:
    """What the first bytes say beyond doubt."""
    if head.startswith(_PICTURES) or _riff(head) == b"WEBP":
        return Format.PICTURE
    if head[4:8] == b"ftyp":
        return Format.PICTURE if head[8:12] in _HEIF else Format.RECORDING
    if head.startswith(_RECORDINGS) or _riff(head) in (b"WAVE", b"AVI "):
        return Format.RECORDING
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    return None


def _riff(head: bytes) -> bytes:
    return head[8:12] if head.startswith((b"RIFF", b"RF64")) else b""


def _zipped(path: Path, name: str, head: bytes) -> Format | None:
    """Word documents, and other Office files that we turn away with advice."""
    if head.startswith(_OLD_OFFICE):
        raise _old_office(path, name)
    if head.startswith(b"{\\rtf"):
        raise UnknownType(name, _OLD_ADVICE)
    if not head.startswith(b"PK\x03\x04"):
        return None
    if is_docx(path):
        return Format.DOCX
    if name.lower().endswith((".docx", ".docm", ".dotx")):
        raise UnreadableFile(name, Format.DOCX.value, "压缩包已损坏，或不是 Word 文档")
    raise UnknownType(name)


def _old_office(path: Path, name: str) -> EncryptedFile | UnknownType:
    """A docx with a password is wrapped in the old container, in a stream of that name."""
    with path.open("rb") as file:
        start = file.read(1 << 20)
    if "EncryptedPackage".encode("utf-16-le") in start:
        return EncryptedFile(name)
    return UnknownType(name, _OLD_ADVICE)


def _faint(head: bytes, claimed: Format | None) -> Format | None:
    """Marks so short that text may begin with them: not asked of files that claim to be text."""
    if claimed in _TYPED:
        return None
    if head.startswith(b"BM") and head[14:18] in (b"\x28\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0"):
        return Format.PICTURE
    return Format.RECORDING if _is_frame(head) else None


def _is_frame(head: bytes) -> bool:
    """An MP3 (layer 2 or 3) or AAC frame without a tag before it; FF FE is UTF-16's mark."""
    if len(head) < 2 or head[0] != 0xFF:
        return False
    layer = head[1] & 0x06
    return head[1] & 0xF6 == 0xF0 or (head[1] & 0xE0 == 0xE0 and layer in (0x02, 0x04))
