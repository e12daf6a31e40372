"""撤销 where others correct too: refused only where the same thing was touched."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from mintobrief.domain import Verdict
from mintobrief.review import latest_judgements
from mintobrief.web.office import Office
from tests.web.rooms import Browser, let_in

MEETING = "20260314-ab12cd"
PAGE = f"/meetings/{MEETING}"
LIFT, GATE, SHELTER = "下周五前修好电梯。", "北门道闸尽快修。", "要不要买雨棚？"


@pytest.fixture
def other(client: TestClient, office: Office) -> Browser:
    return let_in(client, office, "李明")


def mark(browser: Browser, candidate: str) -> str:
    form = browser.get(f"{PAGE}/candidates/{candidate}/edit").text
    found = re.search(r'name="mark" value="([^"]+)"', form)
    assert found
    return found[1]


def reword(browser: Browser, line: int, was: str, text: str, **more: str) -> None:
    found = re.search(r'data-draft="([^"]+)"', browser.get(PAGE).text)
    assert found
    told = {"was": was, "text": text, "draft": found[1], **more}
    assert browser.post(f"{PAGE}/lines/{line}/words", **told).status_code == 200


def judged(office: Office, candidate: str) -> Verdict | None:
    found = latest_judgements(office.library.judgements(MEETING)).get(candidate)
    return found.verdict if found else None


def test_a_judgement_is_undone_after_others_corrected_elsewhere(
    browser: Browser, other: Browser, office: Office
) -> None:
    browser.post(f"{PAGE}/candidates/r1/accept", mark=mark(browser, "r1"))
    reword(other, 1, GATE, "北门道闸要尽快修。")
    other.post(f"{PAGE}/candidates/r2/accept", mark=mark(other, "r2"))
    assert browser.post(f"{PAGE}/undo").status_code == 200
    assert (judged(office, "r1"), judged(office, "r2")) == (None, Verdict.ACCEPTED)


def test_what_moved_meanwhile_is_undone_and_done_again_where_it_is_now(
    browser: Browser, other: Browser, office: Office
) -> None:
    """A line before it became two: what an edited candidate rests on goes one on."""
    for action in ("修好南门道闸", "修好东门道闸"):
        form = {"mark": mark(browser, "r2"), "action": action}
        assert browser.post(f"{PAGE}/candidates/r2", **form).status_code == 200
    reword(other, 0, LIFT, LIFT, cut="4")
    for step, action in (("undo", "修好南门道闸"), ("redo", "修好东门道闸")):
        assert browser.post(f"{PAGE}/{step}").status_code == 200
        said = latest_judgements(office.library.judgements(MEETING))["r2"].edited
        assert said is not None
        assert (said.action.value, said.evidence) == (action, (2,))


def test_a_judgement_is_not_undone_over_other_words(browser: Browser, other: Browser) -> None:
    browser.post(f"{PAGE}/candidates/r1/accept", mark=mark(browser, "r1"))
    reword(other, 0, LIFT, "下周三前修好电梯。")
    assert browser.post(f"{PAGE}/undo").status_code == 409


def test_a_judgement_is_not_undone_over_that_of_another(browser: Browser, other: Browser) -> None:
    browser.post(f"{PAGE}/candidates/r1/accept", mark=mark(browser, "r1"))
    other.post(f"{PAGE}/candidates/r1/reject", mark=mark(other, "r1"))
    assert browser.post(f"{PAGE}/undo").status_code == 409


def test_what_cannot_be_undone_any_more_is_out_of_the_way(
    browser: Browser, other: Browser, office: Office
) -> None:
    for candidate in ("r2", "r1"):
        browser.post(f"{PAGE}/candidates/{candidate}/accept", mark=mark(browser, candidate))
    other.post(f"{PAGE}/candidates/r1/reject", mark=mark(other, "r1"))
    assert [browser.post(f"{PAGE}/undo").status_code for _ in range(3)] == [409, 200, 409]
    assert (judged(office, "r1"), judged(office, "r2")) == (Verdict.REJECTED, None)


def test_what_another_came_to_as_well_is_not_taken_back(
    browser: Browser, other: Browser, office: Office
) -> None:
    browser.post(f"{PAGE}/candidates/r1/accept", mark=mark(browser, "r1"))
    for verdict in ("reject", "accept"):
        other.post(f"{PAGE}/candidates/r1/{verdict}", mark=mark(other, "r1"))
    assert browser.post(f"{PAGE}/undo").status_code == 409
    assert judged(office, "r1") is Verdict.ACCEPTED


@pytest.mark.parametrize("verdict", ["accept", "reject", "reopen"])
def test_who_says_the_same_again_as_its_answer_was_lost_disputes_nothing(
    browser: Browser, office: Office, verdict: str
) -> None:
    """The page sends it again by itself; one step back undoes it."""
    if verdict == "reopen":
        browser.post(f"{PAGE}/candidates/r1/accept", mark=mark(browser, "r1"))
    before, shown = judged(office, "r1"), mark(browser, "r1")
    for _ in range(2):
        answer = browser.post(f"{PAGE}/candidates/r1/{verdict}", mark=shown)
        assert answer.status_code == 200
    assert judged(office, "r1") is not before
    assert browser.post(f"{PAGE}/undo").status_code == 200
    assert judged(office, "r1") is before


def test_an_edit_whose_answer_was_lost_is_no_dispute(browser: Browser, office: Office) -> None:
    form = {"mark": mark(browser, "r2"), "action": "修好南门道闸"}
    for _ in range(2):
        assert browser.post(f"{PAGE}/candidates/r2", **form).status_code == 200
    assert judged(office, "r2") is Verdict.EDITED
