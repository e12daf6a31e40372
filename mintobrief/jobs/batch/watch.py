"""A folder in which files keep arriving: each is handed in when it has stopped growing, once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

from mintobrief.config import Settings
from mintobrief.domain.ledger import LedgerRow
from mintobrief.errors import InputError, StateError
from mintobrief.jobs.batch.batch import Batch
from mintobrief.jobs.batch.plan import Unit, plan
from mintobrief.jobs.batch.run import Often, in_groups
from mintobrief.jobs.batch.survey import survey, surveyor
from mintobrief.jobs.crew import Crew
from mintobrief.jobs.queue import Queue
from mintobrief.store import library_of

_LOG = logging.getLogger(__name__)
_LOOK = 2.0  # seconds between two looks at the folder, at least
_STILL = 5.0  # seconds for which nothing of a meeting's files may have changed
_TURN = 0.5
_SHARE = 20  # one part in so many of the time may go into looking

Keep = Callable[[Sequence[LedgerRow]], None]
Print = tuple[tuple[str, int, int], ...]  # path, size and time of change of each file


@dataclass(slots=True)
class Watch:
    """A folder that is looked at again and again; `own` is passed over as in `plan`."""

    folder: Path
    batch: Batch
    crew: Crew
    own: Sequence[Path] = ()
    still: float = _STILL
    _since: dict[str, tuple[Print, float]] = field(default_factory=dict)
    _handed: dict[str, Print] = field(default_factory=dict)

    def step(self, now: float) -> int:
        """Hand in what is new and at rest; returns how many meetings that is.

        `now` is in seconds on any one clock. Raises what `plan` and `Batch.hand_in` raise.
        """
        found = plan(self.folder, self.own)
        self.batch.expect(found)
        prints = ((unit, self._at_rest(unit, now)) for unit in found.units)
        ready = {unit.name: (unit, seen) for unit, seen in prints if seen}
        for looked in in_groups(survey([unit for unit, _ in ready.values()], self.crew)):
            self.batch.hand_in(looked)
            self._handed |= {unit.name: ready[unit.name][1] for unit, _ in looked}
        self.batch.remember()
        return len(ready)

    def _at_rest(self, unit: Unit, now: float) -> Print | None:
        """What the files look like, where they have looked so for long enough and can be opened;
        None too where they were handed in like that."""
        seen = _print_of(unit)
        if seen is None or self._handed.get(unit.name) == seen:
            return None
        before, since = self._since.get(unit.name, (None, now))
        if before != seen:
            self._since[unit.name] = (seen, now)
            return None
        return seen if now - since >= self.still else None


def _print_of(unit: Unit) -> Print | None:
    """None where a file is gone, or held by who writes it."""
    try:
        return tuple(_seen(item.path) for item in unit.items)
    except OSError:
        return None


def _seen(path: Path) -> tuple[str, int, int]:
    with path.open("rb"):
        stat = path.stat()
    return str(path), stat.st_size, stat.st_mtime_ns


def watch_folder(
    folder: Path, settings: Settings, keep: Keep, own: Sequence[Path], stop: Event
) -> None:
    """Hand in what arrives in the folder until `stop` is set; `keep` is given the ledger.

    A folder or a database that is gone for a while is waited for.
    """
    with (
        library_of(settings) as library,
        Queue(library, settings) as queue,
        surveyor() as crew,
    ):
        batch = Batch(folder, library, queue, lambda _, __: None, settings.cache)
        watch = Watch(folder, batch, crew, own)
        looking, told = Often(_LOOK, _SHARE), _Told(keep)
        while not stop.wait(_TURN):
            looking.do(lambda: _look(watch, told))
        told.tell(watch.batch.rows())


def _look(watch: Watch, told: _Told) -> None:
    try:
        watch.step(monotonic())
        watch.batch.look()
        told.tell(watch.batch.rows())
    except (InputError, StateError) as exc:
        _LOG.warning("could not look at the folder: %s", exc)


@dataclass(slots=True)
class _Told:
    """Keeps a ledger where it differs from the last."""

    keep: Keep
    last: list[LedgerRow] | None = None

    def tell(self, rows: list[LedgerRow]) -> None:
        if rows != self.last:
            self.keep(rows)
            self.last = rows
