"""What was heard is kept window by window: a program that was killed goes on from there.

Each window is a file of its own, named by all that its words depend on: the sound in it, the
speech expected, the model, this very program. So nothing old is ever mistaken for an answer,
two programs at work on one recording write the same files, and there is nothing to invalidate.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mintobrief import __version__
from mintobrief.transcribe.heard import RATE, Report, Samples, Segment, Stretch, Transcriber, Word

_KEPT = 14 * 24 * 3600.0  # seconds after its last use
_ROOM = 500 * 2**20  # bytes for all of them


class Checkpointed:
    """A transcriber that looks under `folder` first, and keeps there what it hears.

    A folder that cannot be written costs the checkpoints and not the recording: the words of
    an hour are not thrown away because the disk is full.
    """

    def __init__(self, transcriber: Transcriber, folder: Path) -> None:
        self._transcriber = transcriber
        self._folder = folder
        sweep(folder)

    @property
    def identity(self) -> str:
        return self._transcriber.identity

    def hear(
        self, samples: Samples, window: Stretch, speech: Sequence[Stretch], report: Report
    ) -> tuple[Segment, ...]:
        path = self._folder / f"{self._name(samples, window, speech)}.json"
        kept = _load(path, window)
        if kept is not None:
            return kept
        segments = self._transcriber.hear(samples, window, speech, report)
        with suppress(OSError):
            _save(path, segments)
        return segments

    def language(self, samples: Samples, speech: Sequence[Stretch]) -> str | None:
        return self._transcriber.language(samples, speech)

    def _name(self, samples: Samples, window: Stretch, speech: Sequence[Stretch]) -> str:
        asked = f"{_program()} {self.identity} {window} {tuple(speech)}"
        digest = sha256(asked.encode())
        digest.update(samples[int(window.start * RATE) : round(window.end * RATE) + 1].tobytes())
        return digest.hexdigest()


def sweep(folder: Path, now: float | None = None) -> None:
    """Remove what was not used for two weeks, and the oldest of what takes too much room."""
    now = time() if now is None else now
    room = _ROOM
    for path, stat in sorted(_files(folder), key=lambda file: -file[1].st_mtime):
        room -= stat.st_size
        if room < 0 or now - stat.st_mtime > _KEPT:
            with suppress(OSError):  # another program swept it first
                path.unlink()


def _files(folder: Path) -> Iterable[tuple[Path, os.stat_result]]:
    for path in folder.glob("*"):
        with suppress(OSError):
            yield path, path.stat()


def _load(path: Path, window: Stretch) -> tuple[Segment, ...] | None:
    """What is kept there; None where nothing is, or something else than we write."""
    try:
        kept: tuple[Segment, ...] = _read(tuple[Segment, ...], json.loads(path.read_bytes()))
        os.utime(path)  # in use: not to be swept
        sound = all(_is_heard(segment, window) for segment in kept)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return kept if sound else None


def _is_heard(segment: Segment, window: Stretch) -> bool:
    """False for what no recogniser says: what a bad disk left may still be JSON of our shape."""
    if not segment.words or not all(_is_word(word) for word in segment.words):
        return False
    return segment.start >= 0 and segment.end <= window.end + 1


def _is_word(word: Word) -> bool:
    chances = (word.probability, *(option.probability for option in word.options))
    if not all(0 <= chance <= 1 for chance in chances):
        return False
    text = word.text.strip()
    return bool(text) and text.isprintable() and 0 <= word.start <= word.end


def _save(path: Path, segments: Iterable[Segment]) -> None:
    """All of it or nothing: a program killed here leaves no half a window."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = json.dumps([asdict(segment) for segment in segments], ensure_ascii=False)
    with NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
        try:
            file.write(written.encode())
            file.close()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise


def _read(kind: Any, value: Any) -> Any:
    """The dataclass, tuple or plain value of that kind. Raises ValueError, TypeError for others."""
    if get_origin(kind) in (Union, UnionType):
        if value is None and type(None) in get_args(kind):
            return None
        return _read(next(one for one in get_args(kind) if one is not type(None)), value)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value)
    if isinstance(kind, type) and is_dataclass(kind):
        fields = get_type_hints(kind)
        if not isinstance(value, dict) or value.keys() != fields.keys():
            raise TypeError(f"{value!r} has not the fields of {kind}")
        return kind(**{name: _read(one, value[name]) for name, one in fields.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, (int, float) if kind is float else kind):
        raise TypeError(f"{value!r} is no {kind}")
    return value


def _read_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    if kinds[1:] == (...,):
        return tuple(_read(kinds[0], item) for item in value)
    return tuple(_read(kind, item) for kind, item in zip(kinds, value, strict=True))


@cache
def _program() -> str:
    """Changes with every change of what recognises speech."""
    digest = sha256(__version__.encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
