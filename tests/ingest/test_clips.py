"""What a resolution rests on is cut out of its file: the second of sound, the line of a page."""

from __future__ import annotations

import io
import wave
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mintobrief.domain import (
    AudioSpan,
    Box,
    Clip,
    Field,
    Header,
    Meeting,
    Resolution,
    ScanRegion,
    Source,
    SourceKind,
    TextSpan,
    Utterance,
)
from mintobrief.ingest import clips_of

RATE = 16_000
SECONDS = 6


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    """A recording whose every second has its own level, a page with one black line, and notes."""
    levels = np.repeat(np.arange(1, SECONDS + 1, dtype=np.int16) * 3000, RATE)
    with wave.open(str(tmp_path / "a.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((levels * np.sign(np.sin(np.arange(len(levels))))).astype("<i2").tobytes())
    page = np.full((200, 300, 3), 255, np.uint8)
    page[100:120] = 0
    Image.fromarray(page).save(tmp_path / "s.png")
    sources = (
        given(tmp_path / "a.wav", SourceKind.AUDIO, seconds=float(SECONDS)),
        given(tmp_path / "s.png", SourceKind.SCAN, pages=1),
        Source("n", SourceKind.NOTES, "n.txt", "c" * 64, tmp_path / "n.txt", text="修好道闸。"),
    )
    utterances = (
        Utterance(0, "换钢丝绳。", AudioSpan("a", 2.0, 3.0), "S1"),
        Utterance(0, "电动车棚。", ScanRegion("s", 1, Box(20, 100, 280, 120))),
        Utterance(0, "修好道闸。", TextSpan("n", 0, 5)),
    )
    lift = Resolution("r1", Field("换钢丝绳"), (0, 1))
    gate = Resolution("r2", Field("修好道闸"), (0, 2))
    return Meeting("m", Header(), sources, utterances, resolutions=(lift, gate))


def given(path: Path, kind: SourceKind, **more: object) -> Source:
    digest = sha256(path.read_bytes()).hexdigest()
    return Source(path.stem, kind, path.name, digest, path, **more)  # type: ignore[arg-type]


def test_each_utterance_has_its_clip_once(meeting: Meeting) -> None:
    """Words of notes are quoted where they are shown; two resolutions may share a sentence."""
    clips = clips_of(meeting, meeting.resolutions)
    assert [(clip.utterance, clip.suffix) for clip in clips] == [(0, "wav"), (1, "jpg")]
    assert clips_of(meeting, ()) == ()


def test_a_clip_of_sound_is_its_seconds_and_a_little_around(meeting: Meeting) -> None:
    sound = clips_of(meeting, meeting.resolutions)[0]
    with wave.open(io.BytesIO(sound.content)) as heard:
        assert (heard.getframerate(), heard.getnframes()) == (RATE, 2 * RATE)
        samples = np.frombuffer(heard.readframes(2 * RATE), "<i2")
    loudest = np.abs(samples[RATE // 2 + 800 : RATE + RATE // 2 - 800]).max()
    before = np.abs(samples[: RATE // 2 - 800]).max()
    assert loudest > before  # each second is louder than the one before


def test_a_clip_of_a_page_is_its_line(meeting: Meeting) -> None:
    picture = Image.open(io.BytesIO(clips_of(meeting, meeting.resolutions)[1].content))
    assert picture.size == (260 + 16, 20 + 16)
    assert picture.convert("L").getpixel((138, 18)) < 50  # type: ignore[operator]


def test_a_file_that_is_gone_leaves_its_clips_empty(meeting: Meeting) -> None:
    for source in meeting.sources[:2]:
        source.path.unlink()
    clips = clips_of(meeting, meeting.resolutions)
    assert clips == (Clip(0, "wav", b""), Clip(1, "jpg", b""))
