"""提交签发, 签发, 退回: what stands in the way, who may, what a change reopens, what is kept."""

from __future__ import annotations

import html
import io
import re
import time
from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from PIL import Image

from mintobrief.domain import Deadline, DeadlineKind, Field, Judgement, Verdict
from mintobrief.domain.person import Role
from mintobrief.domain.signing import SigningAct
from mintobrief.export import FORMATS
from mintobrief.review import accept, amend
from mintobrief.store import signing as steps
from mintobrief.web.office import Office
from mintobrief.web.signoff import signing
from mintobrief.web.signoff.previews import Key, Previews
from mintobrief.web.signoff.signed import signed_issue
from tests.web.rooms import NOON, Answer, Browser, let_in

TICK = timedelta(seconds=1)
MEETING = "20260314-ab12cd"
PAGE = f"/meetings/{MEETING}"
BRIEFING = f"{PAGE}/briefing"


@pytest.fixture
def reviewed(browser: Browser, office: Office) -> Browser:
    """All is judged: the lift lacks nothing, the gate has neither owner nor day."""
    candidates = office.library.look(MEETING).meeting.resolutions
    said = [accept(candidate, None, "王秀英", NOON) for candidate in candidates]
    office.library.add_judgements(MEETING, said)
    return browser


@pytest.fixture
def ready(reviewed: Browser, office: Office) -> Browser:
    """And what is missing is knowingly left."""
    for finding in signing.desk(office.library, MEETING).left:
        reviewed.post(f"{BRIEFING}/excuse", about=finding.key, reason="会上没有定")
    return reviewed


def shown(office: Office) -> dict[str, str]:
    """What a page that is up to date sends along."""
    now = signing.desk(office.library, MEETING).shown
    return {"version": str(now.version), "step": str(now.step)}


def act(browser: Browser, office: Office, what: str, **more: str) -> Answer:
    return browser.post(f"{BRIEFING}/{what}", **shown(office), **more)


def say(office: Office, judgement: Judgement) -> None:
    office.library.add_judgements(MEETING, [judgement])


def edited(office: Office, resolution_id: str, **fields: object) -> Judgement:
    """The candidate let stand with other fields, by the same reviewer on the same day."""
    candidate = next(
        r for r in office.library.look(MEETING).meeting.resolutions if r.id == resolution_id
    )
    latest = max(j.at for j in office.library.look(MEETING).judgements)
    return amend(replace(candidate, **fields), "王秀英", latest + TICK)  # type: ignore[arg-type]


def words(answer: Answer) -> str:
    return html.unescape(re.sub(r"<[^>]+>|\s+", "", answer.text))


def test_the_checklist_says_what_is_wrong_where_and_by_which_rule(reviewed: Browser) -> None:
    page = reviewed.get(BRIEFING)
    told = words(page)
    assert "“修好北门道闸”没有责任人每一条决议都有责任人·简报标准模板（三）：责任" in told
    assert "“修好北门道闸”的时限“尽快”没有日子" in told
    for label in ("会议地点", "参会人员", "主持人", "记录人", "发布单位"):
        assert f"没有写{label}会议概况齐全·简报标准模板（一）" in told
    assert f'href="{PAGE}#c-r2"' in page.text
    assert "每一条候选决议都有人审过" in told


def test_nothing_is_signed_while_a_line_is_open(reviewed: Browser, office: Office) -> None:
    """Neither handed in nor signed; the button says so before."""
    assert "disabled" in reviewed.get(BRIEFING).text
    for what in ("submit", "sign"):
        answer = act(reviewed, office, what)
        assert answer.status_code == 409
        assert "还有 7 处没有处理" in answer.text
    assert steps.look(office.library, MEETING).steps == ()


def test_what_waits_cannot_be_excused(browser: Browser, office: Office) -> None:
    answer = browser.post(f"{BRIEFING}/excuse", about="judged:r1", reason="懒得审")
    assert answer.status_code == 409
    assert act(browser, office, "sign").status_code == 409


def test_a_gap_is_left_for_a_reason_that_is_kept(reviewed: Browser, office: Office) -> None:
    assert reviewed.post(f"{BRIEFING}/excuse", about="owner:r2", reason=" ").status_code == 422
    answer = reviewed.post(f"{BRIEFING}/excuse", about="owner:r2", reason="下次会上定")
    assert "知道，就这样：下次会上定（王秀英" in words(answer)
    excuse = steps.look(office.library, MEETING).excuses["owner:r2"]
    assert (excuse.by, excuse.reason) == ("王秀英", "下次会上定")
    again = reviewed.post(f"{BRIEFING}/excuse", about="owner:r2", take_back="1")
    assert "知道，就这样" not in words(again)
    assert office.library.faults() == ()


@pytest.mark.usefixtures("ready")
def test_an_excuse_is_of_what_it_was_given_for(office: Office) -> None:
    """Another vague time limit has to be looked at again."""
    soon = Deadline("抓紧", DeadlineKind.VAGUE)
    say(office, edited(office, "r2", deadline=Field(soon)))
    assert [f.text for f in signing.desk(office.library, MEETING).left] == [
        "“修好北门道闸”的时限“抓紧”没有日子"
    ]


