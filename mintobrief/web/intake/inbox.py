"""收件夹: files that are put into a folder become meetings by themselves, while `serve` runs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from mintobrief.config import Settings
from mintobrief.errors import MintobriefError
from mintobrief.export.ledger import ledger_in
from mintobrief.jobs.batch.watch import watch_folder
from mintobrief.store import library_of
from mintobrief.store.library import Library
from mintobrief.store.settings import effective

_LOG = logging.getLogger(__name__)
_LOOK = 5.0  # seconds between two looks at what is set


@dataclass(slots=True)
class _Watched:
    """A folder that is looked at, until it is left."""

    folder: Path
    leave: Event
    thread: Thread

    @property
    def is_over(self) -> bool:
        return not self.thread.is_alive()

    def end(self) -> None:
        self.leave.set()
        self.thread.join()


@contextmanager
def watching(settings: Settings, every: float = _LOOK) -> Iterator[None]:
    """Look at the folder that is set, and at another as soon as that is set."""
    stop = Event()
    thread = Thread(target=_keep_watching, args=(settings, stop, every), name="inbox", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _keep_watching(settings: Settings, stop: Event, every: float) -> None:
    watched: _Watched | None = None
    with library_of(settings) as library:
        while not stop.wait(every):
            wanted = _wanted(library, settings, watched)
            if watched and (watched.folder != wanted or watched.is_over):
                watched.end()
                watched = None
            if wanted and watched is None:
                watched = _begun(wanted, settings)
    if watched:
        watched.end()


def _wanted(library: Library, settings: Settings, watched: _Watched | None) -> Path | None:
    """The folder that is set; where the library is away, the one that was."""
    try:
        return effective(library, settings).watch
    except MintobriefError as exc:
        _LOG.warning("could not ask which folder is watched: %s", exc)
        return watched.folder if watched else None


def _begun(folder: Path, settings: Settings) -> _Watched | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ledger, leave = ledger_in(folder), Event()
    except OSError as exc:
        _LOG.warning("could not watch %s: %s", folder, exc)
        return None
    own = (ledger.csv, ledger.xlsx)
    told = (folder, settings, ledger.keep, own, leave)
    thread = Thread(target=watch_folder, args=told, name="watch", daemon=True)
    thread.start()
    return _Watched(folder, leave, thread)
