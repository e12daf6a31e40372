"""All words that a finished file holds, wherever in it: read back as another program would."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

_DEEPEST = 4  # files within files
_BLOCKS = frozenset({"p", "si", "is"})  # what holds one line of words in runs
_HEX = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32,}(?![0-9A-Za-z])")  # digests are nobody's numbers
_FOLDED = re.compile(r"\r?\n[ \t]")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LITERAL = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]{4,}>", re.DOTALL)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HEAD = 4096
# Chinese in UTF-8, and what is printed, in a row
_STRING = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|[\x20-\x7e]){3,}")
_MOST_RAW = 1 << 22  # bytes of one unpacked stream of a PDF


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand at `where`; `raw` says that they are no text for people: names of parts,
    attributes, bytes that may be words."""

    where: str
    text: str
    raw: bool = False


def pieces_of(content: bytes, where: str = "", depth: int = 0) -> Iterator[Piece]:
    """Every piece of a file of any of our formats, told by its content and not by its name."""
    if depth > _DEEPEST:
        return
    if content.startswith(b"PK"):
        yield from _of_zip(content, where, depth)
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(content, where, depth)
    elif _BINARY.search(content[:_HEAD]):
        yield Piece(where or "文件", _strings(content), raw=True)
    else:
        yield from _of_text(content, where)


def _of_zip(content: bytes, where: str, depth: int) -> Iterator[Piece]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            yield Piece(f"{where}压缩包的说明", _decoded(archive.comment), raw=True)
            for entry in archive.infolist():
                place = f"{where}{entry.filename}"
                yield Piece(f"{place} 的名称", entry.filename, raw=True)
                yield from _of_part(archive.read(entry), place, depth)
    except BadZipFile:
        yield Piece(where or "文件", _decoded(content), raw=True)


def _of_part(content: bytes, place: str, depth: int) -> Iterator[Piece]:
    if place.endswith((".xml", ".rels", ".vml")):
        yield from _of_xml(content, place)
    else:
        yield from pieces_of(content, f"{place} ", depth + 1)


def _of_xml(content: bytes, place: str) -> Iterator[Piece]:
    """Runs of a paragraph in one; every text, comment and attribute by itself."""
    from lxml import etree  # type: ignore[import-untyped]

    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        yield Piece(place, _decoded(content), raw=True)
        return
    for element in root.iter():
        if not isinstance(element.tag, str):  # comments, instructions
            yield Piece(place, str(element.text or ""), raw=True)
            continue
        words = element.itertext() if _name(element.tag) in _BLOCKS else [element.text or ""]
        yield Piece(place, "".join(map(str, words)))
        for value in element.attrib.values():
            yield Piece(f"{place} 的属性", unquote(str(value)), raw=True)


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _of_pdf(content: bytes, where: str, depth: int) -> Iterator[Piece]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        for number, page in enumerate(document, start=1):
            yield Piece(f"{where}第 {number} 页", page.get_textpage().get_text_range())
        for name, value in document.get_metadata_dict().items():
            yield Piece(f"{where}文件属性 {name}", value, raw=name.endswith("Date"))
        for mark in document.get_toc():
            yield Piece(f"{where}书签", mark.get_title())
        for number in range(document.count_attachments()):
            attachment = document.get_attachment(number)
            yield Piece(f"{where}附件的名称", attachment.get_name())
            yield from pieces_of(bytes(attachment.get_data()), f"{where}附件 ", depth + 1)
    finally:
        document.close()
    yield from _of_streams(content, where)


def _of_streams(content: bytes, where: str) -> Iterator[Piece]:
    """What else is in the file, unpacked: XMP, alternative texts, what nothing shows."""
    for found in _STREAM.finditer(content):
        unpacked = _unpacked(found[1])
        yield Piece(f"{where}内部数据", _strings(unpacked), raw=True)
        yield from _literals(unpacked, where)
    yield from _literals(_STREAM.sub(b"", content), where)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _MOST_RAW)
    except zlib.error:
        return stream


def _literals(content: bytes, where: str) -> Iterator[Piece]:
    """Strings of a PDF as they are written: (…) and <FEFF…>."""
    for found in _LITERAL.finditer(content):
        said = found[0]
        if said.startswith(b"<"):
            digits = re.sub(rb"\s", b"", said[1:-1])
            said = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            said = re.sub(rb"\\([()\\])", rb"\1", said[1:-1])
        yield Piece(f"{where}内部文字", _decoded(said), raw=True)


def _of_text(content: bytes, where: str) -> Iterator[Piece]:
    text = _decoded(content)
    if re.match(r"\s*<(?:!doctype html|html)", text, re.IGNORECASE):
        yield from _of_html(text, where)
    elif text.startswith("BEGIN:VCALENDAR"):
        yield from _of_lines(_FOLDED.sub("", text), where)
    elif text.startswith("{") and (said := _json(text)) is not None:
        yield from _of_json(said, where)
    else:
        yield from _of_lines(text, where)


def _of_lines(text: str, where: str) -> Iterator[Piece]:
    """As it stands, and without the strokes that md and ics put before signs."""
    for number, line in enumerate(text.splitlines(), start=1):
        shown = re.sub(r"\\n", " ", line)
        yield Piece(f"{where}第 {number} 行", re.sub(r"\\(?=\W)", "", _HEX.sub("", shown)))


def _json(text: str) -> object | None:
    try:
        said: object = json.loads(text)
    except ValueError:
        return None
    return said


def _of_json(said: object, where: str) -> Iterator[Piece]:
    match said:
        case str():
            yield Piece(where or "数据", _HEX.sub("", said))
        case list():
            for item in said:
                yield from _of_json(item, where)
        case dict():
            for key, item in said.items():
                yield Piece(f"{where}{key} 的名称", key, raw=True)
                yield from _of_json(item, f"{where}{key} ")


def _of_html(text: str, where: str) -> Iterator[Piece]:
    page = _Page()
    page.feed(text)
    page.close()
    for line in (*page.lines, "".join(page.line)):
        yield Piece(f"{where}网页", line)
    for hidden in page.hidden:
        yield Piece(f"{where}网页的标记", unquote(hidden), raw=True)


class _Page(HTMLParser):
    """Lines of words as they are shown, and all else that is in the page."""

    _INLINE = frozenset({"span", "b", "i", "em", "strong", "q", "a", "mark", "small", "sub", "sup"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        # a picture's own bytes are no words
        self.hidden += [said for _, said in attrs if said and not said.startswith("data:")]

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self.line.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    def _break(self, tag: str) -> None:
        if tag not in self._INLINE:
            self.lines.append("".join(self.line))
            self.line = []


def _strings(content: bytes) -> str:
    """What may be words among other bytes."""
    if content.startswith((b"\xfe\xff", b"\xff\xfe")) or not _BINARY.search(content):
        return _decoded(content)
    return "\n".join(found[0].decode(errors="ignore") for found in _STRING.finditer(content))


def _decoded(content: bytes) -> str:
    """Bytes as the words that they may be."""
    if content.startswith((b"\xfe\xff", b"\xff\xfe")):
        return content.decode("utf-16", errors="ignore")
    return content.decode("utf-8-sig", errors="ignore")
