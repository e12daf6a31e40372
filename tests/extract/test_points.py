"""Points are what was said, less fillers, each with the words it rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import (
    Box,
    Field,
    Header,
    Point,
    PointKind,
    Request,
    Resolution,
    ScanRegion,
    TextSpan,
    Topic,
    Utterance,
)
from mintobrief.extract.header import read_header
from mintobrief.extract.points import find_points
from mintobrief.extract.speech import clean_speech
from tests.segment.talks import LEAK, notes, split_topics, talk

UTTERANCES = talk(*LEAK)
FIRST = next(i for i, u in enumerate(UTTERANCES) if u.turn == 2)
LAST = max(i for i, u in enumerate(UTTERANCES) if u.turn == 10)
TOPIC = Topic("屋面渗水", FIRST, LAST)
SETTLED = next(i for i, u in enumerate(UTTERANCES) if u.turn == 8)
RESOLUTION = Resolution("r1", Field("拿三家防水报价"), (SETTLED,), topic=0)


def points(*resolutions: Resolution) -> tuple[Point, ...]:
    header = read_header(UTTERANCES, Request(), None)
    return find_points(UTTERANCES, [TOPIC], resolutions, header)


def of_kind(kind: PointKind) -> list[Point]:
    return [point for point in points(RESOLUTION) if point.kind is kind]


def test_the_background_tells_what_is_wrong() -> None:
    assert any("渗水" in point.text for point in of_kind(PointKind.BACKGROUND))


def test_an_objection_is_a_disagreement() -> None:
    assert any("不同意" in point.text for point in of_kind(PointKind.DISAGREEMENT))


def test_what_establishes_a_resolution_is_consensus() -> None:
    assert [p.quotes[0].utterance for p in of_kind(PointKind.CONSENSUS)] == [SETTLED]


def test_without_resolutions_there_is_no_consensus() -> None:
    assert PointKind.CONSENSUS not in {point.kind for point in points()}


def test_the_speaker_is_printed_with_the_post() -> None:
    speakers = {point.speaker for point in points()}
    assert "物业经理余大江" in speakers


def test_no_speaker_gets_more_than_two_views() -> None:
    views = [point.speaker for point in of_kind(PointKind.VIEW)]
    assert all(views.count(speaker) <= 2 for speaker in views)


def test_no_utterance_makes_two_points() -> None:
    places = [point.quotes[0].utterance for point in points(RESOLUTION)]
    assert len(places) == len(set(places))


def test_only_the_topic_s_own_words_are_reported() -> None:
    assert all(FIRST <= point.quotes[0].utterance <= LAST for point in points())


def test_lines_of_notes_have_no_speaker() -> None:
    lines = notes("水泵房去年漏过水。\n建议整体更换水泵，报价三万。\n老余下周三之前换好。")
    found = find_points(lines, [Topic("水泵", 0, 2)], (), read_header(lines, Request(), None))
    assert found
    assert {point.speaker for point in found} == {None}


MINUTES = """一、楼顶防水
1. 四号楼顶层去年起渗水，三户报修。
2. 余大江说明：防水层用了十五年，只能整片重做。
3. 苗兰认为四万元太贵，
应当先比价。韦青建议找三家报价。
4. 物业：报价要等两周。
表决：先比价再施工。
（二）附带事项
二、议定事项
序号 | 事项 | 责任 | 时限
1 | 找三家防水公司报价 | 余大江 | 下周五前
三、门岗
苗兰周三前写好告示。"""


def noted() -> tuple[tuple[Point, ...], tuple[Utterance, ...]]:
    lines = notes("例会记录\n参加：物业公司余大江（项目经理）、苗兰；居委会韦青\n" + MINUTES)
    topics = split_topics(lines)
    rows = [i for i, u in enumerate(lines) if "|" in u.text or "告示" in u.text]
    decided = tuple(Resolution(f"r{i}", Field("报价"), (i,)) for i in rows)
    return find_points(lines, topics, decided, read_header(lines, Request(), None)), lines


def test_notes_are_reported_without_headings_rows_and_numbers() -> None:
    texts = {point.text for point in noted()[0]}
    assert texts == {
        "四号楼顶层去年起渗水，三户报修。",
        "防水层用了十五年，只能整片重做。",
        "四万元太贵，应当先比价。",
        "建议找三家报价。",
        "报价要等两周。",
        "表决：先比价再施工。",
    }


def test_notes_tell_who_said_it() -> None:
    speakers = {point.text[:4]: point.speaker for point in noted()[0]}
    assert speakers["四号楼顶"] is None
    assert speakers["防水层用"] == "物业公司项目经理余大江"
    assert speakers["四万元太"] == "物业公司苗兰"
    assert speakers["建议找三"] == "居委会韦青"
    assert speakers["报价要等"] == "物业"


def test_the_background_is_nobody_s_word_and_the_rest_is_discussion() -> None:
    kinds = {point.text[:4]: point.kind for point in noted()[0]}
    assert kinds["四号楼顶"] is PointKind.BACKGROUND
    assert kinds["防水层用"] is PointKind.VIEW
    assert kinds["四万元太"] is PointKind.DISAGREEMENT
    assert kinds["表决：先"] is PointKind.CONSENSUS


def test_a_point_quotes_the_words_it_keeps() -> None:
    found, lines = noted()
    for point in found:
        assert "".join(lines[q.utterance].text[q.start : q.end] for q in point.quotes) == point.text


def test_a_line_of_notes_is_ended_as_a_sentence() -> None:
    lines = notes("水泵去年坏过\n报价三万（含税）\n水泵到底什么时候换？")
    found = find_points(lines, [Topic("水泵", 0, 2)], (), read_header(lines, Request(), None))
    texts = {point.text for point in found}
    assert texts == {"水泵去年坏过。", "报价三万（含税）。", "水泵到底什么时候换？"}


def test_somebody_s_health_is_not_the_meeting_s_matter() -> None:
    said = talk(
        "苗兰：三单元有位老人得了抑郁症，去年就搬走了。", "余大江：水泵去年坏过三次，一直没换。"
    )
    found = find_points(said, [Topic("水泵", 0, 1)], (), read_header(said, Request(), None))
    assert [point.quotes[0].utterance for point in found] == [1]


def test_a_list_of_decisions_is_no_discussion() -> None:
    assert {point.topic for point in noted()[0]} == {0}


def test_a_vote_is_a_decision_not_a_quarrel() -> None:
    lines = notes("水泵去年坏过。\n表决：换水泵。\n同意5票，反对1票。")
    found = find_points(lines, [Topic("水泵", 0, 2)], (), read_header(lines, Request(), None))
    assert PointKind.DISAGREEMENT not in {point.kind for point in found}


def test_a_line_broken_off_on_a_page_is_one_point() -> None:
    box = Box(0, 0, 9, 9)
    texts = ("汤圆备齐，冬至上午", "九点在活动室集合。", "西门的灯坏了。")
    lines = tuple(Utterance(i, t, ScanRegion("page", 1, box)) for i, t in enumerate(texts))
    found = find_points(lines, [Topic("活动", 0, 2)], (), Header())
    assert {point.text for point in found} == {
        "汤圆备齐，冬至上午九点在活动室集合。",
        "西门的灯坏了。",
    }


def test_the_messages_of_a_chat_are_reported_under_their_senders() -> None:
    chat = [
        ("田小禾", "水泵房又漏水了，谁去看一下？"),
        ("余大江", "已经派人去了，下午换轴承。"),
    ] * 3
    lines = tuple(
        Utterance(
            2 * i + 1, said, TextSpan("n", 60 * i, 60 * i + len(said)), who, who, sent="20:01"
        )
        for i, (who, said) in enumerate(chat)
    )
    header = read_header(lines, Request(), None)
    found = find_points(lines, [Topic("水泵", 0, len(lines) - 1)], (), header)
    assert {point.speaker for point in found} == {"田小禾", "余大江"}
    assert {person.name for person in header.attendees} == {"田小禾", "余大江"}


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("嗯，那个，水泵坏了。", "水泵坏了。"),
        ("呃我觉得可以。", "我觉得可以。"),
        ("这个，这个水泵要换。", "这个水泵要换。"),
        ("这个星期六换。", "这个星期六换。"),
        ("那个水泵坏了。", "那个水泵坏了。"),
        ("我们我们明天来。", "我们明天来。"),
        ("对对对，要换。", "对，要换。"),
        ("一辆一辆贴。", "一辆一辆贴。"),
        ("第二件事，水泵今年要不要换？", "水泵今年要不要换？"),
        ("我先说水泵，水泵房去年漏过水。", "水泵房去年漏过水。"),
        ("-沙袋补一百个", "沙袋补一百个"),
    ],
)
def test_fillers_go_and_words_stay(said: str, printed: str) -> None:
    assert clean_speech(said) == printed


@given(st.text("嗯呃那个这我们对好，。、…水泵要换不行", max_size=40))
def test_cleaning_adds_nothing(said: str) -> None:
    rest = iter(said)
    assert all(character in rest for character in clean_speech(said))


WORDS = st.text("水泵不行同意建议去年坏了，。？嗯一二", max_size=30).map("泵".__add__)


@given(st.lists(WORDS, min_size=1, max_size=30), st.integers(0, 29))
def test_any_topic_makes_points_in_order_that_quote_it(lines: list[str], cut: int) -> None:
    utterances: tuple[Utterance, ...] = talk(*(f"S{i % 3}：{line}" for i, line in enumerate(lines)))
    last = min(cut, len(utterances) - 1)
    header = read_header(utterances, Request(), None)
    found = find_points(utterances, [Topic("水泵", 0, last)], (), header)
    order = [(list(PointKind).index(p.kind), p.quotes[0].utterance) for p in found]
    assert order == sorted(order)
    assert all(point.text and point.quotes[0].utterance <= last for point in found)
