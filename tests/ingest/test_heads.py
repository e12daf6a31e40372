"""Recordings that are locked, or that nobody finished, say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mintobrief.domain import NoticeCode
from mintobrief.errors import ProtectedSound, UnreadableFile
from mintobrief.ingest import open_source
from mintobrief.ingest.audio import open_sound
from mintobrief.ingest.heads import is_protected
from tests.ingest.sounds import noise, source_of, write_film, write_sound

KEYS = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": "76a6c65c5ea762046bd749a2e632ccbb",
    "encryption_kid": "a7e61c373e219033c21091fa607bf3b8",
}
LOCK = bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e")


def locked_m4a(folder: Path) -> Path:
    return write_sound(folder / "歌.m4a", "aac", 44_100, container="mp4", options=KEYS)


def locked_wma(folder: Path) -> Path:
    """A lock in the head, as Windows Media writes it."""
    path = write_sound(folder / "歌.wma", "wmav2", 44_100, container="asf", layout="stereo")
    content = path.read_bytes()
    size = int.from_bytes(content[16:24], "little")
    lock = LOCK + (24).to_bytes(8, "little")
    path.write_bytes(
        content[:16]
        + (size + len(lock)).to_bytes(8, "little")
        + content[24:size]
        + lock
        + content[size:]
    )
    return path


@pytest.mark.parametrize("make", [locked_m4a, locked_wma])
def test_a_locked_recording_is_named_as_such(make: Callable[[Path], Path], tmp_path: Path) -> None:
    with pytest.raises(ProtectedSound, match="版权保护"):
        open_source(make(tmp_path))


@pytest.mark.parametrize(("name", "codec"), [("a.m4a", "aac"), ("a.wma", "wmav2"), ("a.mp3", None)])
def test_an_open_recording_is_not_called_locked(
    name: str, codec: str | None, tmp_path: Path
) -> None:
    path = write_sound(tmp_path / name, codec or "libmp3lame", 44_100, layout="stereo")
    assert not is_protected(path)


@pytest.mark.parametrize("name", ["a.m4a", "a.mp4", "a.mov"])
def test_a_recorder_that_lost_power_is_the_reason_given(name: str, tmp_path: Path) -> None:
    """The index comes last, so that without a proper end nothing can be decoded."""
    path = write_sound(tmp_path / name, "aac", 44_100, container=name[2:].replace("m4a", "mp4"))
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"moov") - 4])
    with pytest.raises(UnreadableFile, match="没有正常结束"):
        open_source(path)


CUT = {
    "mp3 that states its frames": lambda p: write_sound(p / "a.mp3", "libmp3lame", 44_100),
    "ogg": lambda p: write_sound(p / "a.ogg", "libopus", 48_000),
    "wma": lambda p: write_sound(p / "a.wma", "wmav2", 44_100, layout="stereo"),
    "film": lambda p: write_film(p / "a.mkv", noise(4.0)),
}


@pytest.mark.parametrize("kind", CUT)
def test_a_copy_that_broke_off_is_used_and_told_of(kind: str, tmp_path: Path) -> None:
    path = CUT[kind](tmp_path)
    assert open_sound(source_of(path), tmp_path).notices == ()
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    sound = open_sound(source_of(path), tmp_path)
    assert len(sound.samples) > 16_000
    assert [notice.code for notice in sound.notices] == [NoticeCode.TRUNCATED]


def test_a_film_whose_sound_ends_first_did_not_break_off(tmp_path: Path) -> None:
    """Somebody switched the microphone off and let the camera run."""
    path = write_film(tmp_path / "a.mkv", noise(2.0), pictures=50)
    sound = open_sound(source_of(path), tmp_path)
    assert sound.notices == ()
    assert len(sound.samples) == 32_000


@pytest.mark.parametrize("name", ["a.wav", "a.m4a", "a.wma", "a.mp4", "录音"])
def test_a_recording_under_a_wrong_name_is_taken_for_what_it_is(name: str, tmp_path: Path) -> None:
    path = write_sound(tmp_path / "x.mp3", "libmp3lame", 44_100).rename(tmp_path / name)
    source = open_source(path)
    assert source.seconds == pytest.approx(4.0, abs=0.1)
    assert len(open_sound(source, tmp_path).samples) == pytest.approx(64_000, abs=2000)
