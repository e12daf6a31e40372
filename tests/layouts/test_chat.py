"""A group chat: each message has its sender, headers and the program's own lines are no words."""

from __future__ import annotations

from time import perf_counter

import pytest

from mintobrief.layouts import read_lines

Said = list[tuple[int, str | None, str]]


def said(text: str) -> Said:
    words = [(w.turn, w.label, text[w.start : w.end]) for w in read_lines(text)]
    return [one for one in words if one[2].strip()]


def test_four_messages_are_a_chat_and_the_lines_above_are_nobody_s() -> None:
    text = (
        "工作群（9）\n\n田小禾 20:01\n水泵坏了\n物业-余经理 20:02\n明天修\n"
        "苗兰3-501 20:02\n好\n余大江 20:03\n1"
    )
    assert said(text) == [
        (0, None, "工作群（9）"),
        (3, "田小禾", "水泵坏了"),
        (5, "物业-余经理", "明天修"),
        (7, "苗兰3-501", "好"),
        (9, "余大江", "1"),
    ]


@pytest.mark.parametrize(
    "sent", ["20:01", "下午8:01", "2026/4/2 20:01:15", "昨天 20:01", "4月2日 20:01"]
)
def test_times_are_shown_in_many_ways(sent: str) -> None:
    text = f"田小禾 {sent}\n水泵坏了\n苗兰 {sent}\n明天修\n田小禾 {sent}\n好"
    assert {(w.label, w.sent) for w in read_lines(text)} == {("田小禾", sent), ("苗兰", sent)}


def test_what_the_program_says_is_nobody_s_and_a_picture_its_sender_s() -> None:
    text = (
        '田小禾 20:01\n[图片]\n苗兰 20:02\n漏水了\n"苗兰" 撤回了一条消息\n'
        "余大江加入了群聊\n田小禾 20:03\n明天修\n后天验收"
    )
    assert said(text) == [
        (1, "田小禾", "[图片]"),
        (3, "苗兰", "漏水了"),
        (7, "田小禾", "明天修"),
        (8, "田小禾", "后天验收"),
    ]


def test_a_message_that_ends_in_a_time_is_no_header() -> None:
    text = (
        "田小禾 20:01\n什么时候开会\n苗兰 20:02\n周六 9:00\n田小禾 20:03\n好\n"
        "苗兰 20:03\n散了\n田小禾 20:04\n好"
    )
    assert (3, "苗兰", "周六 9:00") in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "签到 14:00\n开会 14:30\n讨论 15:00\n散会 16:00",
        "签到 14:00\n一楼大厅\n开会 14:30\n主任讲话\n讨论 15:10\n分组\n散会 16:00\n合影",
        "时间 19:30\n地点 活动室\n水泵坏了\n物业修",
        "田小禾 20:01\n水泵坏了",
    ],
)
def test_timetables_and_particulars_are_no_chat(text: str) -> None:
    assert {label for _, label, _ in said(text)} == {None}
    assert len(said(text)) == text.count("\n") + 1


def test_a_line_of_spaces_takes_no_time() -> None:
    begun = perf_counter()
    read_lines("王" + " " * 60_000 + "x\n" + " " * 60_000 + "x")
    assert perf_counter() - begun < 2
