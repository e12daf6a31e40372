"""经过: every event is a sentence, with what was so before; only administrators see everything."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from mintobrief.domain import Field, Judgement, Naming, Topic, Verdict
from mintobrief.domain.composed import Part
from mintobrief.domain.correction import (
    Correction,
    Cut,
    Edit,
    Joined,
    Ordered,
    Reheaded,
    Replaced,
    Retold,
    Retopiced,
    Revoiced,
    Reworded,
    Undone,
    Worded,
)
from mintobrief.domain.meeting import Header
from mintobrief.domain.person import Role
from mintobrief.domain.signing import Signing, SigningAct
from mintobrief.review import accept, amend, reject
from mintobrief.store import signing
from mintobrief.store.audit import Act
from mintobrief.store.history import Event
from mintobrief.web.office import Office
from mintobrief.web.signoff import telling
from mintobrief.web.signoff.telling import Teller
from tests.web.rooms import NOON, Answer, Browser

MEETING = "20260314-ab12cd"
HISTORY = f"/meetings/{MEETING}/history"
TICK = timedelta(minutes=1)


def words(answer: Answer) -> str:
    return html.unescape(re.sub(r"<[^>]+>|\s+", "", answer.text))


def say(office: Office, *judgements: Judgement) -> None:
    office.library.add_judgements(MEETING, judgements)


def test_a_meeting_tells_who_did_what(browser: Browser, office: Office) -> None:
    lift, gate = office.library.look(MEETING).meeting.resolutions
    say(office, accept(gate, None, "王秀英", NOON), reject(lift, "李明", NOON))
    edited = replace(gate, owners=(Field("赵强"),), deadline=None)
    say(office, amend(edited, "李明", NOON + TICK))
    say(office, Judgement(gate.id, Verdict.REOPENED, "李明", NOON + TICK + TICK))
    office.library.add_judgements(MEETING, [], None, [Naming("S1", "s1", "赵强", "王秀英", NOON)])
    excuse = Signing(SigningAct.EXCUSED, "王秀英", NOON, "会上没有定", "owner:r2")
    signing.add(office.library, MEETING, excuse, 0)
    office.library.tell_exported(MEETING, "李明")
    page = browser.get(HISTORY)
    assert page.status_code == 200
    told = words(page)
    for sentence in (
        "李明下载或导出了简报",
        "王秀英核对时对“修好北门道闸”没有责任人说明“就这样”：会上没有定",
        "王秀英说明发言人S1是“赵强”",
        "李明把“修好北门道闸”恢复为待审",
        "李明修改并通过了“修好北门道闸”责任：（原来没有）→赵强时限：尽快→（留空）",
        "李明退回了“修好电梯<script>alert('x')</script>”，不写进简报",
        "王秀英通过了“修好北门道闸”",
        "程序转换完成：笔记.txt、录音.wav、扫描.png，等人审核",
    ):
        assert sentence in told
    assert "<script>alert" not in page.text


def test_it_is_turned_over_page_by_page(browser: Browser, office: Office) -> None:
    gate = office.library.look(MEETING).meeting.resolutions[1]
    say(office, *(accept(gate, None, f"审核人{n}", NOON + n * TICK) for n in range(60)))
    first = browser.get(HISTORY)
    assert "审核人59" in first.text
    older = re.search(r'href="([^"]+before=\d+)"', first.text)
    assert older is not None
    second = browser.get(older[1])
    assert "等人审核" in second.text
    assert "审核人59" not in second.text


def test_the_whole_library_is_for_administrators(browser: Browser, office: Office) -> None:
    lift, gate = office.library.look(MEETING).meeting.resolutions
    say(office, accept(gate, None, "王秀英", NOON), accept(lift, None, "王秀英", NOON))
    for about in ("owner:r2", "header:place"):
        excuse = Signing(SigningAct.EXCUSED, "王秀英", NOON, "会上没有定", about)
        signing.add(office.library, MEETING, excuse, 0)
    page = browser.get("/history")
    assert "王秀英核对时说明了2处“就这样”" in words(page)
    assert "王秀英审了2条决议" in words(page)
    assert f'href="{HISTORY}"' in page.text
    session = office.access.session(browser.client.cookies.get(office.access.cookie))
    assert session is not None
    session.roles = frozenset({Role.RECORDER, Role.SIGNER})
    assert browser.get("/history").status_code == 403


def test_a_link_that_was_used_is_told_of_on_this_computer_too(
    browser: Browser, client: TestClient
) -> None:
    assert "被拒绝的访问" not in browser.get("/history").text
    assert client.get("/enter?key=used-before").status_code == 401
    page = browser.get("/history")
    assert "没有登录的人链接或二维码用过了、过期了，或者不对（从testclient）" in words(page)
    assert "used-before" not in page.text


@pytest.mark.parametrize("path", ["/meetings/nowhere/history", f"{HISTORY}?before=x"])
def test_what_is_not_there(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code in (404, 422)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_is_a_sentence(act: Act) -> None:
    """Also where what it is about was deleted."""
    one = Event(1, NOON, "王芳", act, "某")
    assert re.search("[一-鿿]{2}", Teller().tell(one).what)
    assert act.value not in Teller().tell(one).what
    assert act.value not in telling.together(one, 3).what


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Reworded(0, "电梯已经修好。"), "改了转写稿的一句，现在是“电梯已经修好。”"),
        (Revoiced((1, 2), "S2"), "把 2 句话改为 S2 说的"),
        (Cut(0, 3), "分成两句"),
        (Joined(0), "并成一句"),
        (Retopiced((Topic("电梯", 0, 2),)), "改了议题：电梯"),
        (Reheaded(Header()), "改了会议概况"),
        (Ordered(("r2", "r1")), "调整了决议的顺序"),
        (Retold(0, ()), "改了正文的讨论情况，现在 0 段"),
        (Worded(Part.PURPOSE, "为修电梯。"), "把正文的会议主题改为“为修电梯。”"),
        (Worded(Part.OUTLOOK, None), "把正文的展望恢复为程序写的"),
        (Undone(), "撤销了上一处更正"),
    ],
)
def test_every_correction_is_a_sentence(edit: Edit, told: str) -> None:
    correction = Correction(edit, "王芳", NOON)
    assert told in Teller().tell(Event(1, NOON, "王芳", Act.CORRECTED, "m", correction)).what


def test_candidates_that_come_and_go(office: Office) -> None:
    lift, gate = office.library.look(MEETING).meeting.resolutions

    def told(edit: Replaced) -> str:
        correction = Correction(edit, "王芳", NOON)
        return Teller().tell(Event(1, NOON, "王芳", Act.CORRECTED, "m", correction)).what

    assert told(Replaced((), (gate,))) == "加了一条决议“修好北门道闸”"
    assert told(Replaced(("r1", "r2"), (gate,))) == "把 2 条决议合并为“修好北门道闸”"
    assert told(Replaced(("r1",), (lift, gate))).startswith("把一条决议分成 2 条：")


def test_a_change_is_written_on_one_line() -> None:
    told = telling.Sentence("李明", "修改了“修门”", (telling.FieldChange("责任", "", "赵强"),))
    assert telling.written(told) == "李明 修改了“修门”（责任：（没有） → 赵强）"


def test_a_number_that_no_row_has_is_no_bug_of_ours(browser: Browser) -> None:
    """A database takes numbers of 64 bits."""
    huge = 2**63
    for path in (f"/history?before={huge}", f"/meetings/{MEETING}/history?before={huge}"):
        assert browser.get(path).status_code == 422, path
    assert browser.get(f"/history?before={huge - 1}").status_code == 200
