"""Models that bear it are told what to listen for; base and small never are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mintobrief.config import read_settings
from mintobrief.domain import Attendee, Term
from mintobrief.language.vocabulary import NO_WORDS, Vocabulary, likely_words
from mintobrief.transcribe import transcribe_audio
from mintobrief.transcribe.heard import RATE, Hearing, Stretch
from mintobrief.transcribe.models import are_large, bears_hotwords
from mintobrief.transcribe.whisper import WhisperTranscriber, hotwords
from tests.recordings.speech import Recorded
from tests.transcribe.heard import ears, segment, voices
from tests.transcribe.test_flow import SOURCE

ROSTER = (Attendee("曹铁柱", role="主任", org="业委会"),)
GLOSSARY = (Term("龙湾一期"),)

# the layers in which each model aligns words, as its own configuration says
BASE = [[3, 1], [4, 2], [4, 3], [4, 7], [5, 1], [5, 2], [5, 4], [5, 6]]
SMALL = [[5, 3], [5, 9], [8, 0], [8, 4], [9, 0], [9, 7], [9, 9], [10, 5]]
MEDIUM = [[13, 15], [15, 4], [15, 15], [16, 1], [20, 0], [23, 4]]
LARGE = [[10, 12], [13, 17], [16, 11], [23, 13], [25, 5], [26, 1], [27, 15]]
TURBO = [[2, 4], [2, 11], [3, 3], [3, 6], [3, 11], [3, 14]]


@pytest.mark.parametrize(
    ("heads", "bands", "bears"),
    [
        (BASE, 80, False),
        (SMALL, 80, False),
        (MEDIUM, 80, True),
        (LARGE, 80, True),
        (TURBO, 128, True),
        (None, 80, False),
    ],
)
def test_a_model_is_judged_by_its_own_figures(heads: Any, bands: int, bears: bool) -> None:
    assert are_large({"alignment_heads": heads}, {"feature_size": bands}) is bears


def test_a_model_without_figures_is_told_nothing(tmp_path: Path) -> None:
    assert not bears_hotwords(tmp_path)
    (tmp_path / "config.json").write_text("[1, 2", "utf-8")
    assert not bears_hotwords(tmp_path)
    (tmp_path / "config.json").write_text(json.dumps({"alignment_heads": MEDIUM}), "utf-8")
    assert bears_hotwords(tmp_path)


def test_people_and_the_glossary_come_before_the_terms_of_the_field() -> None:
    told = hotwords(likely_words(ROSTER, GLOSSARY))
    assert told is not None
    first = told.split("、")[:8]
    assert {"曹铁柱", "曹主任", "龙湾一期"} <= set(first)
    assert 60 < len(told) <= 100


def test_without_words_nothing_is_told() -> None:
    assert hotwords(NO_WORDS) is None


def test_a_word_too_long_leaves_the_others() -> None:
    assert hotwords(Vocabulary({"物业": 2.0, "长" * 120: 1.0})) == "物业"


def test_the_engine_learns_what_the_meeting_will_speak_of() -> None:
    stretch = Stretch(1.0, 5.0)
    engine = Recorded(voices((1.0, 5.0, 0)), Hearing((segment("大家好现在开会", 1.5),)))
    expected = likely_words(ROSTER)
    sound = np.zeros(round(6 * RATE), np.int16)
    transcribe_audio(SOURCE, sound, ears(engine, engine), vocabulary=expected)
    assert stretch in engine.voices.speech
    assert engine.expected == expected


@pytest.mark.slow
def test_base_is_never_told(tmp_path: Path) -> None:
    engine = WhisperTranscriber(read_settings({"HOME": str(tmp_path)}))
    asked: list[Any] = []
    transcribe = engine._model.transcribe

    def watched(*args: Any, **options: Any) -> Any:
        asked.append(options["hotwords"])
        return transcribe(*args, **options)

    engine._model.transcribe = watched
    identity = engine.identity
    engine.expect(likely_words(ROSTER, GLOSSARY))
    whole = Stretch(0.0, 2.0)
    engine.hear(np.zeros(2 * RATE, np.int16), whole, [whole], lambda _: None)
    assert asked
    assert set(asked) == {None}
    assert engine.identity == identity
