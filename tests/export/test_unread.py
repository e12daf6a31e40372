"""What could not be read is shown as a picture, in the full copy alone."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from PIL import Image

from mintobrief.domain import (
    Box,
    Briefing,
    Cutting,
    Doubt,
    DoubtKind,
    Glyph,
    Mark,
    MarkKind,
    Option,
    PageReport,
    PageState,
)
from mintobrief.export import Edition, write_briefing
from tests.export.conftest import MEETING, UTTERANCES, reviewed

LABEL = "附：未能辨认的原件"


def jpeg(width: int = 240, height: int = 40) -> bytes:
    file = BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def gappy() -> Briefing:
    """A briefing with a line on page 3 that could not all be read."""
    text = "电动自行车棚选址□□定。"
    line = replace(
        UTTERANCES[2],
        text=text,
        glyphs=(Glyph(Box(1, 1, 9, 9), 0.5, (Option("某", 0.2),)),) * len(text),
        doubts=(Doubt(8, 10, DoubtKind.UNSURE),),
        wrapped=True,
    )
    report = PageReport("s", 3, PageState.CHECK, marks=(Mark(MarkKind.ILLEGIBLE, Box(1, 1, 9, 9)),))
    utterances = (*UTTERANCES[:2], line, *UTTERANCES[3:])
    meeting = replace(MEETING, utterances=utterances, pages=(report,))
    cuttings = (
        Cutting("s", 3, jpeg(), 240, 40, utterance=2),
        Cutting("s", 2, b"", 0, 0, whole=True),
    )
    return replace(reviewed(meeting), cuttings=cuttings)


def written(briefing: Briefing, name: str, folder: Path, edition: Edition) -> bytes:
    write_briefing(briefing, name, folder / "b", edition)
    return (folder / "b").read_bytes()


def test_a_document_shows_the_picture_and_where_it_stands(gappy: Briefing, tmp_path: Path) -> None:
    """Under its number; the index of evidence leads to it."""
    document = Document(BytesIO(written(gappy, "docx", tmp_path, Edition.ARCHIVE)))
    text = "\n".join(p.text for p in document.paragraphs)
    assert LABEL in text
    assert "图1 扫描件第3页（签到表.jpg），识别为“电动自行车棚选址□□定。”" in text
    assert "图2 扫描件第2页（签到表.jpg），整页未能辨认（原件已无法打开，没有图片）" in text
    assert "（签到表.jpg）（见图1）" in text
    assert len(document.inline_shapes) == 1


def test_a_document_shows_all_of_a_picture(gappy: Briefing, tmp_path: Path) -> None:
    """A line of exact height cuts what is higher, so its line is as high as what stands on it."""
    document = Document(BytesIO(written(gappy, "docx", tmp_path, Edition.ARCHIVE)))
    [style] = [p.style for p in document.paragraphs if p._p.findall(f".//{qn('w:drawing')}")]
    assert isinstance(style, ParagraphStyle)
    rule = style.element.find(f".//{qn('w:spacing')}").get(qn("w:lineRule"))
    assert rule == "auto"
    assert style.paragraph_format.line_spacing_rule is WD_LINE_SPACING.SINGLE


def test_a_pdf_shows_it(gappy: Briefing, tmp_path: Path) -> None:
    """As an image on its last page."""
    document = pypdfium2.PdfDocument(written(gappy, "pdf", tmp_path, Edition.ARCHIVE))
    kinds = [o.type for page in document for o in page.get_objects()]
    document.close()
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == 1


@pytest.mark.parametrize("name", ["html", "md"])
def test_text_formats_carry_it_within(gappy: Briefing, tmp_path: Path, name: str) -> None:
    """No other file is needed."""
    text = written(gappy, name, tmp_path, Edition.ARCHIVE).decode()
    assert LABEL in text
    assert text.count("data:image/jpeg;base64,") == 1


def test_plain_text_tells_where_to_look(gappy: Briefing, tmp_path: Path) -> None:
    """It has no pictures."""
    text = written(gappy, "txt", tmp_path, Edition.ARCHIVE).decode()
    assert "图1 扫描件第3页" in text


@pytest.mark.parametrize("name", ["docx", "html", "md", "txt"])
def test_the_posted_edition_shows_no_page(gappy: Briefing, tmp_path: Path, name: str) -> None:
    """Nobody knows what can be read on the picture."""
    content = written(gappy, name, tmp_path, Edition.PUBLIC)
    text = content.decode("utf-8", errors="ignore")
    if name == "docx":
        document = Document(BytesIO(content))
        assert len(document.inline_shapes) == 0
        text = "\n".join(p.text for p in document.paragraphs)
    assert LABEL not in text
    assert "data:image" not in text


def test_the_posted_json_says_nothing_of_pages(gappy: Briefing, tmp_path: Path) -> None:
    """Neither the characters, nor what was doubted of them."""
    posted = json.loads(written(gappy, "json", tmp_path, Edition.PUBLIC))
    keys = set(keys_of(posted))
    assert keys.isdisjoint({"utterances", "glyphs", "doubts", "changes", "wrapped", "marks"})
    # the number of a scan's pages is no page
    assert not any(isinstance(value, list) for value in pages_of(posted))


def keys_of(value: object) -> list[str]:
    """Every key, however deep."""
    if isinstance(value, dict):
        return [*value, *(key for item in value.values() for key in keys_of(item))]
    return [key for item in value for key in keys_of(item)] if isinstance(value, list) else []


def pages_of(value: object) -> list[object]:
    """Everything that stands under the key `pages`."""
    if isinstance(value, dict):
        here = [value["pages"]] if "pages" in value else []
        return here + [found for item in value.values() for found in pages_of(item)]
    return [f for item in value for f in pages_of(item)] if isinstance(value, list) else []


def test_a_briefing_with_all_words_read_has_no_such_part(
    briefing: Briefing, tmp_path: Path
) -> None:
    """Nothing to show, nothing said of it."""
    assert LABEL not in written(briefing, "txt", tmp_path, Edition.ARCHIVE).decode()
