"""Word documents: what stands on the page, with the numbers Word shows, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from mintobrief.domain import SourceKind
from mintobrief.errors import NoWords, TooLarge, UnreadableFile
from mintobrief.ingest import open_source
from mintobrief.ingest.numbering import format_number
from tests.ingest.documents import item, level, paragraph, table, write_docx

LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def lines(path: Path) -> list[str]:
    text = open_source(path).text
    assert text is not None
    return text.split("\n")


def test_paragraphs_and_tables_come_in_the_order_of_the_page(tmp_path: Path) -> None:
    body = paragraph("会议记录") + table(("序号", "事项"), ("1", "修电梯")) + paragraph("散会")
    source = open_source(write_docx(tmp_path / "a.docx", body))
    assert source.kind is SourceKind.NOTES
    assert source.text == "会议记录\n序号 | 事项\n1 | 修电梯\n散会"


def test_what_python_docx_writes_is_read(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("会议记录")
    document.add_paragraph("修电梯", style="List Number")
    document.save(str(tmp_path / "a.docx"))
    assert lines(tmp_path / "a.docx") == ["会议记录", "1. 修电梯"]


def test_list_numbers_are_written_out_as_word_shows_them(tmp_path: Path) -> None:
    body = (
        item("电梯", 1)
        + item("现状", 1, 1)
        + item("5米以上", 1, 2)
        + item("费用", 1, 2)
        + item("方案", 1, 1)
        + item("门禁", 1)
        + item("现状", 1, 1)
    )
    assert lines(write_docx(tmp_path / "a.docx", body, LISTS)) == [
        "一、电梯",
        "（一）现状",
        "1. 5米以上",
        "2. 费用",
        "（二）方案",
        "二、门禁",
        "（一）现状",
    ]


def test_a_list_that_restarts_counts_from_one_again(tmp_path: Path) -> None:
    body = item("甲", 1) + item("乙", 1) + item("丙", 2) + item("丁", 2)
    found = lines(write_docx(tmp_path / "a.docx", body, LISTS))
    assert found == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_style_brings_its_numbers_to_those_based_on_it(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="M"><w:basedOn w:val="L"/></w:style>'
        '<w:style w:styleId="X"><w:basedOn w:val="X"/></w:style>'
    )
    body = "".join(paragraph(s, f'<w:pStyle w:val="{s}"/>') for s in ("M", "L", "X"))
    assert lines(write_docx(tmp_path / "a.docx", body, LISTS, styles)) == ["一、M", "二、L", "X"]


def test_deleted_and_hidden_words_are_not_read_and_inserted_ones_are(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>物业</w:t></w:r>"
        "<w:del><w:r><w:delText>三天</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>五天</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:t>修好</w:t></w:r></w:p>"
    )
    assert lines(write_docx(tmp_path / "a.docx", body)) == ["物业五天修好"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框里')}</w:txbxContent>"
    body = f"<w:p><w:r><w:t>正文</w:t><Choice>{box}</Choice><Fallback>{box}</Fallback></w:r></w:p>"
    assert lines(write_docx(tmp_path / "a.docx", body)) == ["正文", "框里"]


def test_breaks_are_lines_and_within_a_cell_spaces(tmp_path: Path) -> None:
    broken = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
    body = (
        broken + f"<w:tbl><w:tr><w:tc>{broken}</w:tc><w:tc>{paragraph('丙')}</w:tc></w:tr></w:tbl>"
    )
    assert lines(write_docx(tmp_path / "a.docx", body)) == ["甲", "乙", "甲 乙 | 丙"]


def test_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    def cell(text: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = (
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("丙", "") + cell("丁", ""),
        cell("", "<w:vMerge/>") + cell("", "") + cell("", ""),
    )
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert lines(write_docx(tmp_path / "a.docx", body)) == ["甲 | 乙 |", "〃 | 丙 | 丁"]


def test_a_transcript_in_a_word_document_is_a_transcript(tmp_path: Path) -> None:
    body = "".join(map(paragraph, ("说话人1 00:00", "各位好。", "说话人2 00:30", "好。")))
    assert open_source(write_docx(tmp_path / "a.docx", body)).kind is SourceKind.TRANSCRIPT


def test_a_document_without_words_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoWords):
        open_source(write_docx(tmp_path / "a.docx", paragraph(" ")))


@pytest.mark.parametrize("body", ["<w:p>", "<w:p/></w:body>", "&bomb;"])
def test_broken_xml_is_an_unreadable_file(tmp_path: Path, body: str) -> None:
    with pytest.raises(UnreadableFile):
        open_source(write_docx(tmp_path / "a.docx", body))


def test_entities_are_refused_before_they_grow(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
        package.writestr("word/document.xml", bomb)
    with pytest.raises(UnreadableFile):
        open_source(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_far_into_the_file_is_refused_too(tmp_path: Path, encoding: str) -> None:
    """Words behind an entity that is not looked up would be lost without a word."""
    path = tmp_path / "a.docx"
    text = f'<!--{"x" * 5000}--><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", text.encode(encoding))
    with pytest.raises(UnreadableFile):
        open_source(path)


def test_a_zip_bomb_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (8 << 20))
    with pytest.raises(TooLarge):
        open_source(path)


def test_a_document_cut_short_is_unreadable(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", paragraph("会议"))
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(UnreadableFile):
        open_source(path)


@pytest.mark.parametrize(
    ("number", "style", "worded"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (35, "chineseCounting", "三十五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (2, "decimalEnclosedCircle", "②"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (101, "chineseCounting", "101"),
        (5, "someNewStyle", "5"),
    ],
)
def test_numbers_are_worded_as_word_does(number: int, style: str, worded: str) -> None:
    assert format_number(number, style) == worded
