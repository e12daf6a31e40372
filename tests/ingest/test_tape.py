"""Whatever the recorder did with its channels, levels and tracks, the speech is on the tape."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from mintobrief.ingest.audio import open_sound
from mintobrief.ingest.tape import Mixer
from mintobrief.progress import Stage
from tests.ingest.sounds import RATE, noise, source_of, write_film, write_sound, write_wav

SPEECH = noise(4.0)
SILENCE = np.zeros_like(SPEECH)
OTHER = (np.random.default_rng(9).normal(size=len(SPEECH)) * 3000).astype(np.int16)


def taped(path: Path) -> NDArray[np.float64]:
    return open_sound(source_of(path), path.parent).samples.astype(np.float64)


def likeness(found: NDArray[np.float64], said: NDArray[np.int16]) -> float:
    """Correlation, whichever way round."""
    length = min(len(found), len(said))
    return abs(float(np.corrcoef(found[:length], said[:length])[0, 1]))


@pytest.mark.parametrize("second", [SPEECH, -SPEECH, SILENCE, SPEECH // 100, -SPEECH // 4])
def test_speech_is_heard_whatever_the_second_channel_does(
    tmp_path: Path, second: NDArray[np.int16]
) -> None:
    found = taped(write_wav(tmp_path / "a.wav", SPEECH, second))
    assert likeness(found, SPEECH) > 0.99
    assert np.abs(found).mean() > 0.4 * np.abs(SPEECH.astype(float)).mean()


def test_a_channel_the_wrong_way_round_is_turned_even_in_noise() -> None:
    """What is common is speech, even where the noise of each channel is louder."""
    rng = np.random.default_rng(0)
    voice = rng.normal(size=RATE)
    channels = np.stack([voice, -voice]) + 1.5 * rng.normal(size=(2, RATE))
    mixed = Mixer().mix(channels.astype(np.float32))
    assert abs(np.corrcoef(mixed, voice)[0, 1]) > 0.6


def test_two_sides_of_a_call_are_both_heard(tmp_path: Path) -> None:
    """A telephone recorder gives each side its own channel."""
    found = taped(write_wav(tmp_path / "a.wav", SPEECH, OTHER))
    assert likeness(found, SPEECH) > 0.6
    assert likeness(found, OTHER) > 0.6


@pytest.mark.parametrize("count", [3, 4, 6, 8])
def test_one_live_microphone_of_many_is_heard(tmp_path: Path, count: int) -> None:
    dead = [SILENCE] * (count - 1)
    found = taped(write_wav(tmp_path / "a.wav", *dead, SPEECH))
    assert likeness(found, SPEECH) > 0.99


def test_channels_that_do_not_cancel_out_are_left_as_they_are() -> None:
    mixer = Mixer()
    rng = np.random.default_rng(1)
    for _ in range(20):
        voice = rng.normal(size=RATE)
        mixed = mixer.mix(np.stack([voice, voice]).astype(np.float32))
        assert np.allclose(mixed, voice, atol=1e-5)


@pytest.mark.parametrize("decibels", [-40, -50, -60])
def test_a_recording_that_is_far_too_quiet_is_brought_up(tmp_path: Path, decibels: int) -> None:
    quiet = np.rint(SPEECH * 10 ** (decibels / 20)).astype(np.int16)
    found = taped(write_wav(tmp_path / "a.wav", quiet))
    assert np.abs(found).mean() > 1000
    assert likeness(found, SPEECH) > 0.95


def test_a_knock_on_the_table_does_not_keep_the_speech_quiet(tmp_path: Path) -> None:
    quiet = (SPEECH // 300).copy()
    quiet[RATE : RATE + 4] = 32767
    assert np.median(np.abs(taped(write_wav(tmp_path / "a.wav", quiet)))) > 1000


@pytest.mark.parametrize("sound", [SPEECH, np.clip(SPEECH.astype(int) * 20, -32768, 32767)])
def test_a_normal_or_a_clipped_recording_stays_as_it_is(
    tmp_path: Path, sound: NDArray[np.int16]
) -> None:
    assert np.array_equal(taped(write_wav(tmp_path / "a.wav", sound.astype(np.int16))), sound)


@pytest.mark.parametrize("amplitude", [0, 1, 3])
def test_silence_stays_silence(tmp_path: Path, amplitude: int) -> None:
    """What a recorder writes when nothing is plugged in is not made into a storm."""
    dither = np.random.default_rng(0).integers(-amplitude, amplitude + 1, 2 * RATE)
    found = taped(write_wav(tmp_path / "a.wav", dither.astype(np.int16)))
    assert np.abs(found).max() <= 3


@pytest.mark.parametrize("suffix", ["mkv", "mov"])
def test_a_film_whose_first_track_is_silent_is_heard_on_its_second(
    tmp_path: Path, suffix: str
) -> None:
    found = taped(write_film(tmp_path / f"a.{suffix}", SILENCE, SPEECH))
    assert likeness(found, SPEECH) > 0.99


def test_of_several_tracks_with_sound_one_is_used(tmp_path: Path) -> None:
    found = taped(write_film(tmp_path / "a.mkv", SPEECH, OTHER))
    assert len(found) == len(SPEECH)
    assert max(likeness(found, SPEECH), likeness(found, OTHER)) > 0.99


def test_a_film_that_is_silent_on_every_track_is_silent(tmp_path: Path) -> None:
    found = taped(write_film(tmp_path / "a.mkv", SILENCE, SILENCE))
    assert len(found) == len(SILENCE)
    assert not found.any()


@pytest.mark.parametrize("rate", [8000, 11_025, 22_050, 96_000])
def test_every_rate_becomes_sixteen_kilohertz(tmp_path: Path, rate: int) -> None:
    path = write_sound(tmp_path / "a.wav", "pcm_s16le", rate)
    assert len(taped(path)) == pytest.approx(4 * RATE, abs=50)


def test_a_second_of_sound_is_a_second_of_sound(tmp_path: Path) -> None:
    assert len(taped(write_wav(tmp_path / "a.wav", SPEECH[:RATE]))) == RATE


def test_pauses_between_pieces_in_several_formats_keep_the_clock(tmp_path: Path) -> None:
    """Half a second that the resampler still holds is not taken for a jump."""
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("pcm_s16le", rate=RATE, layout="mono")
        for start in (0.0, 0.5, 1.0, 4.25):
            frame = av.AudioFrame.from_ndarray(noise(0.5)[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, round(start * RATE)
            output.mux(stream.encode(frame))
    found = taped(path)
    assert len(found) == round(4.75 * RATE)
    assert not found[round(1.55 * RATE) : round(4.2 * RATE)].any()
    assert np.array_equal(found[-RATE // 2 :], noise(0.5))


def test_what_was_given_back_is_read_again(tmp_path: Path) -> None:
    sound = open_sound(source_of(write_wav(tmp_path / "a.wav", SPEECH)), tmp_path)
    sound.release()
    assert np.array_equal(sound.samples, SPEECH)


def test_decoding_is_told_of_in_seconds_of_sound(tmp_path: Path) -> None:
    told: list[tuple[Stage, float, float]] = []
    open_sound(
        source_of(write_wav(tmp_path / "a.wav", SPEECH)),
        tmp_path,
        lambda stage, done, total, _="": told.append((stage, done, total)),
    )
    assert {stage for stage, *_ in told} == {Stage.DECODE}
    assert told[-1][1:] == pytest.approx((4.0, 4.0))
