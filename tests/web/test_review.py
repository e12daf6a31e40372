"""The review page: what it shows, what it saves, and two people at once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mintobrief.domain import Notice, NoticeCode, Verdict
from mintobrief.review import latest_judgements
from mintobrief.web.office import Office
from mintobrief.web.review.candidates import UNJUDGED
from tests.web.rooms import NASTY, NOON, Browser, let_in
from tests.web.talks import talk

MEETING = "20260314-ab12cd"
PAGE = f"/meetings/{MEETING}"


def mark(browser: Browser, candidate: str = "r1") -> str:
    """What the page shows the candidate's judgement to be."""
    text = browser.get(f"{PAGE}/candidates").text
    found = re.search(f'id="c-{candidate}"[^>]*data-mark="(\\w+)"', text)
    assert found
    return found[1]


def verdicts(office: Office) -> dict[str, Verdict]:
    latest = latest_judgements(office.library.judgements(MEETING))
    return {name: judgement.verdict for name, judgement in latest.items()}


def waiting(office: Office) -> int:
    return office.library.list_meetings()[0].waiting


def test_what_a_meeting_says_is_words_and_never_markup(browser: Browser) -> None:
    """Titles, names, candidates, reasons: on every page that shows them."""
    for path in ("/", PAGE, f"{PAGE}/candidates/r1/edit", f"{PAGE}/briefing"):
        text = browser.get(path).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


def test_every_field_shows_where_it_was_said(browser: Browser) -> None:
    text = browser.get(PAGE).text
    assert "下周五前 → 2026年3月20日 星期五" in text
    assert 'data-parts="0:0-4 "' in text  # the words of the deadline
    assert re.search(r'id="u1" data-source="\w+" data-start="0.50" data-end="2.00"', text)
    assert re.search(r'id="u2" data-source="\w+" data-page="1" data-box="10 20 60 40"', text)
    assert '<mark class="unsure">雨棚</mark>' in text


def test_what_is_missing_is_said_and_not_only_coloured(browser: Browser) -> None:
    text = browser.get(PAGE).text
    assert "会上没有说由谁负责" in text
    assert "“尽快”不是期限" in text


def test_a_judgement_is_on_disk_before_the_page_says_so(browser: Browser, office: Office) -> None:
    answer = browser.post(f"{PAGE}/candidates/r1/accept", mark=UNJUDGED)
    assert answer.status_code == 200
    assert "1/2" in answer.text
    assert verdicts(office) == {"r1": Verdict.ACCEPTED}
    (judgement,) = office.library.judgements(MEETING)
    assert judgement.reviewer == "王秀英"


def test_an_edit_is_saved_as_typed(browser: Browser, office: Office) -> None:
    typed = {"owners": "物业公司、李四", "deadline": "2026-04-01"}
    answer = browser.post(f"{PAGE}/candidates/r2", mark=UNJUDGED, **typed)
    assert answer.status_code == 200
    edited = latest_judgements(office.library.judgements(MEETING))["r2"].edited
    assert edited is not None
    assert [owner.value for owner in edited.owners] == ["物业公司", "李四"]
    assert edited.action.value == "修好北门道闸"  # what was not sent stays
    assert edited.flags == ()
    assert "2026年4月1日 星期三" in answer.text


def test_a_field_that_cannot_be_read_comes_back_with_all_that_was_typed(
    browser: Browser, office: Office
) -> None:
    answer = browser.post(f"{PAGE}/candidates/r2", mark=UNJUDGED, owners="李四", deadline="胡写")
    assert answer.status_code == 422
    assert "不能这样填" in answer.text
    assert 'value="李四"' in answer.text
    assert verdicts(office) == {}


def test_saving_what_was_not_changed_is_accepting_it(browser: Browser, office: Office) -> None:
    browser.post(f"{PAGE}/candidates/r1", mark=UNJUDGED, owners="王主任")
    assert verdicts(office) == {"r1": Verdict.ACCEPTED}


def test_undo_and_redo_go_all_the_way_back_and_forth(browser: Browser, office: Office) -> None:
    """Every step is a judgement more; the last word counts."""
    browser.post(f"{PAGE}/candidates/r1/accept", mark=UNJUDGED)
    browser.post(f"{PAGE}/candidates/r1/reject", mark=mark(browser))
    browser.post(f"{PAGE}/candidates/r2/reject", mark=UNJUDGED)
    states = [verdicts(office)]
    for _ in range(3):
        assert browser.post(f"{PAGE}/undo").status_code == 200
        states.append(verdicts(office))
    accepted, rejected = Verdict.ACCEPTED, Verdict.REJECTED
    assert states == [{"r1": rejected, "r2": rejected}, {"r1": rejected}, {"r1": accepted}, {}]
    assert waiting(office) == 2
    assert browser.post(f"{PAGE}/undo").status_code == 409
    for state in reversed(states[:-1]):
        assert browser.post(f"{PAGE}/redo").status_code == 200
        assert verdicts(office) == state
    assert browser.post(f"{PAGE}/redo").status_code == 409
    assert waiting(office) == 0
    assert len(office.library.judgements(MEETING)) == 9


