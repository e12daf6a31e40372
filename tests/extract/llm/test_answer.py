"""Whatever a model says is an answer of the form or a BadAnswer, never a crash."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.errors import BadAnswer
from mintobrief.extract.llm.answer import Answer, Cited, Said, read_answer

SAID = {"text": "修灯", "evidence": [{"line": 3, "quote": "修灯"}]}
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers()
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
KEYS = ("action", "owners", "deadline", "vote", "agreed", "same_as", "evidence", "line", "text")


def answered(**parts: object) -> Answer:
    return read_answer(json.dumps({"resolutions": [{"action": SAID, **parts}]}))


def test_what_has_the_form_is_read() -> None:
    answer = answered(owners=[SAID], same_as="R2", agreed=[{"line": 4, "quote": "行"}])
    (found,) = answer.proposals
    assert found.action == Said("修灯", (Cited(3, "修灯"),))
    assert found.owners == (found.action,)
    assert found.agreed == (Cited(4, "行"),)
    assert found.same_as == 2


@pytest.mark.parametrize(
    "wrapped",
    [
        '```json\n{"resolutions": []}\n```',
        '<think>先看{"resolutions": 1}</think>{"resolutions": []}',
        '好的：{"resolutions": []}。',
    ],
)
def test_what_stands_around_the_answer_does_not_matter(wrapped: str) -> None:
    assert read_answer(wrapped) == Answer()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有决议",
        "[]",
        '{"resolutions": {}}',
        '{"resolutions": null}',
        '{"resolution": []}',
        '{"resolutions": [], "open": NaN}',
        '{"resolutions": [], "open": -Infinity}',
        '{"resolutions": [' + "9" * 5_000 + "]}",
        "{" * 100_000 + "}" * 100_000,
        '{"a":' * 100_000 + "}" * 100_000,
        '{"resolutions": []' + " " * 1_000_000 + "}",
    ],
)
def test_what_has_not_the_form_is_a_bad_answer(text: str) -> None:
    with pytest.raises(BadAnswer):
        read_answer(text)


@pytest.mark.parametrize(
    "part",
    [
        {"action": None},
        {"action": {"text": "", "evidence": []}},
        {"action": {"text": 3, "evidence": []}},
        {"action": "修灯"},
    ],
)
def test_a_resolution_without_the_form_is_left_out_and_others_stay(part: dict[str, object]) -> None:
    text = json.dumps({"resolutions": [part, 7, {"action": SAID}]})
    assert len(read_answer(text).proposals) == 1


@pytest.mark.parametrize("line", ["1e999", "true", '"3"', "3.5", "null"])
def test_a_line_that_is_no_whole_number_is_no_evidence(line: str) -> None:
    text = (
        '{"resolutions": [{"action": {"text": "修灯", "evidence": '
        f'[{{"line": {line}, "quote": "修灯"}}]}}}}]}}'
    )
    (found,) = read_answer(text).proposals
    assert found.action.cited == ()


@pytest.mark.parametrize("count", [-1, 10**30, 1.5, True, "3"])
def test_a_vote_that_is_no_count_of_heads_is_none(count: object) -> None:
    vote = {"for": count, "against": 0, "abstain": 0, "evidence": []}
    assert answered(vote=vote).proposals[0].vote is None


def test_half_a_character_is_left_out() -> None:
    """Written to a file it would end the program."""
    said = {"text": "修\ud83d灯", "evidence": [{"line": 1, "quote": "\udc00灯"}]}
    (found,) = answered(owners=[said]).proposals
    assert found.owners[0] == Said("修灯", (Cited(1, "灯"),))


def test_a_flood_is_cut_off() -> None:
    text = json.dumps({"resolutions": [{"action": SAID}] * 5_000})
    assert len(read_answer(text).proposals) == 60


@given(JSON)
def test_any_json_is_an_answer_or_a_bad_one(value: object) -> None:
    with contextlib.suppress(BadAnswer):
        assert isinstance(read_answer(json.dumps(value)), Answer)


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_any_resolution_is_read_or_left_out(part: dict[str, object]) -> None:
    assert len(read_answer(json.dumps({"resolutions": [part]})).proposals) <= 1
    assert len(answered(**{"owners": [part], **part}).proposals) <= 1
