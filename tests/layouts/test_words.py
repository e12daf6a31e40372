"""Transcripts of other tools: every turn, its label, and nothing but its words."""

from __future__ import annotations

from time import perf_counter

import pytest

from mintobrief.layouts import is_generic, is_transcript, read_words


def said(text: str) -> list[tuple[int, str | None, str]]:
    return [(w.turn, w.label, text[w.start : w.end].strip()) for w in read_words(text)]


LABELLED = """王主任：大家好，现在开会。
李经理：电梯下周修好。
王主任：好的。
李经理：我说两点：第一，配件到了。
"""

IFLYTEK = """会议录音

说话人1 00:00
各位好，现在开会。

说话人2 00:30
电梯下周修好。
还有门禁。

说话人1 01:15
好。
"""

FEISHU = """XX小区物业治理推进会
2026年3月14日 下午 2:00 | 1小时 3分钟 12秒

关键词:
电梯、门禁

文字记录:
说话人 1 00:00
各位好。

李建国 00:56
电梯下周修好。
"""

TINGWU = """# 会议_原文
2026年03月14日
**发言人 1 00:00:01**\\
各位好。\\
**发言人 2 00:01:22**\\
电梯下周修好。
"""

TENCENT = """王主任(00:00:05)：各位好。
李经理(00:00:12)：电梯下周修好。
王主任(00:00:20)：好。
李经理(00:01:02)：会后我发通知。
"""

TIMES_ONLY = "00:05\n各位好。\n01:20\n电梯下周修好。\n"

WECHAT = """唐晓燕 20:00
线上会开始了
老秦 20:01
1
唐晓燕 20:02
第一个，地库坡道
"""

NOTES = """2025/8/11 晚7点 门岗碰头会 地点:物业办
到:柏青(物业经理) 老侯(工程)
定: 小岑 3个工作日内装完
1.地库
-沙袋现有120,冯说最少300
邹: 可以
时间: 周五前
地点: 楼下
时间: 周六
"""


@pytest.mark.parametrize("text", [LABELLED, IFLYTEK, FEISHU, TINGWU, TENCENT, TIMES_ONLY])
def test_the_exports_of_other_tools_are_transcripts(text: str) -> None:
    assert is_transcript(text)


@pytest.mark.parametrize("text", [WECHAT, NOTES, "", "今天开会。", "东坡 --> 西坡\n09:30 开会"])
def test_notes_and_group_chats_are_no_transcripts(text: str) -> None:
    assert not is_transcript(text)


def test_a_labelled_line_is_a_turn_and_a_colon_within_it_starts_none() -> None:
    assert said(LABELLED) == [
        (0, "王主任", "大家好，现在开会。"),
        (1, "李经理", "电梯下周修好。"),
        (2, "王主任", "好的。"),
        (3, "李经理", "我说两点：第一，配件到了。"),
    ]


def test_lines_below_a_speaker_and_time_are_that_turn() -> None:
    assert said(IFLYTEK) == [
        (0, None, "会议录音"),
        (1, "说话人1", "各位好，现在开会。"),
        (2, "说话人2", "电梯下周修好。"),
        (2, "说话人2", "还有门禁。"),
        (3, "说话人1", "好。"),
    ]


def test_title_and_day_are_kept_and_the_keywords_of_the_tool_are_not() -> None:
    assert said(FEISHU) == [
        (0, None, "XX小区物业治理推进会"),
        (1, None, "2026年3月14日 下午 2:00 | 1小时 3分钟 12秒"),
        (2, "说话人 1", "各位好。"),
        (3, "李建国", "电梯下周修好。"),
    ]


def test_marks_of_markdown_are_no_part_of_a_label() -> None:
    assert [label for _, label, _ in said(TINGWU)] == [None, None, "发言人 1", "发言人 2"]


def test_a_time_between_name_and_colon_is_left_out() -> None:
    assert said(TENCENT)[1] == (1, "李经理", "电梯下周修好。")


def test_times_without_names_are_turns_of_nobody() -> None:
    assert said(TIMES_ONLY) == [(0, None, "各位好。"), (1, None, "电梯下周修好。")]


def test_who_takes_the_chair_is_told_apart_from_what_the_chair_says() -> None:
    text = "时间：3月14日\n主持人：李建国\n\n主持人：大家好，开会。\n老张：好。\n主持人：散会。\n"
    assert said(text)[:3] == [
        (0, None, "时间：3月14日"),
        (1, None, "主持人：李建国"),
        (2, "主持人", "大家好，开会。"),
    ]


def test_rendered_cases_count_every_line_even_an_empty_one() -> None:
    assert said("S1：甲。\n李建国：\nS1：时间：周五 14:00") == [
        (0, "S1", "甲。"),
        (2, "S1", "时间：周五 14:00"),
    ]


SRT = """1
00:00:01,000 --> 00:00:03,000
王主任：各位好。

2
00:00:03,500 --> 00:00:05,000

3
00:00:05,000 --> 00:00:09,000
李经理：电梯
下周修好。

4
00:99:xx --> 00:00:12,000
5
00:00:12,000 --> 00:00:14,000
王主任：好。
"""


def test_a_cue_is_a_turn_and_one_without_words_still_counts() -> None:
    assert said(SRT) == [
        (0, "王主任", "各位好。"),
        (2, "李经理", "电梯"),
        (2, "李经理", "下周修好。"),
        (4, "王主任", "好。"),
    ]


def test_a_damaged_time_still_opens_its_cue() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n甲。\n\n2\n00:00:02 --> \n乙。\n"
    assert said(text) == [(0, None, "甲。"), (1, None, "乙。")]


VTT = """WEBVTT

NOTE 这是说明

intro
00:01.000 --> 00:03.000 align:start
<v 王主任>各位<b>好</b>。</v>

STYLE
::cue { color: red }

00:03.000 --> 00:05.000
<v.loud 李经理>{\\an8}电梯修好。
"""


def test_voices_are_speakers_and_tags_are_no_words() -> None:
    assert said(VTT) == [
        (0, "王主任", "各位"),
        (0, "王主任", "好"),
        (0, "王主任", "。"),
        (1, "李经理", "电梯修好。"),
    ]


def test_a_colon_in_unlabelled_subtitles_names_nobody() -> None:
    cues = "".join(
        f"{i}\n00:00:0{i},000 --> 00:00:0{i},900\n{words}\n\n"
        for i, words in enumerate(("今天开会。", "规则：不吵架。", "第一条。"), 1)
    )
    assert [label for _, label, _ in said(cues)] == [None, None, None]


@pytest.mark.parametrize("label", ["说话人1", "发言人 12", "S1", "Speaker 2", "SPEAKER_00", "A"])
def test_generic_labels_name_nobody(label: str) -> None:
    assert is_generic(label)


@pytest.mark.parametrize("label", ["王主任", "李建国", "物业经理", "Sam", "业主代表1"])
def test_names_and_posts_are_not_generic(label: str) -> None:
    assert not is_generic(label)


@pytest.mark.parametrize("head", ["", "王", "摘要", "原文", "王 00:01", "[", "00:01"])
def test_a_line_of_spaces_takes_no_time(head: str) -> None:
    """A table pasted from elsewhere may be padded without end; backtracking would take minutes."""
    begun = perf_counter()
    assert not is_transcript(head + " " * 60_000 + "x")
    read_words(head + " " * 60_000 + "x")
    assert perf_counter() - begun < 2
