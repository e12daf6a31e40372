"""How loud a recording is, for the picture of its sound: counted once, while requests go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from mintobrief.domain import Source
from mintobrief.errors import MintobriefError
from mintobrief.ingest import open_sound, scratch_folder
from mintobrief.web.evidence.prints import keep

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

A_SECOND = 20  # peaks
_RATE = 16_000
_EACH = _RATE // A_SECOND  # samples
_AT_ONCE = _EACH * A_SECOND * 60  # samples
_LOUDEST = 1 << 15


class Waves:
    """The recordings whose peaks are being counted, one at a time, and those that have none."""

    def __init__(self) -> None:
        self._making: set[Path] = set()
        self._failed: dict[Path, str] = {}
        self._lock = Lock()
        self._turn = Lock()

    def ask(self, source: Source, folder: Path) -> Path | None:
        """The file of peaks, one byte each, A_SECOND of them a second; None as long as it is made.

        Returns at once. Raises NoWave where the recording cannot be read.
        """
        path = folder / f"{source.sha256}.peaks"
        if path.exists():
            return path
        with self._lock:
            if path in self._failed:
                raise NoWave(self._failed[path])
            if path not in self._making:
                self._making.add(path)
                thread = Thread(target=self._make, args=(source, path), name="wave", daemon=True)
                thread.start()
        return None

    def _make(self, source: Source, path: Path) -> None:
        failed = "程序出错了"  # the thread prints the traceback
        try:
            with self._turn:
                keep(path, _counted(source, path.parent))
            failed = ""
        except MintobriefError as exc:
            failed = str(exc)
        finally:
            with self._lock:
                self._making.discard(path)
                if failed:
                    self._failed[path] = failed


class NoWave(Exception):
    """The sound cannot be drawn; says why."""


WAVES = Waves()  # of this program: its pages share one processor


def _counted(source: Source, folder: Path) -> bytes:
    with scratch_folder(folder) as scratch:
        sound = open_sound(source, scratch)
        found = b"".join(_peaks(sound.samples))
        del sound  # what maps the file lets go of it
    return found


def _peaks(samples: NDArray[np.int16]) -> Iterator[bytes]:
    """The loudest of every few samples, a minute of sound at a time."""
    import numpy as np

    for start in range(0, len(samples), _AT_ONCE):
        loud = np.abs(samples[start : start + _AT_ONCE].astype(np.int32))
        edges = np.arange(0, len(loud), _EACH)
        yield (np.maximum.reduceat(loud, edges) * 255 // _LOUDEST).astype(np.uint8).tobytes()
