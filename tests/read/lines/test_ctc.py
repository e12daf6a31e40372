"""Characters from the steps of a line: found once, with what else they may be."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.read.lines.ctc import spikes_of

ALPHABET = ("接", "楼", "道", "8", "3")


def steps(*answers: dict[str, float]) -> NDArray[np.float32]:
    """What the recogniser says at each step; what is left is "nothing"."""
    table = np.zeros((len(answers), len(ALPHABET) + 1), np.float32)
    for row, answer in zip(table, answers, strict=True):
        for character, probability in answer.items():
            row[ALPHABET.index(character) + 1] = probability
        row[0] = 1 - row.sum()
    return table


def test_steps_with_one_answer_are_one_character_where_it_spikes() -> None:
    line = steps({}, {"楼": 0.6}, {"楼": 0.9, "接": 0.08}, {}, {"道": 0.7, "3": 0.1, "8": 0.2})
    (storey, way) = spikes_of(line, ALPHABET)
    assert (storey.text, way.text) == ("楼", "道")
    assert storey.probability == pytest.approx(0.9)
    assert (storey.middle, way.middle) == (2.0, 4.5)
    assert [option.text for option in storey.others] == ["接"]
    assert [option.text for option in way.others] == ["8", "3"]


def test_a_character_twice_is_told_apart_by_nothing_between() -> None:
    line = steps({"8": 0.9}, {}, {"8": 0.9}, {"8": 0.8})
    assert [spike.text for spike in spikes_of(line, ALPHABET)] == ["8", "8"]


def test_a_character_that_nothing_only_just_beat_is_not_dropped() -> None:
    line = steps({"楼": 0.9}, {}, {}, {"道": 0.4}, {}, {})
    read = spikes_of(line, ALPHABET)
    assert [(s.text, round(s.probability, 2)) for s in read] == [("楼", 0.9), ("道", 0.4)]


def test_the_flank_of_a_spike_is_no_character() -> None:
    assert len(spikes_of(steps({"楼": 0.9}, {"道": 0.4}, {}, {"道": 0.1}), ALPHABET)) == 1


def test_nothing_at_all_is_no_character() -> None:
    assert spikes_of(steps({}, {}, {}), ALPHABET) == ()
