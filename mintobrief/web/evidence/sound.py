"""Recordings as browsers play them: as they are where they can, else decoded once."""

from __future__ import annotations

import wave
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from mintobrief.domain import Source
from mintobrief.errors import CacheUnwritable
from mintobrief.ingest import open_sound, scratch_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RATE = 16_000
_AT_ONCE = 1 << 20  # samples
_HEAD = 24  # bytes that tell
# what every browser of the last years plays and finds any second of; an MP3 without an index is
# only played near the second asked for, so it is decoded
_PLAYED = {b"OggS": "audio/ogg", b"fLaC": "audio/flac"}
_PLAIN = (b"\x01\0", b"\x03\0")  # the samples of a WAV are numbers, nothing packed
_DECODING = Lock()  # one page asks for several ranges at once


def playable(source: Source, folder: Path) -> tuple[Path, str]:
    """A file that a browser plays, and its media type; made in `folder` where need be.

    Raises what opening a recording raises, and CacheUnwritable.
    """
    kind = _played(source.path)
    if kind:
        return source.path, kind
    path = folder / f"{source.sha256}.wav"
    with _DECODING:
        if not path.exists():
            _decode(source, path)
    return path, "audio/wav"


def _played(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head[4:11] == b"ftypM4A":
        return "audio/mp4"
    if head.startswith(b"RIFF") and head[8:16] == b"WAVEfmt " and head[20:22] in _PLAIN:
        return "audio/wav"
    return _PLAYED.get(head[:4])


def _decode(source: Source, path: Path) -> None:
    """The sound as the recogniser heard it: its seconds are those of the transcript."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(path.parent) as scratch:
            made = scratch / path.name
            _write(open_sound(source, scratch).samples, made)
            made.replace(path)
    except OSError as exc:
        raise CacheUnwritable(str(path.parent), exc) from exc


def _write(samples: NDArray[np.int16], path: Path) -> None:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        for start in range(0, len(samples), _AT_ONCE):
            out.writeframes(samples[start : start + _AT_ONCE].tobytes())
