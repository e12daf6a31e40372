"""The briefing as PDF, set by Typst with the Chinese fonts of this computer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import typst

from mintobrief.domain import Briefing
from mintobrief.errors import MissingFont, MissingResource
from mintobrief.export.edition import Edition
from mintobrief.export.layout import lay_out, name_size, title_lines

TEMPLATE = Path(__file__).with_name("pdf.typ")
# part of the page → the fonts that will do, the official one first
_SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Songti SC",
    "AR PL UMing CN",
)
_SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
_FANGSONG = ("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong")
_SONG = ("宋体", "SimSun", "NSimSun", "STSong")
FONTS: Mapping[str, tuple[str, ...]] = {
    "body": (*_FANGSONG, *_SERIF, *_SONG, *_SANS),
    "title": (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        *_SERIF,
        *_SONG,
        *_SANS,
    ),
    "hei": ("黑体", "SimHei", "STHeiti", "Heiti SC", *_SANS, *_SERIF),
    "kai": (
        "楷体",
        "KaiTi",
        "楷体_GB2312",
        "STKaiti",
        "LXGW WenKai",
        "AR PL UKai CN",
        *_SERIF,
        *_SANS,
    ),
    "song": (*_SONG, *_SERIF, *_SANS),
}


def render(briefing: Briefing, edition: Edition) -> bytes:
    """The bytes of a PDF; raises MissingFont."""
    layout = lay_out(briefing, edition)
    given = {
        "layout": _plain(layout),
        "title_lines": title_lines(layout.title),
        "name_size": name_size(layout.masthead.name),
        "fonts": fonts_used(),
    }
    return typst.compile(_template(), sys_inputs={"given": json.dumps(given)})


def fonts_used() -> dict[str, str]:
    """By part of the page the best font this computer has; raises MissingFont."""
    return {part: choose_font(installed_fonts(), wanted) for part, wanted in FONTS.items()}


def choose_font(installed: frozenset[str], wanted: tuple[str, ...]) -> str:
    """The first of `wanted` that is installed; raises MissingFont."""
    found = next((name for name in wanted if name in installed), None)
    if found is None:
        raise MissingFont((_FANGSONG[0], _SONG[0], _SERIF[0], _SANS[0]))
    return found


@cache
def installed_fonts() -> frozenset[str]:
    """The families of this computer, by every name they go by."""
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())


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
