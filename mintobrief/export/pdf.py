"""The briefing as PDF, set by Typst: PDF/A-2b, tagged, with the fonts of this computer in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

import typst

from mintobrief.domain import Briefing
from mintobrief.errors import MissingResource
from mintobrief.export.edition import Edition
from mintobrief.export.heads import name_size, title_lines
from mintobrief.export.layout import lay_out
from mintobrief.export.letterhead import PLAIN, Letterhead
from mintobrief.export.typefaces import (
    FONTS,
    choose_font,
    fonts_used,
    installed_fonts,
    unprintable,
)

__all__ = ["FONTS", "choose_font", "fonts_used", "installed_fonts", "render"]

TEMPLATE = Path(__file__).with_name("pdf.typ")
_STANDARD: Final = "a-2b"
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)  # one briefing, one file: the clock stays out of it


def render(briefing: Briefing, edition: Edition, head: Letterhead = PLAIN) -> bytes:
    """The bytes of a PDF; raises MissingFont.

    A character without a glyph stands as its code, 〔U+2B740〕: PDF/A allows no empty box.
    """
    layout = lay_out(briefing, edition, head)
    given = {
        "layout": _plain(layout),
        "title_lines": title_lines(layout.title),
        "name_size": name_size(layout.masthead.name),
        "fonts": fonts_used(),
    }
    day = briefing.reviewed_on
    return _compiled(
        json.dumps(_shown(given)), datetime.combine(day, time(), UTC) if day else _UNDATED
    )


def _compiled(given: str, at: datetime) -> bytes:
    template, inputs = _template(), {"given": given}
    try:
        return typst.compile(template, sys_inputs=inputs, pdf_standards=[_STANDARD], timestamp=at)
    except typst.TypstError:
        # a script whose signs are put together from glyphs that no font has: the page can be
        # drawn, but not to the standard, and the check of the file says so
        return typst.compile(template, sys_inputs=inputs, timestamp=at)


def _template() -> bytes:
    try:
        return TEMPLATE.read_bytes()
    except OSError as exc:
        raise MissingResource(TEMPLATE.name) from exc


def _plain(value: object) -> object:
    """A layout as JSON values, every block with its type as `kind`."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return list(value)
    if is_dataclass(value) and not isinstance(value, type):
        values = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__, **values}
    return value


def _shown(given: object) -> object:
    """The values with every character that no font can show written as its code."""
    lacking = unprintable("".join(_texts(given)))
    if not lacking:
        return given
    codes = {ord(character): f"〔U+{ord(character):X}〕" for character in lacking}
    return _translated(given, codes)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list() | tuple():
            for item in value:
                yield from _texts(item)


def _translated(value: object, codes: dict[int, str]) -> object:
    match value:
        case str():
            return value.translate(codes)
        case dict():
            return {key: _translated(item, codes) for key, item in value.items()}
        case list() | tuple():
            return [_translated(item, codes) for item in value]
        case _:
            return value
