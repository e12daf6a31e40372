"""Time limits in Chinese: a table of expressions, and what holds for any text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.domain import Deadline, DeadlineKind
from mintobrief.extract.deadline import (
    anchored,
    days,
    events,
    festivals,
    figures,
    find_deadlines,
    has_unread_time,
    periods,
    read_day,
    read_deadline,
    recurring,
    spans,
    weeks,
)
from mintobrief.extract.deadline.almanac import add_workdays, is_workday
from mintobrief.extract.deadline.folding import fold

WEDNESDAY = date(2026, 3, 11)
TABLE = Path(__file__).with_name("deadlines.tsv").read_text(encoding="utf-8")
ROWS = [row.split("\t") for row in TABLE.splitlines() if row and not row.startswith("#")]
RULES = (
    *days.TYPED,
    *figures.TYPED,
    *spans.TYPED,
    *days.RULES,
    *figures.RULES,
    *weeks.RULES,
    *periods.RULES,
    *festivals.RULES,
    *spans.RULES,
    *recurring.RULES,
    *events.rules(),
    *events.loose_rules(),
)
PIECES = st.lists(
    st.sampled_from(
        [
            *"一二十廿年月日号周天底前内后起自从到至每本下上楼旬半两未（），。-/.: \n3Ol",
            *[
                "15",
                "2026",
                "礼拜",
                "季度",
                "个工作日",
                "之前",
                "春节",
                "国庆",
                "会议",
                "报告出来",
                "尽快",
                "今天",
                "明晚",
                "初",
                "腊月",
            ],
        ]
    ),
    max_size=14,
).map("".join)
ANY_TEXT = st.one_of(st.text(max_size=40), PIECES)
MEETING_DAYS = st.one_of(st.none(), st.dates(date(2005, 1, 1), date(2090, 12, 31)))


def parse(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_the_table_of_expressions(row: list[str]) -> None:
    held_on, text, words, limit, kind, day = row
    found = find_deadlines(text, parse(held_on))
    if words == "-":
        assert [e.text for e in found if e.is_limit] == []
        return
    assert words in [e.text for e in found]
    expression = next(e for e in found if e.text == words)
    assert expression.deadline == Deadline(words, DeadlineKind(kind), parse(day))
    assert expression.is_limit == (limit == "yes")


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 300


def examples() -> list[tuple[str, object]]:
    """Each example quoted in a rule's docstring, with the function it stands at."""
    readers = {rule.read for rule in RULES}
    return sorted(
        (
            (example, read)
            for read in readers
            for example in re.findall("“(.+?)”", read.__doc__ or "")
        ),
        key=lambda pair: pair[0],
    )


def test_every_rule_has_an_example() -> None:
    assert {rule.read for rule in RULES} == {read for _, read in examples()}


@pytest.mark.parametrize(("example", "read"), examples())
def test_a_rule_reads_its_own_example(example: str, read: object) -> None:
    mine = [rule for rule in RULES if rule.read is read]
    assert any(True for rule in mine for _ in rule.find(fold(example).text, WEDNESDAY))


