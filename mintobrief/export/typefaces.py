"""The typefaces of an official paper, and what stands in for those this computer lacks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import typst

from mintobrief.errors import MissingFont
from mintobrief.export.glyphs import FontFile, without_glyph

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
# part of the page → its official name, and the names under which that typeface is installed
OFFICIAL: Mapping[str, tuple[str, ...]] = {
    "body": ("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong"),
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "hei": ("黑体", "SimHei", "STHeiti", "Heiti SC"),
    "kai": ("楷体", "KaiTi", "楷体_GB2312", "STKaiti"),
    "song": ("宋体", "SimSun", "NSimSun", "STSong"),
}
_KAI = ("LXGW WenKai", "LXGW WenKai GB", "AR PL UKai CN")
FONTS: Mapping[str, tuple[str, ...]] = {
    "body": (*OFFICIAL["body"], *_SERIF, *OFFICIAL["song"], *_SANS),
    "title": (*OFFICIAL["title"], *_SERIF, *OFFICIAL["song"], *_SANS),
    "hei": (*OFFICIAL["hei"], *_SANS, *_SERIF),
    "kai": (*OFFICIAL["kai"], *_KAI, *_SERIF, *_SANS),
    "song": (*OFFICIAL["song"], *_SERIF, *_SANS),
}


def fonts_used() -> dict[str, str]:
    """By part of the page the best font this computer has; raises MissingFont."""
    return {part: choose_font(installed_fonts(), wanted) for part, wanted in FONTS.items()}


def choose_font(installed: frozenset[str], wanted: tuple[str, ...]) -> str:
    """The first of `wanted` that is installed; raises MissingFont."""
    found = next((name for name in wanted if name in installed), None)
    if found is None:
        raise MissingFont((OFFICIAL["body"][0], OFFICIAL["song"][0], _SERIF[0], _SANS[0]))
    return found


def missing_faces(installed: frozenset[str]) -> tuple[str, ...]:
    """The official typefaces, by their Chinese names, that are not there under any name."""
    return tuple(names[0] for names in OFFICIAL.values() if not installed & set(names))


def stand_ins() -> dict[str, str]:
    """Official typeface → the font a PDF has in its place; raises MissingFont."""
    used, absent = fonts_used(), missing_faces(installed_fonts())
    return {names[0]: used[part] for part, names in OFFICIAL.items() if names[0] in absent}


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that no font of this computer can show: rare ones, some emoji."""
    return without_glyph(text, _font_files())


@cache
def installed_fonts() -> frozenset[str]:
    """The families of this computer, by every name they go by."""
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())


@cache
def _font_files() -> tuple[FontFile, ...]:
    """Every font of this computer, those with Chinese first: they hold nearly all that is asked."""
    known = {family for families in FONTS.values() for family in families}
    fonts = typst.Fonts(include_embedded_fonts=False).fonts()
    ordered = sorted(fonts, key=lambda font: font.family not in known)
    return tuple(dict.fromkeys(FontFile(font.path, font.index) for font in ordered if font.path))
