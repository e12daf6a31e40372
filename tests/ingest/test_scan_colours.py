"""Colours come out as they were meant: profiles, inks, depths and directions of grey."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageCms

from mintobrief.errors import UnreadableFile
from mintobrief.ingest import open_pages, open_source
from mintobrief.ingest.scan.colours import Pixels


def only(path: Path) -> Pixels:
    (page,) = open_pages(open_source(path))
    return page.image


def swapped_profile() -> bytes:
    """sRGB with red and green exchanged: whoever honours it sees at once."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack_from(">I", content, 128)
    for place in range(132, 132 + 12 * count, 12):
        tag = bytes(content[place : place + 4])
        content[place : place + 4] = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}.get(tag, tag)
    # the description as well: a profile that calls itself sRGB is not applied
    return bytes(content).replace(b"s\0R\0G\0B", b"g\0R\0G\0B").replace(b"sRGB", b"gRGB")


@pytest.mark.parametrize("suffix", ["png", "tif", "jpg", "webp"])
def test_a_colour_profile_is_honoured(tmp_path: Path, suffix: str) -> None:
    picture = Image.new("RGB", (64, 64), (250, 0, 0))
    picture.save(tmp_path / f"a.{suffix}", icc_profile=swapped_profile(), quality=95)
    red, green, _ = only(tmp_path / f"a.{suffix}")[32, 32]
    assert green > 200 > 100 > red


def test_a_profile_is_honoured_below_transparency_and_palettes(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (8, 8), (250, 0, 0, 0))
    clear.paste((250, 0, 0, 255), (0, 0, 4, 8))
    clear.save(tmp_path / "a.png", icc_profile=swapped_profile())
    found = only(tmp_path / "a.png")
    assert found[4, 1, 1] > 200 > 100 > found[4, 1, 0]
    assert found[4, 6].tolist() == [255, 255, 255]
    Image.new("RGB", (8, 8), (250, 0, 0)).convert("P").save(
        tmp_path / "b.png", icc_profile=swapped_profile()
    )
    assert only(tmp_path / "b.png")[4, 4, 1] > 200


@pytest.mark.parametrize(
    "profile",
    [b"nothing of the kind", b"\0" * 200, swapped_profile()[:300]],
    ids=["words", "zeros", "cut short"],
)
def test_a_broken_profile_is_as_good_as_none(tmp_path: Path, profile: bytes) -> None:
    Image.new("RGB", (8, 8), (250, 0, 0)).save(tmp_path / "a.png", icc_profile=profile)
    assert only(tmp_path / "a.png")[4, 4].tolist() == [250, 0, 0]


def test_a_profile_for_other_colours_is_as_good_as_none(tmp_path: Path) -> None:
    Image.new("L", (8, 8), 200).save(tmp_path / "a.png", icc_profile=swapped_profile())
    assert only(tmp_path / "a.png")[4, 4].tolist() == [200, 200, 200]


def without_adobe(jpeg: bytes) -> bytes:
    """The same file without the segment by which Adobe says that its inks are inverted."""
    place = jpeg.index(b"\xff\xee")
    (length,) = struct.unpack_from(">H", jpeg, place + 2)
    return jpeg[:place] + jpeg[place + 2 + length :]


def test_inks_are_right_with_and_without_the_mark_that_they_are_inverted(tmp_path: Path) -> None:
    inks = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    inks.save(tmp_path / "adobe.jpg", quality=95)
    plain = io.BytesIO()
    ImageChops.invert(inks).save(plain, "JPEG", quality=95)
    (tmp_path / "plain.jpg").write_bytes(without_adobe(plain.getvalue()))
    for name in ("adobe.jpg", "plain.jpg"):
        red, green, blue = only(tmp_path / name)[8, 8]
        assert red > 240 > 15 > max(green, blue), name


@pytest.mark.parametrize("bits", [10, 12, 16])
def test_deep_greys_are_as_light_as_their_scanner_meant(tmp_path: Path, bits: int) -> None:
    top = 2**bits - 1
    deep = np.full((8, 8), top, np.uint16)
    deep[:, :4] = 0
    Image.fromarray(deep).save(tmp_path / "a.png")
    found = only(tmp_path / "a.png")
    assert found[4, 1].tolist() == [0, 0, 0]
    assert found[4, 6].tolist() == [255, 255, 255]