@given(ANY_TEXT, MEETING_DAYS)
@settings(max_examples=400, deadline=None)
def test_expressions_are_verbatim_in_order_and_apart(text: str, held_on: date | None) -> None:
    found = find_deadlines(text, held_on)
    assert all(text[e.start : e.end] == e.text == e.deadline.text for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    read_deadline(text, held_on)
    read_day(text, held_on)


@given(
    st.sampled_from(["", "这", "本", "下", "下下"]),
    st.sampled_from(["周", "星期", "礼拜"]),
    st.integers(0, 6),
    st.dates(date(2010, 1, 1), date(2080, 1, 1)),
)
def test_a_weekday_falls_on_it_in_the_week_named(
    week: str, word: str, weekday: int, held_on: date
) -> None:
    deadline = read_deadline(f"{week}{word}{'一二三四五六日'[weekday]}之前", held_on)
    assert deadline is not None
    assert deadline.day is not None
    assert deadline.day.weekday() == weekday
    monday = held_on - timedelta(days=held_on.weekday())
    weeks_on = (deadline.day - monday).days // 7
    if week:
        assert weeks_on == {"这": 0, "本": 0, "下": 1, "下下": 2}[week]
    else:
        assert 0 <= (deadline.day - held_on).days < 7


@given(st.integers(1, 99), st.dates(date(2010, 1, 1), date(2080, 1, 1)))
def test_so_many_days_are_counted_from_the_meeting(count: int, held_on: date) -> None:
    for words in (f"{count}天内", f"{count}日内", f"{count}天之内"):
        deadline = read_deadline(words, held_on)
        assert deadline == Deadline(words, DeadlineKind.DATE, held_on + timedelta(days=count))


@given(st.integers(1, 30), st.dates(date(2010, 1, 1), date(2026, 10, 1)))
def test_working_days_agree_with_the_official_calendar(count: int, held_on: date) -> None:
    deadline = read_deadline(f"{count}个工作日内", held_on)
    assert deadline is not None
    assert deadline.day is not None
    after = chinese_calendar.get_workdays(held_on + timedelta(days=1), deadline.day)
    assert len(after) == count
    assert chinese_calendar.is_workday(deadline.day)


def test_years_not_yet_announced_have_weekends_and_statutory_days() -> None:
    off = {date(2031, 1, 1), date(2031, 1, 23), date(2031, 5, 1), date(2031, 10, 1)}
    assert not any(is_workday(day) for day in off)
    assert add_workdays(date(2031, 3, 7), 1) == date(2031, 3, 10)


@given(st.dates(date(2010, 1, 1), date(2080, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_a_day_already_past_means_next_year(held_on: date, month: int, day: int) -> None:
    deadline = read_deadline(f"{month}月{day}日前", held_on)
    assert deadline is not None
    assert deadline.day is not None
    assert (deadline.day.month, deadline.day.day) == (month, day)
    assert held_on <= deadline.day < held_on + timedelta(days=366)


@pytest.mark.parametrize(
    ("text", "held_on", "words", "day"),
    [
        ("6.23", WEDNESDAY, "6.23", date(2026, 6, 23)),
        ("3个工作日", WEDNESDAY, "3个工作日", date(2026, 3, 16)),
        ("两周", WEDNESDAY, "两周", date(2026, 3, 25)),
        ("下周五吧，最晚20号", WEDNESDAY, "20号", date(2026, 3, 20)),
        ("尽快，下周五之前", WEDNESDAY, "下周五之前", date(2026, 3, 20)),
        ("二十号……那就二十五号之前", WEDNESDAY, "二十五号之前", date(2026, 3, 25)),
        ("6月23日前，改为6月25日前", WEDNESDAY, "6月25日前", date(2026, 6, 25)),
        ("昨天", WEDNESDAY, "昨天", date(2026, 3, 10)),
        ("2025年12月1日", WEDNESDAY, "2025年12月1日", date(2025, 12, 1)),
        ("三季度", WEDNESDAY, "三季度", date(2026, 9, 30)),
    ],
)
def test_a_typed_deadline_is_its_best_expression(
    text: str, held_on: date, words: str, day: date
) -> None:
    assert read_deadline(text, held_on) == Deadline(words, DeadlineKind.DATE, day)


@pytest.mark.parametrize(
    "words",
    [
        "6月□日前",
        "□月5日前",
        "6月1□日前",
        "6月□5日前",
        "202□年6月5日前",
        "下周□前",
        "6月1日至□日",
        "十〓月五日前",
        "3□日内",
    ],
)
def test_a_time_with_an_unread_character_has_no_day(words: str) -> None:
    text = f"由物业{words}完成路灯更换"
    assert not find_deadlines(text, WEDNESDAY)
    assert has_unread_time(text)
    assert read_deadline(words, WEDNESDAY) is None
    assert read_day(f"2026年{words}", WEDNESDAY) is None


@pytest.mark.parametrize(
    "text", ["□ 6月5日前换灯", "□6月5日前换灯", "1、□6月5日前换灯", "6月5日前□□完成"]
)
def test_a_box_to_tick_and_a_gap_behind_the_limit_leave_the_day(text: str) -> None:
    (found,) = find_deadlines(text, WEDNESDAY)
    assert found.text == "6月5日前"
    assert not has_unread_time(text)


@pytest.mark.parametrize(
    "text", ["", "无", "张三", "从6月1日起", "6月1日起", "即日起", "3号楼", "待会儿"]
)
def test_what_states_no_deadline_is_none(text: str) -> None:
    assert read_deadline(text, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天是2026年3月14日下午", date(2026, 3, 14)),
        ("二〇二六年三月十二号，礼拜四", date(2026, 3, 12)),
        ("二零二六年三月十二日", date(2026, 3, 12)),
        ("2026.3.14", date(2026, 3, 14)),
        ("25 . 5 . 29 周四", date(2025, 5, 29)),
        ("2026-03-14", date(2026, 3, 14)),
        ("2026/3/14(六) 晚7点", date(2026, 3, 14)),
        ("26/3/14", date(2026, 3, 14)),
        ("26年3月14日", date(2026, 3, 14)),
        ("2O26年3月l4日", date(2026, 3, 14)),
        ("２０２６年３月１４日", date(2026, 3, 14)),
        ("今天四月二十九号，二〇二六年四月二十九，星期三", date(2026, 4, 29)),
        ("今天一月二十号，二〇二六年头一回碰头", date(2026, 1, 20)),
        ("2026年2月30日", None),
        ("3月14日", None),
        ("第3号楼", None),
        ("", None),
    ],
)
def test_a_full_date_is_read_without_the_meeting(text: str, day: date | None) -> None:
    assert read_day(text, None) == day


def test_this_year_counts_from_the_meeting() -> None:
    assert read_day("今年3月14日", WEDNESDAY) == date(2026, 3, 14)
    assert read_day("今年3月14日", None) is None


def test_offsets_count_in_the_text_as_it_was_written() -> None:
    text = "定： 小岑 ３ 个工作日内 全部装完，6.1O 前 交表"
    first, second = find_deadlines(text, WEDNESDAY)
    assert (first.text, second.text) == ("３ 个工作日内", "6.1O 前")
    assert text[second.start : second.end] == "6.1O 前"


def test_every_deadline_of_a_long_text_is_found() -> None:
    sentence = (
        "下周五之前由物业公司把3号楼的报告交上来，费用6.5万，逾期每天通报，验收合格后10日内付款。"
    )
    text = sentence * (10_000 // len(sentence))
    found = find_deadlines(text, WEDNESDAY)
    assert len(found) >= 3 * (10_000 // len(sentence))


def test_a_hostile_text_comes_to_an_end() -> None:
    """A rule that backtracks without bound would never return from these."""
    for piece in ("一", "9", "年", "到", "自", "每周一、", "报告出来后", "10天", "3月"):
        found = find_deadlines(piece * 2_000, WEDNESDAY)
        assert all(expression.text for expression in found)


def test_anchored_spans_from_nothing_are_plain_spans() -> None:
    assert list(anchored.find("后三天内", WEDNESDAY)) == []


@pytest.mark.parametrize("label", ["时限：", "完成时间:", "期限：", "截止时间："])
def test_a_label_before_a_day_is_no_number(label: str) -> None:
    """Only a colon between figures belongs to them: 14:30."""
    [found] = find_deadlines(f"修好道闸，{label}4月10日前。", date(2026, 4, 1))
    assert (found.text, found.deadline.day) == ("4月10日前", date(2026, 4, 10))


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("二十六", DeadlineKind.DATE, date(2026, 3, 26)),
        ("那二十六", DeadlineKind.DATE, date(2026, 3, 26)),
        ("6前", DeadlineKind.DATE, date(2026, 4, 6)),
        ("十一之前", DeadlineKind.DATE, date(2026, 9, 30)),
        ("开业典礼之前", DeadlineKind.EVENT, None),
        ("收到当天", DeadlineKind.EVENT, None),
        ("那周", DeadlineKind.EVENT, None),
        ("同一天", DeadlineKind.EVENT, None),
    ],
)
def test_what_somebody_set_as_a_limit_is_read_whole(
    words: str, kind: DeadlineKind, day: date | None
) -> None:
    found = read_deadline(words, WEDNESDAY)
    assert found is not None
    assert (found.kind, found.day) == (kind, day)
