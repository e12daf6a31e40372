"""Scans: any picture comes out as upright RGB on white; a bad file or page says so."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from mintobrief.domain import Source, SourceKind
from mintobrief.errors import (
    EncryptedFile,
    FileGone,
    NoPages,
    TooLarge,
    UnreadableFile,
    UnreadablePage,
)
from mintobrief.ingest import open_pages, open_source

_LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"41" * 32
    + b">/U<"
    + b"42" * 32
    + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
)


def pages(path: Path) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    return [page.image for page in open_pages(open_source(path))]


def half_black(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """The left half black, the right half white."""
    picture = Image.new("L", size, 255)
    picture.paste(0, (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [
        ("RGB", "png"),
        ("L", "png"),
        ("1", "png"),
        ("P", "png"),
        ("I;16", "png"),
        ("LA", "png"),
        ("RGBA", "png"),
        ("RGB", "bmp"),
        ("RGB", "webp"),
        ("RGB", "jpg"),
        ("CMYK", "jpg"),
        ("CMYK", "tif"),
        ("I;16", "tif"),
        ("F", "tif"),
        ("RGB", "heic"),
    ],
)
def test_every_kind_of_picture_becomes_rgb(tmp_path: Path, mode: str, suffix: str) -> None:
    picture = half_black("L" if mode == "I;16" else mode)
    if mode == "I;16":
        deep = np.asarray(picture).astype(np.uint16) * 257
        picture = Image.fromarray(deep)
    picture.save(tmp_path / f"a.{suffix}")
    (found,) = pages(tmp_path / f"a.{suffix}")
    assert found.shape == (40, 60, 3)
    assert found.dtype == np.dtype(np.uint8)
    assert found[20, 10].max() < 30
    assert found[20, 50].min() > 225


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "a.png")
    (found,) = pages(tmp_path / "a.png")
    assert found.min() == 255


def test_a_photo_taken_sideways_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    half_black(size=(60, 40)).save(tmp_path / "a.jpg", exif=exif)
    (found,) = pages(tmp_path / "a.jpg")
    assert found.shape == (60, 40, 3)
    assert found[5, 20].max() < 30


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_a_photo_whose_metadata_is_damaged_is_read_as_it_lies(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    half_black(size=(60, 40)).save(path, exif=b"Exif\0\0garbage that is none")
    (found,) = pages(path)
    assert found.shape == (40, 60, 3)


def test_every_page_of_a_tiff_comes_in_turn(tmp_path: Path) -> None:
    greys = [Image.new("L", (20, 10), grey) for grey in (0, 100, 200)]
    greys[0].save(tmp_path / "a.tif", save_all=True, append_images=greys[1:])
    source = open_source(tmp_path / "a.tif")
    assert (source.kind, source.pages) == (SourceKind.SCAN, 3)
    found = [(page.number, int(page.image[0, 0, 0])) for page in open_pages(source)]
    assert found == [(1, 0), (2, 100), (3, 200)]


def test_a_damaged_page_of_a_tiff_spoils_no_other(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    sheets = [Image.fromarray(rng.integers(0, 255, (90, 90), np.uint8)) for _ in range(3)]
    path = tmp_path / "a.tif"
    sheets[0].save(path, save_all=True, append_images=sheets[1:], compression="tiff_adobe_deflate")
    data = bytearray(path.read_bytes())
    with Image.open(path) as opened:
        opened.seek(1)
        (offset,) = opened.tag_v2[273]  # type: ignore[attr-defined]
    data[offset : offset + 40] = b"\xff" * 40
    path.write_bytes(data)
    good, bad, last = open_pages(open_source(path))
    assert good.image.shape == last.image.shape == (90, 90, 3)
    with pytest.raises(UnreadablePage, match="第 2 页"):
        _ = bad.image


def test_the_frames_of_an_animation_are_no_pages(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), c) for c in ("red", "blue")]
    frames[0].save(tmp_path / "a.webp", save_all=True, append_images=frames[1:])
    assert open_source(tmp_path / "a.webp").pages == 1


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "heic", "bmp", "tif"])
def test_a_picture_cut_short_is_unreadable(tmp_path: Path, suffix: str) -> None:
    rng = np.random.default_rng(1)
    path = tmp_path / f"a.{suffix}"
    Image.fromarray(rng.integers(0, 255, (200, 200, 3), np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableFile, match="损坏或不完整"):
        open_source(path)


def png_of(rows: int, *, mode: str = "RGB", interlaced: bool = False) -> bytes:
    """A PNG said to be 40 high and 30 wide with so many of its rows, all of them black."""
    colour, pixel = {"RGB": (2, 3), "L": (0, 1)}[mode]
    header = struct.pack(">IIBBBBB", 30, 40, 8, colour, 0, 0, interlaced)
    data = zlib.compress(bytes((1 + 30 * pixel) * rows))
    parts = ((b"IHDR", header), (b"IDAT", data[:9]), (b"IDAT", data[9:]), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )


@pytest.mark.parametrize("interlaced", [False, True])
def test_a_png_whose_data_end_early_but_in_order_is_unreadable(
    tmp_path: Path, interlaced: bool
) -> None:
    """Pillow leaves the rows that are missing black, and would say nothing."""
    path = tmp_path / "a.png"
    path.write_bytes(png_of(30, interlaced=interlaced))
    with pytest.raises(UnreadableFile, match="损坏或不完整"):
        open_source(path)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_png_that_ends_black_is_whole(tmp_path: Path, mode: str) -> None:
    (tmp_path / "a.png").write_bytes(png_of(40, mode=mode))
    assert open_source(tmp_path / "a.png").pages == 1
    Image.new(mode, (90, 70)).save(tmp_path / "a.png")
    assert open_source(tmp_path / "a.png").pages == 1


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_half_a_jpeg_with_the_mark_of_an_end_is_unreadable(
    tmp_path: Path, mode: str, how: dict[str, int]
) -> None:
    """A progressive one is all blurred at first: it has lost rows where its first scan broke."""
    rng = np.random.default_rng(1)
    path = tmp_path / "a.jpg"
    noise = Image.fromarray(rng.integers(0, 255, (400, 300, 3), np.uint8)).convert(mode)
    noise.save(path, **how)  # type: ignore[arg-type]
    share = 0.02 if "progressive" in how else 0.5
    head = path.read_bytes().index(b"\xff\xda")
    broken = head + int((path.stat().st_size - head) * share)
    path.write_bytes(path.read_bytes()[:broken] + b"\xff\xd9")
    with pytest.raises(UnreadableFile, match="损坏或不完整"):
        open_source(path)


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_a_jpeg_with_a_hole_in_the_middle_is_unreadable(
    tmp_path: Path, how: dict[str, int]
) -> None:
    """A sector of the card is gone: all that follows is shifted or of other colours."""
    rng = np.random.default_rng(1)
    path = tmp_path / "a.jpg"
    Image.fromarray(rng.integers(0, 255, (400, 300, 3), np.uint8)).save(path, **how)  # type: ignore[arg-type]
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + whole[middle + 512 :])
    with pytest.raises(UnreadableFile, match="损坏或不完整"):
        open_source(path)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_a_jpeg_that_ends_grey_is_whole(tmp_path: Path, mode: str, how: dict[str, int]) -> None:
    for grey in (128, 127, 255):
        picture = half_black(size=(300, 400))
        picture.paste((grey, grey, grey), (0, 200, 300, 400))
        picture.convert(mode).save(tmp_path / "a.jpg", **how)  # type: ignore[arg-type]
        open_source(tmp_path / "a.jpg")
    Image.new(mode, (90, 70), 128 if mode == "L" else (128,) * len(mode)).save(
        tmp_path / "a.jpg",
        **how,  # type: ignore[arg-type]
    )
    open_source(tmp_path / "a.jpg")


def test_a_jpeg_whose_end_stands_behind_an_ff_is_whole(tmp_path: Path) -> None:
    """Wherever that byte stands before the end: one page in two hundred has it where it counts."""
    rng, found = np.random.default_rng(7), set[int]()
    path = tmp_path / "a.jpg"
    while len(found) < 24:
        Image.fromarray(rng.integers(0, 255, (64, 64), np.uint8)).save(path, quality=95)
        end = path.read_bytes()[-32:-2]
        places = {len(end) - place for place, byte in enumerate(end) if byte == 0xFF}
        if places - found:
            assert open_source(path).pages == 1
            found |= places


def test_a_picture_of_200_megapixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 10_000, 8, 2, 0, 0, 0))
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b""))
    with pytest.raises(TooLarge, match="20000×10000"):
        open_source(tmp_path / "a.png")


def test_a_pdf_is_rendered_at_200_dpi(tmp_path: Path) -> None:
    half_black(size=(100, 50)).save(tmp_path / "a.pdf", resolution=50)
    source = open_source(tmp_path / "a.pdf")
    assert (source.kind, source.pages) == (SourceKind.SCAN, 1)
    (found,) = (page.image for page in open_pages(source))
    assert found.shape == (200, 400, 3)
    assert found[100, 50].max() < 30
    assert found[100, 350].min() > 225


def test_an_enormous_page_of_a_pdf_is_rendered_smaller(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14_400, 14_400)
    document.save(tmp_path / "a.pdf")
    document.close()
    (found,) = pages(tmp_path / "a.pdf")
    assert 20_000_000 < found.shape[0] * found.shape[1] <= 31_000_000


def test_a_pdf_without_pages_says_so(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.save(tmp_path / "a.pdf")
    document.close()
    with pytest.raises(NoPages):
        open_source(tmp_path / "a.pdf")


def test_a_pdf_without_pages_is_told_apart_from_the_one_before(tmp_path: Path) -> None:
    """pdfium remembers its last error; a batch meets one file after another."""
    (tmp_path / "locked.pdf").write_bytes(_LOCKED_PDF)
    document = pypdfium2.PdfDocument.new()
    document.save(tmp_path / "a.pdf")
    document.close()
    with pytest.raises(EncryptedFile):
        open_source(tmp_path / "locked.pdf")
    with pytest.raises(NoPages):
        open_source(tmp_path / "a.pdf")


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_LOCKED_PDF)
    with pytest.raises(EncryptedFile, match="密码"):
        open_source(tmp_path / "a.pdf")


@pytest.mark.parametrize("keep", [20, 200])
def test_a_broken_pdf_is_unreadable(tmp_path: Path, keep: int) -> None:
    content = io.BytesIO()
    half_black().save(content, "PDF")
    (tmp_path / "a.pdf").write_bytes(content.getvalue()[:keep])
    with pytest.raises(UnreadableFile):
        open_source(tmp_path / "a.pdf")


def test_a_page_is_decoded_only_when_it_is_asked_for(tmp_path: Path) -> None:
    half_black().save(tmp_path / "a.png")
    source = open_source(tmp_path / "a.png")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nspoilt since")
    (page,) = open_pages(source)
    with pytest.raises(UnreadablePage):
        _ = page.image


@pytest.mark.parametrize("suffix", ["png", "tif", "pdf"])
def test_a_file_that_has_gone_since_is_told(tmp_path: Path, suffix: str) -> None:
    half_black().save(tmp_path / f"a.{suffix}")
    (page,) = open_pages(open_source(tmp_path / f"a.{suffix}"))
    (tmp_path / f"a.{suffix}").unlink()
    with pytest.raises(FileGone):
        _ = page.image
    with pytest.raises(FileGone):
        _ = page.printed


def test_a_source_without_pages_has_none(tmp_path: Path) -> None:
    half_black().save(tmp_path / "a.png")
    assert not list(open_pages(Source("s", SourceKind.SCAN, "a", "0", tmp_path / "a.png")))


@pytest.mark.parametrize("size", [(3, 400), (400, 3)], ids=["tall", "flat"])
def test_a_strip_that_nobody_can_read_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    """An engine works on one for minutes, or pads it until the memory is full."""
    half_black(size=size).save(tmp_path / "a.png")
    with pytest.raises(TooLarge, match="太狭长"):
        open_source(tmp_path / "a.png")


def test_a_panorama_that_would_be_padded_beyond_the_memory_is_refused(tmp_path: Path) -> None:
    half_black("1", (30_001, 600)).save(tmp_path / "a.png")
    with pytest.raises(TooLarge, match="30001"):
        open_source(tmp_path / "a.png")


def test_a_pdf_page_as_thin_as_a_thread_is_not_read(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(1, 5000)
    document.save(tmp_path / "a.pdf")
    document.close()
    (page,) = open_pages(open_source(tmp_path / "a.pdf"))
    with pytest.raises(TooLarge, match="太狭长"):
        _ = page.image


def test_a_pdf_that_claims_pages_it_does_not_have_is_refused(tmp_path: Path) -> None:
    """Each of a million would be asked for, and told of."""
    (tmp_path / "a.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1000000>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(TooLarge, match="1000000 页"):
        open_source(tmp_path / "a.pdf")
