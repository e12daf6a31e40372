"""TIFFs of many pages are walked once; thumbnails are no pages."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
from PIL import Image

from mintobrief.errors import UnreadableFile
from mintobrief.ingest import open_pages, open_source


def many(path: Path, pages: int, *, compression: str | None = None, big_tiff: bool = False) -> Path:
    greys = [Image.new("L", (6, 4), number) for number in range(pages)]
    more, first = greys[1:], greys[0]
    first.save(path, save_all=True, append_images=more, compression=compression, big_tiff=big_tiff)
    return path


def chained(path: Path, pages: int) -> Path:
    """A TIFF of pages of one pixel; Pillow takes a minute to write as many."""
    size = 2 + 12 * 6 + 4
    parts = [b"II*\0", struct.pack("<I", 8)]
    for number in range(pages):
        start = 8 + number * size
        tags = {256: 1, 257: 1, 258: 8, 262: 1, 273: start, 279: 1}
        parts.append(struct.pack("<H", len(tags)))
        parts += [struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items()]
        parts.append(struct.pack("<I", start + size if number + 1 < pages else 0))
    path.write_bytes(b"".join(parts))
    return path


@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
@pytest.mark.parametrize("big", [False, True], ids=["small", "big"])
def test_each_page_is_the_one_that_was_asked_for(
    tmp_path: Path, compression: str | None, big: bool
) -> None:
    path = many(tmp_path / "a.tif", 5, compression=compression, big_tiff=big)
    found = list(open_pages(open_source(path)))
    assert [int(page.image[0, 0, 0]) for page in reversed(found)] == [4, 3, 2, 1, 0]


def test_the_last_of_three_thousand_pages_is_no_slower_than_the_first(tmp_path: Path) -> None:
    """Walked from the first page each time, they took minutes."""
    found = list(open_pages(open_source(chained(tmp_path / "a.tif", 3001))))
    assert len(found) == 3001
    assert found[-1].image.shape == (1, 1, 3)
    began = time.process_time()
    for page in found[-50:]:
        _ = page.image
    assert time.process_time() - began < 1.5


def test_thumbnails_are_no_pages(tmp_path: Path) -> None:
    small, large = Image.new("L", (6, 4), 10), Image.new("L", (60, 40), 200)
    small.encoderinfo = {"tiffinfo": {254: 1}}
    large.save(tmp_path / "a.tif", save_all=True, append_images=[small])
    source = open_source(tmp_path / "a.tif")
    assert source.pages == 1
    (page,) = open_pages(source)
    assert page.image.shape == (40, 60, 3)


def end_of(data: bytes | bytearray, place: int) -> int:
    """Where a directory tells where the next one stands."""
    return int(place + 2 + 12 * struct.unpack_from("<H", data, place)[0])


def following(data: bytes | bytearray, place: int) -> int:
    return int(struct.unpack_from("<I", data, end_of(data, place))[0])


def test_a_chain_of_pages_that_bites_its_tail_ends_there(tmp_path: Path) -> None:
    path = many(tmp_path / "a.tif", 3)
    data = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", data, 4)
    last = following(data, following(data, first))
    struct.pack_into("<I", data, end_of(data, last), first)
    path.write_bytes(data)
    assert open_source(path).pages == 3


def test_a_tiff_whose_last_pages_are_missing_is_not_read_in_silence(tmp_path: Path) -> None:
    path = many(tmp_path / "a.tif", 5)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableFile, match="损坏或不完整"):
        open_source(path)
