"""Words are found by their sound, and syllables that speakers confuse are near each other."""

from __future__ import annotations

import pytest

from mintobrief.language.sounds import near, pronounced, read_sounds, sound_lines

WORDS = ["业委会", "银行", "行人", "行走", "公示", "公式", "是", "题", "题目", "问题", "行", "wifi"]


@pytest.fixture(scope="module")
def sounds_lines() -> list[str]:
    return list(sound_lines(WORDS))


def test_a_word_has_as_many_syllables_as_characters() -> None:
    assert pronounced("业委会") == ("ye", "wei", "hui")
    assert pronounced("用wifi") == ()


def test_polyphones_are_said_as_their_words_say_them(sounds_lines: list[str]) -> None:
    assert sounds_lines[WORDS.index("银行")] == "yin hang"
    assert set(sounds_lines[WORDS.index("行")].split("|")) == {"hang", "xing"}


def test_readings_of_old_books_are_left_out(sounds_lines: list[str]) -> None:
    """By them 题 and 是 sound alike."""
    assert sounds_lines[WORDS.index("题")] == "ti"
    assert sounds_lines[WORDS.index("是")] == "shi"


def test_what_is_not_chinese_has_no_sound(sounds_lines: list[str]) -> None:
    assert sounds_lines[WORDS.index("wifi")] == ""


def test_words_that_sound_alike_are_found_together(sounds_lines: list[str]) -> None:
    index = read_sounds(WORDS, sounds_lines)
    found = [word for word, _ in index.spoken([["gong"], ["shi", "si"]])]
    assert found == ["公示", "公式"]


def test_a_name_added_by_hand_is_found_by_its_sound(sounds_lines: list[str]) -> None:
    index = read_sounds(WORDS, sounds_lines)
    named = index.with_words(["魏国安"])
    places = [["wei"], ["guo"], ["an"]]
    assert [word for word, _ in named.spoken(places)] == ["魏国安"]
    assert not list(index.spoken(places)), "the index it came from stays as it was"


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhi", "zi"), ("shan", "san"), ("niu", "liu"), ("fei", "hei"), ("xing", "xin")],
)
def test_what_dialects_confuse_is_near(one: str, other: str) -> None:
    assert other in near(one)
    assert one in near(other)


def test_a_syllable_is_not_near_itself_or_a_stranger() -> None:
    assert "ma" not in near("ma")
    assert "ba" not in near("ma")
