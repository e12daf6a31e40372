"""What the speech benchmark counts: its figures are only as good as these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.speech_scores import Heard, Reference, Said, measure, names_in
from tests.benchmarks.speech_text import (
    align,
    alike,
    distance,
    joined,
    numbers_kept,
    words_kept,
)
from tests.benchmarks.speech_voices import attributed_errors, diarization_error, outside

TEXTS = st.text("三号楼电梯维修一二", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三号楼", "3号楼"),
        ("四万一千元", "41000元"),
        ("四万一千元", "4.1万元"),
        ("四万一千元", "4萬1千元"),
        ("七月三日", "7月3日"),
        ("二零二五年", "2025年"),
        ("五零一室", "501室"),
        ("一块八", "1.8元"),
        ("两点半", "2:30"),
        ("百分之三十", "３０％"),
        ("幺三八零零一二三四五六", "13800123456"),
        ("业主大会。", "業主大會"),
    ],
)
def test_ways_to_write_the_same_are_alike(one: str, other: str) -> None:
    assert alike(one).text == alike(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("三号楼", "4号楼"), ("三百", "3000"), ("一千二", "1002"), ("三五个", "35个")],
)
def test_other_numbers_stay_others(one: str, other: str) -> None:
    assert alike(one).text != alike(other).text


@given(st.integers(0, 10**12 - 1))
def test_a_number_is_read_out_and_read_back(value: int) -> None:
    aloud = alike(f"共{value}元")
    again = alike(aloud.text)
    assert again.text == aloud.text
    if value < 10**6:
        assert [int(n.value) for n in again.numbers] == [value]


def test_a_loop_of_numerals_is_no_number() -> None:
    assert alike("十" * 5000).numbers == ()
    assert alike("万亿" * 5000).numbers == ()
    assert alike("9" * 5000).numbers == ()


@given(TEXTS, TEXTS)
def test_an_alignment_has_the_fewest_errors(wanted: str, found: str) -> None:
    assert align(wanted, found).errors == distance(wanted, found)


def test_long_texts_are_aligned_in_little_memory() -> None:
    wanted = "各位好今天我们召开物业管理联席会议" * 150
    found = wanted.replace("召开", "招", 1)[:-3]
    alignment = align(wanted, found)
    assert alignment.errors == distance(wanted, found) == 5
    assert list(alignment.lost(3)) == [len(wanted) - 3, len(wanted) - 2, len(wanted) - 1]


def test_a_term_counts_where_it_stands() -> None:
    """The same word elsewhere does not make good for the one that was misheard."""
    alignment = align("业委会来修电梯请业委会验收", "叶伟会来修电梯请业委会验收业委会")
    assert words_kept(alignment, ["业委会", "电梯", "委会"]) == (2, 3)


def test_a_number_is_right_by_its_value() -> None:
    wanted, found = alike("三号楼四万一千元十五日前"), alike("3号楼41500元5日前")
    alignment = align(wanted.text, found.text)
    assert numbers_kept(alignment, wanted.numbers, found.numbers) == (1, 3)


def test_parts_keep_their_numbers_when_joined() -> None:
    whole = joined([alike("三号楼"), alike("共30人")])
    assert whole.text == "三号楼共三十人"
    assert [whole.text[n.start : n.end] for n in whole.numbers] == ["三", "三十"]


def test_diarization_error_counts_confusion_and_forgives_names() -> None:
    known = [(0.0, 5.0, "a"), (5.0, 10.0, "b")]
    assert diarization_error(known, [(0.0, 5.0, "2"), (5.0, 10.0, "1")], 10, 0.0) == 0
    assert diarization_error(known, [(0.0, 10.0, "1")], 10, 0.0) == pytest.approx(0.5)
    assert diarization_error(known, [(0.0, 5.2, "1"), (5.2, 10.0, "2")], 10, 0.25) == 0


def test_the_words_of_a_voice_too_many_are_errors() -> None:
    assert attributed_errors(["电梯", "充电桩"], ["充电桩", "电梯"]) == 0
    assert attributed_errors(["电梯"], ["电梯", "好的"]) == 2
    assert attributed_errors(["电梯", "好的"], ["电梯好的"]) == 4


def test_time_outside_is_counted_in_stretches() -> None:
    assert outside([(0.0, 10.0, "")], [(2.0, 4.0, "")], 0.5, 0.5) == pytest.approx(7.0)
    assert outside([(0.0, 10.0, "")], [(0.0, 4.8, ""), (5.0, 9.8, "")], 0.0, 0.5) == 0


def test_names_are_taken_from_labels_that_have_some() -> None:
    assert names_in(["物业-李经理", "S0150", "王主任"]) == {"李经理", "王主任"}


def test_a_recording_is_scored_as_a_whole() -> None:
    reference = Reference(
        ((0.0, 2.0, "物业-李经理"), (2.0, 4.0, "王主任"), (4.0, 8.0, "王主任")),
        ("三号楼电梯", "请李经理", "明天就去修电梯"),
        terms=frozenset({"电梯"}),
        names=frozenset({"李经理"}),
    )
    said = (
        Said(0.0, 2.0, "S1", "3号楼电踢", "三号楼电梯"),
        Said(2.0, 4.0, "S2", "请李经理", "请里经理"),
        Said(20.0, 22.0, "S2", "谢谢", "谢谢"),
    )
    turns = ((0.0, 2.0, "1"), (2.0, 8.0, "2"))
    score = measure(reference, Heard(said, turns, (), 22.0, 11.0, 5.5, 1.0, 300.0))
    assert (score.text.terms.part, score.text.terms.whole) == (0, 2)
    assert (score.text.names.part, score.text.names.whole) == (1, 1)
    assert (score.text.numbers.part, score.text.numbers.whole) == (1, 1)
    assert (score.text.harmed.part, score.text.mended.part) == (1, 1)
    assert score.time.dropped == pytest.approx(4 * 5 / 7)
    assert score.time.unheard == pytest.approx(3.5)
    assert score.time.invented == pytest.approx(2.0)
    assert score.voices.near.part == 0
    assert (score + score).text.norm.whole == 32


def test_words_on_silence_are_invented() -> None:
    said = (Said(0.0, 30.0, "", "字幕由 Amara.org 社群提供", ""),)
    score = measure(Reference((), ()), Heard(said, (), (), 60.0, 1.0, 1.0, None, 300.0))
    assert score.time.invented == pytest.approx(30.0)
