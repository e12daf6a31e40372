"""Points are what was said, less fillers, each with the words it rests on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import Field, Point, PointKind, Request, Resolution, Topic, Utterance
from mintobrief.extract.header import read_header
from mintobrief.extract.points import find_points
from mintobrief.extract.speech import clean_speech
from tests.segment.talks import LEAK, notes, talk

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
