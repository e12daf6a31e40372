"""The rules of law on the signing page: by the kind of meeting, the roster, the calendar."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest

from mintobrief.domain import Attendee, Field, Header, Point, PointKind, Quote, Vote
from mintobrief.domain.compound import Compound
from mintobrief.review import accept
from mintobrief.store import signing as steps
from mintobrief.web.office import Office
from mintobrief.web.signoff import signing
from tests.web.rooms import NASTY, NOON, Answer, Browser, meeting

MEETING = "20260314-ab12cd"
BRIEFING = f"/meetings/{MEETING}/briefing"
MEMBERS = tuple(Attendee(name, "委员", "业委会") for name in ("韦立新", "伍敏", "苗小兰"))


def words(answer: Answer) -> str:
    return html.unescape(re.sub(r"<[^>]+>|\s+", "", answer.text))


@pytest.fixture
def garden(office: Office) -> Compound:
    """The compound of the meeting, with its roster."""
    made = office.library.compounds.add("银杏里", "李明")
    people = (*MEMBERS[:2], Attendee("苗晓兰", "委员", "业委会"))
    return office.library.compounds.save(replace(made, people=people), 1, "李明").compound


@pytest.fixture
def committee(office: Office, garden: Compound, browser: Browser) -> Browser:
    """A meeting of the owners' committee: seven expected, three came, two of them agreed."""
    folder = office.settings.library.parent
    drafted = meeting(folder)
    header = Header(
        title=Field(f"银杏里业委会例会{NASTY}"),
        held_on=Field(date(2026, 3, 11)),
        attendees=MEMBERS,
        absent=(Attendee("田小禾", None, "业委会"),),
        expected=Field(7, (Quote(1, 0, 2),)),
        present=Field(3, (Quote(1, 0, 2),)),
    )
    first, *others = drafted.resolutions
    told = Point(0, PointKind.VIEW, "业主公约要改", (Quote(1, 0, 4),))
    voted = replace(first, action=Field("按《物权法》换门"), vote=Field(Vote(2, 0, 0)))
    left = replace(drafted, header=header, points=(told,), resolutions=(voted, *others))
    office.library.save_meeting(left, NOON)
    said = [accept(one, None, "王秀英", NOON) for one in (voted, *others)]
    office.library.add_judgements(MEETING, said)
    office.library.compounds.move(MEETING, garden.id, "李明")
    return browser


def test_a_committee_is_held_to_its_rules(committee: Browser) -> None:
    told = words(committee.get(BRIEFING))
    assert (
        "到会3人，全体7人，要超过1/2，会议才有效到会的人数够开会、够表决·《业主大会和业主委" in told
    )
    assert "赞成2人，全体7人，要不少于1/2" in told
    assert "共2票，到会能表决的是3人" in told
    assert "名册上没有“苗小兰”，有“苗晓兰”" in told
    assert "“物权法”：《物权法》已经废止" in told


def test_a_finding_of_law_is_left_for_a_reason(committee: Browser, office: Office) -> None:
    """As any other: an excuse is for what it was given for."""
    found = signing.desk(office.library, MEETING).left
    quorum = next(one for one in found if one.rule == "quorum")
    committee.post(f"{BRIEFING}/excuse", about=quorum.key, reason="本会章程另有规定")
    assert quorum.key in steps.look(office.library, MEETING).excuses
    assert quorum not in signing.desk(office.library, MEETING).left
    assert "本会章程另有规定" in words(committee.get(f"/meetings/{MEETING}/history"))


def test_a_chosen_kind_has_other_rules(committee: Browser, office: Office) -> None:
    """A joint meeting has no quorum, and another notice."""
    page = committee.get(f"/meetings/{MEETING}/header").text
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    assert mark
    typed = dict(re.findall(r'<input id="h-\w+" name="(\w+)" type="\w+" value="([^"]*)"', page))
    people = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)', page)
    fields = {name: html.unescape(told) for name, told in [*typed.items(), *people]}
    fields |= {"mark": mark[1], "kind": "joint"}
    committee.post(f"/meetings/{MEETING}/header", **fields)
    seen = office.library.look(MEETING).meeting.header
    assert (seen.kind, seen.expected) == ("joint", Field(7, (Quote(1, 0, 2),)))
    told = words(committee.get(BRIEFING))
    assert "要超过1/2" not in told
    assert "通知各参会单位2026年3月8日星期日以前" in told


def test_nothing_is_said_of_rules_that_nobody_could_check(browser: Browser) -> None:
    """A joint meeting of no compound: there is no quorum, no roll call and no list."""
    told = words(browser.get(BRIEFING))
    assert "日期与星期几相符" in told
    for rule in ("到会的人数够开会", "没有代理", "应到、实到、请假与名单", "人名与名册对得上"):
        assert rule not in told


def test_the_limits_stand_beside_the_checklist(committee: Browser) -> None:
    told = words(committee.get(BRIEFING))
    assert "期限按业主委员会会议" in told
    assert "公告会议内容和议程2026年3月4日星期三以前" in told
    assert "整理会议纪要2026年3月16日星期一止" in told
    assert "在小区公告决定2026年3月16日星期一止" in told  # the 14th is a Saturday
    assert "3月14日是周六或假日，顺延" in told
    assert NASTY not in committee.get(BRIEFING).text


def test_the_limits_go_into_the_calendar(committee: Browser) -> None:
    calendar = committee.get(f"{BRIEFING}/archive.ics").text
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20260316" in calendar


def test_a_paragraph_is_put_right_where_the_text_is(committee: Browser) -> None:
    """And a candidate where it was judged; what is said of words leads to them."""
    page = committee.get(BRIEFING).text
    assert "“业主公约”：现在的名称是“管理规约”" in html.unescape(page)
    assert f'href="/meetings/{MEETING}/text#k0"' in page
    assert f'href="/meetings/{MEETING}#u1"' in page
    assert f'href="/meetings/{MEETING}#c-r1"' in page


def test_a_program_is_told_of_findings_and_limits(committee: Browser) -> None:
    told = committee.client.get(f"/api/v1/meetings/{MEETING}/briefing").json()
    heads = next(one for one in told["findings"] if one["rule"] == "heads")
    assert heads["utterance"] == 1
    law = [one["source"] for one in told["findings"] if one["rule"] == "old_law"]
    assert any(source.startswith("《民法典》第一千二百六十条") for source in law)
    assert [one["day"] for one in told["limits"]] == [
        "2026-03-04",
        "2026-03-16",
        "2026-03-16",
        None,
    ]


def test_a_meeting_without_a_day_has_no_limits(browser: Browser, office: Office) -> None:
    folder = office.settings.library.parent
    office.library.save_meeting(replace(meeting(folder), header=Header()), NOON)
    assert 'class="dues"' not in browser.get(BRIEFING).text
