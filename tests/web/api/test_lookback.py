"""上次议定事项 as programs see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mintobrief.domain import Field, Header, Meeting, TextSpan, Utterance
from mintobrief.review import accept, amend
from mintobrief.web.office import Office
from tests.web.api.program import MEETING, ONE, Program, refused
from tests.web.rooms import NOON

NEXT = "20260418-ab12cd"
PATH = f"/meetings/{NEXT}/lookback"
SAID = "上次会议定的，电梯已经修好了。"


@pytest.fixture
def next_meeting(program: Program, office: Office) -> Program:
    """The first meeting is judged; the next speaks of its lift."""
    library = office.library
    first = library.load_meeting(MEETING)
    lift, gate = first.resolutions
    plain = replace(lift, action=Field("修好电梯"))
    library.add_judgements(
        MEETING, [amend(plain, "王秀英", NOON), accept(gate, None, "王秀英", NOON)]
    )
    notes = replace(first.sources[0], text=SAID)
    said = (Utterance(0, SAID, TextSpan(notes.id, 0, len(SAID)), "甲", "王工"),)
    header = Header(Field("四月例会"), Field(date(2026, 4, 18)))
    library.save_meeting(Meeting(NEXT, header, (notes,), said), NOON)
    return program


def confirmed(**more: object) -> dict[str, object]:
    told = {"meeting": MEETING, "resolution": "r1", "seen": 0, "state": "done", "utterances": [0]}
    return {**told, **more}


def test_what_the_meeting_seems_to_say_is_told(next_meeting: Program) -> None:
    lift, gate = next_meeting.get(PATH)["tasks"]
    assert (lift["action"], lift["status"], lift["told"]) == ("修好电梯", "overdue", 0)
    assert lift["proposal"]["state"] == "done"
    assert lift["proposal"]["utterances"] == [0]
    assert "王工" in lift["proposal"]["because"]
    assert (gate["proposal"], gate["confirmed"]) == (None, None)
    assert next_meeting.get(f"{ONE}/lookback") == {"tasks": []}


def test_it_is_confirmed_and_taken_back(next_meeting: Program) -> None:
    answer = next_meeting.ask("POST", PATH, confirmed(day="2026-03-20", note="修好了。"))
    lift = answer.json()["tasks"][0]
    assert lift["proposal"] is None
    assert (lift["confirmed"]["state"], lift["confirmed"]["day"]) == ("done", "2026-03-20")
    assert lift["confirmed"]["by"] == "王秀英"
    next_meeting.ask("POST", f"{ONE}/tasks/r1/undo", {"seen": lift["told"]})
    assert next_meeting.get(PATH)["tasks"][0]["confirmed"] is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"utterances": []},
        {"utterances": [1]},
        {"utterances": [-1]},
        {"utterances": ["0"]},
        {"state": "finished"},
        {"day": 20260320},
        {"note": "好" * 2001},
        {"seen": "0"},
        {"more": 1},
    ],
)
def test_what_is_not_described_is_refused(next_meeting: Program, wrong: dict[str, object]) -> None:
    assert next_meeting.ask("POST", PATH, confirmed(**wrong)).status_code == 422


def test_who_was_slower_and_what_is_not_there_is_told(next_meeting: Program) -> None:
    next_meeting.ask("POST", PATH, confirmed())
    refused(next_meeting.ask("POST", PATH, confirmed(state="open")), 409, "TaskTold")
    refused(next_meeting.ask("POST", PATH, confirmed(resolution="r9")), 404, "UnknownTask")
    refused(next_meeting.ask("GET", "/meetings/nowhere/lookback"), 404, "UnknownMeeting")
