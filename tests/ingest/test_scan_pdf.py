"""PDFs of any size are opened once for many pages, and nothing in them is ever run."""

from __future__ import annotations

import pickle
import zlib
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from mintobrief.errors import TooLarge, UnreadablePage
from mintobrief.ingest import open_pages, open_source
from tests.ingest.pdfs import page, picture, stream, text, write


def test_a_document_is_opened_once_for_many_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened for each of its pages, one of 5,000 would take hours; never closed, it would fill
    the memory."""
    path = write(
        tmp_path / "a.pdf", [page(text((9, 9, str(n))), size=(99, 99)) for n in range(130)]
    )
    source, opened = open_source(path), list[Path]()
    document = pypdfium2.PdfDocument

    def counted(path: Path) -> pypdfium2.PdfDocument:
        opened.append(path)
        return document(path)

    monkeypatch.setattr(pypdfium2, "PdfDocument", counted)
    shapes = {found.image.shape for found in open_pages(source)}
    assert shapes == {(275, 275, 3)}
    assert len(opened) == 3


def test_a_document_that_has_changed_is_opened_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", [page(b"", size=(72, 72))])
    (found,) = open_pages(open_source(path))
    assert found.image.shape == (200, 200, 3)
    write(path, [page(b"", size=(144, 72))])
    assert found.image.shape == (200, 400, 3)


def test_a_page_is_small_and_another_process_can_have_it(tmp_path: Path) -> None:
    (found,) = open_pages(open_source(write(tmp_path / "a.pdf", [page(text((9, 9, "7")))])))
    assert found.image.size > 0
    handed = pickle.dumps(found)
    assert len(handed) < 2000
    assert pickle.loads(handed) == found  # noqa: S301


def test_scripts_attachments_and_forms_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would write a file, start a program, or ask a server."""
    monkeypatch.chdir(tmp_path)
    script = b"<</S/JavaScript/JS(app.launchURL('http://127.0.0.1:9/');this.saveAs('run.txt');)>>"
    launch = b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>"
    attached = stream(b"#!/bin/sh\ntouch run.txt", b"/Type/EmbeddedFile")
    catalog = (
        b"/OpenAction 4 0 R/AA<</WC 5 0 R>>/Names<</JavaScript<</Names[(a) 4 0 R]>>"
        b"/EmbeddedFiles<</Names[(a.sh)<</Type/Filespec/F(a.sh)/EF<</F 6 0 R>>>>]>>>>"
    )
    path = write(
        tmp_path / "a.pdf",
        [page(text((72, 700, "Carried")), more=b"/AA<</O 4 0 R>>")],
        catalog=catalog,
        others=[script, launch, attached],
    )
    (found,) = open_pages(open_source(path))
    assert found.image.min() < 60
    assert [line.text for line in found.printed] == ["Carried"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]
    assert not pypdfium2.PDFIUM_INFO.flags  # V8 would be one, and XFA


def test_what_was_filled_into_a_form_is_seen(tmp_path: Path) -> None:
    look = stream(b"0 g 0 0 100 20 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 100 20]")
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(yes)/F 4/Rect[100 100 200 120]/AP<</N 4 0 R>>>>"
    )
    path = write(
        tmp_path / "a.pdf",
        [page(b"", more=b"/Annots[5 0 R]", size=(300, 300))],
        catalog=b"/AcroForm<</Fields[5 0 R]>>",
        others=[look, field],
    )
    (found,) = open_pages(open_source(path))
    assert found.image.min() < 60
    assert found.printed == ()


def test_a_picture_of_900_megapixels_in_a_page_is_refused_before_it_is_decoded(
    tmp_path: Path,
) -> None:
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
    bomb = stream(
        zlib.compress(b"\0" * 9999), head + b"/Filter/FlateDecode/Width 30000/Height 30000"
    )
    path = write(tmp_path / "a.pdf", [page(b"q 500 0 0 500 0 0 cm /I Do Q")], image=bomb)
    (found,) = open_pages(open_source(path))
    with pytest.raises(TooLarge, match="30000×30000"):
        _ = found.image


def test_a_scan_that_lacks_rows_is_told_and_not_painted_grey(tmp_path: Path) -> None:
    """Another page of the document, or a small picture, is none the worse for it."""
    rng = np.random.default_rng(1)
    shown = page(b"q 500 0 0 500 0 0 cm /I Do Q")
    for size, whole in ((600, False), (100, True)):
        noise = Image.fromarray(rng.integers(0, 255, (size, size, 3), np.uint8))
        written = picture(noise)
        path = write(tmp_path / "a.pdf", [shown], image=written)
        [found] = open_pages(open_source(path))
        assert found.image.size > 0
        head = written.index(b"\xff\xda")
        broken = written[: (head + len(written)) // 2]
        lost = b"\0" * (len(written) - len(broken) - len(b"\xff\xd9\nendstream"))
        path = write(tmp_path / "a.pdf", [shown], image=broken + lost + b"\xff\xd9\nendstream")
        [found] = open_pages(open_source(path))
        if whole:
            assert found.image.size > 0
            continue
        with pytest.raises(UnreadablePage, match="图片已损坏或不完整"):
            _ = found.image


def test_a_scan_that_comes_in_bands_is_no_strip(tmp_path: Path) -> None:
    band = picture(Image.new("RGB", (1240, 8), "black"))
    path = write(tmp_path / "a.pdf", [page(b"q 595 0 0 4 0 400 cm /I Do Q")], image=band)
    (found,) = open_pages(open_source(path))
    assert found.image.min() < 30


def test_a_document_that_is_gone_or_spoilt_is_told_page_by_page(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", [page(b"")] * 2)
    found = list(open_pages(open_source(path)))
    path.write_bytes(b"%PDF-1.7 spoilt since")
    for number, spoilt in enumerate(found, 1):
        with pytest.raises(UnreadablePage, match=f"第 {number} 页"):
            _ = spoilt.image
