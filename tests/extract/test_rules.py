"""What holds for any meeting, however it is put."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mintobrief.config import read_settings
from mintobrief.domain import Field, Flag, Header, Quote, Resolution, Topic, Utterance
from mintobrief.errors import UnknownEngine
from mintobrief.extract import load_finder
from tests.extract.meetings import day, found_in, header, notes, owners, quoted, talk
from tests.extract.test_talk import OPENING

TASK = ("黄秀梅：蔡经理，下周五之前把北门的道闸修好。", "蔡建平：好的，没问题。")
VOTE = ("黄秀梅：同意换锁的，请举手。", "黄秀梅：五票同意，一票反对，通过。")
TALK = talk(*OPENING, *TASK, *VOTE)
NOTES = "会议决定，由物业于4月10日前修好北门道闸，业委会验收。"
PIECES = st.sampled_from(
    [
        "蔡经理",
        "你去",
        "我来",
        "把灯",
        "修好",
        "，",
        "。",
        "？",
        "行",
        "好的",
        "不行",
        "算了",
        "四月十号之前",
        "每周一",
        "同意的举手",
        "五个",
        "通过",
        "老",
        "黄",
        "|",
        "1",
        "会议决定",
        "由物业负责",
        "注1：",
        "🙂",
        " ",
        "\n",
    ]
)
LINES = st.lists(PIECES, min_size=1, max_size=14).map("".join)


def all_quotes(resolution: Resolution) -> list[Quote]:
    fields = (
        resolution.action,
        resolution.measures,
        resolution.deadline,
        resolution.supervision,
        resolution.vote,
        *resolution.owners,
    )
    return [quote for field in fields if field is not None for quote in field.quotes]


def check(utterances: tuple[Utterance, ...], found: tuple[Resolution, ...]) -> None:
    """What every candidate promises, whatever it was found in."""
    assert len({r.id for r in found}) == len(found)
    for resolution in found:
        assert resolution.action.value.strip()
        assert resolution.action.quotes
        assert list(resolution.evidence) == sorted(set(resolution.evidence))
        assert all(0 <= i < len(utterances) for i in resolution.evidence)
        for quote in all_quotes(resolution):
            assert quote.end <= len(utterances[quote.utterance].text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["黄秀梅", "蔡建平", "谭雨"]), LINES), max_size=8))
def test_whatever_is_said_every_quote_lies_in_its_utterance(lines: list[tuple[str, str]]) -> None:
    utterances = talk(*(f"{who}：{text}" for who, text in lines if text.strip("。！？ \n")))
    utterances = tuple(u for u in utterances if u.text.strip())
    check(utterances, found_in(utterances))


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_whatever_is_written_every_quote_lies_in_its_utterance(text: str) -> None:
    utterances = notes(text)
    check(utterances, found_in(utterances))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_text_that_is_no_meeting_breaks_nothing(text: str) -> None:
    utterances = notes(text)
    check(utterances, found_in(utterances, Header()))


def test_the_deadline_quotes_the_words_that_set_it() -> None:
    found = found_in(talk(*OPENING, *TASK))[0]
    assert found.deadline is not None
    assert quoted(talk(*OPENING, *TASK), found.deadline.quotes) == "下周五之前"


@pytest.mark.parametrize("utterances", [(), talk("黄秀梅：嗯。"), talk("黄秀梅：……")])
def test_next_to_nothing_holds_no_resolution(utterances: tuple[Utterance, ...]) -> None:
    assert found_in(utterances) == ()


def test_without_the_day_of_the_meeting_the_date_stays_as_said_and_is_flagged() -> None:
    (found,) = found_in(talk(*OPENING, *TASK), replace(header(), held_on=None))
    assert found.deadline is not None
    assert found.deadline.value.day is None
    assert Flag.UNCOUNTED_DEADLINE in found.flags


def test_a_decision_without_doer_and_date_says_so() -> None:
    (found,) = found_in(talk(*OPENING, *VOTE))
    assert {Flag.NO_OWNER, Flag.NO_DEADLINE} <= set(found.flags)


def test_words_the_recogniser_was_unsure_of_are_flagged() -> None:
    heard = tuple(replace(u, confidence=0.4) for u in talk(*OPENING, *TASK))
    (found,) = found_in(heard)
    assert Flag.UNSURE_WORDS in found.flags


def test_a_candidate_lies_under_the_topic_of_its_evidence() -> None:
    topics = [Topic("开场", 0, len(OPENING) - 1), Topic("道闸", len(OPENING), len(TALK) - 1)]
    assert {r.topic for r in found_in(TALK, topics=topics)} == {1}


def test_recording_and_notes_of_one_task_are_one_candidate() -> None:
    said = talk(*OPENING, *TASK)
    (found,) = found_in((*said, *notes(NOTES)))
    assert owners(found) == ["蔡建平"]
    assert day(found) == date(2026, 4, 10)
    assert found.evidence[-1] == len(said)
    assert found.supervision is not None


def test_two_sources_with_two_tasks_keep_both() -> None:
    other = "会议决定，由谭雨于4月20日前印发电动车停放须知。"
    assert len(found_in((*talk(*OPENING, *TASK), *notes(other)))) == 2


def test_one_voice_not_told_apart_is_read_sentence_by_sentence() -> None:
    lines = [line.split("：", 1)[1] for line in (*OPENING, *TASK)] + ["嗯。"] * 40
    (found,) = found_in(
        talk("S1：" + "".join(lines), named=False), Header(held_on=Field(date(2026, 4, 1)))
    )
    assert "道闸" in found.action.value


def test_a_long_meeting_is_read_in_one_go() -> None:
    many = TALK * 300
    turns = [replace(u, turn=i) for i, u in enumerate(many)]
    assert found_in(turns)


def test_an_unknown_finder_names_those_there_are() -> None:
    with pytest.raises(UnknownEngine, match="rules"):
        load_finder("magic", read_settings({"HOME": "/nowhere"}))