def test_a_judgement_taken_back_waits_again(browser: Browser, office: Office) -> None:
    browser.post(f"{PAGE}/candidates/r1/accept", mark=UNJUDGED)
    assert waiting(office) == 1
    assert browser.post(f"{PAGE}/candidates/r1/reopen", mark=mark(browser)).status_code == 200
    assert waiting(office) == 2
    assert mark(browser).startswith(UNJUDGED)


def test_a_near_miss_can_be_added_and_put_back(browser: Browser, office: Office) -> None:
    answer = browser.post(f"{PAGE}/candidates/n1/accept", mark=UNJUDGED)
    assert "1/3" in answer.text
    assert "像决议、没有列入的" not in answer.text
    assert "像决议、没有列入的" in browser.post(f"{PAGE}/undo").text


def test_who_was_overtaken_is_asked_and_overwrites_nobody_by_accident(
    client: TestClient, browser: Browser, office: Office
) -> None:
    other = let_in(client, office, "李四")
    other.post(f"{PAGE}/candidates/r1", mark=UNJUDGED, owners="物业公司")
    late = browser.post(f"{PAGE}/candidates/r1", mark=UNJUDGED, owners="业委会")
    assert late.status_code == 409
    assert "李四" in late.text
    assert "物业公司" in late.text
    assert "业委会" in late.text
    assert len(office.library.judgements(MEETING)) == 1
    seen = re.search(r'name="mark" value="(\w+)"', late.text)
    assert seen
    mine = browser.post(f"{PAGE}/candidates/r1", mark=seen[1], owners="业委会")
    assert mine.status_code == 200
    assert office.library.judgements(MEETING)[-1].reviewer == "王秀英"


def test_two_people_on_two_candidates_do_not_meet(
    client: TestClient, browser: Browser, office: Office
) -> None:
    other = let_in(client, office, "李四")
    other.post(f"{PAGE}/candidates/r2/accept", mark=UNJUDGED)
    answer = browser.post(f"{PAGE}/candidates/r1/accept", mark=UNJUDGED)
    assert answer.status_code == 200
    assert "2/2" in answer.text


def test_a_near_miss_that_another_added_is_disputed_too(
    client: TestClient, browser: Browser, office: Office
) -> None:
    let_in(client, office, "李四").post(f"{PAGE}/candidates/n1/accept", mark=UNJUDGED)
    assert browser.post(f"{PAGE}/candidates/n1/reject", mark=UNJUDGED).status_code == 409


def test_nobody_undoes_what_another_did_since(
    client: TestClient, browser: Browser, office: Office
) -> None:
    browser.post(f"{PAGE}/candidates/r1/accept", mark=UNJUDGED)
    let_in(client, office, "李四").post(f"{PAGE}/candidates/r1/reject", mark=mark(browser))
    assert browser.post(f"{PAGE}/undo").status_code == 409
    assert verdicts(office) == {"r1": Verdict.REJECTED}


def test_the_page_learns_what_others_did(
    client: TestClient, browser: Browser, office: Office
) -> None:
    shown = re.search(r'data-version="(\d+)"', browser.get(PAGE).text)
    assert shown
    news = f"{PAGE}/candidates?version={shown[1]}"
    assert browser.get(news).status_code == 204
    let_in(client, office, "李四").post(f"{PAGE}/candidates/r2/accept", mark=UNJUDGED)
    assert "李四" in browser.get(news).text


def test_nobody_judges_without_a_name(client: TestClient, office: Office) -> None:
    nameless = let_in(client, office, "")
    assert nameless.post(f"{PAGE}/candidates/r1/accept", mark=UNJUDGED).status_code == 428
    assert nameless.post(f"{PAGE}/undo").status_code == 428
    assert "请写明您是谁" in nameless.get(PAGE).text
    assert verdicts(office) == {}


@pytest.mark.parametrize(
    "path",
    ["/meetings/nothing", f"{PAGE}/candidates/r9/edit", "/meetings/%00", "/meetings/" + "长" * 300],
)
def test_what_is_not_there_is_said_to_be_not_there(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_a_candidate_that_is_not_there_cannot_be_judged(browser: Browser) -> None:
    answer = browser.post(f"{PAGE}/candidates/{NASTY.replace('/', '')}/accept", mark=UNJUDGED)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_without_a_day_the_page_says_where_to_write_it_until_it_is_written(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    """Nobody who reviews in a browser is sent to a command line."""
    undated = replace(
        talk(tmp_path), notices=(Notice(NoticeCode.NO_DATE, "请加上 --held-on 重新转换。"),)
    )
    undated = replace(undated, header=replace(undated.header, held_on=None))
    path = f"/meetings/{office.library.save_meeting(undated, NOON)}"
    text = browser.get(path).text
    assert "--held-on" not in text
    assert f'<a href="{path}/header#h-held_on">写上日期</a>' in text
    mark = re.search(r'name="mark" value="(\w+)"', browser.get(f"{path}/header").text)
    assert mark
    browser.post(f"{path}/header", mark=mark[1], title="业委会例会", held_on="2026-03-14")
    assert "写上日期" not in browser.get(path).text
