"""A program hands a briefing in and signs it as the page does."""

from __future__ import annotations

import pytest

from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import MEETING, ONE, Program, refused
from tests.web.rooms import Browser


@pytest.fixture
def program(browser: Browser) -> Program:
    """Of a meeting that is judged, with every gap excused."""
    asking = Program(browser)
    asking.judge("r1", "accept", UNJUDGED)
    asking.judge("r2", "reject", UNJUDGED)
    for finding in asking.get(f"{ONE}/briefing")["findings"]:
        told = {"about": finding["key"], "reason": "会上没有说"}
        assert asking.ask("POST", f"{ONE}/briefing/excuse", told).status_code == 200
    return asking


def step(program: Program, name: str, **more: object) -> dict[str, object]:
    seen = program.get(f"{ONE}/briefing")
    told = {"version": seen["version"], "step": seen["step"], **more}
    answer = program.ask("POST", f"{ONE}/briefing/{name}", told)
    assert answer.status_code == 200, answer.text
    after: dict[str, object] = answer.json()
    return after


def test_what_still_waits_must_be_put_right(browser: Browser) -> None:
    program = Program(browser)
    told = program.get(f"{ONE}/briefing")
    waiting = [one for one in told["findings"] if one["rule"] == "judged"]
    assert [one["candidate"] for one in waiting] == ["r1", "r2"]
    assert all(one["must"] for one in waiting)
    assert (told["stage"], told["ready"], told["step"]) == ("waiting", False, 0)
    seen = {"version": told["version"], "step": 0}
    refused(program.ask("POST", f"{ONE}/briefing/submit", seen), 409, "NotReady")
    wrong = {"about": waiting[0]["key"], "reason": "不审了"}
    refused(program.ask("POST", f"{ONE}/briefing/excuse", wrong), 409, "BriefingChanged")


def test_a_gap_that_stays_has_a_reason(program: Program) -> None:
    told = program.get(f"{ONE}/briefing")
    assert told["ready"]
    assert all(one["excused"]["reason"] == "会上没有说" for one in told["findings"])
    about = told["findings"][0]["key"]
    for empty in ("", " ", "\u200b"):
        answer = program.ask("POST", f"{ONE}/briefing/excuse", {"about": about, "reason": empty})
        refused(answer, 422, "UnprocessableContent")
    program.ask("POST", f"{ONE}/briefing/excuse", {"about": about, "reason": None})
    assert not program.get(f"{ONE}/briefing")["ready"]


def test_a_briefing_goes_in_comes_back_and_is_signed_to_the_byte(program: Program) -> None:
    assert step(program, "submit")["stage"] == "submitted"
    assert step(program, "return", reason="监督人没有写")["stage"] == "returned"
    step(program, "submit")
    assert step(program, "withdraw")["stage"] == "open"
    signed = step(program, "sign")
    assert (signed["stage"], signed["stands"], signed["changes"]) == ("signed", True, [])
    files = [one for one in program.get(f"{ONE}/briefing")["steps"] if one["files"]]
    assert [one["act"] for one in files] == ["signed"]
    path = f"{ONE}/briefing/signed/{files[0]['number']}/public.md"
    kept = program.ask("GET", path)
    assert kept.content == program.ask("GET", f"{ONE}/briefing/public.md").content
    mark = program.get(f"{ONE}/candidates/r2")["mark"]
    program.judge("r2", "accept", mark)
    changed = program.get(f"{ONE}/briefing")
    assert changed["stage"] == "changed"
    assert any("道闸" in one["after"] for one in changed["changes"])
    assert program.ask("GET", path).content == kept.content


def test_a_step_is_taken_with_what_was_seen(program: Program) -> None:
    seen = program.get(f"{ONE}/briefing")
    step(program, "submit")
    stale = {"version": seen["version"], "step": seen["step"]}
    refused(program.ask("POST", f"{ONE}/briefing/sign", stale), 409, "BriefingChanged")
    nothing = f"/meetings/{MEETING}/briefing/signed/99/archive.docx"
    refused(program.ask("GET", nothing), 404, "UnknownSigning")
