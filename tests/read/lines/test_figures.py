"""Figures read twice: a digit dropped beside its like comes back, and no figure is made up."""

from __future__ import annotations

from mintobrief.read.lines.ctc import Spike
from mintobrief.read.lines.figures import Part, read_twice


def read(text: str, probability: float = 0.99) -> tuple[Spike, ...]:
    size = len(text)
    return tuple(Spike(c, probability, (at + 0.5) / size, ()) for at, c in enumerate(text))


class Wider:
    """Says of a part of a line what stands there in a text spread over the whole of it."""

    def __init__(self, text: str, probability: float = 0.99) -> None:
        self.spikes = read(text, probability)
        self.asked: list[Part] = []

    def __call__(self, part: Part) -> tuple[Spike, ...]:
        self.asked.append(part)
        return tuple(s for s in self.spikes if part.left <= s.middle <= part.right)


def agreed(first: str, wider: str, probability: float = 0.99) -> tuple[Spike, ...]:
    return read_twice(read(first), Wider(wider, probability))


def text(spikes: tuple[Spike, ...]) -> str:
    return "".join(spike.text for spike in spikes)


def test_a_digit_that_only_the_wider_reading_has_comes_back() -> None:
    assert text(agreed("8月1日前", "8月11日前")) == "8月11日前"
    assert text(agreed("共B户4人", "共18户4人")) == "共18户4人"


def test_a_digit_that_the_wider_reading_guesses_is_none() -> None:
    assert text(agreed("8月1日前", "8月11日前", 0.4)) == "8月1日前"


def test_digits_read_in_two_ways_stay_and_are_doubtful() -> None:
    found = agreed("19:30开始", "14:30开始")
    assert text(found) == "19:30开始"
    assert [spike.probability < 0.6 for spike in found] == [False, True] + 5 * [False]


def test_a_digit_that_the_wider_reading_lost_stays_and_is_doubtful() -> None:
    found = agreed("第31号", "第3号")
    assert text(found) == "第31号"
    assert found[2].probability < 0.6


def test_no_word_is_taken_for_a_figure_and_none_is_changed() -> None:
    found = agreed("业主1户", "业71户")
    assert text(found) == "业主1户"
    assert found[1].probability < 0.6
    assert agreed("物业1户", "物亚1户") == read("物业1户")


def test_only_figures_that_may_hide_a_digit_are_read_again() -> None:
    for words in ("共三户", "共3户", ""):
        wider = Wider(words)
        assert read_twice(read(words), wider) == read(words)
        assert not wider.asked
    wider = Wider("请于一日内到业主大会说明共11户反对请各位业主前来投票")
    line = read("请于一日内到业主大会说明共1户反对请各位业主前来投票")
    assert text(read_twice(line, wider)) == "请于一日内到业主大会说明共11户反对请各位业主前来投票"
    (part,) = wider.asked
    assert part.right - part.left < 0.25
    assert part.stretch > 1


def test_figures_far_apart_are_read_apart_and_what_is_between_stays() -> None:
    words = "共1户反对请各位业主前来投票定于1日"
    wider = Wider(words)
    assert read_twice(read(words), wider) == read(words)
    assert [round(part.left, 1) for part in wider.asked] == [0.0, 0.8]


def test_what_stands_at_the_edge_of_a_piece_is_not_taken_from_it() -> None:
    """The sign there may be cut through, and a stroke of it look like a 1."""
    line = read("甲乙丙1丁戊己")

    def cut(part: Part) -> tuple[Spike, ...]:
        inside = tuple(s for s in line if part.left <= s.middle <= part.right)
        return (Spike("1", 0.9, part.left, ()), *inside[1:-1], Spike("1", 0.9, part.right, ()))

    assert read_twice(line, cut) == line
