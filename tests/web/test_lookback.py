"""上次议定事项: proposals are shown with their evidence, confirmed, taken back, and printed."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mintobrief.domain import Field, Header, Meeting, TextSpan, Utterance
from mintobrief.domain.task import TaskId, TaskState
from mintobrief.review import accept, amend
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.store.lookback import followed_of
from mintobrief.web.office import Office
from tests.web.rooms import NASTY, NOON, Answer, Browser, let_in

BEFORE, NEXT = "20260314-ab12cd", "20260418-ab12cd"
PAGE = f"/meetings/{NEXT}/lookback"
LIFT, GATE = f"{PAGE}/{BEFORE}/r1", f"{PAGE}/{BEFORE}/r2"
LIFT_ID = TaskId(BEFORE, "r1")
SAID = ("上次会议定的第一条，修好电梯。", "修好了，二十号就好了。", "第二条再说。")


@pytest.fixture
def library(office: Office) -> Library:
    """A meeting of a compound, wholly judged, and the next one, which speaks of the first task."""
    library = office.library
    first = library.load_meeting(BEFORE)
    library.save_meeting(_next(first), NOON)
    compound = library.compounds.add("锦绣花园", "王秀英")
    for meeting_id in (BEFORE, NEXT):
        library.compounds.move(meeting_id, compound.id, "王秀英")
    lift, gate = first.resolutions
    plain = replace(lift, action=Field("修好电梯"))
    judged = [amend(plain, "王秀英", NOON), accept(gate, None, "王秀英", NOON)]
    library.add_judgements(BEFORE, judged)
    return library


def _next(first: Meeting) -> Meeting:
    notes = replace(first.sources[0], text="\n".join(SAID))
    starts = [sum(len(line) + 1 for line in SAID[:place]) for place in range(len(SAID))]
    said = (
        Utterance(turn, text, TextSpan(notes.id, start, start + len(text)), "甲", f"王工{NASTY}")
        for turn, (text, start) in enumerate(zip(SAID, starts, strict=True))
    )
    header = Header(Field("四月例会"), Field(date(2026, 4, 18)))
    return Meeting(NEXT, header, (notes,), tuple(said))


def seen(library: Library) -> str:
    return str(tasks.look(library, LIFT_ID).line.told)


def words(answer: Answer) -> str:
    return html.unescape(re.sub(r"<[^>]+>|\s+", "", answer.text))


def test_what_the_meeting_seems_to_say_is_shown_with_its_words(
    browser: Browser, library: Library
) -> None:
    first = browser.get(PAGE)
    assert "正在听会上怎么说起它们" in words(first)
    assert 'name="state"' not in first.text, "what is typed before the rest comes would be lost"
    page = browser.get(f"{PAGE}/pieces")
    told = words(page)
    assert "像是已办结" in told
    assert told in words(browser.get(PAGE))
    assert "修好了，二十号就好了" in told
    assert "所以提议记为“已办结”" in told
    assert "没有听出会上说过的·修好北门道闸" in told
    assert 'data-parts="0:0-15' in page.text
    assert NASTY not in page.text


def test_one_key_confirms_it_and_the_briefing_tells_it(browser: Browser, library: Library) -> None:
    answer = browser.post(
        LIFT, state="done", day="2026-03-20", note="修好了。", lines="0 1", seen="0"
    )
    assert answer.status_code == 200
    assert "1/1已确认" in words(answer)
    life = tasks.look(library, LIFT_ID)
    assert (life.line.state, life.standing[0].day) == (TaskState.DONE, date(2026, 3, 20))
    assert life.standing[0].by == "王秀英"
    told = followed_of(library, library.load_meeting(NEXT))
    assert [(one.task.action, one.said) for one in told] == [
        ("修好电梯", "修好了。"),
        ("修好北门道闸", ""),
    ]


def test_what_was_confirmed_is_taken_back(browser: Browser, library: Library) -> None:
    browser.post(LIFT, state="done", note="", lines="1", seen="0")
    answer = browser.post(f"{LIFT}/undo", seen=seen(library))
    assert "像是已办结" in words(answer)
    assert followed_of(library, library.load_meeting(NEXT)) == ()
    assert tasks.look(library, LIFT_ID).line.state is TaskState.OPEN


def test_nobody_confirms_over_what_was_told_meanwhile(
    browser: Browser, library: Library, office: Office
) -> None:
    other = let_in(browser.client, office, "李明")
    other.post(LIFT, state="open", note="还没有", lines="1", seen="0")
    answer = browser.post(LIFT, state="done", note="", lines="1", seen="0")
    assert answer.status_code == 409
    assert "李明" in words(answer)
    assert tasks.look(library, LIFT_ID).line.state is TaskState.OPEN


def test_a_person_points_at_what_the_program_did_not_hear(
    browser: Browser, library: Library
) -> None:
    assert browser.post(GATE, state="carried", lines="2", note="", seen="0").status_code == 200
    (said,) = tasks.look(library, TaskId(BEFORE, "r2")).standing
    assert said.heard is not None
    assert said.heard.utterances == (2,)


@pytest.mark.parametrize(
    "typed",
    [
        {"state": "done", "lines": ""},
        {"state": "done", "lines": "3"},
        {"state": "done", "lines": "-1"},
        {"state": "done", "lines": " ".join(map(str, range(61)))},
        {"state": "finished", "lines": "1"},
        {"state": "done", "lines": "1", "day": "下周"},
        {"state": "done", "lines": "1", "seen": "x"},
    ],
)
@pytest.mark.usefixtures("library")
def test_what_no_page_of_ours_sends_is_refused(browser: Browser, typed: dict[str, str]) -> None:
    assert browser.post(LIFT, **{"seen": "0", "note": "", **typed}).status_code == 422


def test_a_task_that_is_not_there_or_hidden_is_refused(browser: Browser, library: Library) -> None:
    answer = browser.post(f"{PAGE}/{BEFORE}/r9", state="done", note="", lines="1", seen="0")
    assert answer.status_code == 404


def test_a_meeting_of_no_compound_says_why_there_is_nothing(
    browser: Browser, library: Library
) -> None:
    library.compounds.move(NEXT, None, "王秀英")
    assert "还没有说明这次会议是哪个小区的" in words(browser.get(PAGE))


def test_the_first_meeting_has_nothing_before_it(browser: Browser, library: Library) -> None:
    page = browser.get(f"/meetings/{BEFORE}/lookback")
    assert "没有还没办结的议定事项" in words(page)


def test_the_review_page_leads_there(browser: Browser, library: Library) -> None:
    assert f'href="{PAGE}"' in browser.get(f"/meetings/{NEXT}").text


def test_a_signature_falls_when_what_was_confirmed_changes(
    browser: Browser, library: Library, tmp_path: Path
) -> None:
    from mintobrief.web.signoff import signing
    from mintobrief.web.signoff.signed import signed_issue

    browser.post(LIFT, state="done", note="修好了。", lines="1", seen="0")
    for finding in signing.desk(library, NEXT).left:
        signing.excuse(library, NEXT, "王秀英", finding.key, reason="会上没有定")
    signing.sign(library, NEXT, "王秀英", signing.desk(library, NEXT).shown)
    assert signing.desk(library, NEXT).stage == "signed"
    number = signing.desk(library, NEXT).standing.steps[-1].number
    again = signed_issue(library, NEXT, number).briefing
    assert [one.said for one in again.followed] == ["修好了。", ""]
    browser.post(f"{LIFT}/undo", seen=seen(library))
    assert signing.desk(library, NEXT).stage == "changed"


def test_a_compounds_progress_is_handed_out_as_a_page_to_post(
    browser: Browser, library: Library
) -> None:
    compound = library.compounds.find("锦绣花园").id
    assert (
        f'href="/tasks.html?compound={compound}"' in browser.get(f"/tasks?compound={compound}").text
    )
    assert "/tasks.html" not in browser.get("/tasks").text
    page = browser.get(f"/tasks.html?compound={compound}")
    assert page.headers["content-disposition"].startswith("attachment")
    assert "锦绣花园议定事项进展公示" in page.text
    assert NASTY not in page.text
    assert browser.get("/tasks.html?compound=nowhere").status_code == 404
