"""A program sees what the posted edition keeps back, and says its person's word on it."""

from __future__ import annotations

import pytest

from mintobrief.web.review.candidates import UNJUDGED
from tests.web.api.program import ONE, Program, refused
from tests.web.rooms import Browser

HOTLINE = "0512-65551234"


@pytest.fixture
def program(browser: Browser) -> Program:
    """Of a meeting that is judged, with a telephone in what was agreed on."""
    asking = Program(browser)
    asking.judge("r1", "accept", UNJUDGED)
    asking.judge("r2", "reject", UNJUDGED)
    return asking


def rule(program: Program, *rulings: dict[str, str]) -> dict[str, object]:
    answer = program.ask("POST", f"{ONE}/masks", {"rulings": list(rulings)})
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_masks_are_told_only_of_what_is_judged(browser: Browser) -> None:
    refused(Program(browser).ask("GET", f"{ONE}/masks"), 409, "NotReviewed")


def test_a_program_adds_keeps_and_takes_back(program: Program) -> None:
    words = program.get(f"{ONE}/briefing")["meeting"]
    assert words
    told = rule(program, {"found": "电梯", "ruling": "hide"})
    [mask] = [one for one in told["masks"] if one["kind"] == "added"]  # type: ignore[attr-defined]
    assert (mask["found"], mask["instead"], mask["ruling"]) == ("电梯", "（略）", "hide")
    assert mask["places"]
    again = {"found": "电梯", "ruling": "keep"}
    answer = program.ask("POST", f"{ONE}/masks", {"rulings": [again]})
    refused(answer, 409, "BriefingChanged")
    rule(program, {"found": "电梯", "ruling": "open", "was": "hide"})
    assert all(one["kind"] != "added" for one in program.get(f"{ONE}/masks")["masks"])
