"""Marks that cut words are brought to their edges; of several who are named one is the doer."""

from __future__ import annotations

from datetime import date

import pytest

from mintobrief.domain import Resolution
from tests.extract.marked import read_in
from tests.extract.meetings import owners


def only(*lines: str) -> Resolution:
    found = read_in(*lines).resolutions
    assert len(found) == 1, [r.action.value for r in found]
    return found[0]


def test_a_name_that_a_mark_cuts_is_read_whole() -> None:
    found = only("黄秀梅：[o1 保]洁[d1 周五前][a1 冲洗东侧车道]{D1}。", "谭雨：好{A1}。")
    assert owners(found) == ["保洁"]


def test_a_number_that_a_mark_cuts_stays_in_the_action() -> None:
    found = only("谭雨：我来[a1 把][d1 四]十七户的水表[a1 重新抄一遍]{T1}，[d1 月底前]抄完。")
    assert "将，" not in found.action.value
    assert found.deadline is not None
    assert found.deadline.value.text == "月底前"


def test_who_gets_it_is_no_doer() -> None:
    found = only(
        "黄秀梅：[o1 谭雨][a1 把抄表记录交给][o1 龚卫国]{D1}，[d1 周五前]。", "谭雨：好{A1}。"
    )
    assert owners(found) == ["谭雨"]


def test_who_comes_to_sign_is_no_doer() -> None:
    found = only("黄秀梅：由[o1 谭雨][a1 更换泵房压力表]{D1}，换的时候[o1 龚卫国]到场签字。")
    assert owners(found) == ["谭雨"]


def test_who_abstains_is_no_doer() -> None:
    found = only("黄秀梅：[a1 东门改成刷卡进出]{D1}，[o1 龚卫国]弃权。", "谭雨：知道了{A1}。")
    assert "龚卫国" not in owners(found)


def test_a_list_of_doers_stays_together() -> None:
    found = only("黄秀梅：[o1 谭雨]、[o1 龚卫国][d1 周五前][a1 清点灯管]{D1}。", "谭雨：好{A1}。")
    assert owners(found) == ["谭雨", "龚卫国"]


def test_who_is_told_to_send_it_does_not_bind_the_speaker() -> None:
    found = only(
        "黄秀梅：[a1 排班表][d1 明天]做好{D1}。", "谭雨：行{A1}。", "黄秀梅：你明天发我{T1}。"
    )
    assert owners(found) != ["黄秀梅"]


def test_a_name_before_the_verb_is_the_doer_where_none_was_marked() -> None:
    found = only("黄秀梅：那[d1 周五前][a1 把旧灯箱拆掉]{D1}，蔡建平拆。", "谭雨：同意{A1}。")
    assert owners(found) == ["蔡建平"]


def test_who_names_the_day_of_what_is_nobodys_is_the_doer() -> None:
    found = only(
        "黄秀梅：[a1 六部电梯先装监控]{D1}，什么时候？",
        "蔡建平：[d1 下个月五号之前]吧{D1}，要排期。",
        "黄秀梅：好{A1}。",
    )
    assert "蔡建平" in owners(found)


@pytest.mark.parametrize("word", ["老规矩", "撒盐", "检测仪"])
def test_what_is_no_person_post_or_body_is_no_owner(word: str) -> None:
    found = read_in(f"黄秀梅：[o1 {word}][d1 周五前][a1 修好门口路灯]{{D1}}。", "谭雨：好{A1}。")
    assert all(word not in owners(r) for r in found.resolutions)


def test_from_when_on_it_holds_is_no_limit() -> None:
    found = only("黄秀梅：[d1 从下周一]起[a1 东门改成刷卡进出]{D1}。", "谭雨：同意{A1}。")
    assert found.deadline is None


def test_a_number_of_floors_is_no_day() -> None:
    found = only("谭雨：我去[a1 通知][d1 十二]楼的[a1 住户换水管]{T1}，[d1 后天]之前。")
    assert found.deadline is not None
    assert found.deadline.value.day == date(2026, 4, 3)


def test_another_day_goes_before_today() -> None:
    found = only("谭雨：[d1 周五前]我[a1 补好墙面]{T1}，[d1 今天]先把料买了。")
    assert found.deadline is not None
    assert found.deadline.value.text == "周五前"


def test_before_the_end_of_today_is_a_limit_like_others() -> None:
    found = only("谭雨：[d1 后天]来人，我[a1 补好墙面]，[d1 今天下班前]{T1}。")
    assert found.deadline is not None
    assert found.deadline.value.day == date(2026, 4, 1)


def test_the_day_it_goes_live_is_the_day_named_for_it() -> None:
    found = only(
        "黄秀梅：门禁[d1~ 六月八号]上线。", "谭雨：[d1 上线那天]我[a1 到现场教大家刷卡]{T1}。"
    )
    assert found.deadline is not None
    assert found.deadline.value.day == date(2026, 6, 8)
