"""A template filled by docxtpl, in a sandbox; runs in a process of its own (see bounded.py)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import (  # type: ignore[import-untyped]
    XMLParser,
    XMLSyntaxError,
    fromstring,
)

from mintobrief.export.template.fields import Value
from mintobrief.export.template.package import Unsafe, check_package
from mintobrief.export.template.vet import Refused, Vetting

# where a document keeps words; words anywhere else are not shown
_WORDED = frozenset({"t", "delText", "instrText", "delInstrText"})
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RED = "FF0000"
# what the standard has behind the colour among the looks of a run
_BEHIND_COLOUR = tuple(
    f"w:{name}"
    for name in (
        *("spacing", "w", "kern", "position", "sz", "szCs", "highlight"),
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "lang"),
    )
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a template: a document with the fields it used, or why there is none."""

    content: bytes = b""
    used: frozenset[str] = frozenset()
    refused: str = ""


def fill(template: bytes, values: Mapping[str, Value], missing: tuple[str, ...]) -> Filled:
    """The template with the values in it; what is `missing` (words of ours) in red.

    Never raises for what a template may hold: `refused` says in Chinese what is wrong.
    """
    try:
        check_package(template)
        return _filled(template, values, missing)
    except (Unsafe, Refused) as exc:
        return Filled(refused=str(exc))
    except TemplateError as exc:
        return Filled(refused=f"标记写得不对（{exc.message or type(exc).__name__}）")
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as exc:
        # of a picture, say: what is no XML was not unpacked until now
        return Filled(refused=f"有一件内容已损坏，打不开（{type(exc).__name__}）")
    except (XMLSyntaxError, ValueError, LookupError, AttributeError, TypeError) as exc:
        # python-docx and docxtpl raise what happens to go wrong on a broken document
        return Filled(refused=f"文档结构不完整，打不开（{type(exc).__name__}）")
    except (RecursionError, MemoryError):
        return Filled(refused="内容嵌套太深或太大")


def _filled(template: bytes, values: Mapping[str, Value], missing: tuple[str, ...]) -> Filled:
    vetting = Vetting()
    document = _Template(BytesIO(template))
    document.render(dict(values), _Vetted(vetting), autoescape=True)
    _redden(document.docx.element.body, missing)
    file = BytesIO()
    document.save(file)
    return Filled(file.getvalue(), frozenset(vetting.used))


class _Vetted(SandboxedEnvironment):
    """An environment that reads every template before it makes a program of it."""

    def __init__(self, vetting: Vetting) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.vetting = vetting

    def from_string(self, source: Any, *rest: Any, **more: Any) -> Template:
        self.vetting.read(self.parse(source))
        return super().from_string(source, *rest, **more)


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl mends broken XML by leaving things out; here that is an error."""

    def render_xml_part(self, *given: object, **more: object) -> str:
        xml = str(super().render_xml_part(*given, **more))
        # not python-docx's parser: its elements have a `text` of their own making
        for element in fromstring(xml, XMLParser(resolve_entities=False)).iter():
            if _has_stray_words(element):
                raise Refused("有字段写在了文字之外（如 {{r …}}、{{p …}}），印不出来")
        return xml


def _has_stray_words(element: Any) -> bool:
    """Whether words stand where Word shows none: they would be lost without a word."""
    if not isinstance(element.tag, str) or not element.tag.startswith(_WORD):
        return False
    inside = element.text if element.tag.removeprefix(_WORD) not in _WORDED else None
    return bool((inside or "").strip() or (element.tail or "").strip())


def _redden(body: BaseOxmlElement, missing: tuple[str, ...]) -> None:
    """Put what the meeting did not settle in red, wherever the template has it."""
    if not missing:
        return
    words = re.compile("|".join(map(re.escape, missing)))
    for run in list(body.iter(qn("w:r"))):
        texts = run.findall(qn("w:t"))
        if len(texts) == 1 and words.search(texts[0].text or ""):
            for piece in _pieces(run, texts[0].text or "", words):
                run.addprevious(piece)
            run.getparent().remove(run)


def _pieces(run: BaseOxmlElement, text: str, words: re.Pattern[str]) -> Iterator[BaseOxmlElement]:
    """The run cut before and behind what is missing; each piece looks as the run did."""
    end = 0
    for found in words.finditer(text):
        yield from _piece(run, text[end : found.start()], red=False)
        yield from _piece(run, found[0], red=True)
        end = found.end()
    yield from _piece(run, text[end:], red=False)


def _piece(run: BaseOxmlElement, text: str, *, red: bool) -> Iterator[BaseOxmlElement]:
    if not text:
        return
    piece = deepcopy(run)
    shown = piece.find(qn("w:t"))
    shown.text = text
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if red:
        _paint_red(piece.get_or_add_rPr())
    yield piece


def _paint_red(looks: BaseOxmlElement) -> None:
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), _RED)
    for old in looks.findall(qn("w:color")):
        looks.remove(old)
    looks.insert_element_before(colour, *_BEHIND_COLOUR)
