"""The words of a briefing: weekdays, amounts, repealed law, names that the list does not know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mintobrief.domain import Attendee, Field, Header, Quote, Resolution
from mintobrief.review.checks.amounts import of_amounts, read_capital
from mintobrief.review.checks.attendance import of_attendance
from mintobrief.review.checks.law import load_old_law, of_law
from mintobrief.review.checks.passages import Passage
from mintobrief.review.checks.roster import of_owners, of_roster
from mintobrief.review.checks.rules import together
from mintobrief.review.checks.weekdays import of_weekdays
from mintobrief.review.rulebook import load_rulebook

HELD_ON = date(2026, 3, 14)  # a Saturday


@pytest.mark.parametrize(
    "text",
    [
        "3月20日（星期五）前完成",
        "3月20日前（周五）完成",
        "2026年3月14日 星期六",
        "下周五（3月20日）前",
        "2026-03-20 周五",
        "1月8日（周五）前报送",  # of next year
        "12月31日（星期三）的会",  # of last year
        "3月20日完成，周一检查",
        "面积3.14平方米",
        "2月30日（周一）",  # no such day: nothing to compare
        "星期天（3月22日）",
        "每周六9-11点值班",  # hours, and prices
        "每天9-11，周六休息",
        "每周日 2-4 人巡查",
        "每周五3.5元",
    ],
)
def test_a_date_with_its_weekday_passes(text: str) -> None:
    assert [*of_weekdays([Passage(text)], HELD_ON)] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3月20日（星期四）前完成", "“3月20日（星期四）”：2026年3月20日是星期五"),
        ("2026年3月14日 星期五", "2026年3月14日是星期六"),
        ("下周一（3月20日）前", "2026年3月20日是星期五"),
        ("2025.3.14周六", "2025年3月14日是星期五"),
        ("3.20（周四）前", "2026年3月20日是星期五"),
        ("周四（3-20）", "2026年3月20日是星期五"),
    ],
)
def test_a_date_with_another_weekday_is_told(text: str, told: str) -> None:
    (finding,) = of_weekdays([Passage(text, "r1")], HELD_ON)
    assert told in finding.text
    assert finding.place == "r1"


def test_without_a_year_nothing_is_said_of_a_weekday() -> None:
    assert [*of_weekdays([Passage("3月20日（星期四）")], None)] == []


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("壹万贰仟伍佰元", "12500"),
        ("叁拾元", "30"),
        ("拾元", "10"),
        ("壹佰零伍元叁角", "105.3"),
        ("贰拾万零叁佰圆", "200300"),
        ("壹亿贰仟万元", "120000000"),
        ("伍元零贰分", "5.02"),
    ],
)
def test_capitals_are_read(said: str, amount: str) -> None:
    assert read_capital(said) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "维修费12500元（大写：壹万贰仟伍佰元整）",
        "人民币壹万贰仟伍佰元整（¥12,500.00）",
        "1.25万元（壹万贰仟伍佰元）",
        "壹佰元整。另付200元",
        "每户20元，合计贰仟元",
        "伍佰陆拾元贰角（560.20元）",
        f"{'9' * 60}元（壹元）",  # no amount that anybody means
        f"{'壹' * 60}元（1元）",
    ],
)
def test_an_amount_that_is_the_same_twice_passes(text: str) -> None:
    assert [*of_amounts([Passage(text)])] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12500元（大写：壹万贰仟元整）", "大写是 12000 元，小写是 12500 元"),
        ("人民币壹拾万元整（￥10000）", "大写是 100000 元，小写是 10000 元"),
        ("1.2万元（大写壹万贰仟伍佰元）", "大写是 12500 元，小写是 12000 元"),
    ],
)
def test_an_amount_that_is_another_in_capitals_is_told(text: str, told: str) -> None:
    (finding,) = of_amounts([Passage(text)])
    assert told in finding.text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("依据《物权法》第七十六条", "物权法"),
        ("原《物权法》已废止", ""),
        ("须经双过半同意", "双过半"),
        ("参与表决的业主双过半同意", ""),
        ("须占总人数过半数的业主同意", "占总人数过半数的业主同意"),
        ("经全体业主过半数同意", "全体业主过半数同意"),
        ("参与表决人数过半数的业主同意", ""),
        ("修订业主公约", "业主公约"),
        ("按业主大会规程召开", "业主大会规程"),
        ("要求物业公司具备二级资质", "物业公司具备二级资质"),
        ("物业公司资质已取消", ""),
        ("核对电梯维保单位的资质", ""),
        ("签订管理规约", ""),
        ("物业管理企业负责", "物业管理企业"),
        ("签了物业服务合同", ""),
        ("依照《合同法》", "《合同法》"),
        ("依照《劳动合同法》", ""),
        ("全体业主注意安全，过半数楼道已清理", ""),
    ],
)
def test_words_of_repealed_law_are_told(text: str, wrong: str) -> None:
    found = [*of_law([Passage(text)], HELD_ON)]
    assert [finding.text.split("”")[0] for finding in found] == ([f"“{wrong}"] if wrong else [])
    assert all(finding.source != finding.rule.source for finding in found)


def test_what_was_law_then_is_not_told() -> None:
    assert [*of_law([Passage("依据《物权法》")], date(2020, 5, 1))] == []


def test_every_old_expression_says_what_holds_now() -> None:
    assert all(old.told and old.source for old in load_old_law())


ROSTER = (
    Attendee("王晓明", "主任", "业委会"),
    Attendee("李敏", "委员", "业委会"),
    Attendee("陈国强", "经理", "物业公司"),
)


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (Attendee("王晓明", None, "业委会"), ""),
        (Attendee("王小明", None, "业委会"), "名册上没有“王小明”，有“王晓明”"),
        (Attendee("赵刚", None, "业委会"), "业委会的名册上没有“赵刚”"),
        (Attendee("赵刚", None, "城管"), ""),  # a guest
        (Attendee("赵刚"), ""),  # a resident
        (Attendee("其他3人", None, "业委会"), ""),
    ],
)
def test_a_name_is_held_against_the_list(person: Attendee, told: str) -> None:
    found = [*of_roster(Header(attendees=(person,)), ROSTER)]
    assert [finding.text for finding in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("owner", "told"),
    [
        ("王晓明", []),
        ("王小明", ["“修灯”的责任人“王小明”，名册和参会人员里只有“王晓明”"]),
        ("韦立心", ["“修灯”的责任人“韦立心”，名册和参会人员里只有“韦立新”"]),
        ("李慧", []),  # 李敏 is another
        ("物业公司", []),
    ],
)
def test_an_owner_is_somebody_known(owner: str, told: list[str]) -> None:
    left = Resolution("r1", Field("修灯"), (), owners=(Field(owner),))
    there = Header(attendees=(Attendee("韦立新"),))
    assert [finding.text for finding in of_owners([left], there, ROSTER)] == told


def test_two_who_are_both_there_are_two() -> None:
    both = Header(attendees=(Attendee("王小明"), Attendee("王晓明")))
    assert [*of_roster(both, ROSTER)] == []


def test_without_a_list_nobody_is_missing_from_it() -> None:
    assert [*of_roster(Header(attendees=(Attendee("王小明"),)), ())] == []


def heads(count: int) -> tuple[Attendee, ...]:
    return tuple(Attendee(f"王{n}", None, "业委会") for n in "一二三四五六七八九"[:count])


@pytest.mark.parametrize(
    ("expected", "present", "absent", "listed", "told"),
    [
        (7, 5, 2, 5, ""),
        (7, 5, 0, 5, ""),  # nobody wrote down who was missing
        (None, None, 0, 5, ""),
        (7, 5, 1, 5, "应到 7 人，实到 5 人，差 2 人；请假写了 1 人"),
        (7, 5, 2, 6, "会上说实到 5 人，参会人员写了 6 人"),
        (4, 5, 0, 5, "应到 4 人，实到 5 人，多出 1 人"),
        (6, None, 2, 5, "应到 6 人，实到 5 人，差 1 人；请假写了 2 人"),
    ],
)
def test_the_roll_call_adds_up(
    expected: int | None, present: int | None, absent: int, listed: int, told: str
) -> None:
    header = Header(
        attendees=heads(listed),
        absent=tuple(Attendee(f"请{n}") for n in range(absent)),
        expected=Field(expected, (Quote(3, 0, 2),)) if expected else None,
        present=Field(present, (Quote(3, 0, 2),)) if present else None,
    )
    found = [*of_attendance(header, load_rulebook("committee"), listed)]
    assert [finding.text for finding in found] == ([told] if told else [])
    assert all(finding.line == 3 for finding in found)


def test_guests_on_the_list_are_no_members() -> None:
    """实到 counts the members, the list has everybody."""
    people = (*heads(5), Attendee("陈经理", None, "物业公司"))
    counted = Header(attendees=people, expected=Field(7), present=Field(5))
    assert [*of_attendance(counted, load_rulebook("committee"), 6)] == []


def test_nobody_came_and_was_excused() -> None:
    twice = Header(attendees=heads(1), absent=(Attendee("王一", quotes=(Quote(2, 0, 2),)),))
    (finding,) = of_attendance(twice, load_rulebook("joint"), 1)
    assert finding.text == "“王一”写在参会人员里，又写在请假里"
    assert finding.line == 2


def test_the_same_slip_at_several_places_is_one_line() -> None:
    """The candidate's place goes first; another place makes it another finding."""
    law = [*of_law([Passage("依据《物权法》", line=3), Passage("按《物权法》", "r1")], HELD_ON)]
    (one,) = together(law)
    assert (one.place, one.text.endswith("（2 处）")) == ("r1", True)
    (alone,) = together(law[1:])
    assert alone == law[1]
    assert alone.key != one.key
