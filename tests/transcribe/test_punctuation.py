"""The network of marks: what it knows, and that windows make no difference to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from mintobrief.config import read_settings
from mintobrief.errors import BadWeights, UnknownEngine
from mintobrief.transcribe import PUNCTUATORS, load_punctuator
from mintobrief.transcribe.marks import MARKS, TURN, UNKNOWN, units
from mintobrief.transcribe.punctuation import NUMBER, Alphabet
from tests.transcribe.heard import network


def set_marks(text: str) -> str:
    pieces = units(text)
    pauses = [UNKNOWN] * (len(pieces) - 1) + [TURN]
    found = network().judge(pieces, pauses).argmax(axis=1)
    return "".join(piece + MARKS[mark] for piece, mark in zip(pieces, found, strict=True))


def test_by_the_words_alone_it_tells_questions_from_statements() -> None:
    assert set_marks("这个问题大家觉得怎么样").endswith("怎么样？")
    assert set_marks("这个问题我们下次再讨论").endswith("讨论。")


def test_every_unit_gets_probabilities() -> None:
    pieces = units("三号楼的 Wi-Fi 坏了 3 次龘")
    scores = network().judge(pieces, [UNKNOWN] * len(pieces))
    assert scores.shape == (len(pieces), len(MARKS))
    assert scores.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_nothing_said_gets_no_marks() -> None:
    assert network().judge([], []).shape == (0, len(MARKS))


def test_a_long_text_is_judged_like_its_parts() -> None:
    """Windows have margins, so where they are cut must not show."""
    part = units("我们今天先讨论电梯维修的事情然后再说停车位大家有什么意见可以提")
    pieces = part * 40
    scores = network().judge(pieces, [UNKNOWN] * len(pieces))
    middle = scores[len(part) : -len(part)].reshape(-1, len(part), len(MARKS))
    assert np.abs(middle - middle[0]).max() < 0.1


def test_characters_never_seen_share_a_number() -> None:
    alphabet = Alphabet("一丁")
    assert alphabet.encode(["丁", "龘", "龖", "Wi-Fi", "35"]) == [NUMBER + 2, 1, 1, 2, 3]
    assert len(alphabet) == NUMBER + 3


def test_an_unknown_punctuator_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownEngine, match=next(iter(PUNCTUATORS))):
        load_punctuator("nobody", read_settings({"HOME": str(tmp_path)}))


def test_weights_that_were_changed_are_not_used(tmp_path: Path) -> None:
    settings = read_settings({"HOME": str(tmp_path)})
    copytree(settings.models / "punctuation", tmp_path / "punctuation")
    weights = tmp_path / "punctuation" / "punctuation.onnx"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(BadWeights):
        load_punctuator("network", replace(settings, models=tmp_path))
