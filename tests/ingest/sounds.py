"""Recordings made for a test: little files of every kind, from noise."""

from __future__ import annotations

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
) -> Path:
    """Write noise as `codec`, beside a moving picture where one is wanted."""
    with av.open(str(path), "w", format=container, options={}) as output:
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


def source_of(path: Path) -> Source:
    digest = sha256(path.read_bytes()).hexdigest()
    return Source(digest[:12], SourceKind.AUDIO, path.name, digest, path)
