"""What the recogniser weighed is told for every character that its tokens spell."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from mintobrief.transcribe.alternatives import Step, characters, steps_of

BYTES = {1: "我们", 2: "他们", 3: "业", 4: "叶", 5: "\xe5", 6: "\xe6", 7: "好", 8: " ", 9: "会议上"}


def text(tokens: list[int]) -> str:
    """Tokens 5 and 6 are the two halves of 召; alone each is a broken character."""
    spelt, rest = "", list(tokens)
    while rest:
        if rest[:2] == [5, 6]:
            spelt, rest = spelt + "召", rest[2:]
        else:
            token = rest.pop(0)
            spelt += "\N{REPLACEMENT CHARACTER}" if token in (5, 6) else BYTES[token]
    return spelt


def step(token: int, probability: float, **others: float) -> Step:
    named = {int(name[1:]): chance for name, chance in others.items()}
    ids = np.array([token, *named], np.intp)
    scores = np.log(np.array([probability, *named.values()], np.float32))
    return Step(token, log(probability), ids, scores)


def spelt(*steps: Step) -> list[tuple[str, dict[str, float]]]:
    return [
        (character, {option.text: round(option.probability, 3) for option in options})
        for character, options in characters(steps, text)
    ]


def test_a_character_of_one_token_has_the_others_in_its_place() -> None:
    assert spelt(step(4, 0.6, t3=0.3)) == [("叶", {"叶": 0.6, "业": 0.3})]


def test_a_token_of_two_characters_is_told_character_by_character() -> None:
    found = spelt(step(1, 0.7, t2=0.2))
    assert found == [("我", {"我": 0.7, "他": 0.2}), ("们", {"们": 0.9})]


def test_a_character_of_two_tokens_multiplies_their_chances() -> None:
    assert spelt(step(5, 0.8, t7=0.1), step(6, 0.5)) == [("召", {"召": 0.4, "好": 0.1})]


def test_what_is_longer_or_no_character_is_left_out() -> None:
    assert spelt(step(7, 0.5, t8=0.2, t9=0.2)) == [("好", {"好": 0.5})]


def test_what_was_hardly_weighed_is_left_out() -> None:
    assert spelt(step(7, 0.9, t3=1e-5)) == [("好", {"好": 0.9})]


def test_chances_never_add_up_to_more_than_certainty() -> None:
    ((_, options),) = characters([step(7, 1.0)], text)
    assert options[0].probability == pytest.approx(1.0)
    assert options[0].probability <= exp(0.0)


def test_a_segment_is_found_among_the_steps_of_its_window() -> None:
    window = [step(1, 0.9), step(3, 0.8), step(4, 0.7)]
    assert [found.token for found in steps_of([3, 4], window)] == [3, 4]


def test_a_segment_of_another_decoding_has_no_steps() -> None:
    assert steps_of([7], [step(1, 0.9)]) == ()
