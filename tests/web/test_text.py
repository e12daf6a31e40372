"""正文: paragraphs beside their words, written, moved, deleted, undone, by two at once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from markupsafe import escape

from mintobrief.domain import Part, Point, PointKind, Quote, Topic
from mintobrief.web.office import Office
from tests.web.rooms import NASTY, NOON, Answer, Browser, let_in
from tests.web.talks import TALK, talk

PAGE = f"/meetings/{TALK}/text"
BROKEN = Point(0, PointKind.BACKGROUND, "电剃坏了三天了。", (Quote(1, 0, 8),))
URGENT = Point(0, PointKind.VIEW, "尽快修。", (Quote(2, 0, 12),), "王主任")
LATER = Point(0, PointKind.VIEW, f"先等等{NASTY}", (Quote(3, 0, 3),))
AGREED = Point(0, PointKind.CONSENSUS, "下周五前修好。", (Quote(2, 0, 12),))
LINES = Point(1, PointKind.CONSENSUS, "会上说定画线。", (Quote(5, 0, 11),))
POINTS = (BROKEN, URGENT, LATER, AGREED, LINES)


@pytest.fixture(autouse=True)
def told(office: Office, tmp_path: Path) -> None:
    """The meeting of talk, with something told of each topic."""
    office.library.save_meeting(replace(talk(tmp_path), points=POINTS), NOON)


def marks(text: str) -> dict[str, str]:
    """The mark of every paragraph by its place."""
    return dict(re.findall(r'id="(p\d+-\d+)" data-number="\d+" data-mark="(\w+)"', text))


def ask(browser: Browser, place: str, what: str = "", mark: str = "", **fields: str) -> Answer:
    """What comes of asking something for the paragraph of that place."""
    topic, number = place.removeprefix("p").split("-")
    known = mark or marks(browser.get(PAGE).text)[place]
    path = f"{PAGE}/{topic}/points/{number}{'/' + what if what else ''}"
    return browser.post(path, mark=known, **fields)


def points(office: Office, topic: int = 0) -> list[Point]:
    return [p for p in office.library.look(TALK).meeting.points if p.topic == topic]


def texts(office: Office, topic: int = 0) -> list[str]:
    return [point.text for point in points(office, topic)]


def test_every_paragraph_stands_beside_its_words(browser: Browser) -> None:
    text = browser.get(PAGE).text
    assert ">电剃坏了三天了。</textarea>" in text
    assert 'data-parts="1:0-8 "' in text
    assert 'value="王主任"' in text
    assert 'value="与会人员"' in text
    assert str(escape(LATER.text)) in text
    assert NASTY not in text


def test_what_a_resolution_says_is_said_once(browser: Browser) -> None:
    text = browser.get(PAGE).text
    assert "经讨论，会议议定：修好电梯。" in text
    assert ">下周五前修好。</textarea>" not in text
    assert "电梯、停车等2项议题进行讨论，形成决议2项" in text


def test_of_a_rejected_resolution_the_words_are_a_view(browser: Browser, office: Office) -> None:
    browser.post(f"/meetings/{TALK}/candidates/r1/reject", mark="none")
    text = browser.get(PAGE).text
    assert ">下周五前修好。</textarea>" in text
    assert "形成决议1项" in text
    assert ask(browser, "p0-3", text="有人要求下周五前修好。").status_code == 200
    assert points(office)[3].kind is PointKind.VIEW


def test_other_words_keep_the_quotes(browser: Browser, office: Office) -> None:
    answer = ask(browser, "p0-1", text=" 要求尽快 修好。 ", speaker="王主任")
    assert answer.status_code == 200
    now = points(office)[1]
    assert (now.text, now.quotes, now.speaker) == ("要求尽快 修好。", URGENT.quotes, "王主任")
    assert now.by_hand
    assert "人改过" in answer.text


def test_only_the_topic_that_changed_comes_back(browser: Browser, office: Office) -> None:
    version = office.library.look(TALK).version
    mark = marks(browser.get(PAGE).text)["p0-1"]
    path = f"{PAGE}/0/points/1?version={version}"
    answer = browser.post(path, mark=mark, text="要修。", speaker="王主任").text
    assert 'id="k0"' in answer
    assert 'id="k1"' not in answer
    behind = browser.post(f"{PAGE}/0/points/0?version={version}", mark="x", text="坏了。")
    assert behind.status_code == 409
    other = ask(browser, "p0-0", text="坏了。").text  # says no version: may lack anything
    assert 'id="k1"' in other


def test_the_same_words_again_change_nothing(browser: Browser, office: Office) -> None:
    assert ask(browser, "p0-1", text="尽快修。", speaker="王主任").status_code == 200
    assert ask(browser, "p0-2", text=LATER.text, speaker="与会人员").status_code == 200
    assert office.library.corrections(TALK) == ()


def test_a_paragraph_is_told_under_another_name_or_none(browser: Browser, office: Office) -> None:
    assert ask(browser, "p0-2", text=LATER.text, speaker="李业主").status_code == 200
    assert points(office)[2].speaker == "李业主"
    assert ask(browser, "p0-2", text=LATER.text, speaker="").status_code == 200
    assert points(office)[2].speaker == ""
    assert browser.get(PAGE).text.count('value="与会人员" maxlength') == 1  # the other one's


def test_paragraphs_are_moved_under_their_heading_and_no_further(
    browser: Browser, office: Office
) -> None:
    assert ask(browser, "p0-2", "move", to="up").status_code == 200
    assert texts(office)[:3] == [BROKEN.text, LATER.text, URGENT.text]
    assert ask(browser, "p0-1", "move", to="up").status_code == 200  # the first under its heading
    assert texts(office)[:3] == [BROKEN.text, LATER.text, URGENT.text]
    assert ask(browser, "p0-1", "move", to="aside").status_code == 422


def test_a_paragraph_goes_under_another_heading(browser: Browser, office: Office) -> None:
    assert ask(browser, "p0-1", "kind", kind="consensus").status_code == 200
    now = points(office)[-1]
    assert (now.text, now.kind, now.quotes) == (URGENT.text, PointKind.CONSENSUS, URGENT.quotes)
    assert f">{URGENT.text}</textarea>" in browser.get(PAGE).text  # a person put it there
    assert ask(browser, "p0-0", "kind", kind="poem").status_code == 422


def test_a_paragraph_is_deleted_split_and_all_is_undone(browser: Browser, office: Office) -> None:
    assert ask(browser, "p0-0", "delete").status_code == 200
    assert texts(office)[0] == URGENT.text
    assert ask(browser, "p0-0", "split", text="尽快", rest="修。").status_code == 200
    assert texts(office)[:2] == ["尽快", "修。"]
    assert points(office)[1].quotes == URGENT.quotes
    for _ in range(2):
        assert browser.post(f"{PAGE}/undo").status_code == 200
    assert points(office) == [*POINTS[:4]]
    assert browser.post(f"{PAGE}/redo").status_code == 200
    assert texts(office)[0] == URGENT.text
    assert browser.post(f"{PAGE}/undo").status_code == 200
    assert browser.post(f"{PAGE}/undo").status_code == 409


def test_a_paragraph_of_ones_own_rests_on_nothing(browser: Browser, office: Office) -> None:
    mark = marks(browser.get(PAGE).text)["p0-1"]
    typed = {"title": "电梯", "kind": "view", "text": "物业说缺配件。", "speaker": "物业公司"}
    answer = browser.post(f"{PAGE}/0/points", after="1", mark=mark, **typed)
    assert answer.status_code == 200
    new = points(office)[2]
    assert new == Point(0, PointKind.VIEW, "物业说缺配件。", (), "物业公司", by_hand=True)
    assert "人工填写，没有原话" in answer.text
    typed |= {"kind": "disagreement", "speaker": ""}
    assert browser.post(f"{PAGE}/0/points", **typed).status_code == 200
    assert points(office)[-1].kind is PointKind.DISAGREEMENT
    assert points(office)[-1].speaker is None


def test_nothing_is_added_to_a_topic_that_is_another_now(browser: Browser, office: Office) -> None:
    typed = {"title": "门禁", "kind": "view", "text": "坏了。"}
    assert browser.post(f"{PAGE}/0/points", **typed).status_code == 409
    assert browser.post(f"{PAGE}/9/points", **typed).status_code == 409
    assert office.library.corrections(TALK) == ()


@pytest.mark.parametrize("text", ["", "  ", "长" * 2001])
def test_words_that_are_none_are_refused(browser: Browser, office: Office, text: str) -> None:
    assert ask(browser, "p0-1", text=text).status_code == 422
    assert office.library.corrections(TALK) == ()


def test_two_people_write_in_two_paragraphs_of_a_topic(
    browser: Browser, client: TestClient, office: Office
) -> None:
    other = let_in(client, office, "李四")
    seen = marks(browser.get(PAGE).text)
    assert ask(other, "p0-0", text="电梯坏了三天。").status_code == 200
    assert ask(browser, "p0-1", mark=seen["p0-1"], text="请尽快修。").status_code == 200
    assert texts(office)[:2] == ["电梯坏了三天。", "请尽快修。"]


def test_a_paragraph_is_found_where_another_was_deleted(
    browser: Browser, client: TestClient, office: Office
) -> None:
    other = let_in(client, office, "李四")
    seen = marks(browser.get(PAGE).text)
    assert ask(other, "p0-0", "delete").status_code == 200
    assert ask(browser, "p0-1", mark=seen["p0-1"], text="请尽快修。").status_code == 200
    assert texts(office)[0] == "请尽快修。"


def test_who_was_overtaken_is_shown_both_and_may_insist(
    browser: Browser, client: TestClient, office: Office
) -> None:
    other = let_in(client, office, "李四")
    seen = marks(browser.get(PAGE).text)
    ask(other, "p0-1", text="别人写的。")
    late = ask(browser, "p0-1", mark=seen["p0-1"], text="我写的。")
    assert late.status_code == 409
    assert "别人写的。" in late.text
    assert "我写的。" in late.text
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', late.text))
    assert browser.post(f"{PAGE}/0/points/1", **fields).status_code == 200
    assert texts(office)[1] == "我写的。"
    assert browser.post(f"{PAGE}/undo").status_code == 200
    assert texts(office)[1] == "别人写的。"


def test_what_was_overtaken_otherwise_says_so(
    browser: Browser, client: TestClient, office: Office
) -> None:
    other = let_in(client, office, "李四")
    seen = marks(browser.get(PAGE).text)
    ask(other, "p0-1", "delete")
    for what, fields in (("delete", {}), ("move", {"to": "up"}), ("kind", {"kind": "view"})):
        late = ask(browser, "p0-1", what, seen["p0-1"], **fields)
        assert late.status_code == 409
        assert "别人刚改过这里" in late.text


def test_the_purpose_is_a_persons_until_the_programs_is_wanted_again(
    browser: Browser, office: Office
) -> None:
    def mark() -> str:
        found = re.search(r'id="s-purpose" data-part="purpose" data-mark="(\w+)"', page())
        assert found
        return found[1]

    def page() -> str:
        return browser.get(PAGE).text

    first = mark()
    asked = browser.post(f"{PAGE}/parts/purpose", text="为了修电梯，开了会。", mark=first)
    assert asked.status_code == 200
    (mine,) = office.library.look(TALK).meeting.composed
    assert (mine.part, mine.text) == (Part.PURPOSE, "为了修电梯，开了会。")
    late = browser.post(f"{PAGE}/parts/purpose", text="别的。", mark=first)
    assert late.status_code == 409
    assert "为了修电梯" in late.text
    assert browser.post(f"{PAGE}/parts/purpose", text="", mark=mark()).status_code == 200
    assert office.library.look(TALK).meeting.composed == ()
    assert browser.post(f"{PAGE}/parts/poem", text="", mark=mark()).status_code == 422


def test_the_outlook_may_have_several_paragraphs(browser: Browser, office: Office) -> None:
    found = re.search(
        r'id="s-outlook" data-part="outlook" data-mark="(\w+)"', browser.get(PAGE).text
    )
    assert found
    typed = "下月检查。\n\n 年底总结。"
    assert browser.post(f"{PAGE}/parts/outlook", text=typed, mark=found[1]).status_code == 200
    assert office.library.look(TALK).meeting.composed[0].text == "下月检查。\n年底总结。"


def test_news_is_told_once(browser: Browser, office: Office) -> None:
    version = office.library.look(TALK).version
    assert browser.get(f"{PAGE}/pieces?version={version}").status_code == 204
    assert 'id="k1"' in browser.get(f"{PAGE}/pieces?version={version - 1}").text


def test_who_has_no_name_writes_nothing(client: TestClient, office: Office) -> None:
    stranger = let_in(client, office, "")
    assert ask(stranger, "p0-0", text="坏了。").status_code == 428


def test_a_look_back_is_told_in_the_order_it_was_said(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    back = Topic("上次议定事项落实情况", 0, 5)
    told = (replace(URGENT, topic=0), replace(BROKEN, topic=0))
    moved = replace(talk(tmp_path), id="back", topics=(back,), points=told, resolutions=())
    office.library.save_meeting(moved, NOON)
    path = "/meetings/back/text"
    first, second = marks(browser.get(path).text).values()
    assert browser.post(f"{path}/0/points/1", mark=second, text="修。").status_code == 200
    assert browser.post(f"{path}/0/points/0/move", mark=first, to="down").status_code == 200
    now = office.library.look("back").meeting.points
    assert [point.text for point in now] == ["修。", BROKEN.text]


def test_what_the_quotes_do_not_say_is_marked(browser: Browser) -> None:
    ask(browser, "p0-1", text="请物业公司下周五前修好。", speaker="王主任")
    assert "原话里没有" not in browser.get(f"{PAGE}/doubts").text
    ask(browser, "p0-1", text="物业公司花3万元换新电梯。", speaker="王主任")
    told = browser.get(f"{PAGE}/doubts").text
    assert 'data-of="p0-1">原话里没有：' in told
    assert "3" in told
