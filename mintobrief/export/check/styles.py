"""What a Word document's styles amount to, through all that they are based on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from mintobrief.errors import UnreadableFile
from mintobrief.export.template.package import Unsafe, check_package

_DEEPEST = 20  # styles based on styles based on …: deeper is a loop


@dataclass(frozen=True, slots=True)
class Look:
    """What text in a style looks like; sizes in points, lengths in twips, "" for unsaid."""

    font: str
    size: float
    spacing: float
    colour: str
    bold: bool
    alignment: str
    pitch: int
    exact: bool
    first_line: int
    border: str
    frame: bool


def open_docx(path: Path) -> WordDocument:
    """Raises UnreadableFile for what is no Word document, or none that may be opened."""
    kind = "Word 文档（docx）"
    try:
        check_package(path.read_bytes())
        return Document(str(path))
    except Unsafe as exc:
        raise UnreadableFile(path.name, kind, str(exc)) from exc
    except (OSError, BadZipFile, PackageNotFoundError, XMLSyntaxError, LookupError) as exc:
        raise UnreadableFile(path.name, kind, "打不开") from exc
    except (ValueError, AttributeError, TypeError) as exc:  # python-docx on a broken document
        raise UnreadableFile(path.name, kind, "里面已损坏") from exc


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document."""

    document: WordDocument

    def look(self, paragraph: Paragraph) -> Look:
        """The look of a paragraph, its own formatting first."""
        own = paragraph._p.pPr
        style = paragraph.style.style_id if paragraph.style is not None else ""
        return self._look([*([own] if own is not None else []), *self._chain(style)])

    def look_of(self, style: str) -> Look:
        """The look of the style of that id; that of plain text where there is none."""
        return self._look(list(self._chain(style)))

    def _chain(self, style: str) -> Iterator[BaseOxmlElement]:
        """The style, what it is based on, and so on down to the document's defaults."""
        root = self.document.styles.element
        known = {s.get(qn("w:styleId")): s for s in root.findall(qn("w:style"))}
        for _ in range(_DEEPEST):
            found = known.get(style)
            if found is None:
                break
            yield found
            below = found.find(qn("w:basedOn"))
            style = below.get(qn("w:val"), "") if below is not None else ""
        yield from root.findall(qn("w:docDefaults"))

    def _look(self, chain: list[BaseOxmlElement]) -> Look:
        return Look(
            font=_first(chain, "rFonts", "eastAsia"),
            size=_number(_first(chain, "sz", "val")) / 2,
            spacing=_number(_first(_text_only(chain), "spacing", "val")) / 20,
            colour=_first(chain, "color", "val"),
            bold=_first(chain, "b", "val", "1") not in ("", "0", "false"),
            alignment=_first(chain, "jc", "val"),
            pitch=int(_number(_first(chain, "spacing", "line"))),
            exact=_first(chain, "spacing", "lineRule") == "exact",
            first_line=int(_number(_first(chain, "ind", "firstLineChars"))),
            border=_border(chain),
            frame=bool(_first(chain, "framePr", "yAlign")),
        )


def _text_only(chain: list[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """The properties of text: `spacing` is a name for two things."""
    return [found for element in chain for found in element.iter(qn("w:rPr"))]


def _first(chain: list[BaseOxmlElement], name: str, attribute: str, bare: str = "") -> str:
    """What the nearest element of that name says; `bare` where it says nothing."""
    for element in chain:
        for found in element.iter(qn(f"w:{name}")):
            said = found.get(qn(f"w:{attribute}"))
            if said is not None or bare:
                return str(said or bare)
    return ""


def _border(chain: list[BaseOxmlElement]) -> str:
    """Colour, thickness and distance of the line below: FF0000 12 11."""
    for element in chain:
        for borders in element.iter(qn("w:pBdr")):
            line = borders.find(qn("w:bottom"))
            if line is not None:
                said = (line.get(qn(f"w:{key}"), "") for key in ("color", "sz", "space"))
                return " ".join(said)
    return ""


def _number(said: str) -> float:
    try:
        return float(said or 0)
    except ValueError:
        return 0.0
