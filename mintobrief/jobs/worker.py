"""A worker: takes jobs from the queues of a library and does them until it is stopped."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from threading import Event, Thread, Timer
from types import TracebackType
from typing import Self

from dbos import DBOS

from mintobrief.config import Settings
from mintobrief.errors import StateError
from mintobrief.jobs.bench import Bench, shipped_bench
from mintobrief.jobs.durable import LANES, configured, own_engine
from mintobrief.jobs.hosts import Hosts
from mintobrief.jobs.patience import WEATHER, GaveUp, Patience, Tell, Weather, untold
from mintobrief.jobs.queue import Queue
from mintobrief.jobs.rescue import Rescue
from mintobrief.jobs.slots import Slot, first_free, slots_of
from mintobrief.jobs.steps import Steps
from mintobrief.jobs.workflow import install
from mintobrief.store import library_of
from mintobrief.store.jobs import Jobs

_LOG = logging.getLogger(__name__)
_LOOK = 2.0  # seconds between two looks at what others left behind
_POLL = 0.5  # seconds between two looks at a queue
_GRACE = 10  # seconds that a job has to end by itself when the worker is stopped


class Worker:
    """A context manager that works in threads of this process, the engines in its children.

    One at a time in a process, any number of processes on a library. `make` gives a child its
    engines; `weather` hears what is waited for. What it cannot finish when it is left goes back
    to the queue, and nothing is lost.
    """

    def __init__(
        self,
        settings: Settings,
        make: Callable[[Settings], Bench] = shipped_bench,
        weather: Weather | None = None,
    ) -> None:
        self._settings = settings
        self._make = make
        self._open = ExitStack()
        self._leaving, self._dropping = Event(), Event()
        self._patience = Patience(self._dropping, weather or Weather())
        self.dismissed = Event()

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            self._start(opened)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _start(self, opened: ExitStack) -> None:
        settings = self._settings
        library = opened.enter_context(library_of(settings))
        slots = slots_of(library)
        slot = first_free(slots)
        opened.callback(slot.release)
        hosts = Hosts(self._make, settings)
        opened.callback(hosts.close)
        steps = Steps(library, Jobs(library.database), hosts, settings, self._patience)
        engine = own_engine(library.database)
        opened.callback(engine.dispose)
        DBOS(config=configured(engine, slot.number))
        opened.callback(self._leave)
        at = install(steps)
        DBOS.launch()
        for lane in LANES:
            DBOS.register_queue(
                lane.name, worker_concurrency=lane.taken, polling_interval_sec=_POLL
            )
        queue = opened.enter_context(Queue(library, settings))
        rescue = Rescue(queue, steps.jobs, slots, slot.number, at)
        looking = Thread(target=self._look, args=(rescue, slot), name="rescue", daemon=True)
        looking.start()
        opened.callback(looking.join)
        opened.callback(self._leaving.set)

    def _look(self, rescue: Rescue, slot: Slot) -> None:
        """See to what others left behind, as long as our own place is ours."""
        while not self._leaving.wait(_LOOK):
            if not slot.is_held():
                self.dismissed.set()  # others take us for dead: what we do is theirs now
                self._dropping.set()
                return
            rescue.look()

    def _leave(self) -> None:
        """Take no more, let end what ends soon, drop the rest."""
        late = Timer(_GRACE, self._dropping.set)
        late.start()
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=_GRACE + 5)
        late.cancel()


def run(
    settings: Settings,
    stop: Event,
    make: Callable[[Settings], Bench] = shipped_bench,
    tell: Tell = untold,
) -> None:
    """Work until `stop` is set; begins anew where the place was lost with the database, whose
    return is waited for. `tell` hears, in words for a person, what is waited for. Raises what is
    wrong where not even the beginning succeeds."""
    patience, begun = Patience(stop, Weather(tell)), False
    while not stop.is_set():
        try:
            with Worker(settings, make, patience.weather) as worker:
                begun = True
                patience.weather.good()
                while not stop.wait(_LOOK) and not worker.dismissed.is_set():
                    pass
        except WEATHER as exc:
            if not begun:
                raise
            _waited(patience, exc)


def _waited(patience: Patience, why: StateError) -> None:
    try:
        patience.wait(why)
    except GaveUp:
        return
