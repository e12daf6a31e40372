"""The register from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from mintobrief.domain.compound import COMMON
from mintobrief.domain.register import Given, Serial
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.store import open_library, register, signing
from tests.cli.conftest import Call
from tests.store.test_library import NOON, meeting
from tests.store.test_signing import packed

MEETING = "20260314-ab12cd"
FIRST = ("--year", "2026", "--number", "1", "--total", "1")


@pytest.fixture
def signed(library: Path, tmp_path: Path) -> Path:
    """A library with one signed briefing."""
    with open_library(library) as opened:
        opened.save_meeting(meeting(tmp_path), NOON)
        packet = signing.keep_packet(opened, packed())
        version = opened.version_of(MEETING)
        step = Signing(SigningAct.SIGNED, "李主任", NOON, version=version, packet=packet)
        signing.add(opened, MEETING, step, 0, Given(MEETING, Serial(2026, 1, 1)))
    return library


@pytest.mark.usefixtures("signed")
def test_the_numbers_are_listed_and_written_out(call: Call, tmp_path: Path) -> None:
    answer = call("register", "show")
    assert answer.code == 0, answer.err
    assert "第1期" in answer.out
    assert "李主任" in answer.out
    out = tmp_path / "登记簿.xlsx"
    assert call("register", "export", "-o", out).code == 0
    assert load_workbook(out).sheetnames == ["期号登记", "用印登记"]


def test_a_number_is_voided_for_a_reason(call: Call, signed: Path) -> None:
    assert call("register", "void", "全部小区", *FIRST).code == 2
    assert call("register", "void", "全部小区", *FIRST, "--reason", " ").code == 2
    assert call("register", "void", "全部小区", *FIRST, "--reason", "印错").code == 0
    assert "印错" in call("register", "show").out
    again = call("register", "void", "全部小区", *FIRST, "--reason", "印错")
    assert (again.code, "没有 2026年第1期" in again.err) == (4, True)
    with open_library(signed) as opened:
        assert register.number_of(opened, MEETING) is None


def test_a_seal_is_entered_by_the_beginning_of_an_id(call: Call, signed: Path) -> None:
    told = ("--keeper", "刘敏", "--on", "2026-03-16", "--copies", "3")
    wrong = call("register", "seal", MEETING[:10], *told)
    assert wrong.code == 4, wrong.out
    assert call("register", "seal", MEETING[:10], "--file", "archive.txt", *told).code == 0
    with open_library(signed) as opened:
        [_, entry] = register.entries(opened, COMMON)
    assert (entry.what.meeting_id, entry.what.copies) == (MEETING, 3)  # type: ignore[union-attr]


def test_the_register_goes_on_where_paper_stopped(call: Call, library: Path) -> None:
    paper = ("--year", "2026", "--number", "11", "--total", "35")
    assert call("register", "begin", "全部小区", *paper).code == 0
    assert call("register", "begin", "全部小区", *paper).code == 4
    nonsense = ("--year", "2026", "--number", "11", "--total", "3")
    assert call("register", "begin", "全部小区", *nonsense).code == 2
    with open_library(library) as opened:
        assert len(register.entries(opened, COMMON)) == 1
