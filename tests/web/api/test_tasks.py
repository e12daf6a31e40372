"""督办 as programs see it."""

from __future__ import annotations

from typing import Any

import pytest

from mintobrief.review import accept
from mintobrief.web.api.answers import PREFIX
from mintobrief.web.office import Office
from tests.web.api.program import MEETING, ONE, Program, refused
from tests.web.rooms import NOON

LIFT = f"{ONE}/tasks/r1"
PNG = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture
def followed(program: Program, office: Office) -> Program:
    """Both candidates are tasks."""
    found = office.library.load_meeting(MEETING).resolutions
    office.library.add_judgements(MEETING, [accept(one, None, "王秀英", NOON) for one in found])
    return program


def told(program: Program, **more: object) -> Any:
    seen = program.get(LIFT)["told"]
    return program.ask("POST", f"{LIFT}/progress", {"seen": seen, "state": "done", **more})


def test_the_ledger_tells_how_each_task_stands(followed: Program) -> None:
    found = followed.get("/tasks")
    assert found["total"] == 2
    assert found["counts"] == {"overdue": 1, "open": 1, "carried": 0, "done": 0}
    late, soon = found["tasks"]
    assert (late["resolution"], late["status"], late["due"]) == ("r1", "overdue", "2026-03-20")
    assert (soon["status"], soon["deadline"], soon["due"]) == ("open", "尽快", None)
    assert followed.get("/tasks?status=done") == {**found, "total": 0, "tasks": []}
    assert followed.get("/tasks?q=道闸&compound=")["total"] == 1
    assert followed.get("/tasks?compound=x")["total"] == 0


def test_progress_is_told_and_taken_back(followed: Program) -> None:
    life = told(followed, note="换好了", day="2026-03-19").json()
    assert (life["state"], life["status"]) == ("done", "done")
    [step] = life["steps"]
    assert (step["by"], step["note"], step["day"]) == ("王秀英", "换好了", "2026-03-19")
    back = followed.ask("POST", f"{LIFT}/undo", {"seen": life["told"]}).json()
    assert back["state"] == "open"
    assert [(one["state"], one["stands"]) for one in back["steps"]] == [
        ("done", False),
        (None, False),
    ]
    refused(followed.ask("POST", f"{LIFT}/undo", {"seen": back["told"]}), 409, "NothingTold")


def test_a_step_on_what_was_not_seen_is_refused(followed: Program) -> None:
    told(followed)
    late = followed.ask("POST", f"{LIFT}/progress", {"seen": 0, "state": "open"})
    refused(late, 409, "TaskTold")
    refused(followed.ask("GET", f"{ONE}/tasks/r9"), 404, "UnknownTask")


def test_a_file_goes_with_a_task(followed: Program) -> None:
    files = {"file": ("现场.png", PNG)}
    life = followed.ask("POST", f"{LIFT}/files?seen=0", files=files).json()
    [file] = life["steps"][-1]["attachments"]
    assert file["name"] == "现场.png"
    path = f"{LIFT}/files/{life['told']}/{file['sha256']}"
    assert followed.ask("GET", path).content == PNG
    wrong = {"file": ("现场.png", b"<script>")}
    answer = followed.ask("POST", f"{LIFT}/files?seen={life['told']}", files=wrong)
    refused(answer, 422, "BadProgress")


def test_the_ledger_can_be_had_as_files(followed: Program) -> None:
    assert followed.ask("GET", "/tasks.xlsx").content[:2] == b"PK"
    calendar = followed.browser.get(f"{PREFIX}/tasks.ics")
    assert calendar.text.count("BEGIN:VTODO") == 1
