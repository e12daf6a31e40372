"""督办表 and 督办日历: whatever a task holds, the files can be opened and say it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mintobrief.domain.task import Task, TaskId, TaskProgress, TaskState
from mintobrief.domain.task_line import Life, TaskLine, TaskStep
from mintobrief.export.tasks import COLUMNS, ledger_as_calendar, ledger_as_workbook
from tests.domain.test_task import PROGRESS, TASKS

TODAY = date(2026, 4, 10)
NOON = datetime(2026, 4, 9, 12, tzinfo=UTC)
LIFT = Task(TaskId("m/1", "r1"), "换钢丝绳；复检,\n报备", ("物业公司", "李强"), meeting="联席会议")


def life(
    task: Task = LIFT, state: TaskState = TaskState.OPEN, due: date | None = None, note: str = ""
) -> Life:
    step = TaskStep(1, TaskProgress(task.id, state, "王芳", NOON, note=note))
    return Life(TaskLine(task, state, due, 1, "阳光花园"), (step,))


LIVES = st.builds(
    lambda task, said, due, compound: Life(
        TaskLine(task, said.state, due, 1, compound), (TaskStep(1, said),)
    ),
    TASKS,
    PROGRESS,
    st.none() | st.dates(),
    st.none() | st.text(max_size=5),
)


def sheet_of(*lives: Life) -> Worksheet:
    book = load_workbook(BytesIO(ledger_as_workbook(lives, TODAY)))
    return book.worksheets[0]


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_the_sheet_says_how_each_task_stands() -> None:
    late = life(due=date(2026, 4, 9), note="=HYPERLINK(1)")
    sheet = sheet_of(late, life(state=TaskState.DONE, due=date(2026, 4, 9)))
    head, first, second = list(sheet.iter_rows(min_row=2, values_only=True))
    assert list(head) == [*COLUMNS]
    assert first[9] == "逾期"
    assert first[10] == "=HYPERLINK(1)"
    assert second[9] == "已办结"
    assert sheet.cell(3, 11).data_type == "s"
    assert isinstance(first[7], datetime)


def test_the_calendar_has_what_has_a_day() -> None:
    lines = unfolded(ledger_as_calendar([life(), life(due=TODAY)], TODAY))
    assert lines.count("BEGIN:VTODO") == 1
    assert "UID:m-1-r1@mintobrief" in lines
    assert "DUE;VALUE=DATE:20260410" in lines
    assert r"SUMMARY:换钢丝绳；复检\,\n报备" in lines
    assert "STATUS:NEEDS-ACTION" in lines


@given(st.lists(LIVES, max_size=3))
@settings(deadline=None, max_examples=40)
def test_whatever_was_told_the_files_are_whole(lives: list[Life]) -> None:
    assert sheet_of(*lives).max_row == 2 + len(lives)
    calendar = ledger_as_calendar(lives, TODAY)
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    lines = unfolded(calendar)
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in lines)
    assert lines.count("BEGIN:VTODO") == sum(one.line.due is not None for one in lives)
