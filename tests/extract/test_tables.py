"""Tables in notes: whatever their columns are called and however they are drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mintobrief.domain import DeadlineKind, Means, Resolution, turns_of
from mintobrief.extract.cells import rows_in
from mintobrief.extract.reader import repeats_rows
from tests.extract.meetings import day, found_in, notes, owners

_HEAD, _ROW = "事项 | 责任人 | 时限", "换门禁 | 谭雨 | 4月10日"


def written(text: str) -> tuple[Resolution, ...]:
    return found_in(notes(text))


def the_row(head: str, row: str) -> Resolution:
    (found,) = written(f"{head}\n{row}")
    return found


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "序号 | 工作任务 | 责任主体 | 配合单位 | 要求完成",
            "1 | 更换门禁 | 物业 | 社区 | 4月10日",
        ),
        ("序号 | 整改时间 | 整改责任人 | 整改内容", "1 | 4月10日前 | 物业 | 更换门禁"),
        ("问题 | 整改措施 | 责任单位 | 时限", "北门坏了 | 更换门禁 | 物业 | 4月10日"),
        (
            "| 项目 | 内容 | 谁办 | 什么时候 |\n|---|---|---|---|",
            "| 门禁 | 更换门禁 | 物业 | 4月10日 |",
        ),
        ("待办\t落实人\t检查日期\t完成时限", "更换门禁\t物业\t4月3日\t4月10日"),
        ("事情        谁办    什么时候", "更换门禁    物业    4月10日"),
    ],
)
def test_what_a_column_holds_is_the_last_thing_its_head_says(head: str, row: str) -> None:
    found = the_row(head, row)
    assert "更换门禁" in found.action.value
    assert owners(found) == ["物业"]
    assert day(found) == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("序号|工作任务|责任人|时限", "1|更换门禁|蔡建平|4月10日"),
        ("|序号|工作任务|责任人|时限|\n|---|---|---|---|", "|1|更换门禁|蔡建平|4月10日|"),
        ("工作任务|责任人|时限|数量", "更换门禁|蔡建平|4月10日|3|"),
    ],
)
def test_a_bar_beside_a_figure_parts_cells(head: str, row: str) -> None:
    found = the_row(head, row)
    assert (found.action.value, owners(found)) == ("更换门禁", ["蔡建平"])
    assert day(found) == date(2026, 4, 10)


def test_the_person_is_charged_where_a_body_has_a_column_of_its_own() -> None:
    head = "事项 | 责任单位 | 责任人 | 时限"
    assert owners(the_row(head, "换门禁 | 物业 | 蔡建平 | 4月10日")) == ["蔡建平"]
    assert owners(the_row(head, "换门禁 | 物业 | — | 4月10日")) == ["物业"]


def test_a_short_measure_stands_behind_its_matter() -> None:
    found = the_row("问题 | 措施 | 责任人 | 时限", "地库入口积水 | 疏通 | 物业 | 4月10日")
    assert found.action.value == "地库入口积水：疏通"


def test_sentences_in_a_cell_are_one_cell() -> None:
    found = the_row("事项 | 责任人 | 时限", "先围挡路面。再补沥青 | 物业 | 4月10日")
    assert found.action.value == "先围挡路面。再补沥青"
    assert owners(found) == ["物业"]
    assert len(found.action.quotes) == 2


def test_whoever_is_not_known_is_an_owner_too() -> None:
    found = the_row("事项 | 责任人 | 时限", "换门禁 | 谭雨、巡逻班 | 4月10日")
    assert owners(found) == ["谭雨", "巡逻班"]


def test_a_row_put_off_is_due_when_it_was_put_off_to() -> None:
    head = "事项 | 责任人 | 原定时限 | 进展"
    found = the_row(head, "换门禁 | 物业 | 3月20日 | 未完成，延期至4月30日")
    assert day(found) == date(2026, 4, 30)


@pytest.mark.parametrize(("words", "kind"), [("视情况", DeadlineKind.VAGUE), ("即日起", None)])
def test_words_for_no_day_are_vague_and_a_start_is_no_limit(
    words: str, kind: DeadlineKind | None
) -> None:
    found = the_row("事项 | 责任人 | 时限", f"夜间巡逻 | 物业 | {words}")
    assert (found.deadline and found.deadline.value.kind) == kind


def test_cells_set_apart_by_blanks_stand_under_their_heads() -> None:
    head = "序号    事项          责任人    时限"
    found = the_row(head, "1       换三栋门禁              4月10日")
    assert owners(found) == []
    assert day(found) == date(2026, 4, 10)


def test_particulars_set_apart_by_blanks_are_no_head() -> None:
    (found,) = written(
        "议题：门禁    时间：9点\n由物业4月10日前换好门禁。  社区派人看。  业委会付款。"
    )
    assert owners(found) == ["物业"]


def test_a_cell_merged_with_one_above_brings_only_what_the_task_needs() -> None:
    head = "类别 | 内容 | 责任人 | 时限"
    first, second = written(
        f"{head}\n环境 | 清理楼道 | 谭雨 | 4月10日\n〃 | 清洗垃圾桶 | 〃 | 4月12日"
    )
    assert owners(second) == ["谭雨"]
    assert len(second.evidence) == 2
    third = written(f"{head}\n环境 | 清理楼道 | 谭雨 | 4月10日\n〃 | 换灯 | 物业 | 4月12日")[1]
    assert len(third.evidence) == 1
    assert first.evidence < third.evidence


def test_a_task_is_read_from_one_row() -> None:
    said = notes("事项 | 责任人 | 时限\n换门禁 | 谭雨 | 4月10日\n修水泵。清池 | 物业 | 4月9日")
    rows = rows_in(turns_of(said))
    assert rows == {1: 1, 2: 2, 3: 2}
    gate, pump, both = (replace(the_row(_HEAD, _ROW), evidence=e) for e in ((1,), (2, 3), (1, 2)))
    by_rules = replace(both, action=replace(both.action, found_by=(Means.RULES,)))
    assert repeats_rows(both, rows, {1, 2})
    assert not any(repeats_rows(r, rows, {1, 2}) for r in (gate, pump, by_rules))
    assert not repeats_rows(both, rows, {1})
