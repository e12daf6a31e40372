"""督办: the ledger, each task's life, and what persons tell of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from mintobrief.domain import Deadline, DeadlineKind, Field
from mintobrief.domain.task import Heard, TaskId, TaskProgress, TaskState
from mintobrief.review import accept, amend, reject
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.web.office import Office
from mintobrief.web.tasks.asked import today
from tests.web.rooms import NASTY, NOON, Answer, Browser, let_in

MEETING = "20260314-ab12cd"
LIFT = TaskId(MEETING, "r1")
PAGE = f"/meetings/{MEETING}/tasks/r1"
PNG = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture
def judged(office: Office) -> Library:
    """Both candidates stand; the time limit of the first is long past."""
    library = office.library
    lift, gate = library.load_meeting(MEETING).resolutions
    library.add_judgements(
        MEETING, [accept(lift, None, "王秀英", NOON), accept(gate, None, "王秀英", NOON)]
    )
    return library


def seen(library: Library, task: TaskId = LIFT) -> str:
    return str(tasks.look(library, task).line.told)


def attach(browser: Browser, content: bytes, name: str, told: str = "0") -> Answer:
    headers = {**browser.headers, "X-File-Name": quote(name)}
    return browser.client.post(f"{PAGE}/files?seen={told}", content=content, headers=headers)


def test_the_ledger_lists_what_was_resolved(browser: Browser, judged: Library) -> None:
    text = browser.get("/tasks").text
    assert f'href="{PAGE}"' in text
    assert "逾期" in text
    assert NASTY not in text
    assert "修好电梯&lt;script&gt;" in text


def test_nothing_is_followed_up_before_all_is_judged(browser: Browser) -> None:
    assert "还没有要督办的事" in browser.get("/tasks").text
    assert browser.get(PAGE).status_code == 404


def test_the_home_page_tells_what_is_overdue(browser: Browser, judged: Library) -> None:
    assert "逾期的督办事项" in browser.get("/").text
    life = tasks.look(judged, LIFT)
    tasks.tell(judged, TaskProgress(LIFT, TaskState.DONE, "王秀英", NOON), life.line.told)
    assert "逾期的督办事项" not in browser.get("/").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?status=overdue", True),
        ("?status=done", False),
        ("?status=nonsense", True),
        ("?compound=none", True),
        ("?compound=unknown", False),
        ("?q=电梯", True),
        ("?q=雨棚", False),
        ("?page=99999", True),
    ],
)
def test_the_ledger_can_be_narrowed(
    browser: Browser, judged: Library, query: str, found: bool
) -> None:
    assert judged.version_of(MEETING)
    assert (PAGE in browser.get(f"/tasks{query}").text) is found


def test_progress_is_told_and_taken_back(browser: Browser, judged: Library) -> None:
    answer = browser.post(PAGE, seen="0", state="done", day="2026-04-01", note=f"修好了{NASTY}")
    assert answer.status_code == 200
    assert "修好了&lt;script&gt;" in answer.text
    assert "已办结" in answer.text
    life = tasks.look(judged, LIFT)
    assert (life.standing[-1].by, life.standing[-1].day) == ("王秀英", date(2026, 4, 1))
    back = browser.post(f"{PAGE}/undo", seen=seen(judged))
    assert "后来撤回了" in back.text
    assert tasks.look(judged, LIFT).line.state is TaskState.OPEN
    assert "撤回了督办事项" in browser.get(f"/meetings/{MEETING}/history").text


def test_who_was_overtaken_is_shown_what_was_told(
    browser: Browser, office: Office, judged: Library
) -> None:
    other = let_in(browser.client, office, "李明")
    assert other.post(PAGE, seen="0", state="open", note="钢丝绳到货").status_code == 200
    late = browser.post(PAGE, seen="0", state="done", note="好了")
    assert late.status_code == 409
    assert "李明 刚刚也记了" in late.text
    assert "钢丝绳到货" in late.text
    assert len(tasks.look(judged, LIFT).steps) == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"seen": "0"}, 422),
        ({"seen": "0", "state": "gone"}, 422),
        ({"seen": "x", "state": "done"}, 400),
        ({"seen": "0", "state": "done", "day": "下周"}, 422),
        ({"seen": "0", "state": "done", "note": "长" * 2001}, 422),
    ],
)
def test_what_cannot_be_told_is_refused(
    browser: Browser, judged: Library, fields: dict[str, str], status: int
) -> None:
    assert browser.post(PAGE, **fields).status_code == status
    assert tasks.look(judged, LIFT).steps == ()


def test_nobody_tells_without_a_name(browser: Browser, office: Office, judged: Library) -> None:
    nameless = let_in(browser.client, office, "")
    assert nameless.post(PAGE, seen=seen(judged), state="done").status_code == 428
    assert "请写明您是谁" in nameless.get(PAGE).text


def test_a_picture_goes_with_what_is_told(browser: Browser, judged: Library) -> None:
    answer = attach(browser, PNG, "现场 <b>.jpg")
    assert answer.status_code == 200
    life = tasks.look(judged, LIFT)
    [file] = life.standing[-1].attachments
    assert file.name == "现场 b.png"
    served = browser.get(f"{PAGE}/files/{life.line.told}/{file.sha256}")
    assert served.content == PNG
    assert served.headers["content-type"] == "image/png"
    assert served.headers["x-content-type-options"] == "nosniff"
    assert browser.get(f"{PAGE}/files/{life.line.told}/{'0' * 64}").status_code == 404


def test_a_paper_is_handed_out_and_never_shown(browser: Browser, judged: Library) -> None:
    attach(browser, b"%PDF-1.7 paper", "验收单.pdf")
    life = tasks.look(judged, LIFT)
    file = life.standing[-1].attachments[0]
    served = browser.get(f"{PAGE}/files/{life.line.told}/{file.sha256}")
    assert served.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize("content", [b"", b"<html><script>alert(1)</script>", b"MZ program"])
def test_what_is_no_picture_or_paper_is_no_attachment(
    browser: Browser, judged: Library, content: bytes
) -> None:
    assert attach(browser, content, "a.png").status_code == 422
    assert tasks.look(judged, LIFT).steps == ()


def test_where_it_was_heard_is_a_link(browser: Browser, judged: Library) -> None:
    heard = TaskProgress(LIFT, TaskState.DONE, "王秀英", NOON, heard=Heard(MEETING, (1,)))
    tasks.tell(judged, heard, 0)
    assert f"/meetings/{MEETING}#u1" in browser.get(PAGE).text


def test_the_ledger_is_a_workbook_and_a_calendar(browser: Browser, judged: Library) -> None:
    tasks.tell(judged, TaskProgress(LIFT, TaskState.OPEN, "王秀英", NOON, note="=1+1"), 0)
    sheet = load_workbook(BytesIO(browser.get("/tasks.xlsx").content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert len(rows) == 2
    assert any("=1+1" in row and "逾期" in row for row in rows)
    calendar = browser.get("/tasks.ics?status=overdue").text
    assert calendar.count("BEGIN:VTODO") == 1
    assert f"UID:{MEETING}-r1@mintobrief" in calendar


def test_what_is_rejected_is_no_longer_a_task(browser: Browser, judged: Library) -> None:
    lift = judged.load_meeting(MEETING).resolutions[0]
    judged.add_judgements(MEETING, [reject(lift, "王秀英", NOON + timedelta(hours=1))])
    assert browser.get(PAGE).status_code == 404
    assert PAGE not in browser.get("/tasks").text


def test_a_task_is_not_late_on_its_last_day(browser: Browser, judged: Library) -> None:
    lift = judged.load_meeting(MEETING).resolutions[0]
    for days, word in ((0, "推进中"), (-1, "晚了 1 天")):
        deadline = Deadline("那天前", DeadlineKind.DATE, today() + timedelta(days=days))
        edited = replace(lift, deadline=Field(deadline))
        judged.add_judgements(MEETING, [amend(edited, "王秀英", datetime.now(UTC))])
        assert word in browser.get(PAGE).text
