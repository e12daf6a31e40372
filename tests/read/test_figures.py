"""Figures read twice: a digit dropped beside its like comes back, and no figure is made up."""

from __future__ import annotations

from mintobrief.read.ctc import Spike
from mintobrief.read.figures import agreed, has_figures


def read(text: str, probability: float = 0.99) -> tuple[Spike, ...]:
    size = len(text)
    return tuple(Spike(c, probability, at / size, ()) for at, c in enumerate(text))


def text(spikes: tuple[Spike, ...]) -> str:
    return "".join(spike.text for spike in spikes)


def test_a_digit_that_only_the_wider_reading_has_comes_back() -> None:
    assert text(agreed(read("8月1日前"), read("8月11日前"))) == "8月11日前"
    assert text(agreed(read("共B户4人"), read("共18户4人"))) == "共18户4人"


def test_a_digit_that_the_wider_reading_guesses_is_none() -> None:
    found = agreed(read("8月1日前"), read("8月11日前", 0.4))
    assert text(found) == "8月1日前"


def test_digits_read_in_two_ways_stay_and_are_doubtful() -> None:
    found = agreed(read("19:30开始"), read("14:30开始"))
    assert text(found) == "19:30开始"
    assert [spike.probability < 0.6 for spike in found] == [False, True] + 5 * [False]


def test_a_digit_that_the_wider_reading_lost_stays_and_is_doubtful() -> None:
    found = agreed(read("第35号"), read("第3号"))
    assert text(found) == "第35号"
    assert found[2].probability < 0.6


def test_no_word_is_taken_for_a_figure_and_none_is_changed() -> None:
    found = agreed(read("业主3户"), read("5主3户"))
    assert text(found) == "业主3户"
    assert found[0].probability < 0.6
    assert agreed(read("物业3户"), read("物亚3户")) == read("物业3户")


def test_lines_without_figures_need_no_second_reading() -> None:
    assert has_figures(read("共3户"))
    assert not has_figures(read("共三户"))
