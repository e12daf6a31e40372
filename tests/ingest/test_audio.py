"""Recordings of every kind become 16 kHz mono on the clock of a player, or say what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from mintobrief.domain import NoticeCode
from mintobrief.errors import CacheUnwritable, EmptyFile, NoAudio, TooLarge, UnreadableFile
from mintobrief.ingest import audio
from mintobrief.ingest.audio import RATE, open_sound, probe
from tests.ingest.sounds import noise, source_of, write_sound

KINDS: dict[str, Callable[[Path], Path]] = {
    "wav": lambda p: write_sound(p / "a.wav", "pcm_s16le"),
    "stereo wav": lambda p: write_sound(p / "a.wav", "pcm_s16le", 44_100, layout="stereo"),
    "mp3": lambda p: write_sound(p / "a.mp3", "libmp3lame", 44_100),
    "m4a": lambda p: write_sound(p / "a.m4a", "aac", 44_100, container="mp4"),
    "aac": lambda p: write_sound(p / "a.aac", "aac", 44_100, container="adts"),
    "amr": lambda p: write_sound(p / "a.amr", "libopencore_amrnb", 8000),
    "flac": lambda p: write_sound(p / "a.flac", "flac"),
    "opus": lambda p: write_sound(p / "a.opus", "libopus", 48_000, container="ogg"),
    "wma": lambda p: write_sound(p / "a.wma", "wmav2", 44_100, container="asf", layout="stereo"),
    "webm": lambda p: write_sound(p / "a.webm", "libopus", 48_000, container="webm"),
    "mp4": lambda p: write_sound(p / "a.mp4", "aac", 44_100, picture=True),
    "mov": lambda p: write_sound(p / "a.mov", "aac", 44_100, picture=True),
    "mkv": lambda p: write_sound(p / "a.mkv", "aac", 44_100, picture=True),
    "avi": lambda p: write_sound(p / "a.avi", "libmp3lame", 44_100, picture=True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_recording_is_decoded_whole(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path)
    sound = open_sound(source_of(path), tmp_path)
    assert len(sound.samples) / RATE == pytest.approx(4.0, abs=0.1)
    assert probe(path, path.name).seconds == pytest.approx(len(sound.samples) / RATE, abs=0.1)
    assert sound.samples.dtype == np.int16
    assert np.abs(sound.samples.astype(int)).mean() > 500
    assert sound.notices == ()


def test_the_samples_are_those_of_the_file(tmp_path: Path) -> None:
    sound = open_sound(source_of(write_sound(tmp_path / "a.wav", "pcm_s16le")), tmp_path)
    assert np.array_equal(sound.samples, noise(4.0))


def test_the_samples_stay_on_disk(tmp_path: Path) -> None:
    sound = open_sound(source_of(write_sound(tmp_path / "a.wav", "pcm_s16le")), tmp_path)
    assert not sound.samples.flags.owndata
    assert sound.mapping is not None
    assert len(sound.mapping) == sound.samples.nbytes


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps what is mapped")
def test_a_program_killed_leaves_no_recording_behind(tmp_path: Path) -> None:
    """The decoded sound has no name once it is mapped: nothing need be tidied away."""
    path = KINDS["wav"](tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    sound = open_sound(source_of(path), scratch)
    assert not list(scratch.iterdir())
    assert sound.samples[-1] == sound.samples[len(sound.samples) - 1]


def test_a_jump_of_the_recorders_clock_is_silence(tmp_path: Path) -> None:
    """The second the reviewer seeks to in a player must be the second we name."""
    path = tmp_path / "pause.mkv"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("pcm_s16le", rate=RATE, layout="mono")
        for start in (0, 10):
            frame = av.AudioFrame.from_ndarray(noise(1.0)[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, start * RATE
            output.mux(stream.encode(frame))
    samples = open_sound(source_of(path), tmp_path).samples
    assert len(samples) == pytest.approx(11 * RATE, abs=20)
    assert not samples[2 * RATE : 9 * RATE].any()
    assert samples[round(10.1 * RATE) :].any()


@pytest.mark.parametrize("kind", ["wav", "flac", "webm", "avi"])
def test_a_file_cut_short_is_used_up_to_the_break(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    sound = open_sound(source_of(path), tmp_path)
    assert 1.0 < len(sound.samples) / RATE < 3.5
    assert [notice.code for notice in sound.notices] == [NoticeCode.TRUNCATED]


@pytest.mark.parametrize("kind", ["mp3", "aac", "amr"])
def test_a_spoiled_end_is_told_of(kind: str, tmp_path: Path) -> None:
    path = KINDS[kind](tmp_path)
    content = path.read_bytes()
    junk = np.random.default_rng(1).integers(0, 256, len(content) // 2, dtype=np.uint8)
    path.write_bytes(content[: len(content) // 2] + junk.tobytes())
    sound = open_sound(source_of(path), tmp_path)
    assert len(sound.samples) > RATE
    assert [notice.code for notice in sound.notices] == [NoticeCode.TRUNCATED]


def test_noise_under_the_name_of_a_recording_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(np.random.default_rng(2).bytes(100_000))
    with pytest.raises(UnreadableFile, match=r"a\.mp3"):
        probe(path, path.name)


def test_a_file_spoiled_from_the_start_is_refused(tmp_path: Path) -> None:
    path = KINDS["flac"](tmp_path)
    path.write_bytes(path.read_bytes()[:200] + bytes(50_000))
    with pytest.raises(UnreadableFile):
        open_sound(source_of(path), tmp_path)


def test_an_empty_file_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.touch()
    with pytest.raises(EmptyFile):
        probe(path, path.name)


def test_a_film_without_sound_advises_to_check_the_microphone(tmp_path: Path) -> None:
    path = tmp_path / "mute.mp4"
    with av.open(str(path), "w") as output:
        film = output.add_stream("mpeg4", rate=5)
        film.width = film.height = 64
        film.pix_fmt = "yuv420p"
        output.mux(film.encode(av.VideoFrame(64, 64, "yuv420p")))
        output.mux(film.encode(None))
    with pytest.raises(NoAudio, match="麦克风"):
        probe(path, path.name)


def playlist(target: Path) -> str:
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:4,\nfile:{target}\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    "disguise",
    [playlist, lambda p: f"ffconcat version 1.0\nfile {p.name}\n", lambda p: f"<MPD>{p}</MPD>"],
    ids=["hls", "concat", "dash"],
)
@pytest.mark.parametrize("suffix", [".mp3", ".m3u8", ".ffconcat"])
def test_a_playlist_in_disguise_opens_no_other_file(
    disguise: Callable[[Path], str], suffix: str, tmp_path: Path
) -> None:
    other = write_sound(tmp_path / "secret.ts", "aac", 44_100, container="mpegts")
    path = tmp_path / f"list{suffix}"
    path.write_text(disguise(other), "utf-8")
    with pytest.raises(UnreadableFile):
        probe(path, path.name)


def test_a_recording_longer_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sound(tmp_path / "a.wav", "pcm_s16le")
    monkeypatch.setattr(audio, "LONGEST", 3.0)
    with pytest.raises(TooLarge, match=r"a\.wav"):
        probe(path, path.name)
    with pytest.raises(TooLarge, match=r"a\.wav"):
        open_sound(source_of(path), tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "a.wav", "pcm_s16le")
    with pytest.raises(CacheUnwritable, match="nowhere"):
        open_sound(source_of(path), tmp_path / "nowhere")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_a_full_disk_is_named(tmp_path: Path) -> None:
    source = source_of(write_sound(tmp_path / "a.wav", "pcm_s16le"))
    work = tmp_path / "work"
    work.mkdir()
    (work / f"{source.sha256[:16]}.s16").symlink_to("/dev/full")
    with pytest.raises(CacheUnwritable, match="磁盘满了"):
        open_sound(source, work)
