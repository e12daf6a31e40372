"""The meetings of a folder as jobs, and what has become of them so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from math import inf
from pathlib import Path
from time import monotonic

from mintobrief.domain import Meeting, Request, SourceKind
from mintobrief.domain.job import Job, JobState
from mintobrief.domain.ledger import Fate, LedgerRow
from mintobrief.errors import InputError, UnknownMeeting
from mintobrief.jobs.batch.account import Handed, left_out_row, rows_of
from mintobrief.jobs.batch.memory import Memory
from mintobrief.jobs.batch.names import in_order
from mintobrief.jobs.batch.plan import Plan, Unit
from mintobrief.jobs.batch.survey import Seen
from mintobrief.jobs.batch.tally import Meter, Tally
from mintobrief.jobs.queue import Papers, Queue
from mintobrief.store.library import Library
from mintobrief.store.standing import BatchJob, standings

_AT_A_TIME = 0.5  # seconds for what ended since the last look, so that a screen goes on

Finished = Callable[[Unit, Sequence[Meeting]], None]
Looked = tuple[Unit, tuple[Seen, ...]]


class Batch:
    """What is handed in of one folder; the same folder again is the same batch.

    `finished` is called with the meetings of each job that is done, once, and the unit that was
    the first to ask for it. What is found out of files is remembered under `cache`.
    """

    def __init__(
        self, folder: Path, library: Library, queue: Queue, finished: Finished, cache: Path
    ) -> None:
        self.id = sha256(str(folder.resolve()).encode(errors="surrogateescape")).hexdigest()
        self._library = library
        self._queue = queue
        self._finished = finished
        self._memory = Memory(cache / "batches" / f"{self.id}.json.gz")
        self._meter = Meter()
        self._plan = Plan((), ())
        self._handed: dict[str, Handed] = {}
        self._settled: dict[str, tuple[LedgerRow, ...]] = {}
        self._first: dict[str, str] = {}
        self._unit_of: dict[str, str] = {}
        self._asked_by: dict[str, Unit] = {}

    def expect(self, plan: Plan) -> None:
        """Account for what is left out too, and for what is to be handed in later."""
        self._plan = plan

    def hand_in(self, looked: Sequence[Looked]) -> None:
        """Have units converted; what cannot be used is left out of them, and told of."""
        for handed in self._hand_in([Handed(unit, seen) for unit, seen in looked]):
            self._note(handed)

    def _note(self, handed: Handed) -> None:
        unit = handed.unit
        for (item, _), digest in zip(handed.used, handed.hashes, strict=False):
            self._first.setdefault(digest, item.name)
        for item in unit.items:  # in a folder that is watched, files join others
            before = self._unit_of.get(item.name, unit.name)
            self._unit_of[item.name] = unit.name
            if before != unit.name:
                self._handed.pop(before, None)
                self._settled.pop(before, None)
        if handed.job_id:
            self._asked_by.setdefault(handed.job_id, unit)
        self._handed[unit.name] = handed
        self._settled.pop(unit.name, None)

    def _hand_in(self, found: Sequence[Handed]) -> Iterator[Handed]:
        asked = [_asked(handed) for handed in found if handed.used]
        jobs = iter(self._queue.enqueue_all(asked, self.id, self._memory.ask))
        for handed in found:
            if not handed.used:
                yield handed
                continue
            job = next(jobs)
            if isinstance(job, InputError):  # it went away, or was written to, since
                yield Handed(handed.unit, handed.seen, refused=job)
            else:
                yield Handed(handed.unit, handed.seen, job.id, _hashes(job))

    def remember(self) -> None:
        """Keep what was found out of the files for the next time that the batch is run."""
        self._memory.keep()

    @property
    def is_over(self) -> bool:
        """Whether all that was handed in is done and accounted for."""
        return len(self._settled) == len(self._handed)

    def look(self, files: int = 0) -> Tally:
        """How far it is; `files` are those there will be, where not all are handed in yet."""
        at = standings(self._library.database, self.id)
        self._settle(at)
        return self._meter.tally(self._handed.values(), at, monotonic(), files)

    def rows(self) -> list[LedgerRow]:
        """Every file and page, in the order a person counts them."""
        undone = (one for name, one in self._handed.items() if name not in self._settled)
        waiting = (rows_of(one, None, (), {}) for one in undone)
        rows = chain(
            map(left_out_row, self._plan.left_out),
            *self._settled.values(),
            *waiting,
            (LedgerRow(name, Fate.WAITING) for name in self._to_come()),
        )
        return sorted(rows, key=lambda row: (_as_walked(row.file), row.page or 0))

    def _to_come(self) -> Iterator[str]:
        """The files that are not handed in yet."""
        names = (item.name for unit in self._plan.units for item in unit.items)
        return (name for name in names if name not in self._unit_of)

    def settle(self) -> None:
        """Account for all that is over by now, however long that takes."""
        self._settle(standings(self._library.database, self.id), inf)

    def _settle(self, at: Mapping[str, BatchJob], seconds: float = _AT_A_TIME) -> None:
        """Account for what is over since the last look, for as long as there is time."""
        until = monotonic() + seconds
        for handed in list(self._over(at)):
            self._account(handed)
            if monotonic() > until:
                return

    def _over(self, at: Mapping[str, BatchJob]) -> Iterator[Handed]:
        for name, handed in self._handed.items():
            found = at.get(name)
            if name not in self._settled and (
                handed.job_id is None or (found and found.state.is_over)
            ):
                yield handed

    def _account(self, handed: Handed) -> None:
        job = self._queue.job(handed.job_id) if handed.job_id else None
        meetings = tuple(self._meetings(job)) if job else ()
        if job and meetings and self._asked_by.setdefault(job.id, handed.unit) == handed.unit:
            self._finished(handed.unit, meetings)
        self._settled[handed.unit.name] = rows_of(handed, job, meetings, self._first)

    def _meetings(self, job: Job) -> Iterator[Meeting]:
        """Those that are there: a person may have deleted one."""
        for meeting_id in job.meetings if job.state is JobState.DONE else ():
            try:
                yield self._library.load_meeting(meeting_id)
            except UnknownMeeting:
                continue


def _asked(handed: Handed) -> Papers:
    stack = all(seen.kind is SourceKind.SCAN for _, seen in handed.used)
    paths = tuple(item.path for item, _ in handed.used)
    return Papers(paths, Request(several=stack), handed.unit.name)


def _hashes(job: Job) -> tuple[str, ...]:
    return tuple(one.sha256 for one in job.order.inputs)


def _as_walked(name: str) -> tuple[object, ...]:
    return tuple(in_order(part) for part in name.split("/"))
