"""What speaks for a word in its place."""

from __future__ import annotations

import pytest

from mintobrief.language.sounds import SoundIndex
from mintobrief.transcribe.lattice import Slot, words_at

SOUNDS = SoundIndex(
    [("做", [("zuo",)]), ("作", [("zuo",)]), ("工", [("gong",)]), ("工作", [("gong", "zuo")])]
)


def place(heard: str, other: str, said: str) -> Slot:
    return Slot(heard, {heard: 0.5, other: 0.5}, {said: 1.0})


def test_another_character_alone_needs_more_than_within_a_word() -> None:
    """Most right characters that were spoilt stood alone: 由 became 有, 花 became 画."""
    work, do = place("工", "公", "gong"), place("做", "作", "zuo")
    alone = dict(words_at([do], SOUNDS))
    together = dict(words_at([work, do], SOUNDS))
    same = do.evidence("做", "zuo")
    other = do.evidence("作", "zuo")
    assert alone["做"] == pytest.approx(same)
    assert alone["作"] < other
    assert together["工作"] == pytest.approx(work.evidence("工", "gong") + other)
