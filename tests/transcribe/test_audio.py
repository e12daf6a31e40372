"""From engine output to the reading of a recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mintobrief.domain import AudioSpan, NoticeCode, Reading, Source, SourceKind, turns_of
from mintobrief.errors import NoSpeech
from mintobrief.progress import Progress, Stage
from mintobrief.transcribe import transcribe_audio
from mintobrief.transcribe.heard import RATE, Hearing, Samples, Segment, Voices
from tests.recordings.speech import Recorded, recorded
from tests.transcribe.heard import ears, segment, voices


def source(seconds: float | None = None) -> Source:
    return Source("s", SourceKind.AUDIO, "会议.mp3", "0" * 64, Path("会议.mp3"), seconds=seconds)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.int16)


Told = list[tuple[Stage, float, float, str]]


def tell(told: Told) -> Progress:
    return lambda stage, done, total, text="": told.append((stage, done, total, text))


def read(heard: list[Segment], heard_voices: Voices, seconds: float = 60.0) -> Reading:
    engine = Recorded(heard_voices, Hearing(tuple(heard)))
    return transcribe_audio(source(), silence(seconds), ears(engine, engine))


@pytest.fixture(scope="module")
def sample() -> Reading:
    engine = recorded("spoken-meeting")
    return transcribe_audio(source(), silence(147.427), ears(engine, engine))


def test_the_sample_meeting_has_its_four_speakers_in_order(sample: Reading) -> None:
    speakers = [turn.speaker for turn in turns_of(sample.utterances)]
    assert list(dict.fromkeys(speakers)) == ["S1", "S2", "S3", "S4"]
    assert speakers[:7] == ["S1", "S2", "S3", "S1", "S3", "S4", "S1"]


def test_the_sample_meetings_turns_count_up(sample: Reading) -> None:
    turns = [u.turn for u in sample.utterances]
    assert turns == sorted(turns)
    assert set(turns) == set(range(max(turns) + 1))


def test_the_sample_meetings_evidence_is_in_order_and_within_it(sample: Reading) -> None:
    last = 0.0
    for utterance in sample.utterances:
        span = utterance.evidence
        assert isinstance(span, AudioSpan)
        assert last <= span.start < span.end <= 147.427
        last = span.start


def test_the_sample_meeting_decides_what_it_decides(sample: Reading) -> None:
    said = "".join(u.text for u in sample.utterances)
    assert "40个灯全部换好" in said
    assert "12月19号之前买好" in said
    assert not sample.notices


def test_every_utterance_ends_as_a_sentence(sample: Reading) -> None:
    assert {u.text[-1] for u in sample.utterances} <= set("。？！")


@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_a_moment_of_sound_holds_no_speech(seconds: float) -> None:
    with pytest.raises(NoSpeech, match="会议"):
        read([segment("好", 0)], voices((0, 0.3, 0)), seconds)


def test_where_nobody_speaks_there_is_no_speech() -> None:
    with pytest.raises(NoSpeech):
        read([], Voices((), ()))


def test_speech_without_a_single_word_is_no_speech() -> None:
    with pytest.raises(NoSpeech):
        read([], voices((1, 5, 0)))


def test_speech_that_was_not_understood_is_told_of_with_its_place() -> None:
    reading = read([segment("开会了", 0), segment("散会", 30)], voices((0, 1, 0), (10, 31, 0)))
    (notice,) = reading.notices
    assert notice.code is NoticeCode.SILENT_GAP
    assert notice.evidence == AudioSpan("s", 10, 30)
    assert "0:10 至 0:30" in notice.message


def test_gaps_close_together_are_told_of_once() -> None:
    heard = [segment("开会了", 0), segment("嗯", 14), segment("散会", 30)]
    reading = read(heard, voices((0, 1, 0), (10, 31, 0)))
    assert [notice.code for notice in reading.notices] == [NoticeCode.SILENT_GAP]


def test_a_breath_without_words_is_not_worth_telling() -> None:
    assert not read([segment("开会了", 0)], voices((0, 1.5, 0))).notices


def test_another_language_is_named() -> None:
    engine = Recorded(voices((0, 3, 0)), Hearing((segment("你好大家好", 0, 0.5),), "en"))
    (notice,) = transcribe_audio(source(), silence(60), ears(engine, engine)).notices
    assert notice.code is NoticeCode.NOT_CHINESE
    assert "英语" in notice.message


def test_speech_that_cannot_be_followed_is_told_of() -> None:
    """A dialect, a far telephone: the words are there, and half of them are wrong."""
    clear, doubtful = segment("我们开会了", 0), segment("阿拉伊讲勿清爽", 2, probability=0.4)
    (notice,) = read([clear, doubtful], voices((0, 4, 0))).notices
    assert notice.code is NoticeCode.UNCLEAR
    assert "58%" in notice.message
    assert not read([clear], voices((0, 1, 0))).notices


def test_unsure_voices_are_told_of() -> None:
    reading = read([segment("开会了", 0)], voices((0, 0.6, 0), unsure=True))
    assert [notice.code for notice in reading.notices] == [NoticeCode.UNSURE_SPEAKERS]


def test_several_people_at_once_are_told_of_once_and_words_there_are_believed_less() -> None:
    """The notice leads to the longest of the places, and short ones are not worth telling."""
    talk = voices((0, 4, 0), (2, 6, 1), (5.5, 9, 0), (7, 11, 1), (12, 13, 0))
    said = [segment("水管漏水了快关", 2.4)]
    reading = read(said, talk)
    (notice,) = (n for n in reading.notices if n.code is NoticeCode.CROWDED)
    assert "4 秒" in notice.message
    assert "0:02、0:07" in notice.message
    assert notice.evidence == AudioSpan(reading.utterances[0].evidence.source_id, 2, 4)
    (alone,) = read(said, voices((0, 4, 0))).utterances
    assert (reading.utterances[0].confidence or 0) < (alone.confidence or 0)


def test_the_evidence_never_passes_the_length_the_file_states() -> None:
    """Decoders pad a few milliseconds; a player shows the file's own length."""
    engine = Recorded(voices((0, 3, 0)), Hearing((segment("散会了", 2.5),)))
    found = transcribe_audio(source(3.0), silence(3.05), ears(engine, engine)).utterances
    assert isinstance(found[-1].evidence, AudioSpan)
    assert found[-1].evidence.end == 3.0


def test_progress_is_told_in_seconds_of_sound_for_every_stage() -> None:
    told: Told = []
    engine = recorded("spoken-meeting")
    transcribe_audio(source(), silence(147.427), ears(engine, engine), tell(told))
    stages = (Stage.LISTEN, Stage.TRANSCRIBE, Stage.DIARIZE)
    assert {stage for stage, *_ in told} == set(stages)
    for stage in stages:
        assert [done for s, done, *_ in told if s is stage][-1] == pytest.approx(147.427)
    assert [total for _, _, total, _ in told] == pytest.approx([147.427] * len(told))
