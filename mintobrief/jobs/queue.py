"""The face of the jobs: hand files in, see how far they are, cancel, do again."""

from __future__ import annotations

from collections.abc import Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from mintobrief.config import Settings
from mintobrief.domain import Request
from mintobrief.domain.job import Input, Job, JobStage, JobState, Order
from mintobrief.errors import InputError, JobUnderway
from mintobrief.jobs.checks import check_model
from mintobrief.jobs.identity import identity_of
from mintobrief.jobs.intake import Ask, look_at, take_in
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from mintobrief.store.settings import effective

if TYPE_CHECKING:
    from dbos import DBOSClient

_NOTHING_ASKED = Request()
_ID = 16  # characters of its identity name a job


@dataclass(frozen=True, slots=True)
class Papers:
    """The files of one meeting, and what a person calls it."""

    inputs: tuple[Path, ...]
    request: Request
    name: str


class Queue:
    """Jobs of a library, done by whatever workers there are.

    A context manager. Every method raises a StateError where the disk or the database fails,
    and leaves what was there as it was.
    """

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._jobs = Jobs(library.database)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    @cached_property
    def client(self) -> DBOSClient:
        """What workers are reached by."""
        from mintobrief.jobs.durable import client, own_engine  # DBOS takes long to import

        database = self._library.database
        engine = own_engine(database)
        self._open.callback(engine.dispose)
        with database.explained():
            made = client(engine)
        self._open.callback(made.destroy)
        return made

    def prepare(self) -> None:
        """Make what workers share, before several of them begin at once."""
        _ = self.client

    def enqueue(
        self,
        inputs: Sequence[Path],
        request: Request = _NOTHING_ASKED,
        *,
        batch: str | None = None,
        name: str | None = None,
        model: str | None = None,
    ) -> Job:
        """Have the files of one meeting converted; they are kept, and may go away.

        The very same, asked before, is not done twice: that job is answered, as it stands. One
        that failed or was cancelled, or whose meeting was deleted since, is done again.
        `name` is what a person calls it, the first file's name by default; in a `batch` a name
        stands for one job. Raises an InputError for a file that cannot be kept.
        """
        kept = take_in(inputs, self._library.blobs)
        order = _ordered(kept, request, self._now(model))
        return self._asked(order, name or kept[0].name, batch)

    def enqueue_all(
        self, asked: Sequence[Papers], batch: str, ask: Ask = look_at
    ) -> tuple[Job | InputError, ...]:
        """As `enqueue`, of each, all in one transaction; what is wrong with one is answered in
        its place. `ask` tells what is known of a file."""
        now = self._now()  # once: to ask the library for each of thousands takes a third longer
        taken = [self._taken(one, ask, now) for one in asked]
        named = [
            (order, one.name)
            for order, one in zip(taken, asked, strict=True)
            if isinstance(order, Order)
        ]
        jobs = iter(self._asked_all(named, batch))
        return tuple(next(jobs) if isinstance(one, Order) else one for one in taken)

    def _taken(self, asked: Papers, ask: Ask, settings: Settings) -> Order | InputError:
        try:
            kept = take_in(asked.inputs, self._library.blobs, ask)
        except InputError as exc:
            return exc
        return _ordered(kept, asked.request, settings)

    def _now(self, model: str | None = None) -> Settings:
        """The settings as they are in force."""
        now = effective(self._library, self._settings)
        return replace(now, model=model or now.model)

    def _asked(self, order: Order, called: str, batch: str | None = None) -> Job:
        """The job that does the order, which waits, is done or is done again."""
        return self._asked_all([(order, called)], batch)[0]

    def _asked_all(self, orders: Sequence[tuple[Order, str]], batch: str | None) -> list[Job]:
        """As `_asked`, of each under its name: they are there together or not at all."""
        self.prepare()  # its tables are made before the transaction
        with self._library.database.writing() as connection:
            there = self._jobs.find_all(connection, [order.identity for order, _ in orders])
            for order, called in orders:
                if order.identity not in there:
                    there[order.identity] = self._add(connection, order, called)
            jobs = [there[order.identity] for order, _ in orders]
            if batch is not None:
                names = {called: job.id for (_, called), job in zip(orders, jobs, strict=True)}
                self._jobs.name_in_batch(connection, batch, names)
            lost = self._jobs.with_lost_meetings(connection, jobs)
        return [self._again(job, lost) for job in jobs]

    def _again(self, job: Job, lost: Set[str]) -> Job:
        """Do it again where it came to nothing, or what came of it is gone."""
        over = job.state.is_over and job.state is not JobState.DONE
        return self.retry(job.id) if over or job.id in lost else job

    def full_id(self, prefix: str) -> str:
        """The id of the one job that begins like that. Raises UnknownJob or AmbiguousJob."""
        return self._jobs.full_id(prefix)

    def job(self, job_id: str) -> Job:
        """Raises UnknownJob."""
        return self._jobs.get(job_id)

    def jobs(self, batch: str | None = None) -> tuple[Job, ...]:
        """All jobs, or those of a batch under the names they have there, oldest first."""
        return self._jobs.all(batch)

    def cancel(self, job_id: str) -> Job:
        """Stop it, within a second where it is under way; what is over stays as it is."""
        with self._library.database.writing() as connection:
            job = self._jobs.within(connection, job_id)
            if job.state.is_over:
                return job
            job = replace(job, state=JobState.CANCELLED, changed_at=_now())
            self._jobs.put(connection, job)
        self.client.cancel_workflow(job_id)
        return job

    def retry(self, job_id: str, since: JobStage | None = None) -> Job:
        """Do it again: what is missing, or that stage and all later ones anew.

        The meeting, done anew, is a new draft of itself. Raises JobUnderway where the job is
        waiting or running.
        """
        with self._library.database.writing() as connection:
            job = self._jobs.within(connection, job_id)
            if not job.state.is_over:
                raise JobUnderway(job.name)
            if since is not None:
                self._jobs.drop_pieces(connection, job_id, since)
            job = replace(job, state=JobState.WAITING, trouble=None, changed_at=_now())
            self._jobs.put(connection, job)
        self.wake(job)
        return job

    def with_model(self, job_id: str, model: str) -> Job:
        """Have the same files read by another speech model, as a job of its own; the meeting
        becomes a newer draft of itself, and what was judged of it stays where it still stands.
        Raises MissingModel for a folder that is not there."""
        check_model(model)
        job = self._jobs.get(job_id)
        order = _ordered(job.order.inputs, job.order.request, self._now(model))
        return self._asked(order, job.name)

    def wake(self, job: Job) -> None:
        """See that workers know of a job that waits; one that they know of is left alone."""
        from mintobrief.jobs.durable import is_known, is_over, lane_of, queued

        if not is_known(self.client, job.id):
            self.client.enqueue(queued(job), job.id)
        elif is_over(self.client, job.id):
            self.client.rewind_workflow(job.id, queue_name=lane_of(job.order).name)

    def _add(self, connection: Connection, order: Order, called: str) -> Job:
        """The job and its place in the queue, both or neither."""
        from mintobrief.jobs.durable import queued

        now = _now()
        job = Job(order.identity[:_ID], called, order, JobState.WAITING, now, now)
        self._jobs.add(connection, job)
        self.client.enqueue_in_transaction(connection, queued(job), job.id)
        return job


def _ordered(kept: tuple[Input, ...], request: Request, settings: Settings) -> Order:
    return Order(kept, request, settings.model, identity_of(kept, request, settings))


def _now() -> datetime:
    return datetime.now(UTC)
