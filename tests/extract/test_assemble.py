"""Marks become candidates: who, when and what, as the talk left it."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.domain import DeadlineKind, Resolution
from mintobrief.tagging.mentions import Act, Marked, Mention, MentionKind
from tests.extract.marked import marked_talk, read_in
from tests.extract.meetings import day, owners, quoted


def only(*lines: str) -> Resolution:
    found = read_in(*lines).resolutions
    assert len(found) == 1, [r.action.value for r in found]
    return found[0]


def test_who_takes_it_on_owns_it_by_the_day_he_says() -> None:
    found = only(
        "黄秀梅：楼道灯怎么办？",
        "蔡建平：我来[a1 更换三号楼楼道灯]，[d1 周五前]弄好{T1}。",
        "黄秀梅：行{A1}。",
    )
    assert owners(found) == ["蔡建平"]
    assert day(found) == date(2026, 4, 3)
    assert "更换三号楼楼道灯" in found.action.value


def test_you_are_who_was_called() -> None:
    found = only("黄秀梅：谭雨，[o1 你][d1 明天][a1 张贴停水通知]{D1}。", "谭雨：好{A1}。")
    assert owners(found) == ["谭雨"]


def test_you_without_a_name_is_who_answers() -> None:
    found = only("黄秀梅：[o1 你们][a1 清理地下室杂物]{D1}。", "蔡建平：好{A1}。")
    assert owners(found) == ["蔡建平"]


def test_he_is_who_was_named_before() -> None:
    found = only(
        "谭雨：龚卫国提的这事。让[o1 他]去[a1 收集业主签名]{P1}。", "黄秀梅：就这么办{D1}。"
    )
    assert owners(found) == ["龚卫国"]


def test_an_order_with_a_day_is_owned_by_who_says_yes() -> None:
    found = only("黄秀梅：[d1 周五前][a1 修好单元门禁]{D1}。", "蔡建平：好的{A1}。")
    assert owners(found) == ["蔡建平"]


def test_a_rule_that_all_agree_to_is_nobodys() -> None:
    found = only(
        "黄秀梅：[a1 快递一律放进快递柜]{P1}。", "龚卫国：同意{A1}。", "黄秀梅：通过{D1}。"
    )
    assert owners(found) == []


def test_the_last_day_agreed_counts_whatever_is_said_again() -> None:
    found = only(
        "蔡建平：我[a1 清洗二次供水水箱]，[d1~ 周五]{T1}。",
        "黄秀梅：周五不行，[d1 下周二]{C1}。",
        "蔡建平：好{A1}。",
        "黄秀梅：刚才说的[a1~ 水箱]，[d1~ 周五]，记一下{H1~}。",
    )
    assert day(found) == date(2026, 4, 7)


def test_a_bare_day_is_of_the_month_spoken_of() -> None:
    found = only(
        "蔡建平：[d1~ 六月十号]行吗？我[a1 粉刷东门围墙]{T1}。",
        "黄秀梅：[d1 十五号]{C1}。",
    )
    assert day(found) == date(2026, 6, 15)


def test_the_same_day_is_the_day_named_before() -> None:
    found = read_in(
        "蔡建平：我[d1 四月九号][a1 安装楼道扶手]{T1}。",
        "蔡建平：门口[a2 修建无障碍坡道]，[d2 同一天]{T2}。",
    ).resolutions
    assert [day(r) for r in found] == [date(2026, 4, 9)] * 2


@pytest.mark.parametrize(
    ("words", "kind"), [("尽快", DeadlineKind.VAGUE), ("每周一", DeadlineKind.RECURRING)]
)
def test_a_limit_without_a_day_has_its_kind(words: str, kind: DeadlineKind) -> None:
    found = only(f"蔡建平：我[d1 {words}][a1 巡查地下车库照明]{{T1}}。")
    assert found.deadline is not None
    assert found.deadline.value.kind is kind


def test_a_limit_that_was_not_marked_is_read_from_what_settles() -> None:
    found = only("蔡建平：我周五前[a1 更换三号楼楼道灯]{T1}。", "黄秀梅：行{A1}。")
    assert day(found) == date(2026, 4, 3)


def test_one_day_marked_for_another_task_is_not_taken() -> None:
    first, second = read_in(
        "蔡建平：我[a1 更换三号楼楼道灯]，[d2 周五前]再[a2 张贴停水通知]{T1,2}。"
    ).resolutions
    assert day(first) is None
    assert day(second) == date(2026, 4, 3)


def test_an_echo_makes_no_second_candidate() -> None:
    found = read_in(
        "蔡建平：我[a1 更换三号楼楼道灯]{T1}。",
        "黄秀梅：下一个{H}。",
        "黄秀梅：记一下，[a1~ 楼道灯][o1~ 老蔡]{H1~}。",
    )
    assert len(found.resolutions) == 1
    assert "重复确认" in found.resolutions[0].because


def test_two_doers_of_two_tasks_in_one_breath_are_two() -> None:
    found = read_in(
        "黄秀梅：[o1 谭雨][a1 起草征求意见表]，[o2 蔡建平][a2 打印五百份宣传单]{D1,2}。"
    ).resolutions
    assert [owners(r) for r in found] == [["谭雨"], ["蔡建平"]]


def test_words_without_a_thing_get_it_from_before() -> None:
    found = only("谭雨：公告栏的玻璃碎了。", "蔡建平：我[d1 今天][a1 换]了{T1}。")
    assert "玻璃" in found.action.value
    assert "我" not in found.action.value


def test_doer_and_day_inside_the_words_fall_away() -> None:
    found = only("黄秀梅：[a1 [o1 蔡建平][d1 周五前]更换三号楼楼道灯]{D1}。")
    assert found.action.value == "更换三号楼楼道灯"


def test_a_vote_and_who_checks_are_read() -> None:
    found = only(
        "黄秀梅：[a1 聘请第三方审计公共收益]，同意的举手{P1}。",
        "谭雨：[v1 五票同意，一票反对，一票弃权]。",
        "黄秀梅：通过{D1}，[s1 谭雨每月通报进度]{D1}。",
    )
    assert found.vote is not None
    assert (found.vote.value.for_, found.vote.value.against, found.vote.value.abstain) == (5, 1, 1)
    assert found.supervision is not None
    assert "通报进度" in found.supervision.value


def test_quotes_are_the_very_words() -> None:
    lines = ("黄秀梅：[o1 谭雨]，[d1 周五前][a1 张贴停水通知]{D1}。", "谭雨：好{A1}。")
    utterances, _ = marked_talk(*lines)
    (found,) = read_in(*lines).resolutions
    assert found.deadline is not None
    assert quoted(utterances, found.deadline.quotes) == "周五前"
    assert quoted(utterances, found.action.quotes) == "张贴停水通知"
    assert quoted(utterances, found.owners[0].quotes) == "谭雨"


def test_it_is_told_who_proposed_and_who_settled_it() -> None:
    found = only(
        "谭雨：我建议[a1 在东门加装限速牌]{P1}。",
        "蔡建平：行，我来弄，[d1 周五前]{T1}。",
    )
    assert "谭雨在第1段提出" in found.because
    assert "蔡建平在第2段认领" in found.because


def test_what_nobody_settled_is_a_near_miss_that_says_so() -> None:
    found = read_in(
        "谭雨：[a1 在东门加装限速牌]好不好{P1}？", "龚卫国：今天真热。", probability=0.6
    )
    assert found.resolutions == ()
    (missed,) = found.near_misses
    assert "没有看到有人拍板" in missed.because


def test_without_marks_nothing_is_read() -> None:
    assert read_in("谭雨：今天真热。", "龚卫国：可不是。").resolutions == ()


def test_a_unit_has_an_act_and_nothing_else_has() -> None:
    with pytest.raises(ValueError, match="act"):
        Mention(MentionKind.ACTION, 0, 0, 2, act=Act.DECIDE)
    with pytest.raises(ValueError, match="act"):
        Mention(MentionKind.UNIT, 0, 0, 2)


def test_links_are_the_same_both_ways_and_none_where_left_out() -> None:
    marks = tuple(Mention(MentionKind.ACTION, i, 0, 1) for i in range(3))
    marked = Marked(marks, {(0, 2): 0.7})
    assert marked.link(2, 0) == marked.link(0, 2) == 0.7
    assert marked.link(0, 1) == 0.0


def test_a_thing_that_looks_like_a_name_is_nobody() -> None:
    found = only("蔡建平：我[d1 周五前][a1 采购][o1 汤元]白糖{T1}。", "黄秀梅：行{A1}。")
    assert "汤元" not in owners(found)
