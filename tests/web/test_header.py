"""会议概况 as a form: what is typed is kept, with the words it was read from where they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mintobrief.domain import Attendee, Field, Notice, NoticeCode
from mintobrief.web.correct.filling import mark_of_header, typed_of
from mintobrief.web.office import Office
from tests.web.rooms import NOON, Answer, Browser, let_in
from tests.web.talks import PAGE, TALK, now, talk, talking

__all__ = ["talking"]


def save(browser: Browser, office: Office, mark: str = "", **typed: str) -> Answer:
    """Send the form with these fields typed over what stands there."""
    header = now(office).header
    fields = typed_of(header) | typed
    return browser.post(f"{PAGE}/header", mark=mark or mark_of_header(header), **fields)


def test_every_particular_is_shown_with_where_it_was_said(
    browser: Browser, talking: Office
) -> None:
    text = browser.get(f"{PAGE}/header").text
    assert 'value="业委会例会"' in text
    assert f'href="{PAGE}#u0"' in text
    assert "会上没有说" in text


def test_what_is_typed_is_kept(browser: Browser, talking: Office) -> None:
    answer = save(
        browser,
        talking,
        place="活动室",
        start="14:30",
        attendees="王主任 业委会主任 雪松小区\n李四 - 物业公司\n赵五",
    )
    assert (answer.status_code, answer.headers["x-go"]) == (204, PAGE)
    header = now(talking).header
    assert header.place
    assert header.place.value == "活动室"
    assert header.host
    assert header.host.quotes  # what stayed keeps its words
    people = [(p.name, p.role, p.org) for p in header.attendees]
    assert people[1:] == [("李四", None, "物业公司"), ("赵五", None, None)]


def test_time_limits_count_from_the_day_that_was_typed(browser: Browser, talking: Office) -> None:
    save(browser, talking, held_on="2026-04-04")
    deadline = now(talking).resolutions[0].deadline
    assert deadline
    assert deadline.value.day == date(2026, 4, 10)
    browser.post(f"{PAGE}/undo")
    deadline = now(talking).resolutions[0].deadline
    assert deadline
    assert deadline.value.day == date(2026, 3, 20)


def test_saving_what_was_not_changed_changes_nothing(browser: Browser, talking: Office) -> None:
    assert save(browser, talking).status_code == 204
    assert talking.library.corrections(TALK) == ()


def test_an_inferred_day_is_confirmed_by_saving_it_as_it_stands(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    told = Notice(NoticeCode.DAY_INFERRED, "按文件名，暂定为 2026-03-14，请核对。")
    office.library.save_meeting(replace(talk(tmp_path), notices=(told,)), NOON)
    assert f'href="{PAGE}/header#h-held_on">核对日期' in browser.get(PAGE).text
    before = now(office)
    save(browser, office)
    assert now(office) == replace(before, notices=())
    assert "核对日期" not in browser.get(PAGE).text
    save(browser, office)
    assert len(office.library.corrections(TALK)) == 1
    browser.post(f"{PAGE}/undo")
    assert now(office).notices == (told,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("held_on", "昨天"),
        ("start", "两点半"),
        ("title", "长" * 201),
        ("host", "王\x07"),
        ("expected", "七个"),
        ("present", "-1"),
        ("expected", "9" * 5000),
        ("kind", "党委会"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_all_that_was_typed(
    browser: Browser, talking: Office, name: str, value: str
) -> None:
    answer = save(browser, talking, **{"place": "活动室", name: value})
    assert answer.status_code == 422
    assert "不能这样填" in answer.text
    assert 'value="活动室"' in answer.text
    assert talking.library.corrections(TALK) == ()


def test_two_people_write_the_particulars(
    client: TestClient, browser: Browser, talking: Office
) -> None:
    stale = mark_of_header(now(talking).header)
    save(let_in(client, talking, "李四"), talking, place="物业办公室")
    late = save(browser, talking, mark=stale, place="活动室")
    assert late.status_code == 409
    assert "现在是：物业办公室" in late.text
    assert 'value="活动室"' in late.text
    assert f'value="{mark_of_header(now(talking).header)}"' in late.text  # saving again insists
    place = now(talking).header.place
    assert place
    assert place.value == "物业办公室"


def test_nobody_lets_stand_what_a_correction_made_of_a_candidate_meanwhile(
    browser: Browser, talking: Office
) -> None:
    """The page shows one day, the candidate says another by now: it is shown first."""
    name = now(talking).resolutions[0].id
    shown = _mark(browser.get(PAGE).text, name)
    save(browser, talking, held_on="2026-04-04")
    refused = browser.post(f"{PAGE}/candidates/{name}/accept", mark=shown)
    assert refused.status_code == 409
    assert "2026年4月10日" in refused.text
    assert not talking.library.judgements(now(talking).id)
    again = re.findall(r'name="mark" value="([^"]+)"', refused.text)[0]
    assert browser.post(f"{PAGE}/candidates/{name}/accept", mark=again).status_code == 200


def _mark(page: str, name: str) -> str:
    found = re.search(f'data-id="{name}" data-mark="([^"]+)"', page)
    assert found
    return found[1]


def test_the_roll_call_and_the_kind_of_meeting_are_typed(browser: Browser, talking: Office) -> None:
    save(browser, talking, expected="7", present="5人", absent="李四 委员 业委会", kind="joint")
    header = now(talking).header
    assert header.expected == Field(7)
    assert header.present == Field(5)
    assert header.absent == (Attendee("李四", "委员", "业委会"),)
    assert header.kind == "joint"
    save(browser, talking, expected="", kind="")
    assert now(talking).header.expected is None
    assert now(talking).header.kind is None


def test_what_the_name_of_the_meeting_tells_is_shown(browser: Browser, talking: Office) -> None:
    text = browser.get(f"{PAGE}/header").text
    assert '<option value="" selected>按会议名称判断（业主委员会会议）</option>' in text