def test_handed_in_returned_and_signed(ready: Browser, office: Office) -> None:
    assert "待签发王秀英" in words(act(ready, office, "submit"))
    assert "退回：日期写错了" in words(act(ready, office, "return", reason="日期写错了"))
    assert "待签发" in words(act(ready, office, "submit"))
    assert "已签发王秀英" in words(act(ready, office, "sign"))
    told = [s.signing.act for s in steps.look(office.library, MEETING).steps[7:]]
    assert told == [
        SigningAct.SUBMITTED,
        SigningAct.RETURNED,
        SigningAct.SUBMITTED,
        SigningAct.SIGNED,
    ]


def test_who_handed_it_in_may_take_it_back(ready: Browser, office: Office) -> None:
    act(ready, office, "submit")
    assert "可以签发了" in words(act(ready, office, "withdraw"))
    assert act(ready, office, "withdraw").status_code == 409


def test_each_role_does_its_own(ready: Browser, office: Office) -> None:
    recorder = let_in(ready.client, office, "李明")
    session = office.access.session(recorder.client.cookies.get(office.access.cookie))
    assert session is not None
    session.roles = frozenset({Role.RECORDER})
    assert 'action="/meetings/20260314-ab12cd/briefing/sign"' not in recorder.get(BRIEFING).text
    for what, more in (("sign", {}), ("return", {"reason": "不行"})):
        answer = act(recorder, office, what, **more)
        assert answer.status_code == 403
        assert "签发人" in answer.text
    assert act(recorder, office, "submit").status_code == 200
    session.roles = frozenset({Role.SIGNER})
    assert act(recorder, office, "withdraw").status_code == 403
    assert act(recorder, office, "sign").status_code == 200


def test_nobody_signs_without_a_name(ready: Browser, office: Office) -> None:
    nameless = let_in(ready.client, office, "")
    assert act(nameless, office, "sign").status_code == 428


def test_who_saw_something_else_signs_nothing(ready: Browser, office: Office) -> None:
    old = shown(office)
    say(office, edited(office, "r1", action=Field("更换电梯")))
    answer = ready.post(f"{BRIEFING}/sign", **old)
    assert (answer.status_code, "改过" in answer.text) == (409, True)
    assert ready.post(f"{BRIEFING}/sign", version="x", step="").status_code == 422


@pytest.fixture
def signed(ready: Browser, office: Office) -> Browser:
    assert act(ready, office, "sign").status_code == 200
    return ready


def test_what_is_downloaded_is_what_was_signed(signed: Browser, office: Office) -> None:
    """To the byte, every format, both editions; and it names who signed."""
    number = signing.desk(office.library, MEETING).standing.steps[-1].number
    with steps.opened_packet(office.library, MEETING, number) as packet:
        kept = {name: packet.read(name) for name in packet.namelist()}
    for edition in ("archive", "public"):
        for name in FORMATS:
            if f"{edition}.{name}" in kept:
                answer = signed.get(f"{BRIEFING}/{edition}.{name}")
                assert answer.content == kept[f"{edition}.{name}"]
    assert "签发：王秀英" in kept["public.txt"].decode()
    assert {f"{e}.docx" for e in ("archive", "public")} <= kept.keys()


def test_a_draft_says_that_it_is_one(reviewed: Browser) -> None:
    """In its name and in its text."""
    answer = reviewed.get(f"{BRIEFING}/archive.txt")
    assert "尚未签发，仅供核对" in answer.content.decode()
    assert "（未签发）" in unquote(answer.headers["content-disposition"])


def test_a_change_reopens_and_says_what_changed(signed: Browser, office: Office) -> None:
    """The file as it was signed can still be had."""
    number = signing.desk(office.library, MEETING).standing.steps[-1].number
    before = signed.get(f"{BRIEFING}/archive.docx").content
    say(office, edited(office, "r1", owners=(Field("李强"),)))
    page = words(signed.get(BRIEFING))
    assert "签发以后有改动，待签发" in page
    assert "责任主体：王主任责任主体：李强" in page
    assert signed.get(f"{BRIEFING}/archive.docx").content != before
    assert signed.get(f"{BRIEFING}/signed/{number}/archive.docx").content == before
    assert "已签发" in words(act(signed, office, "sign"))


@pytest.mark.usefixtures("signed")
def test_what_is_undone_needs_no_new_signature(office: Office) -> None:
    say(office, edited(office, "r1", owners=(Field("李强"),)))
    assert signing.desk(office.library, MEETING).stage == "changed"
    say(office, edited(office, "r1"))
    assert signing.desk(office.library, MEETING).stage == "signed"
    assert steps.look(office.library, MEETING).stands


def test_a_candidate_that_waits_again_closes_everything(signed: Browser, office: Office) -> None:
    before = edited(office, "r1")
    say(office, Judgement("r1", Verdict.REOPENED, "王秀英", before.at))
    assert "还有1条没有审" in words(signed.get(BRIEFING))
    assert signed.get(f"{BRIEFING}/archive.docx").status_code == 409
    assert act(signed, office, "sign").status_code == 409


