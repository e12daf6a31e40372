"""Spoken numbers are written in figures where it is sure what they count, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.language.dictionary import jieba
from mintobrief.language.number_words import NUMERALS, amount, by_place, cardinal, decimal
from mintobrief.language.words import tag
from mintobrief.language.written_numbers import rewrite, written
from tests.benchmarks.speech_text import alike

TABLE = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "spoken_numbers.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SAID = [spoken for spoken, _ in TABLE]
PIECES = [
    *SAID,
    *"零一二三四五六七八九十百千万亿两几半幺点号楼元块毛月日年个天票周第多比到，。",
    "百分之",
    "星期",
]
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)
UNITS = [
    "号楼",
    "元",
    "块",
    "个",
    "月三日",
    "号",
    "点半",
    "年",
    "票同意",
    "平方米",
    "户",
    "室",
    "万元",
    "",
    "单元",
]
COUNTED = st.builds(str.__add__, st.text(f"{NUMERALS}点", max_size=6), st.sampled_from(UNITS))
CLAUSES = st.lists(st.sampled_from(SAID) | COUNTED, max_size=4).map("，好，".join)
NUMERAL = re.compile(f"[{NUMERALS}]")
# what counts by itself: numerals, and units behind them
COUNTS = re.compile(f"[{NUMERALS}]+[^{NUMERALS}]*|.*(?:月[初底末份]|月.*日|点.分)")


def as_written(text: str) -> str:
    return rewrite(text, written(text))


@pytest.mark.parametrize(("spoken", "expected"), TABLE, ids=SAID)
def test_a_number_is_written_as_officials_do(spoken: str, expected: str) -> None:
    assert as_written(spoken) == (spoken if expected == "=" else expected)


@pytest.mark.parametrize("spoken", SAID)
def test_a_sentence_around_it_changes_nothing(spoken: str) -> None:
    assert as_written(f"好的，{spoken}。") == f"好的，{as_written(spoken)}。"


@given(CLAUSES)
def test_the_value_is_kept(text: str) -> None:
    """By a reader of numbers that shares no code with ours."""
    assert alike(as_written(text)).text == alike(text).text


@given(CLAUSES)
def test_what_is_written_stays(text: str) -> None:
    once = as_written(text)
    assert as_written(once) == once


@given(SENTENCES)
def test_only_what_is_named_is_touched(text: str) -> None:
    """Replacements are in order, apart, and the text between them comes out as it was."""
    found = written(text)
    at, kept = 0, []
    for one in found:
        assert at <= one.start < one.end <= len(text)
        kept.append(text[at : one.start])
        assert text[one.start : one.end] != one.text
        at = one.end
    kept.append(text[at:])
    parts = [
        part for pair in zip(kept, [r.text for r in found] + [""], strict=True) for part in pair
    ]
    assert "".join(parts) == as_written(text)


def test_no_word_of_the_dictionary_is_changed() -> None:
    """Words with numerals in them, but for those that are a number and what it counts."""
    words = [word for word, count in jieba.dt.FREQ.items() if count and NUMERAL.search(word)]
    lexical = [w for w in words if tag(w) not in ("m", "mq", "t") and not COUNTS.fullmatch(w)]
    assert len(lexical) > 3000
    assert [word for word in lexical if written(word)] == []


@pytest.mark.parametrize(
    "word",
    [
        "一起",
        "十分",
        "三轮车",
        "五金",
        "四川",
        "百货",
        "千万",
        "万一",
        "六合",
        "二手",
        "三方",
        "一定",
    ],
)
def test_common_words_stay_in_talk(word: str) -> None:
    assert written(f"我们{word}说一下，{word}的事") == ()


@given(st.integers(0, 10**12))
def test_an_amount_is_never_rounded(value: int) -> None:
    figures = amount(value)
    size = {"万": 10**4, "亿": 10**8}.get(figures[-1], 1)
    whole, _, fraction = figures.rstrip("万亿").partition(".")
    assert int(whole + fraction) * size == value * 10 ** len(fraction)
    assert len(fraction) <= 2


@pytest.mark.parametrize(
    "words", ["千万", "百", "三五百", "一二", "十十", "一百零", "万亿", "零三", "", "一" * 40]
)
def test_what_is_no_counting_number_is_none(words: str) -> None:
    assert cardinal(words) is None


def test_numbers_are_read_by_their_kind() -> None:
    assert cardinal("一百零五") == 105
    assert cardinal("三万五") == 35000
    assert by_place("幺三〇零") == "1300"
    assert decimal("一点二万") == "1.2万"
    assert decimal("三点") is None


def test_a_long_text_takes_little_time() -> None:
    text = "三号楼二单元五零一室，四万一千元，" * 200 + "一二三四五六七八九十百千万" * 200
    assert as_written(text).startswith("3号楼2单元501室，4.1万元，")
