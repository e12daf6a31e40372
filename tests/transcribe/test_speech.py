"""Where somebody speaks: frames to stretches, and no speech in what is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from mintobrief.config import read_settings
from mintobrief.transcribe.heard import RATE, Samples
from mintobrief.transcribe.speech import SpeechFinder, stretches

FRAME = 270 / RATE


def frames(*runs: tuple[float, float]) -> NDArray[np.float32]:
    """Probabilities: seconds at a value, one run after the other."""
    return np.concatenate([np.full(round(s / FRAME), p, np.float32) for s, p in runs])


def test_a_run_of_likely_frames_is_a_stretch() -> None:
    (found,) = stretches([frames((1, 0.1), (2, 0.9), (1, 0.1))], 4)
    assert found.start == pytest.approx(1, abs=0.05)
    assert found.end == pytest.approx(3, abs=0.05)


def test_a_short_pause_is_bridged_and_a_click_dropped() -> None:
    likely = frames((1, 0.9), (0.2, 0.1), (1, 0.9), (2, 0.1), (0.1, 0.9), (1, 0.1))
    assert len(list(stretches([likely], 6))) == 1


def test_speech_to_the_very_end_ends_with_the_recording() -> None:
    (found,) = stretches([frames((3, 0.9))], 2.5)
    assert found.start == pytest.approx(0, abs=0.05)
    assert found.end == 2.5


def test_no_likely_frame_is_no_speech() -> None:
    assert not list(stretches([frames((3, 0.2))], 3))


@given(
    st.lists(st.floats(0, 1, width=32), min_size=1, max_size=400),
    st.lists(st.integers(1, 60), min_size=1),
)
def test_it_does_not_matter_in_what_pieces_the_frames_come(
    coarse: list[float], sizes: list[int]
) -> None:
    """Half of all frames likely, in runs from a moment to a second."""
    likely = np.repeat(np.array(coarse, np.float32), 7)
    ends = np.cumsum(np.resize(sizes, len(likely)))
    pieces = np.split(likely, ends[ends < len(likely)])
    assert list(stretches(pieces, 40)) == list(stretches([likely], 40))


def test_a_stretch_is_told_as_soon_as_the_pause_after_it_is_long_enough() -> None:
    def endless() -> Iterator[NDArray[np.float32]]:
        yield frames((1, 0.1), (2, 0.9))
        yield frames((0.5, 0.1))
        raise AssertionError("listened further than needed")

    assert next(stretches(endless(), 3600)).end == pytest.approx(3, abs=0.05)


TIME = np.arange(12 * RATE) / RATE
NOISES = {
    "silence": np.zeros(12 * RATE),
    "hiss": np.random.default_rng(0).normal(size=12 * RATE) * 300,
    "hum": 2000 * np.sin(2 * np.pi * 50 * TIME),
    "tones": 3000 * np.sin(2 * np.pi * 440 * TIME) * (np.sin(2 * np.pi * TIME) > 0),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", NOISES)
def test_nobody_speaks_in_noise(kind: str, tmp_path: Path) -> None:
    folder = read_settings({"HOME": str(tmp_path)}).models / "speaker-turns"
    finder = SpeechFinder(folder / "segmentation.onnx", threads=1)
    samples: Samples = NOISES[kind].astype(np.int16)
    assert not list(finder.find(samples, lambda _: None))
