"""What a tagger sees of topics counts beside what the rules hear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from mintobrief.domain import Topic, Utterance
from mintobrief.segment.reader import ReadingSplitter, with_marks
from mintobrief.segment.seen import seen_end, seen_start, with_seen
from mintobrief.segment.units import Unit, units_of
from mintobrief.tagging.mentions import Act, Marked, Stretch
from tests.segment.talks import LEAK, notes, talk

SURE, NEVER = 0.98, 0.01


class Seer:
    """A tagger that sees a topic start at some utterances, and counts how often it is asked."""

    def __init__(self, starts: Mapping[int, float]) -> None:
        self._starts = starts
        self.asked = 0

    def mark(self, utterances: Sequence[Utterance]) -> Marked:
        self.asked += 1
        starts = tuple(self._starts.get(i, NEVER) for i in range(len(utterances)))
        stretches = tuple((Stretch(0, len(u.text), Act.INFORM),) for u in utterances)
        return Marked(stretches=stretches, starts=starts)


def plain(count: int) -> tuple[Utterance, ...]:
    """Talk in which nobody announces anything."""
    return talk(*(f"S{i % 3 + 1}：这样也行，我没意见。" for i in range(count)))


def split(utterances: Sequence[Utterance], starts: Mapping[int, float]) -> list[int]:
    topics: tuple[Topic, ...] = ReadingSplitter(Seer(starts)).split(utterances, ())
    return [topic.first for topic in topics]


def units(starts: Mapping[int, float], count: int = 30) -> list[Unit]:
    return [Unit(i, i, "s", "S1", "话", ("话",), start=starts.get(i, NEVER)) for i in range(count)]


def test_a_change_that_nobody_announces_is_seen() -> None:
    assert split(plain(30), {15: SURE}) == [0, 15]


def test_a_doubtful_change_is_none() -> None:
    assert split(plain(30), {15: 0.4}) == [0]


def test_of_two_starts_side_by_side_the_surer_one_counts() -> None:
    assert split(plain(30), {14: 0.9, 15: SURE}) == [0, 15]


@pytest.mark.parametrize("heard", [[10, 20], [8, 15, 22]])
def test_a_meeting_led_by_announcements_needs_more_to_have_others(heard: list[int]) -> None:
    seen = units({5: 0.8})
    scores = dict.fromkeys(range(1, 30), 0.0)
    assert with_seen(seen, [0, 30], scores) == [0, 5, 30]
    assert with_seen(seen, [0, *heard, 30], scores) == [0, *heard, 30]


def test_what_nobody_was_asked_about_is_as_the_rules_have_it() -> None:
    unasked = [Unit(i, i, "s", "S1", "话", ("话",)) for i in range(30)]
    assert with_seen(unasked, [0, 9, 30], dict.fromkeys(range(1, 30), 2.0)) == [0, 9, 30]


def test_greetings_that_no_rule_knows_end_where_the_tagger_sees_it() -> None:
    assert seen_start(units({3: SURE}), 0) == 3
    assert seen_start(units({3: SURE}), 1) == 1
    assert seen_start(units({20: SURE}), 0) == 0


def test_closing_words_may_begin_before_they_are_plain() -> None:
    assert seen_end(units({27: SURE}), 0, 28) == 27
    assert seen_end(units({20: SURE}), 0, 28) == 28


def test_the_last_words_are_no_topic_only_where_they_are_no_business() -> None:
    business = units({28: SURE})
    closing = [
        Unit(28, 28, "s", "S1", "话", ("话",), start=SURE, business=False) if i == 28 else unit
        for i, unit in enumerate(business)
    ]
    assert seen_end(business, 0, 30) == 30
    assert seen_end(closing, 0, 30) == 28


def test_a_sentence_within_a_long_turn_is_not_judged() -> None:
    utterances = talk("S1：" + "大家好。" * 40, "S2：好的。")
    marked = with_marks(units_of(utterances), utterances, Seer({}).mark(utterances))
    assert [unit.start for unit in marked] == [NEVER, *[None] * 39, NEVER]


def test_notes_with_headings_need_no_tagger() -> None:
    seer = Seer({})
    splitter = ReadingSplitter(seer)
    assert len(splitter.split(notes("一、电梯\n已修好。\n二、停车\n下周划线。"), ())) == 2
    assert seer.asked == 0
    splitter.split(talk(*LEAK), ())
    assert seer.asked == 1


def test_a_topic_that_says_no_word_twice_is_named_by_one_of_its_words() -> None:
    turns = ["S1：帐篷归谁看着？", *["S2：这样也行，我没意见。"] * 14]
    titles = [t.title for t in ReadingSplitter(Seer({})).split(talk(*turns), ())]
    assert titles == ["帐篷"]
