"""The real reader on a printed page (Latin letters: no Chinese font comes with Pillow)."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from mintobrief.config import Settings, read_settings
from mintobrief.domain import ScanRegion
from mintobrief.ingest import open_pages, open_source
from mintobrief.read import OneDesk, Reader, load_corrector, load_engine, read_pages

WRITTEN = ["Elevator repair before 2026-03-20", "Budget 48500 yuan", "Votes 7 to 1"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    cache = tmp_path_factory.mktemp("cache")
    return read_settings({"MINTOBRIEF_CACHE": str(cache), "HOME": "/"})


@pytest.fixture(scope="module")
def engine(settings: Settings) -> Reader:
    return load_engine("rapidocr", settings)


def page() -> Image.Image:
    picture = Image.new("RGB", (1000, 500), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(40)
    for row, words in enumerate(WRITTEN):
        draw.text((80, 60 + 120 * row), words, font=font, fill="black")
    return picture


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_a_printed_page_is_read_line_by_line_where_it_stands(
    engine: Reader, settings: Settings, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"page.{suffix}"
    page().save(path)
    source = open_source(path)
    corrector = load_corrector("trigrams", settings)
    utterances = read_pages(source, open_pages(source), OneDesk(engine), corrector).utterances
    assert [re.sub(r"\W", "", u.text) for u in utterances] == [
        re.sub(r"\W", "", words) for words in WRITTEN
    ]
    assert all(u.confidence is not None and u.confidence > 0.8 for u in utterances)
    tops = [u.evidence.box.top for u in utterances if isinstance(u.evidence, ScanRegion)]
    scale = 1 if suffix == "png" else 200 / 72
    assert tops == pytest.approx([scale * (60 + 120 * row) for row in range(3)], abs=15 * scale)


@pytest.mark.slow
def test_a_blank_page_and_a_speck_hold_nothing(engine: Reader) -> None:
    for height, width in ((300, 300), (1, 1), (2, 9000)):
        assert engine.read_page(np.full((height, width, 3), 255, np.uint8)) == ()


@pytest.mark.slow
def test_the_reader_writes_no_log(
    engine: Reader, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO):
        engine.read_page(np.asarray(page()))
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_a_long_screenshot_is_read_in_strips_and_no_line_twice(engine: Reader) -> None:
    tall = Image.new("RGB", (500, 4000), "white")
    draw, font = ImageDraw.Draw(tall), ImageFont.load_default(30)
    for row in range(60):
        draw.text((40, 20 + 66 * row), f"message {1000 + row}", font=font, fill="black")
    lines = engine.read_page(np.asarray(tall))
    assert [line.text.replace(" ", "") for line in lines] == [
        f"message{1000 + row}" for row in range(60)
    ]
    assert lines[-1].box.top == pytest.approx(20 + 66 * 59, abs=15)


@pytest.mark.slow
def test_every_character_knows_its_place_and_what_else_it_may_be(engine: Reader) -> None:
    (line, *_) = sorted(engine.read_page(np.asarray(page())), key=lambda line: line.box.top)
    assert len(line.glyphs) == len(line.text)
    glyphs = [glyph for glyph in line.glyphs if glyph]
    lefts = [glyph.box.left for glyph in glyphs]
    assert lefts == sorted(lefts)
    assert line.box.left <= lefts[0] < lefts[-1] < line.box.right
    assert all(glyph.probability > 0.3 for glyph in glyphs)
    for character, glyph in zip(line.text, line.glyphs, strict=True):
        assert (glyph is None) == (character == " ")
        assert not glyph or character not in {option.text for option in glyph.others}
