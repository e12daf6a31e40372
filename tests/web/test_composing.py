"""Candidates of a person's making: added, merged, split, moved, and all of it undone."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from mintobrief.domain import Flag
from mintobrief.review import latest_judgements
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.rooms import Answer, Browser, let_in
from tests.web.talks import PAGE, TALK, draft, mark, now, order, talking

__all__ = ["talking"]


def add(browser: Browser, first: int, last: int, start: int = 0, end: int = 0) -> Answer:
    chosen = {"first": first, "last": last, "start": start, "end": end}
    typed = {name: str(number) for name, number in chosen.items()}
    return browser.post(f"{PAGE}/candidates", draft=draft(browser), **typed)


def test_words_that_were_chosen_are_a_candidate(browser: Browser, talking: Office) -> None:
    answer = add(browser, 5, 5, 6, 10)
    assert answer.status_code == 200
    assert 'data-changed="h1" data-then="edit"' in answer.text
    made = next(r for r in now(talking).resolutions if r.id == "h1")
    assert made.action.value == "尽快画线"
    assert [(q.utterance, q.start, q.end) for q in made.action.quotes] == [(5, 6, 10)]
    assert [owner.value for owner in made.owners] == ["王明"]
    assert made.deadline
    assert made.deadline.value.text == "尽快"
    assert made.topic == 1
    assert made.flags == (Flag.VAGUE_DEADLINE,)


def test_whole_lines_that_were_chosen_are_a_candidate(browser: Browser, talking: Office) -> None:
    add(browser, 1, 2)
    made = next(r for r in now(talking).resolutions if r.id == "h1")
    assert made.evidence == (1, 2)
    assert made.action.value == "电剃坏了三天了。请物业公司下周五前修好"
    assert made.deadline
    assert str(made.deadline.value.day) == "2026-03-20"


@pytest.mark.parametrize(
    ("first", "last", "start", "end"), [(9, 9, 0, 0), (3, 2, 0, 0), (3, 3, 2, 3)]
)
def test_nothing_is_no_candidate(
    browser: Browser, talking: Office, first: int, last: int, start: int, end: int
) -> None:
    """Lines that are not there, and a full stop alone."""
    assert add(browser, first, last, start, end).status_code == 422
    assert order(talking) == ["r1", "r2"]


def test_words_of_an_older_transcript_are_not_added(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    stale = draft(browser)
    other = let_in(client, talking, "李四")
    other.post(f"{PAGE}/lines/1/join", was="电剃坏了三天了。", draft=stale)
    typed = {"first": "5", "last": "5", "start": "0", "end": "0", "draft": stale}
    assert browser.post(f"{PAGE}/candidates", **typed).status_code == 409
    assert order(talking) == ["r1", "r2"]


def test_two_are_merged_and_wait_to_be_judged(browser: Browser, talking: Office) -> None:
    browser.post(f"{PAGE}/candidates/r1/accept", mark=UNJUDGED)
    assert "画线" in browser.get(f"{PAGE}/candidates/r1/merge").text
    typed = {"mark": mark(browser, "r1"), "other": f"r2 {UNJUDGED}"}
    assert browser.post(f"{PAGE}/candidates/r1/merge", **typed).status_code == 200
    (made,) = now(talking).resolutions
    assert (made.id, made.action.value) == ("h1", "修好电梯；画线")
    assert [owner.value for owner in made.owners] == ["物业公司", "王明"]
    assert made.evidence == (1, 2, 5)
    assert made.deadline
    assert made.deadline.value.text == "下周五前"
    assert "h1" not in latest_judgements(talking.library.judgements(TALK))
    browser.post(f"{PAGE}/undo")
    assert order(talking) == ["r1", "r2"]
    assert "r1" in latest_judgements(talking.library.judgements(TALK))


def test_what_another_judged_meanwhile_is_not_merged_or_split(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    let_in(client, talking, "李四").post(f"{PAGE}/candidates/r2/reject", mark=UNJUDGED)
    merged = browser.post(f"{PAGE}/candidates/r1/merge", mark=UNJUDGED, other=f"r2 {UNJUDGED}")
    split = browser.post(f"{PAGE}/candidates/r2/split", mark=UNJUDGED, action1="甲", action2="乙")
    assert (merged.status_code, split.status_code) == (409, 409)
    assert order(talking) == ["r1", "r2"]


def test_one_is_split_as_typed(browser: Browser, talking: Office) -> None:
    asked = browser.get(f"{PAGE}/candidates/r1/split").text
    assert "请物业公司下周五前修好。" in asked
    typed = {
        "action1": "修好电梯",
        "owners1": "物业公司",
        "deadline1": "下周五前",
        "line1-2": "on",
        "action2": "贴出停梯通知",
        "owners2": "李四",
        "deadline2": "2026-03-16",
        "line2-1": "on",
    }
    answer = browser.post(f"{PAGE}/candidates/r1/split", mark=UNJUDGED, **typed)
    assert answer.status_code == 200
    assert order(talking) == ["h1", "h2", "r2"]
    one, two = now(talking).resolutions[:2]
    assert (one.evidence, two.evidence) == ((2,), (1,))
    assert one.deadline
    assert one.deadline.quotes  # what stayed as it was keeps its words
    assert two.deadline
    assert str(two.deadline.value.day) == "2026-03-16"


def test_a_half_without_words_is_refused(browser: Browser, talking: Office) -> None:
    answer = browser.post(f"{PAGE}/candidates/r1/split", mark=UNJUDGED, action1="甲", action2=" ")
    assert answer.status_code == 422
    assert order(talking) == ["r1", "r2"]


def test_candidates_are_moved(browser: Browser, talking: Office) -> None:
    assert browser.post(f"{PAGE}/candidates/r2/move", to="up").status_code == 200
    assert order(talking) == ["r2", "r1"]
    assert browser.post(f"{PAGE}/candidates/r2/move", to="up").status_code == 200  # no further
    assert order(talking) == ["r2", "r1"]
    browser.post(f"{PAGE}/undo")
    assert order(talking) == ["r1", "r2"]
    assert browser.post(f"{PAGE}/candidates/r9/move", to="up").status_code == 409


def test_the_order_stays_when_a_near_miss_is_added(browser: Browser, office: Office) -> None:
    page = "/meetings/20260314-ab12cd"
    browser.post(f"{page}/candidates/r2/move", to="up")
    text = browser.post(f"{page}/candidates/n1/accept", mark=UNJUDGED).text
    assert text.index('id="c-r2"') < text.index('id="c-r1"') < text.index('id="c-n1"')


def test_undo_and_redo_go_through_judgements_and_corrections_alike(
    browser: Browser, talking: Office
) -> None:
    """A candidate done again is called otherwise, and what was done to it goes with it."""
    add(browser, 3, 3)
    browser.post(f"{PAGE}/candidates/h1/accept", mark=UNJUDGED)
    browser.post(f"{PAGE}/candidates/h1/move", to="up")
    browser.post(f"{PAGE}/lines/1/join", was="电剃坏了三天了。", draft=draft(browser))
    assert order(talking) == ["h1", "r1", "r2"]
    for _ in range(4):
        assert browser.post(f"{PAGE}/undo").status_code == 200
    assert order(talking) == ["r1", "r2"]
    assert len(now(talking).utterances) == 6
    assert browser.post(f"{PAGE}/undo").status_code == 409
    for _ in range(4):
        assert browser.post(f"{PAGE}/redo").status_code == 200
    assert order(talking) == ["h2", "r1", "r2"]
    assert "h2" in latest_judgements(talking.library.judgements(TALK))
    assert len(now(talking).utterances) == 5


def test_nobody_undoes_a_correction_over_that_of_another(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    add(browser, 3, 3)
    add(let_in(client, talking, "李四"), 0, 0)
    assert browser.post(f"{PAGE}/undo").status_code == 409
    assert set(order(talking)) == {"r1", "r2", "h1", "h2"}
