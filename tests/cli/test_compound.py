"""Rosters and glossaries from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from mintobrief.domain import Attendee, Term
from mintobrief.domain.compound import Compound
from mintobrief.ingest.lists import read_lists
from mintobrief.store import open_library
from mintobrief.store.audit import Act
from tests.cli.conftest import Call


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名册.csv"
    path.write_text("姓名,职务,单位\n王芳,书记,居委会\n李明,,物业\n", encoding="utf-8")
    return path


def look(library: Path, name: str) -> Compound:
    with open_library(library) as opened:
        known = opened.compounds
        return known.look(known.find(name).id).compound


def test_a_roster_is_read_in_and_written_out(
    call: Call, library: Path, roster: Path, tmp_path: Path
) -> None:
    answer = call("compound", "import", "阳光花园", roster, "--new", "--yes", "--by", "王芳")
    assert answer.code == 0, answer.err
    assert "添上  王芳，书记，居委会" in answer.out
    assert look(library, "阳光花园").people[0] == Attendee("王芳", "书记", "居委会")
    assert "李明，物业" in call("compound", "show", "阳光花园").out
    assert "阳光花园" in call("compound", "list").out
    out = tmp_path / "名册.xlsx"
    assert call("compound", "export", "阳光花园", "-o", out).code == 0
    assert read_lists(out).people == look(library, "阳光花园").people


def test_nothing_is_changed_that_nobody_looked_at(call: Call, roster: Path) -> None:
    answer = call("compound", "import", "全部小区", roster)
    assert answer.code == 2
    assert "--yes" in answer.err
    assert "王芳" not in call("compound", "show", "全部小区").out


def test_what_has_no_headings_is_what_one_says(call: Call, library: Path, tmp_path: Path) -> None:
    words = tmp_path / "词.txt"
    words.write_text("业委会，叶伟会\n", encoding="utf-8")
    call("compound", "import", "全部小区", words, "--as", "词表", "--yes")
    assert look(library, "全部小区").terms == (Term("业委会", ("叶伟会",)),)
    assert call("compound", "import", "全部小区", words, "--as", "别的").code == 2


def test_a_list_can_take_the_place_of_the_one_there_is(
    call: Call, library: Path, roster: Path, tmp_path: Path
) -> None:
    call("compound", "import", "阳光花园", roster, "--new", "--yes")
    roster.write_text("姓名,职务\n赵强,\n", encoding="utf-8")
    answer = call("compound", "import", "阳光花园", roster, "--instead", "--yes")
    assert "删去  李明，物业" in answer.out
    assert look(library, "阳光花园").people == (Attendee("赵强"),)
    assert "0 处改动" in call("compound", "import", "阳光花园", roster).out


def test_a_compound_that_is_not_there_is_told_with_those_that_are(call: Call, roster: Path) -> None:
    for words in (["show", "银杏苑"], ["import", "银杏苑", roster], ["delete", "银杏苑", "--yes"]):
        answer = call("compound", *words)
        assert answer.code == 4
        assert "全部小区" in answer.err


def test_a_compound_is_deleted_for_good(call: Call, library: Path, roster: Path) -> None:
    call("compound", "import", "阳光花园", roster, "--new", "--yes")
    assert call("compound", "delete", "阳光花园").code == 2
    assert call("compound", "delete", "阳光花园", "--yes", "--by", "王芳").code == 0
    assert "阳光花园" not in call("compound", "list").out
    assert call("compound", "delete", "全部小区", "--yes").code == 2
    assert "李明".encode() not in (library / "library.db").read_bytes()
    with open_library(library) as opened, opened.database.reading() as connection:
        told = connection.exec_driver_sql("SELECT who, what FROM audit").all()
    assert ("王芳", Act.COMPOUND_DELETED) in [tuple(row) for row in told]


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"MZ"])
def test_a_file_that_is_no_list_is_told_of(call: Call, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    answer = call("compound", "import", "全部小区", path, "--yes")
    assert answer.code == 3
    assert "Traceback" not in answer.err


def test_a_meeting_is_converted_for_a_compound(
    call: Call, library: Path, roster: Path, tmp_path: Path
) -> None:
    call("compound", "import", "阳光花园", roster, "--new", "--yes")
    notes = tmp_path / "例会.txt"
    notes.write_text("会议决定由李明于6月30日前修好电梯。", encoding="utf-8")
    assert call("convert", notes, "--compound", "没有").code == 4
    assert call("convert", notes, "--compound", "阳光花园").code == 0
    with open_library(library) as opened:
        (made,) = opened.list_meetings()
        assert opened.compounds.of_meeting(made.id) == opened.compounds.find("阳光花园").id
