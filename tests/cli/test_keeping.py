"""`backup`, `restore`, `gc` and `delete` as a secretary, or her script, calls them."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import click
import pytest

from mintobrief.store import open_library, settings
from tests.cli.conftest import Call

NOTES = "会议时间：2026年3月14日\n王主任：决定由物业公司在3月20日前更换电梯钢丝绳。\n"


@pytest.fixture
def kept(call: Call, tmp_path: Path) -> str:
    """The id of a meeting in the library."""
    notes = tmp_path / "笔记.txt"
    notes.write_text(NOTES, encoding="utf-8")
    assert call("convert", notes).code == 0
    notes.unlink()
    return next(word for word in call("list").out.split() if word.startswith("20260314-"))


def test_a_backup_is_restored_into_another_folder(
    call: Call, kept: str, tmp_path: Path, library: Path
) -> None:
    done = call("backup", tmp_path / "备份.zip")
    assert done.code == 0
    assert "会议 1 次，文件 1 份" in done.out
    again = call("restore", tmp_path / "备份.zip")
    assert again.code == 4
    assert "没有动它" in again.err
    library.rename(tmp_path / "old")
    assert call("restore", tmp_path / "备份.zip").code == 0
    assert "钢丝绳" in call("show", kept).out
    assert "操作记录完整" in call("doctor").out


def test_a_file_that_is_no_backup_is_told_so(call: Call, tmp_path: Path) -> None:
    (tmp_path / "照片.zip").write_bytes(b"not a backup")
    wrong = call("restore", tmp_path / "照片.zip")
    assert wrong.code == 3
    assert "不能用来恢复" in wrong.err
    assert "zip file" not in wrong.err
    gone = call("restore", tmp_path / "没有.zip")
    assert (gone.code, str(tmp_path / "没有.zip") in gone.err) == (3, True)
    folder = call("restore", tmp_path)
    assert (folder.code, "是文件夹" in folder.err) == (3, True)


def test_a_backup_has_to_have_a_place(call: Call, kept: str, tmp_path: Path) -> None:
    assert call("backup", tmp_path).code == 4
    assert call("backup", tmp_path / "no" / "b.zip").code == 4


@pytest.mark.parametrize("name", ["简报.docx", "照片.zip", "library/library.db"])
def test_a_backup_replaces_an_earlier_one_and_no_other_file(
    call: Call, kept: str, tmp_path: Path, library: Path, name: str
) -> None:
    """A slip in the name costs nobody a briefing, and least of all the library."""
    assert call("backup", tmp_path / "备份.zip").code == 0
    assert call("backup", tmp_path / "备份.zip").code == 0
    there = library / "library.db" if name.startswith("library") else tmp_path / name
    if not there.exists():
        with ZipFile(there, "w") as other:
            other.writestr("word/document.xml", "签发稿")
    before = there.read_bytes()
    refused = call("backup", there)
    assert (refused.code, there.read_bytes()) == (4, before)
    assert "不是备份" in refused.err


def test_a_script_deletes_with_yes_and_nobody_else_without_being_asked(
    call: Call, kept: str, library: Path
) -> None:
    refused = call("delete", kept)
    assert refused.code == 2
    assert "--yes" in refused.err
    done = call("delete", kept, "--yes", "--by", "王芳")
    assert done.code == 0
    assert f"已删除会议 {kept}，文件 1 份" in done.out
    assert call("show", kept).code == 4
    left = [p for p in library.rglob("*") if p.is_file() and "钢丝绳".encode() in p.read_bytes()]
    assert left == []
    assert "操作记录完整" in call("doctor").out


def test_on_a_terminal_the_answer_counts(
    call: Call, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(question: str, abort: bool) -> None:
        asked.append(question)
        if len(asked) == 1:
            raise click.Abort

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.confirm", answer)
    assert call("delete", kept).code == 130
    assert kept in call("list").out
    assert call("delete", kept).code == 0
    assert "不能恢复" in asked[1]


def test_gc_says_what_it_would_do_and_does_it(call: Call, kept: str, library: Path) -> None:
    assert "没有要清理的" in call("gc").out
    stray = library / "files" / "00"
    stray.mkdir(exist_ok=True)
    (stray / ".incoming-x").write_bytes(b"half")
    os.utime(stray / ".incoming-x", (0, 0))
    assert "会删除中断留下的" in call("gc", "--dry-run").out
    assert "已删除中断留下的" in call("gc").out
    assert not (stray / ".incoming-x").exists()


def test_a_number_of_days_that_is_none_is_told_so(
    call: Call, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINTOBRIEF_KEEP_RECORDINGS_DAYS", "很久")
    wrong = call("gc")
    assert wrong.code == 2
    assert "MINTOBRIEF_KEEP_RECORDINGS_DAYS" in wrong.err


def test_gc_goes_by_what_is_set_in_the_pages_unless_the_environment_says_otherwise(
    call: Call, kept: str, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_library(library) as opened:
        settings.keep(opened.database, {"MINTOBRIEF_KEEP_RECORDINGS_DAYS": "很久"}, by="王芳")
    assert call("gc").code == 2
    monkeypatch.setenv("MINTOBRIEF_KEEP_RECORDINGS_DAYS", "90")
    assert call("gc").code == 0