def test_deep_greys_where_white_is_zero_are_turned_round(tmp_path: Path) -> None:
    deep = np.zeros((8, 8), np.uint16)
    deep[:, :4] = 65535
    Image.fromarray(deep).save(tmp_path / "a.tif", tiffinfo={262: 0})
    data = bytearray((tmp_path / "a.tif").read_bytes())
    with Image.open(tmp_path / "a.tif") as opened:
        assert opened.tag_v2[262] == 0, data[:8]  # type: ignore[attr-defined]
    found = only(tmp_path / "a.tif")
    assert found[4, 1].max() == 0
    assert found[4, 6].min() == 255


def tiff(width: int, tags: dict[int, tuple[int, tuple[int, ...]]], pixels: bytes) -> bytes:
    """A TIFF of 8 rows that Pillow cannot write; a tag is its type (3 short, 4 long) and values."""
    offset = 8 + 2 + 12 * (len(tags) + 1) + 4
    longer = b""
    entries = b""
    for tag, (kind, values) in sorted({**tags, 273: (4, (0,))}.items()):
        packed = struct.pack(f"<{len(values)}{'HI'[kind - 3]}", *values)
        if len(packed) > 4:
            where, longer = offset + len(longer), longer + packed
            packed = struct.pack("<I", where)
        if tag == 273:
            packed = b"DATA"
        entries += struct.pack("<HHI", tag, kind, len(values)) + packed.ljust(4, b"\0")
    body = struct.pack("<H", len(tags) + 1) + entries + b"\0" * 4 + longer
    return b"II*\0\x08\0\0\0" + body.replace(b"DATA", struct.pack("<I", 8 + len(body))) + pixels


def test_colours_of_sixteen_bits_keep_their_high_byte(tmp_path: Path) -> None:
    row = struct.pack("<3H", 65535, 128 * 256, 0) * 8
    tags = {
        256: (3, (8,)), 257: (3, (8,)), 258: (3, (16, 16, 16)), 259: (3, (1,)), 262: (3, (2,)),
        277: (3, (3,)), 278: (3, (8,)), 279: (4, (len(row) * 8,)),
    }  # fmt: skip
    (tmp_path / "a.tif").write_bytes(tiff(8, tags, row * 8))
    assert only(tmp_path / "a.tif")[4, 4].tolist() == [255, 128, 0]


def test_lab_colours_are_seen(tmp_path: Path) -> None:
    """Such a picture broke the program: Pillow does not turn it into RGB by itself."""
    Image.new("LAB", (8, 8), (255, 128, 128)).save(tmp_path / "a.tif")
    assert only(tmp_path / "a.tif").min() > 240


def noisy(path: Path, *, progressive: bool) -> Path:
    rng = np.random.default_rng(1)
    Image.fromarray(rng.integers(0, 255, (200, 200, 3), np.uint8)).save(
        path, progressive=progressive
    )
    return path


@pytest.mark.parametrize("progressive", [False, True])
def test_a_copy_that_broke_off_and_ends_in_zeros_is_not_read_as_half_a_picture(
    tmp_path: Path, progressive: bool
) -> None:
    """The file is as long as it should be, and the decoder content with a grey lower half."""
    path = noisy(tmp_path / "a.jpg", progressive=progressive)
    whole = path.read_bytes()
    open_source(path)
    path.write_bytes(whole[: len(whole) // 2] + b"\0" * (len(whole) - len(whole) // 2))
    with pytest.raises(UnreadableFile, match="损坏或不完整"):
        open_source(path)


def test_what_a_phone_appends_to_its_photo_does_no_harm(tmp_path: Path) -> None:
    path = noisy(tmp_path / "a.jpg", progressive=True)
    path.write_bytes(path.read_bytes() + b"Image_UTC_Data1700000000000" + b"\0" * 99)
    assert only(path).shape == (200, 200, 3)
