"""Which characters the fonts of this computer show, and which typefaces they lack."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
import typst

from mintobrief.export.glyphs import FontFile, shown_by, without_glyph
from mintobrief.export.typefaces import (
    FONTS,
    OFFICIAL,
    fonts_used,
    installed_fonts,
    missing_faces,
    stand_ins,
    unprintable,
)

FONTLESS = pytest.mark.skipif(
    not installed_fonts() & set(FONTS["body"]), reason="no Chinese font on this computer"
)


def font_file(path: Path, table: bytes) -> FontFile:
    """A font that is a cmap table alone, for Unicode."""
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    head = struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0)
    record = struct.pack(">4sIII", b"cmap", 0, len(head) + 16, len(cmap))
    path.write_bytes(head + record + cmap)
    return FontFile(str(path), 0)


def groups(*ranges: tuple[int, int]) -> bytes:
    """Format 12."""
    body = b"".join(struct.pack(">III", first, last, 1) for first, last in ranges)
    return struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(ranges)) + body


def segments(*ranges: tuple[int, int, int]) -> bytes:
    """Format 4: first, last and what is added to get the glyph."""
    found = (*ranges, (0xFFFF, 0xFFFF, 1))
    columns = (
        *(last for _, last, _ in found),
        0,
        *(first for first, _, _ in found),
        *(delta & 0xFFFF for _, _, delta in found),
        *(0 for _ in found),
    )
    return struct.pack(">7H", 4, 0, 0, 2 * len(found), 0, 0, 0) + struct.pack(
        f">{len(columns)}H", *columns
    )


def test_groups_hold_what_lies_between_their_ends(tmp_path: Path) -> None:
    font = font_file(tmp_path / "f.ttf", groups((0x4E00, 0x4E02), (0x20000, 0x20000)))
    assert without_glyph("一丁丂七\U00020000\U00020001", [font]) == ("七", "\U00020001")


def test_segments_hold_what_has_a_glyph(tmp_path: Path) -> None:
    """A place that leads to glyph 0 is none."""
    font = font_file(tmp_path / "f.ttf", segments((0x4E00, 0x4E02, -0x4E01)))
    assert without_glyph("一丁丂七", [font]) == ("丁", "七")


def test_a_damaged_font_shows_nothing(tmp_path: Path) -> None:
    """Whatever it is cut off at."""
    whole = font_file(tmp_path / "f.ttf", groups((0x4E00, 0x4E02)))
    content = Path(whole.path).read_bytes()
    for end in range(0, len(content), 3):
        cut = tmp_path / f"{end}.ttf"
        cut.write_bytes(content[:end])
        assert shown_by(FontFile(str(cut), 0), frozenset({0x4E00})) == frozenset()


def test_what_has_no_shape_needs_no_glyph() -> None:
    """Joiners, selectors of a variant, spaces."""
    assert without_glyph("\u200d\ufe0f\U000e0100\u3000 ", []) == ()


@FONTLESS
@pytest.mark.parametrize("character", [*"永㎡①〇", "\U0002b740", "\U00030ede"])
def test_we_know_what_the_typesetter_can_show(character: str) -> None:
    """Typst refuses PDF/A for a character without a glyph: ours and its word are the same."""
    source = f'#set document(title: "x")\n#set text(font: "{fonts_used()["body"]}")\n{character}'
    try:
        typst.compile(source.encode(), pdf_standards=["a-2b"])
        refused = False
    except typst.TypstError:
        refused = True
    assert bool(unprintable(character)) is refused


def test_a_typeface_is_there_under_any_of_its_names() -> None:
    assert missing_faces(frozenset({"SimSun", "FangSong_GB2312"})) == (
        "方正小标宋简体",
        "黑体",
        "楷体",
    )


@FONTLESS
def test_what_stands_in_is_told_for_what_is_missing_alone() -> None:
    absent = missing_faces(installed_fonts())
    assert tuple(stand_ins()) == absent
    assert set(absent) <= {names[0] for names in OFFICIAL.values()}
