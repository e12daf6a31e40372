"""export --profile and --template, template, check: what a secretary types and is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Answer, Call

NOTES = """北苑小区物业管理联席会议记录
时间：2026年3月11日下午2点
地点：居委会二楼
主持人：方静
参会：方静、杜建明

一、门禁
会议决定：物业公司下周五前修好北门门禁，杜建明负责。
"""


def template(folder: Path, words: str) -> None:
    document = Document()
    document.add_paragraph(words)
    document.save(str(folder / "t.docx"))


def filled(call: Call, meeting: str, folder: Path) -> Answer:
    """What comes of the meeting in the template t.docx; the file is b.docx."""
    into = ("-o", folder / "b.docx", "--template", folder / "t.docx")
    return call("export", meeting, "-f", "docx", *into)


@pytest.fixture
def meeting(call: Call, tmp_path: Path) -> str:
    """A reviewed meeting's id."""
    (tmp_path / "记录.txt").write_text(NOTES, encoding="utf-8")
    assert call("convert", tmp_path / "记录.txt").code == 0
    found = call("list").out.split()
    meeting = next(word for word in found if word.startswith("2026"))
    assert call("review", meeting, "--accept", "all", "--reviewer", "方静").code == 0
    return meeting


def test_a_profile_and_what_stands_around_it_are_options(
    call: Call, meeting: str, tmp_path: Path
) -> None:
    made = tmp_path / "b.txt"
    told = call(
        "export", meeting, "-f", "txt", "-o", made, "--profile", "minutes", "--issuer", "北苑社区",
        "--serial", "第3期", "--mark", "内部资料", "--report", "街道办", "--copies", "（共印9份）",
    )  # fmt: skip
    assert told.code == 0, told.err
    text = made.read_text(encoding="utf-8")
    assert text.startswith("内部资料\n会议纪要第3期\n北苑社区")
    assert "报：街道办" in text
    assert "（共印9份）" in text


def test_an_unknown_profile_names_the_known_ones(call: Call, meeting: str, tmp_path: Path) -> None:
    told = call("export", meeting, "-f", "txt", "-o", tmp_path / "b", "--profile", "通知")
    assert told.code == 2
    assert "briefing、minutes、circular" in told.err


def test_the_starter_is_written_and_filled(call: Call, meeting: str, tmp_path: Path) -> None:
    """template, then export --template: the way a user's own layout goes."""
    written = call("template", "-o", tmp_path / "t.docx")
    assert written.code == 0, written.err
    assert "决议" in written.out
    told = filled(call, meeting, tmp_path)
    assert told.code == 0, told.err
    assert "模板里没有" not in told.out
    text = "\n".join(p.text for p in Document(str(tmp_path / "b.docx")).paragraphs)
    assert "修好北门门禁" in text


def test_what_a_template_lacks_is_told(call: Call, meeting: str, tmp_path: Path) -> None:
    template(tmp_path, "{{ 标题 }}")
    told = filled(call, meeting, tmp_path)
    assert told.code == 0, told.err
    assert "模板里没有这些字段" in told.out
    assert "决议" in told.out


def test_a_hostile_template_ends_with_the_code_of_a_bad_file(
    call: Call, meeting: str, tmp_path: Path
) -> None:
    template(tmp_path, "{{ 标题.__class__ }}")
    told = filled(call, meeting, tmp_path)
    assert told.code == 3
    assert "t.docx 用不了" in told.err
    assert not (tmp_path / "b.docx").exists()


def test_a_template_is_for_word_documents(call: Call, meeting: str, tmp_path: Path) -> None:
    told = call("export", meeting, "-f", "pdf", "-o", tmp_path / "b", "--template", tmp_path / "t")
    assert told.code == 2
    assert "-f docx" in told.err


def test_check_tells_every_measure(call: Call, meeting: str, tmp_path: Path) -> None:
    """What is asked, what was found, and a sum."""
    call("export", meeting, "-f", "docx", "-o", tmp_path / "b.docx")
    told = call("check", tmp_path / "b.docx")
    assert told.code == 0, told.err
    assert "✓ 页边距" in told.out
    assert "✓ 红线" in told.out
    assert "项合格" in told.out


def test_check_refuses_what_is_no_document(call: Call, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("hello", encoding="utf-8")
    assert call("check", tmp_path / "x.txt").code == 3
    assert call("check", tmp_path / "gone.docx").code == 3
