"""Topics begin where the chair moves on, and leave greetings and closing out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import AudioSpan, TextSpan, Topic, Utterance
from mintobrief.errors import UnknownEngine
from mintobrief.segment import SPLITTERS, load_splitter
from tests.segment.talks import LEAK, SETTINGS, notes, split_topics, subtitles, talk


def turns(topics: tuple[Topic, ...], utterances: tuple[Utterance, ...]) -> list[tuple[int, int]]:
    """The topics by the turns of their first and last utterance."""
    return [(utterances[t.first].turn, utterances[t.last].turn) for t in topics]


def test_the_chair_s_numbers_begin_topics_and_the_edges_belong_to_none() -> None:
    utterances = talk(*LEAK)
    assert turns(split_topics(utterances), utterances) == [(2, 10), (11, 17)]


def test_titles_are_noun_phrases_from_the_chair_s_words() -> None:
    first, second = split_topics(talk(*LEAK))
    assert "渗水" in first.title
    assert second.title.startswith("快递柜")


def test_no_title_holds_a_filler_or_a_comma() -> None:
    for topic in split_topics(talk(*LEAK)):
        assert not set(topic.title) & set("，。！？嗯啊呃")


def test_a_given_agenda_names_the_topics() -> None:
    topics = split_topics(talk(*LEAK), ["快递柜的设置", "屋面渗水的维修"])
    assert [topic.title for topic in topics] == ["屋面渗水的维修", "快递柜的设置"]


def test_an_announced_agenda_names_the_topics() -> None:
    opening = "田小禾：大家好，开会了，今天有两个议题，一是屋面渗水维修，二是快递柜选址。"
    topics = split_topics(talk(opening, *LEAK[1:]))
    assert [topic.title for topic in topics] == ["屋面渗水维修", "快递柜选址"]


@pytest.mark.parametrize(
    "announced",
    ["两件事：楼顶的防水、东门快递柜。", "今天说两件事。楼顶的防水，还有东门快递柜。"],
)
def test_an_agenda_may_be_announced_by_its_number_alone(announced: str) -> None:
    topics = split_topics(talk(f"田小禾：今天开会，{announced}", *LEAK[2:]))
    assert [topic.title for topic in topics] == ["楼顶的防水", "东门快递柜"]


def test_the_lines_above_a_transcript_are_no_topic() -> None:
    head = notes("银杏里小区线上例会\n2026年4月2日 晚上7:30|5分钟 26秒", "talk")
    utterances = (*head, *talk(*LEAK))
    topics = split_topics(utterances)
    assert [utterances[t.first].speaker is None for t in topics] == [False, False]
    assert len(topics) == len(split_topics(talk(*LEAK)))


def test_a_given_agenda_finds_a_topic_that_nobody_announces() -> None:
    quiet = [turn.replace("第二件事，", "") for turn in LEAK]
    utterances = talk(*quiet)
    assert turns(split_topics(utterances, ["渗水", "快递柜"]), utterances) == [(2, 10), (11, 17)]


def test_a_number_said_by_somebody_else_in_an_argument_begins_nothing() -> None:
    argued = list(LEAK)
    argued[5] = "余大江：第一，局部补渗水堵不住。第二，屋面防水整片重做要四万，报价我有。"
    utterances = talk(*argued)
    assert turns(split_topics(utterances), utterances) == [(2, 10), (11, 17)]


def test_a_meeting_without_structure_is_one_topic() -> None:
    utterances = talk(
        "甲：水管又爆了，楼道里全是水。",
        "乙：水管老化了，上个月也爆过。",
        "甲：水管得换，谁来换？",
        "乙：我来换水管，周三之前。",
    )
    (topic,) = split_topics(utterances)
    assert (topic.first, topic.last) == (0, len(utterances) - 1)
    assert "水管" in topic.title or "管" in topic.title


def test_nothing_said_is_no_topic() -> None:
    assert split_topics(()) == ()


def test_a_change_of_source_is_a_boundary() -> None:
    words = ("水泵坏了。", "水泵下周换。", "路灯不亮。", "路灯明天修。")
    utterances = tuple(
        Utterance(i % 2, text, AudioSpan("ab"[i // 2], i * 2.0, i * 2.0 + 1), f"S{i % 2}")
        for i, text in enumerate(words)
    )
    assert [(t.first, t.last) for t in split_topics(utterances)] == [(0, 1), (2, 3)]


def test_pages_of_one_notebook_go_on_with_one_outline() -> None:
    utterances = notes("一、水泵\n换轴承。\n二、路灯\n换灯泡。", "p1") + notes(
        "灯杆也要刷漆。\n三、门岗\n加一个人。", "p2"
    )
    topics = split_topics(utterances)
    assert [topic.title for topic in topics] == ["水泵", "路灯", "门岗"]
    assert (topics[1].first, topics[1].last) == (2, 4)


def test_a_message_under_its_sender_is_a_turn_like_any_other() -> None:
    utterances = tuple(
        replace(u, turn=2 * u.turn + 1, sent="20:01", evidence=TextSpan("chat", i, i + 1))
        for i, u in enumerate(talk(*LEAK))
    )
    assert turns(split_topics(utterances), utterances) == [(5, 21), (23, 35)]


def test_subtitles_without_names_are_talk() -> None:
    utterances = subtitles(*(turn.partition("：")[2] for turn in LEAK))
    starts = [utterances[t.first].turn for t in split_topics(utterances)]
    assert starts == [2, 11]


def test_a_recording_whose_voices_were_not_told_apart_still_has_topics() -> None:
    words = "".join(turn.partition("：")[2] for turn in LEAK * 2)
    utterances = talk(f"S1：{words}")
    assert {"第一件事，屋面渗水。", "第二件事，快递柜。"} <= {
        utterances[topic.first].text for topic in split_topics(utterances)
    }


def test_an_unknown_splitter_names_those_there_are() -> None:
    with pytest.raises(UnknownEngine) as caught:
        load_splitter("magic", SETTINGS)
    assert "rules" in str(caught.value)


@pytest.mark.parametrize("name", SPLITTERS)
def test_every_splitter_keeps_the_contract(name: str) -> None:
    utterances = talk(*LEAK)
    _check(load_splitter(name, SETTINGS).split(utterances, ()), utterances)


WORDS = st.text(
    "第一二三个件事，。说下面再最后还有散会电梯停车水管1234、.（）：【】你好我 ",
    min_size=1,
    max_size=30,
)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Utterance, ...]:
    """Any words by up to three speakers, or by nobody, in turns that may hold several sentences."""
    found: list[Utterance] = []
    for number, words in enumerate(draw(st.lists(WORDS.filter(str.strip), max_size=40))):
        speaker = draw(st.sampled_from(["S1", "S2", "S3", None]))
        turn = number // draw(st.integers(1, 3))
        turn = max(turn, found[-1].turn if found else 0)
        found.append(Utterance(turn, words, TextSpan("s", number * 40, number * 40 + 39), speaker))
    return tuple(found)


def _check(topics: tuple[Topic, ...], utterances: tuple[Utterance, ...]) -> None:
    """In order, disjoint, within the meeting, titled, each title once, boundaries between turns."""
    bounds = [place for topic in topics for place in (topic.first, topic.last)]
    assert bounds == sorted(bounds)
    assert all(a.last < b.first for a, b in pairwise(topics))
    assert not bounds or 0 <= bounds[0] <= bounds[-1] < len(utterances)
    titles = [topic.title for topic in topics]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for topic in topics:
        before = utterances[topic.first - 1] if topic.first else None
        assert before is None or before.turn != utterances[topic.first].turn


@given(meetings(), st.lists(WORDS, max_size=4))
def test_topics_are_ordered_disjoint_and_within_any_meeting(
    utterances: tuple[Utterance, ...], agenda: list[str]
) -> None:
    _check(split_topics(utterances, agenda), utterances)
