"""The zip a template is: nothing in it may run, fetch or unpack without end."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree  # type: ignore[import-untyped]

LARGEST = 20 * 2**20  # bytes of the file
_UNZIPPED = 60 * 2**20
_TEXT = 8 * 2**20  # bytes of one part of XML
_MOST_PARTS = 1000
_MOST_BRACES = 12_000  # in one part; docxtpl's patterns take the square of them
_RATIO = 200  # text deflates to a tenth; a bomb to a thousandth
_SMALL = 2**20  # below this a high ratio harms nobody

# words, pictures and fonts: all else brings programs, objects or pages of its own
_HARMLESS = re.compile(r"(?i)(?:\.(?:xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|odttf)|/)$")
_RUNNING = re.compile(r"(?i)vbadata|activex|embeddings/|oleobject|afchunk")
# what a field may do: count, date, refer to what is in the document
_COUNTING = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "SEQ", "NUMWORDS", "NUMCHARS", "="}
_DATING = {"DATE", "TIME", "SAVEDATE", "CREATEDATE", "PRINTDATE"}
_REFERRING = {"PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC", "TC", "HYPERLINK"}
_NAMING = {"TITLE", "SUBJECT", "AUTHOR", "FILENAME"}
_FIELDS = frozenset(_COUNTING | _DATING | _REFERRING | _NAMING)


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
    if not _HARMLESS.search(part.filename) or _RUNNING.search(part.filename):
        raise Unsafe("里面有宏、控件或嵌入的对象")
    if not part.filename.lower().endswith((".xml", ".rels")):
        return
    content = package.read(part)
    if content.count(b"{") > _MOST_BRACES:
        raise Unsafe("里面的标记太多")
    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as exc:
        raise Unsafe("文档结构不完整") from exc
    if tree.getroottree().docinfo.doctype:
        raise Unsafe("里面有文档类型声明")
    _check_words(tree)


def _check_words(tree: Any) -> None:
    """Read as Word reads: however the XML is written, in whatever pieces a field is."""
    field: list[str] = []
    for element in tree.iter("{*}*"):
        match etree.QName(element).localname:
            case "Relationship":
                _check_link(element)
            case "Override" | "Default":
                _check_kind(element)
            case "fldSimple":
                _check_field(_attribute(element, "instr"))
            case "instrText":
                field.append(element.text or "")
            case "fldChar":
                _check_field("".join(field))
                field.clear()
    _check_field("".join(field))


def _check_link(element: Any) -> None:
    outside = _attribute(element, "TargetMode").lower() == "external"
    if outside and not _attribute(element, "Type").endswith("/hyperlink"):
        raise Unsafe("里面有指向外部的图片、模板或对象")


def _check_kind(element: Any) -> None:
    kind = _attribute(element, "ContentType").lower()
    if "macroenabled" in kind or "vba" in kind or "activex" in kind:
        raise Unsafe("里面有宏、控件或嵌入的对象")


def _check_field(words: str) -> None:
    """A field that fetches or runs something does so when the document is opened or printed."""
    if words.strip() and words.split()[0].upper() not in _FIELDS:
        raise Unsafe(f"里面有不支持的域（{words.split()[0][:20]}），可能自动取外部内容")


def _attribute(element: Any, name: str) -> str:
    for key, said in element.attrib.items():
        if etree.QName(key).localname == name:
            return str(said)
    return ""
