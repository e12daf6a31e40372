"""The wording of a candidate: what, without who and when."""

from __future__ import annotations

import pytest

from mintobrief.extract.action import plain_words
from mintobrief.extract.moves import CueTagger
from mintobrief.extract.people import People
from mintobrief.extract.wording import is_thing, without_repeats
from mintobrief.language.clauses import clauses_of
from tests.extract.meetings import HELD_ON, PEOPLE, found_in, talk
from tests.extract.test_talk import OPENING

TAGGER = CueTagger(People(PEOPLE, ()), HELD_ON)


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("嗯那个你们要把垃圾桶摆齐啊", "将垃圾桶摆齐"),
        ("四月十号之前必须交报告", "交报告"),
        ("那我们就先清理楼道吧", "清理楼道"),
        ("蔡经理你去买锁行不行", "买锁"),
        ("合同你去跟电梯公司谈", "去跟电梯公司谈合同"),
        ("会议记录请蔡经理发到群里", "将会议记录发到群里"),
        ("跟合唱队的队长说一声", "跟合唱队的队长说一声"),
        ("五号之前把名单贴出来", "将名单贴出来"),
        ("月底前签下来", "签下来"),
        ("平台你去对接", "对接平台"),
        ("时间定在每天早上八点到九点", "时间定在每天早上八点到九点"),
    ],
)
def test_fillers_doer_date_and_particles_fall_away(said: str, plain: str) -> None:
    (utterance,) = talk(f"谭雨：{said}")
    (clause,) = TAGGER(0, utterance)
    assert plain_words(clause, frozenset({"蔡建平"})) == plain


def test_a_thing_only_named_before_is_named_in_the_action() -> None:
    (found,) = found_in(
        talk(
            *OPENING,
            "龚卫国：健身器材又坏了两台，健身器材没人管。",
            "黄秀梅：蔡经理，周五之前你去弄好。",
            "蔡建平：好的。",
        )
    )
    assert "健身器材" in found.action.value


def test_how_it_is_to_be_done_goes_with_it() -> None:
    found = found_in(
        talk(
            *OPENING,
            "黄秀梅：蔡经理，下周五之前把三个门的旧门禁主机和读卡器都换成新的型号。"
            "旧主机先登记型号再入库，不要当废品卖掉，费用从公共收益里出。",
            "蔡建平：好的。",
        )
    )
    assert len(found) == 1
    assert found[0].measures is not None


def test_a_comma_inside_a_number_ends_no_clause() -> None:
    texts = [c.text for c in clauses_of(0, "一共1,200元,14:30到账，行")]
    assert texts == ["一共1,200元", "14:30到账", "行"]


def test_clauses_stand_where_they_say() -> None:
    text = " 好 ，那就这样……行吗？"
    for clause in clauses_of(3, text):
        assert text[clause.start : clause.end] == clause.text
        assert clause.quote.utterance == 3


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        (["贴一张告示", "贴出来"], [0]),
        (["跟领队说一声", "说到"], [0]),
        (["谈合同", "签下来", "签之前先看一遍"], [0, 1, 2]),
        (["签下来", "签好"], [0]),
        (["修长椅", "刷漆"], [0, 1]),
    ],
)
def test_a_verb_said_again_without_its_object_falls_away(
    pieces: list[str], kept: list[int]
) -> None:
    assert without_repeats(pieces) == kept


@pytest.mark.parametrize(("text", "thing"), [("合同", True), ("装好了", False), ("放心", False)])
def test_a_thing_is_told_from_what_else_a_clause_begins_with(text: str, *, thing: bool) -> None:
    assert is_thing(text) is thing


def test_a_time_that_is_set_has_no_doer() -> None:
    (found,) = found_in(
        talk(
            *OPENING,
            "黄秀梅：时间定在每天早上八点到九点，大家有没有意见？",
            "蔡建平：我没意见。",
            "黄秀梅：那就这么定。",
        )
    )
    assert found.action.value == "时间定在每天早上八点到九点"
    assert not found.owners


def test_a_clear_task_gets_no_thing_put_before_it() -> None:
    (found,) = found_in(
        talk(
            *OPENING,
            "龚卫国：北门的灯暗，北门的台阶也不平。",
            "黄秀梅：蔡经理，五号之前在单元门口贴一张值班表，贴出来。",
            "蔡建平：好的。",
        )
    )
    assert found.action.value == "在单元门口贴一张值班表"
