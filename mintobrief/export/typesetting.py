"""Pages are set by Typst: PDF/A-2b, tagged, with the fonts of this computer in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import typst

from mintobrief.export.shipped import shipped_bytes
from mintobrief.export.typefaces import unprintable

_STANDARD: Final = "a-2b"
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # one briefing, one file: the clock stays out of it


def compiled(template: Path, given: str, day: date | None) -> bytes:
    """The PDF that the template makes of what is `given`, dated that day.

    Raises MissingResource.
    """
    read, inputs = shipped_bytes(template), {"given": given}
    at = datetime.combine(day, time(), UTC) if day else _UNDATED
    try:
        return typst.compile(read, sys_inputs=inputs, pdf_standards=[_STANDARD], timestamp=at)
    except typst.TypstError:
        # a script whose signs are put together from glyphs that no font has: the page can be
        # drawn, but not to the standard, and the check of the file says so
        return typst.compile(read, sys_inputs=inputs, timestamp=at)


def given_to(values: object) -> str:
    """Blocks and texts as a template reads them: JSON, every block with its type as `kind`.

    A character without a glyph stands as its code, 〔U+2B740〕: PDF/A allows no empty box.
    """
    return json.dumps(_shown(_plain(values)))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
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
