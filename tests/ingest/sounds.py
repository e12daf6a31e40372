"""Recordings made for a test: little files of every kind, from noise."""

from __future__ import annotations

import wave
from hashlib import sha256
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from mintobrief.domain import Source, SourceKind

RATE = 16_000


def noise(seconds: float) -> NDArray[np.int16]:
    rng = np.random.default_rng(0)
    return (rng.normal(size=int(seconds * RATE)) * 3000).astype(np.int16)


def write_sound(
    path: Path,
    codec: str,
    rate: int = RATE,
    *,
    container: str | None = None,
    layout: str = "mono",
    picture: bool = False,
    seconds: float = 4.0,
    options: dict[str, str] | None = None,
    tags: dict[str, str] | None = None,
) -> Path:
    """Write noise as `codec`, beside a moving picture where one is wanted."""
    with av.open(str(path), "w", format=container, options=options or {}) as output:
        output.metadata.update(tags or {})
        film = output.add_stream("mpeg4", rate=5) if picture else None
        stream = output.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        stream.bit_rate = 64_000  # one encoder has no default
        if film is not None:
            film.width = film.height = 64
            film.pix_fmt = "yuv420p"
            for number in range(int(seconds * 5)):
                image = np.full((64, 64, 3), number, np.uint8)
                frame = av.VideoFrame.from_ndarray(image, format="rgb24")
                frame.pts = number
                output.mux(film.encode(frame))
            output.mux(film.encode(None))
        resampler = av.AudioResampler(stream.format.name, layout, rate, stream.frame_size or 1024)
        sound = av.AudioFrame.from_ndarray(noise(seconds)[None], format="s16", layout="mono")
        sound.sample_rate, sound.pts = RATE, 0
        for piece in [*resampler.resample(sound), *resampler.resample(None)]:
            output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    return path


def write_wav(path: Path, *channels: NDArray[np.int16]) -> Path:
    """Write the very samples, each channel as given."""
    with wave.open(str(path), "wb") as output:
        output.setparams((len(channels), 2, RATE, 0, "NONE", ""))
        output.writeframes(np.stack(channels, axis=1).astype("<i2").tobytes())
    return path


def write_film(path: Path, *tracks: NDArray[np.int16], pictures: int = 20) -> Path:
    """Write a film of five pictures a second with several sound tracks."""
    with av.open(str(path), "w", options={}) as output:
        film = output.add_stream("mpeg4", rate=5)
        film.width = film.height = 64
        film.pix_fmt = "yuv420p"
        streams = [output.add_stream("pcm_s16le", rate=RATE, layout="mono") for _ in tracks]
        for second in range(max(pictures // 5, *(len(track) // RATE for track in tracks))):
            for number in range(5 * second, min(pictures, 5 * second + 5)):
                image = np.random.default_rng(number).integers(0, 255, (64, 64, 3), np.uint8)
                picture = av.VideoFrame.from_ndarray(image, format="rgb24")
                picture.pts = number
                output.mux(film.encode(picture))
            for stream, track in zip(streams, tracks, strict=True):
                piece = track[None, second * RATE : (second + 1) * RATE]
                if piece.size:
                    frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="mono")
                    frame.sample_rate, frame.pts = RATE, second * RATE
                    output.mux(stream.encode(frame))
        output.mux(film.encode(None))
    return path


def source_of(path: Path) -> Source:
    digest = sha256(path.read_bytes()).hexdigest()
    return Source(digest[:12], SourceKind.AUDIO, path.name, digest, path)
