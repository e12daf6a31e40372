"""What was decided reaches the briefing complete: clauses are kept whole, and none is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import Resolution
from tests.extract.meetings import found_in, notes, talk
from tests.extract.test_talk import OPENING

_TASKS = (
    "修好北门的道闸",
    "更换三栋的门禁主机和读卡器",
    "清理地下车库的积水",
    "疏通西侧的雨水管网",
    "补种花坛里的月季",
    "粉刷一楼大厅的墙面",
    "加固儿童乐园的护栏",
    "拆除楼顶的废旧天线",
    "清洗二次供水的水箱",
    "更新消防栓的水带",
)
tasks = st.lists(st.sampled_from(_TASKS), min_size=1, max_size=len(_TASKS), unique=True)


def lost(found: Resolution, clauses: Sequence[str]) -> list[str]:
    """The clauses in neither the action nor the measures."""
    kept = found.action.value + (found.measures.value if found.measures else "")
    return [clause for clause in clauses if clause not in kept]


@settings(deadline=None, max_examples=40)
@given(tasks)
def test_minutes_lose_no_clause_and_cut_none(clauses: list[str]) -> None:
    (found,) = found_in(notes(f"会议决定，由物业于4月15日前{'，'.join(clauses)}。"))
    assert lost(found, clauses) == []
    assert found.action.value.endswith(tuple(clauses))


@settings(deadline=None, max_examples=40)
@given(tasks)
def test_talk_loses_no_clause_and_cuts_none(clauses: list[str]) -> None:
    given_out = f"黄秀梅：蔡经理，你下周五之前{'，'.join(clauses)}。"
    (found,) = found_in(talk(*OPENING, given_out, "蔡建平：好的，没问题。"))
    assert lost(found, clauses) == []
    assert found.action.value.endswith(tuple(clauses))


@pytest.mark.parametrize("how", ["旧主机先登记型号再入库", "不要当废品卖掉"])
def test_what_the_action_has_no_room_for_stays_in_it_where_other_clauses_say_how(how: str) -> None:
    clauses = _TASKS[:6]
    given_out = f"黄秀梅：蔡经理，你下周五之前{'，'.join(clauses)}。{how}。"
    (found,) = found_in(talk(*OPENING, given_out, "蔡建平：好的，没问题。"))
    assert lost(found, clauses) == []


def test_long_words_of_supervision_end_where_they_ended() -> None:
    watched = "业委会每个月抽查一次现场的施工质量和材料进场的登记台账以及每一笔费用支出的原始票据"
    (found,) = found_in(
        talk(
            *OPENING,
            "黄秀梅：蔡经理，你下周五之前修好北门的道闸。",
            "蔡建平：好的，没问题。",
            f"黄秀梅：{watched}。",
        )
    )
    assert found.supervision is not None
    assert found.supervision.value.endswith("原始票据")


def test_every_sentence_that_tells_who_checks_is_kept() -> None:
    (found,) = found_in(
        notes(
            "会议决定，由物业于4月15日前完成消防栓检修，业委会派人验收。检修要逐层进行，接受抽查。"
        )
    )
    assert found.supervision is not None
    assert "业委会派人验收" in found.supervision.value
    assert "接受抽查" in found.supervision.value
