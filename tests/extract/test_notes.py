"""Minutes and working notes: items that say who does what by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mintobrief.domain import Flag, Resolution, Vote
from mintobrief.extract.people import charged_names
from tests.extract.meetings import day, found_in, notes, owners, talk


def written(text: str) -> tuple[Resolution, ...]:
    return found_in(notes(text))


def test_what_the_minutes_decide_is_a_resolution() -> None:
    (found,) = written("（二）会议决定，由物业于4月15日前完成消防栓检修，业委会派人验收。")
    assert "消防栓" in found.action.value
    assert owners(found) == ["物业"]
    assert day(found) == date(2026, 4, 15)
    assert found.supervision is not None
    assert "验收" in found.supervision.value


@pytest.mark.parametrize(
    "line",
    [
        "（一）会议听取了物业关于绿化养护的汇报。",
        "1. 门口路灯已于3月20日修好。",
        "2. 充电桩选址，再议。",
        "3. 有人提议买冲锋舟，没同意。",
        "4. 根据《物业管理条例》有关规定，物业应当公示收支。",
        "5. 会议认为，大家要提高认识、密切配合。",
        "时间：4月1日 地点：社区二楼",
        "参会人员：黄秀梅、蔡建平、谭雨",
    ],
)
def test_what_decides_nothing_is_none(line: str) -> None:
    assert not written(line)


def test_a_line_broken_off_goes_on() -> None:
    (found,) = written("1. 东门道闸坏了 定: 小梁\n 5个工作日内 修好\n2. 灯已换\n3. 花草再议")
    assert owners(found) == ["小梁"]
    assert day(found) == date(2026, 4, 9)  # Qingming is the 5th, its day off the 6th
    assert len(found.evidence) == 2


@pytest.mark.parametrize("words", ["6月□日前", "□月5日前"])
def test_a_day_that_was_not_read_is_no_deadline(words: str) -> None:
    (found,) = written(f"由物业{words}完成路灯更换。")
    assert found.deadline is None
    assert words in found.action.value
    assert Flag.UNSURE_WORDS in found.flags


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("决定：王明负责修1号楼灯，12月1日前完成。", "王明"),
        ("会议决定由陈晓东去换北门门禁，12月1日前完成。", "陈晓东"),
        ("会议决定由李明于12月2日前完成账目复核。", "李明"),
        ("更换北门门禁，责任人：李明，12月1日前完成。", "李明"),
    ],
)
def test_who_is_plainly_charged_need_not_be_listed(line: str, name: str) -> None:
    (found,) = written(line)
    assert owners(found) == [name]
    assert name not in found.action.value


@pytest.mark.parametrize(
    "line",
    [
        "由高层负责清运。",
        "金额负责到底。",
        "由路长负责。",
        "由高新区负责。",
        "由包工头来修。",
        "安全负责人到场。",
        "由于天气12月2日前无法施工。",
        "责任人：施工单位",
    ],
)
def test_what_only_begins_like_a_surname_is_nobody(line: str) -> None:
    assert not list(charged_names(line))


def test_a_date_put_off_within_the_item_holds() -> None:
    (found,) = written("会议决定由物业牵头换表，4月10日前完成。经物业提请，时限延至4月30日。")
    assert day(found) == date(2026, 4, 30)


def test_the_vote_goes_with_what_carries_it_out() -> None:
    (found,) = written("《账户管理办法》。同意5票，反对1票，弃权0票，表决通过，由业委会组织实施。")
    assert found.vote is not None
    assert found.vote.value == Vote(5, 1, 0)
    assert owners(found) == ["业委会"]


def test_a_motion_lost_is_none() -> None:
    assert not written("《解除绿化合同的提议》。同意2票，反对4票，未通过，由物业继续管理。")


def test_a_table_is_read_by_its_heads() -> None:
    found = written(
        "序号 | 事项 | 责任人 | 时限 | 备注\n"
        "1 | 更换三栋门禁 | 物业 蔡经理 | 4月10日前 | \n"
        "2 | 修补围墙 | 同上 | 同上 | 见注1\n"
        "3 | 加装摄像头 | - | - | 暂不做\n"
        "4 | 清洗水箱 | 物业 | 3月底 | 已办结\n"
        "注1：围墙须待雨季后修，时限改为10月底前。"
    )
    assert [r.action.value for r in found] == ["更换三栋门禁", "修补围墙"]
    assert [owners(r) for r in found] == [["蔡建平"], ["蔡建平"]]
    assert [day(r) for r in found] == [date(2026, 4, 10), date(2026, 10, 31)]


def test_a_group_chat_is_a_talk() -> None:
    chat = (
        "黄秀梅：开会了 收到回1",
        "物业-蔡经理：1",
        "谭雨：1",
        "黄秀梅：东门门禁老是打不开",
        "物业-蔡经理：这个我来修，周五前修好门禁",
        "黄秀梅：行",
        "谭雨：要不再装个喷泉",
        "黄秀梅：这个不行",
    )
    found = found_in(tuple(replace(u, sent="19:30") for u in talk(*chat)))
    assert [owners(r) for r in found] == [["蔡建平"]]
    assert "门禁" in found[0].action.value
    assert day(found[0]) == date(2026, 4, 3)


def test_what_was_voted_on_stands_before_the_count() -> None:
    (found,) = written(
        "3. 表决：广告收入由每年公示一次改为每月公示一次。同意5票，反对0票，弃权1票，通过。"
    )
    assert found.action.value == "广告收入由每年公示一次改为每月公示一次"
    assert found.vote is not None
    assert found.vote.value == Vote(5, 0, 1)
    assert found.deadline is None
    assert found.evidence == (0, 1)


def test_a_vote_and_the_task_after_it_are_two() -> None:
    vote, task = written(
        "一、门禁\n表决：东门每晚11点到早上5点只刷卡。\n同意5票，反对1票，弃权1票，通过。\n"
        "二、其他\n三、通知\n"
        "表决：草坪不改车位。\n同意4票，反对1票，弃权0票，通过。\n蔡经理4月10日前挂好告示牌。"
    )[-2:]
    assert "草坪" in vote.action.value
    assert task.vote is None
    assert owners(task) == ["蔡建平"]


def test_a_new_law_of_its_own_keeps_who_carries_it_out() -> None:
    (found,) = written(
        "《钥匙办法》。应到7人，实到6人，同意6票，反对0票，表决通过，由业委会组织实施。"
    )
    assert "《钥匙办法》" in found.action.value
    assert "同意" not in found.action.value


@pytest.mark.parametrize(
    "line",
    [
        "以上决定由业委会督促落实。",
        "16:20散会。",
        "会议商定先统计、再张贴，分工见第四部分。",
        "四、议定事项",
        "蔡建平表示每季度换一次滤芯做得到，但要业委会先签字。",
    ],
)
def test_set_phrases_and_pointers_are_none(line: str) -> None:
    assert not written(f"一、开头\n二、中间\n三、后面\n\n{line}")


def test_a_line_that_names_who_checks_is_supervision() -> None:
    (found,) = written("决定：蔡经理4月10日前换好楼道灯。谭雨去验收。")
    assert owners(found) == ["蔡建平"]
    assert found.supervision is not None
    assert found.supervision.value == "谭雨去验收"


def test_a_cell_that_names_who_checks_is_cut_in_two() -> None:
    (found,) = written(
        "序号 | 事项 | 责任 | 时限\n1 | 花坛除草，谭雨每月抽查 | 物业绿化队 | 每周一\n"
    )
    assert found.action.value == "花坛除草"
    assert found.supervision is not None
    assert found.supervision.value == "谭雨每月抽查"
    assert owners(found) == ["物业绿化队"]


@pytest.mark.parametrize("bullet", "■◆●★▲□○▪-•")
def test_a_bullet_is_no_part_of_the_task_and_stands_for_nobody(bullet: str) -> None:
    (found,) = written(f"{bullet} 清理楼道，由物业4月20日前完成。")
    assert found.action.value == "清理楼道，完成"
    assert owners(found) == ["物业"]
    assert day(found) == date(2026, 4, 20)


def test_what_two_are_given_in_one_sentence_is_two_tasks() -> None:
    line = "由谭雨发出停车问卷、龚卫国提供车位清单，都在4月10日前交来。"
    found = written(line)
    assert [owners(r) for r in found] == [["谭雨"], ["龚卫国"]]
    assert [day(r) for r in found] == [date(2026, 4, 10)] * 2
    assert "清单" not in found[0].action.value


def test_those_not_met_are_part_of_what_is_done_about_them() -> None:
    first, second = written(
        "由谭雨4月10日前通知车主，4月20日前不挪走的，蔡建平联系拖车公司拖走旧车。"
    )
    assert (owners(first), day(first)) == (["谭雨"], date(2026, 4, 10))
    assert (owners(second), day(second)) == (["蔡建平"], date(2026, 4, 20))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("值守方案由谭雨、蔡建平共同制定，4月10日前报出。", ["谭雨", "蔡建平"]),
        ("物业4月10日前拆完地桩，业委会派谭雨到场。", ["物业"]),
        ("更换水泵接触器由蔡建平办，谭雨负责，4月10日前完成。", ["蔡建平"]),
        ("物业要对广告合同进行清理，4月10日前将复印件交业委会。", ["物业"]),
        ("旧沙发清走，谭雨，4月10日前。", ["谭雨"]),
        ("谭雨用冷补料先补路面，4月10日前。", ["谭雨"]),
        ("由谭雨买沙袋，蔡建平借水泵，社区帮忙，4月10日前备齐。", ["谭雨"]),
        ("收费标准上墙，谭雨负责，费用物业出，三天内。", ["谭雨"]),
    ],
)
def test_one_task_has_those_who_do_it(line: str, names: list[str]) -> None:
    (found,) = written(line)
    assert owners(found) == names


def test_what_is_reported_first_blocks_nothing_that_follows() -> None:
    (found,) = written("西门道闸断了，已报厂家，谭雨4月3日前装好。")
    assert owners(found) == ["谭雨"]
    assert day(found) == date(2026, 4, 3)
    assert not written("谭雨4月3日前装道闸，已取消。")


@pytest.mark.parametrize(
    "line",
    [
        "谭雨后来说可以认到4月10日。",
        "谭雨提醒大家注意防火，4月10日是清明假期后第四天。",
        "门禁例会 2026.4.1 谭雨 蔡建平 龚卫国",
    ],
)
def test_who_only_said_something_is_charged_with_nothing(line: str) -> None:
    assert not written(line)


def test_a_date_with_its_year_is_no_line_of_the_head() -> None:
    (found,) = written("谭雨牵头起草守则，2026年5月15日前形成初稿。")
    assert day(found) == date(2026, 5, 15)


def test_labels_below_a_decision_belong_to_it() -> None:
    (found,) = written(
        "决议：原则通过铲冰预案，修改后执行。\n责任单位：物业\n完成时间：一周内\n监督：谭雨"
    )
    assert "铲冰预案" in found.action.value
    assert owners(found) == ["物业"]
    assert day(found) == date(2026, 4, 8)
    assert found.supervision is not None
    assert found.supervision.value.endswith("谭雨")


def test_signs_of_markdown_are_no_words() -> None:
    (found,) = written("## 门禁\n- **责任人**：谭雨，4月10日前换好\\|修好门禁。")
    assert owners(found) == ["谭雨"]
    assert "*" not in found.action.value
    assert "\\" not in found.action.value


def test_a_briefing_in_markdown_is_read_by_its_labels() -> None:
    (found,) = written(
        "### （一）更换门禁\n\n- 责任主体：谭雨\n- 完成时限：抓紧**（会议未明确具体日期）**\n"
    )
    assert found.action.value == "更换门禁"
    assert owners(found) == ["谭雨"]
    assert found.deadline is not None
    assert found.deadline.value.text == "抓紧"
