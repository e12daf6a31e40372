"""A sentence is written with figures, and says what was heard wherever it reads otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mintobrief.domain import AudioSpan, ChangeKind, Utterance
from mintobrief.transcribe.written import Piece, sentence


def pieces(text: str) -> list[Piece]:
    return [Piece(character) for character in text]


def utterance(found: list[Piece]) -> Utterance:
    text, changes = sentence(found)
    return Utterance(0, text, AudioSpan("s", 0.0, 1.0), changes=changes)


def test_a_number_is_in_figures_and_its_words_are_kept() -> None:
    said = utterance(pieces("三号楼要四万一千元。"))
    assert said.text == "3号楼要4.1万元。"
    assert said.raw == "三号楼要四万一千元。"
    assert {change.kind for change in said.changes} == {ChangeKind.NUMBER}


def test_characters_changed_together_are_one_change() -> None:
    found = [Piece("业", "叶", ChangeKind.TERM), Piece("委", "伟", ChangeKind.TERM), Piece("会")]
    said = utterance(found)
    (change,) = said.changes
    assert (change.start, change.end, change.was) == (0, 2, "叶伟")


def test_a_number_that_was_respelt_goes_back_to_what_was_heard() -> None:
    found = [Piece("三", "山", ChangeKind.WORD), *pieces("号楼停电。")]
    said = utterance(found)
    assert said.text == "3号楼停电。"
    assert said.raw == "山号楼停电。"


@pytest.mark.parametrize(
    ("spoken", "wanted"),
    [
        (["装", " wifi", " box", " 好"], "装wifi box好"),
        (["用", " APP", "报修"], "用APP报修"),
        (["好", "，", " 行", "。"], "好，行。"),
    ],
)
def test_spaces_stay_only_between_latin_words(spoken: list[str], wanted: str) -> None:
    assert sentence(map(Piece, spoken))[0] == wanted


@given(
    st.lists(
        st.builds(
            lambda text, was: Piece(text, was, ChangeKind.WORD if was else None),
            st.sampled_from("一二三十百千万号楼元月日点好的，。"),
            st.none() | st.sampled_from("山是伟"),
        ),
        min_size=1,
    )
)
def test_the_raw_text_is_always_what_was_heard(found: list[Piece]) -> None:
    text, changes = sentence(found)
    heard = "".join(piece.heard for piece in found)
    assert Utterance(0, text, AudioSpan("s", 0.0, 1.0), changes=changes).raw == heard
