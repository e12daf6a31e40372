"""The ledger from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mintobrief.domain.task import TaskState
from mintobrief.review import accept, amend
from mintobrief.store import open_library, tasks
from tests.cli.conftest import Call
from tests.store.test_library import GATE, LIFT, NOON, meeting
from tests.store.test_tasks import LIFT_ID, due_on

TASK = ("20260314", "r1")  # an id may be cut short


@pytest.fixture
def judged(library: Path, tmp_path: Path) -> Path:
    found = meeting(tmp_path)
    with open_library(library) as opened:
        opened.save_meeting(found, NOON)
        lift = due_on(LIFT, date(2026, 3, 20))
        judgements = [amend(lift, "王芳", NOON), accept(GATE, None, "王芳", NOON)]
        opened.add_judgements(found.id, judgements)
    return library


def state(library: Path) -> TaskState:
    with open_library(library) as opened:
        return tasks.look(opened, LIFT_ID).line.state


def test_the_ledger_is_listed(call: Call, judged: Path) -> None:
    answer = call("tasks", "list")
    assert answer.code == 0
    assert judged.exists()
    assert answer.out.index("更换电梯钢丝绳") < answer.out.index("修好北门道闸")
    assert "逾期" in answer.out
    assert "修好北门道闸" not in call("tasks", "list", "--status", "逾期").out
    assert "没有这样的" in call("tasks", "list", "--words", "雨棚").out


def test_an_empty_ledger_says_what_comes_into_it(call: Call) -> None:
    assert "全部审完" in call("tasks", "list").out


def test_progress_is_told_and_taken_back(call: Call, judged: Path, tmp_path: Path) -> None:
    picture = tmp_path / "现场.jpg"
    picture.write_bytes(b"\xff\xd8\xff picture")
    told = ("--note", "换好了", "--day", "2026-03-19", "--attach", picture, "--by", "王芳")
    answer = call("tasks", "set", *TASK, "已办结", *told)
    assert answer.code == 0, answer.err
    assert "已办结  2026-03-19  换好了  附：现场.jpg" in answer.out
    assert state(judged) is TaskState.DONE
    assert "撤回了上一条" in call("tasks", "undo", *TASK, "--by", "李明").out
    assert state(judged) is TaskState.OPEN
    assert "换好了" in call("tasks", "show", *TASK).out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("undo", *TASK, "--by", "王芳"), 4, "撤回"),
        (("set", *TASK, "好了", "--by", "王芳"), 2, "已办结"),
        (("set", "20260314", "r9", "已办结", "--by", "王芳"), 4, "r9"),
        (("show", "2099", "r1"), 4, "2099"),
        (("set", *TASK, "已办结", "--by", "王芳", "--attach", "没有.jpg"), 3, "没有.jpg"),
        (("list", "--compound", "没有"), 4, "没有"),
    ],
)
def test_what_cannot_be_done_is_told(
    call: Call, judged: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    answer = call("tasks", *words)
    assert answer.code == code
    assert told in answer.err
    assert state(judged) is TaskState.OPEN


def test_what_is_no_picture_is_not_attached(call: Call, judged: Path, tmp_path: Path) -> None:
    program = tmp_path / "照片.jpg"
    program.write_bytes(b"MZ")
    answer = call("tasks", "set", *TASK, "已办结", "--by", "王芳", "--attach", program)
    assert answer.code == 2
    assert state(judged) is TaskState.OPEN


def test_the_ledger_is_written_to_files(call: Call, judged: Path, tmp_path: Path) -> None:
    assert judged.exists()
    book, calendar = tmp_path / "督办.xlsx", tmp_path / "督办.ics"
    assert call("tasks", "export", "-o", book).code == 0
    assert "1 件" in call("tasks", "export", "--status", "逾期", "-f", "ics", "-o", calendar).out
    sheet = load_workbook(book).active
    assert sheet is not None
    assert sheet.max_row == 4
    assert calendar.read_text(encoding="utf-8").count("BEGIN:VTODO") == 1


def test_a_page_to_be_posted_is_written(call: Call, judged: Path, tmp_path: Path) -> None:
    with open_library(judged) as library:
        compound = library.compounds.add("锦绣花园", "王芳")
        library.compounds.move(LIFT_ID.meeting_id, compound.id, "王芳")
    page = tmp_path / "公示.html"
    answer = call("tasks", "page", "锦绣花园", "-o", page)
    assert answer.code == 0, answer.err
    assert "2 件" in answer.out
    assert "锦绣花园议定事项进展公示" in page.read_text(encoding="utf-8")
    assert call("tasks", "page", "没有的小区", "-o", page).code != 0
