"""What nobody can have said is dropped, and what people do say is kept."""

from __future__ import annotations

import pytest

from mintobrief.transcribe.genuine import is_genuine
from tests.transcribe.heard import segment


@pytest.mark.parametrize(
    "text",
    [
        "物业公司下周五之前把电梯修好",
        "对对对",
        "好好好好",
        "谢谢大家",
        "十二万三千四百五十六块",
        "散会",
        "OK",
    ],
)
def test_what_people_say_is_kept(text: str) -> None:
    assert is_genuine(segment(text, 0))


@pytest.mark.parametrize(
    "text",
    [
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "字幕由 Amara.org 社区提供",
        "中文字幕志愿者 某某",
        "谢谢观看",
        "谢谢大家观看！",
    ],
)
def test_the_credits_of_subtitles_are_dropped(text: str) -> None:
    assert not is_genuine(segment(text, 0))


def test_thanks_for_watching_inside_a_real_sentence_are_kept() -> None:
    assert is_genuine(segment("投影关一下谢谢观看下面请物业说", 0))


def test_what_the_recogniser_does_not_believe_itself_is_dropped() -> None:
    assert not is_genuine(segment("不认真", 0, probability=0.08))
    assert is_genuine(segment("不认真", 0, probability=0.3))


def test_a_loop_is_dropped() -> None:
    assert not is_genuine(segment("我们要把电梯修好" * 12, 0))


def test_more_characters_than_a_mouth_can_say_are_dropped() -> None:
    assert not is_genuine(segment("物业公司下周五之前把电梯修好", 0, pace=0.05))


def test_a_word_or_two_are_not_judged_by_their_speed() -> None:
    assert is_genuine(segment("好的", 0, pace=0.01))


def test_marks_alone_are_nothing_said() -> None:
    assert not is_genuine(segment("。。。", 0))
