"""What was heard before a program was killed need not be heard again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from gzip import compress
from json import dumps
from pathlib import Path
from time import time

import numpy as np
import pytest

from mintobrief.checkpoints import sweep
from mintobrief.language.vocabulary import Vocabulary
from mintobrief.transcribe import checkpoint, with_checkpoints
from mintobrief.transcribe.heard import RATE, Report, Samples, Segment, Stretch
from tests.transcribe.heard import segment

WINDOWS = [Stretch(0, 4), Stretch(4, 8), Stretch(8, 12)]
DAY = 24 * 3600.0


class Killed(BaseException):
    """What ends a program, as Ctrl-C does."""


@dataclass
class Counting:
    """Hears one sentence in every window, and is killed before a certain one."""

    identity: str = "base"
    says: str = "电梯要换"
    dies_at: float = float("inf")
    heard: list[float] = field(default_factory=list)

    def expect(self, vocabulary: Vocabulary) -> None:
        self.identity = f"base {sorted(vocabulary.words)}"

    def hear(
        self,
        samples: Samples,  # noqa: ARG002
        window: Stretch,
        speech: Sequence[Stretch],  # noqa: ARG002
        report: Report,  # noqa: ARG002
    ) -> tuple[Segment, ...]:
        if window.start >= self.dies_at:
            raise Killed
        self.heard.append(window.start)
        return (segment(self.says, window.start + 1),) if self.says else ()

    def language(self, samples: Samples, speech: Sequence[Stretch]) -> str | None:  # noqa: ARG002
        return "en"


def sound(seed: int = 0) -> Samples:
    return np.random.default_rng(seed).integers(-9000, 9000, 12 * RATE).astype(np.int16)


def hear(engine: Counting, folder: Path, samples: Samples | None = None) -> list[Segment]:
    kept = with_checkpoints(engine, folder)
    samples = sound() if samples is None else samples
    return [s for w in WINDOWS for s in kept.hear(samples, w, [w], lambda _: None)]


def test_a_recording_that_was_killed_goes_on_from_there(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        hear(Counting(dies_at=8), tmp_path)
    after = Counting()
    assert hear(after, tmp_path) == hear(Counting(), tmp_path / "other")
    assert after.heard == [8]


def test_a_second_conversion_hears_nothing_again(tmp_path: Path) -> None:
    first = hear(Counting(), tmp_path)
    again = Counting()
    assert hear(again, tmp_path) == first
    assert not again.heard


def test_another_model_hears_all_of_it_anew(tmp_path: Path) -> None:
    hear(Counting(), tmp_path)
    other = Counting(identity="large-v3-turbo")
    hear(other, tmp_path)
    assert len(other.heard) == 3


def test_what_is_listened_for_is_told_to_the_engine(tmp_path: Path) -> None:
    hear(Counting(), tmp_path)
    other = Counting()
    with_checkpoints(other, tmp_path).expect(Vocabulary({"曹铁柱": 2.0}))
    hear(other, tmp_path)
    assert other.heard == [0, 4, 8]


def test_another_sound_is_heard_anew(tmp_path: Path) -> None:
    hear(Counting(), tmp_path)
    other = Counting()
    changed = sound()
    changed[5 * RATE] += 1
    hear(other, tmp_path, changed)
    assert other.heard == [4]


def test_another_program_hears_all_of_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(Counting(), tmp_path)
    monkeypatch.setattr(checkpoint, "code_of", lambda _: "newer")
    other = Counting()
    hear(other, tmp_path)
    assert len(other.heard) == 3


def test_speech_found_elsewhere_is_heard_anew(tmp_path: Path) -> None:
    """What is expected where decides what is searched a second time."""
    kept = with_checkpoints(engine := Counting(), tmp_path)
    for speech in ([Stretch(1, 2)], [Stretch(1, 3)]):
        kept.hear(sound(), WINDOWS[0], speech, lambda _: None)
    assert len(engine.heard) == 2


@pytest.mark.parametrize(
    "content", [b"", b'[{"words": [{"te', b"[1]", b"{}", b'[{"words": [{"text": "x"}]}]', b"\xff"]
)
def test_a_damaged_checkpoint_is_made_again(tmp_path: Path, content: bytes) -> None:
    first = hear(Counting(), tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(compress(content))
    again = Counting()
    assert hear(again, tmp_path) == first
    assert len(again.heard) == 3
    assert hear(Counting(dies_at=0), tmp_path) == first


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": float("nan")},
        {"start": -1.0},
        {"start": 3.0, "end": 2.0},
        {"end": 1e308},
        {"probability": 7.0},
        {"text": " "},
        {"text": "\ud800"},
        {"options": [{"text": "好", "probability": -1.0}]},
    ],
)
def test_a_checkpoint_that_no_recogniser_wrote_is_made_again(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    first = hear(Counting(), tmp_path)
    word = asdict(first[0].words[0]) | wrong
    for path in tmp_path.iterdir():
        path.write_bytes(compress(dumps([{"words": [word]}]).encode()))
    assert hear(again := Counting(), tmp_path) == first
    assert len(again.heard) == 3


@pytest.mark.parametrize("content", ['[{"words": []}]', "[" * 100_000])
def test_a_checkpoint_of_no_words_or_of_no_end_is_made_again(tmp_path: Path, content: str) -> None:
    first = hear(Counting(), tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(compress(content.encode()))
    assert hear(Counting(), tmp_path) == first


def test_a_window_without_words_is_remembered_as_such(tmp_path: Path) -> None:
    hear(Counting(says=""), tmp_path)
    again = Counting(says="")
    assert hear(again, tmp_path) == []
    assert not again.heard


def test_a_folder_that_cannot_be_written_costs_no_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    engine = Counting()
    assert len(hear(engine, tmp_path / "file" / "heard")) == 3


def test_the_language_is_asked_of_the_engine_itself(tmp_path: Path) -> None:
    assert with_checkpoints(Counting(), tmp_path).language(sound(), []) == "en"


def test_what_is_used_again_is_not_swept(tmp_path: Path) -> None:
    hear(Counting(), tmp_path)
    now = time()
    for path in tmp_path.iterdir():
        os.utime(path, (0, now - 13 * DAY))
    hear(Counting(), tmp_path)
    sweep(tmp_path, now=now + 10 * DAY)
    assert len(list(tmp_path.iterdir())) == 3