@pytest.mark.parametrize("path", ["signed/99/archive.docx", "signed/1/archive.exe", "preview/x"])
def test_what_is_not_there(signed: Browser, path: str) -> None:
    assert signed.get(f"{BRIEFING}/{path}").status_code == 404


def test_the_packet_holds_what_the_briefing_was_made_from(signed: Browser, office: Office) -> None:
    """So that it can be compared by any later program."""
    step = signing.desk(office.library, MEETING).standing.steps[-1]
    issue = signed_issue(office.library, MEETING, step.number)
    now = signing.desk(office.library, MEETING).issue
    assert now is not None
    assert issue.briefing.resolutions == now.briefing.resolutions
    assert step.signing.packet is not None
    with office.library.opened(step.signing.packet, "x") as path, ZipFile(path) as packet:
        assert packet.testzip() is None


def previewed(browser: Browser, edition: str) -> Answer:
    """Asked for as the page does, until it is there."""
    for _ in range(600):
        answer = browser.get(f"{BRIEFING}/preview/{edition}")
        if answer.status_code != 202:
            return answer
        time.sleep(0.1)
    raise AssertionError("no preview in a minute")


def test_the_briefing_is_shown_as_pages(reviewed: Browser) -> None:
    """Each a picture of its own, upright A4; others are served meanwhile."""
    assert reviewed.get(f"{BRIEFING}/preview/archive").status_code == 202
    assert reviewed.get(BRIEFING).status_code == 200
    answer = previewed(reviewed, "archive")
    pages = re.findall(r'src="([^"]+)"', answer.text)
    assert pages
    assert answer.text.count('loading="lazy"') == len(pages)
    for path in pages:
        picture = reviewed.get(path)
        assert picture.headers["content-type"] == "image/png"
        width, height = Image.open(io.BytesIO(picture.content)).size
        assert height / width == pytest.approx(297 / 210, abs=0.01)
    assert reviewed.get(pages[0].replace("/1.png", "/99.png")).status_code == 404
    other = pages[0].replace(MEETING, "another")
    assert reviewed.get(other).status_code == 404


def test_there_is_no_preview_before_all_is_judged(browser: Browser) -> None:
    assert browser.get(f"{BRIEFING}/preview/archive").status_code == 409


def test_one_preview_at_a_time_and_little_memory() -> None:
    """Who asks for another asks again; what was not looked at longest makes room."""
    previews, key = Previews(), Key("m", "a")
    assert previews.ask(key, lambda: (b"1", b"2")) is None
    while (pages := previews.ask(key, tuple)) is None:
        time.sleep(0.01)
    assert pages == (b"1", b"2")
    assert previews.page(key, 2) == b"2"
    assert previews.page(key, 3) is previews.page(key, 0) is None
    for name in "bc":
        large = replace(key, content=name)
        while previews.ask(large, lambda: (bytes(40 << 20),)) is None:
            time.sleep(0.01)
    assert previews.page(key, 1) is None
    assert previews.page(replace(key, content="c"), 1)


def test_what_kind_of_paper_it_is_and_where_it_goes(reviewed: Browser, office: Office) -> None:
    """It is printed, and the checklist no longer asks who publishes."""
    answer = act(
        reviewed,
        office,
        "head",
        profile="minutes",
        issuer="银杏里居委会",
        serial="第12期",
        report="街道办",
    )
    assert "文头会议纪要·第12期" in words(answer)
    assert "没有写发布单位" not in words(answer)
    text = reviewed.get(f"{BRIEFING}/archive.txt").content.decode()
    for told in ("银杏里居委会", "第12期", "街道办"):
        assert told in text
    assert "填写了文头：会议纪要、发布单位“银杏里居委会”、期号“第12期”、报“街道办”" in words(
        reviewed.get(f"{PAGE}/history")
    )
    assert act(reviewed, office, "head", profile="poster").status_code == 422


def test_another_head_needs_another_signature(signed: Browser, office: Office) -> None:
    assert "签发以后有改动" in words(
        act(signed, office, "head", profile="briefing", serial="第1期")
    )
    assert signed.get(f"{BRIEFING}/archive.txt").content.decode().count("第1期")
    assert "已签发" in words(act(signed, office, "sign"))


def test_another_address_needs_another_signature(signed: Browser, office: Office) -> None:
    """The poster's code leads there; what is no address of a page is refused."""
    wrong = act(signed, office, "head", profile="briefing", address="javascript:alert(1)")
    assert wrong.status_code == 422
    told = act(signed, office, "head", profile="briefing", address="https://example.com/p")
    assert "签发以后有改动" in words(told)
    assert "https://example.com/p" in words(told)
    assert "已签发" in words(act(signed, office, "sign"))


def test_who_saw_another_version_fills_in_no_head(reviewed: Browser, office: Office) -> None:
    old = shown(office)
    say(office, edited(office, "r1", owners=(Field("李强"),)))
    answer = reviewed.post(f"{BRIEFING}/head", profile="briefing", **old)
    assert answer.status_code == 409
