"""The steps of a job as the worker sees them: what they need is fetched, the work is done in a
child, and what comes of it is kept, in this order, so that a step can be done again at any time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import Semaphore
from time import monotonic
from typing import TypeVar

from mintobrief.config import Settings
from mintobrief.domain import Meeting, Request, Term, VoicePrint
from mintobrief.domain.job import Input, Job, JobStage, JobState, Trouble
from mintobrief.domain.job_codec import loads_meetings
from mintobrief.errors import (
    EditedMeanwhile,
    LostFile,
    MintobriefError,
    StateError,
)
from mintobrief.jobs.bench import Report, StageTask, work
from mintobrief.jobs.crew import Call, Lost
from mintobrief.jobs.durable import LANES, Lane, lane_of
from mintobrief.jobs.hosts import Hosts
from mintobrief.jobs.outcome import Draft, drafts_of, put_draft
from mintobrief.jobs.patience import WEATHER, GaveUp, Patience
from mintobrief.store import voice_prints
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library
from mintobrief.store.settings import effective

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_SECOND = 1.0
_REST = 15.0  # seconds until work is begun anew that found no room on the disk
_BUG = "程序出错了，这是程序的问题。请运行 mintobrief doctor，并把日志发给开发者。"


class Dropped(BaseException):
    """The step ends here and leaves no trace: it was cancelled, another does it, or the worker
    stops. No Exception: DBOS would keep it as the step's result."""


def _rooms() -> Mapping[Lane, Semaphore]:
    return {lane: Semaphore(lane.at_once) for lane in LANES}


@dataclass(frozen=True, slots=True)
class Steps:
    """The stages of jobs in a library; the wait of `patience` ends when the worker has to leave."""

    library: Library
    jobs: Jobs
    hosts: Hosts
    settings: Settings
    patience: Patience
    _rooms: Mapping[Lane, Semaphore] = field(default_factory=_rooms)

    def stages(self, job_id: str) -> tuple[JobStage, ...]:
        """The steps of a job: the same whenever they are asked for."""
        return self._patiently(lambda: self.jobs.get(job_id)).order.stages

    def do(self, job_id: str, stage: str) -> str | None:
        """Do a stage, unless it was done before; the hash of what it gave, or its meetings' ids.

        None where the job ends here: it failed, as its row tells, or nobody wants it.
        """
        job = self._patiently(lambda: self.jobs.begin(job_id))
        if job is None:
            return None
        try:
            return self._done(job, JobStage(stage))
        except MintobriefError as exc:
            trouble = Trouble(type(exc).__name__, str(exc), JobStage(stage))
        except Exception:  # noqa: BLE001 - the worker's loop: one job's bug must not end the others
            _LOG.exception("job %s, stage %s", job_id, stage)
            trouble = Trouble("Bug", _BUG, JobStage(stage))
        self._patiently(lambda: self._fail(job, trouble))
        return None

    def _done(self, job: Job, stage: JobStage) -> str:
        """A disk that is full is no file's fault: the stage is done when there is room again."""
        rested = False
        while True:
            try:
                answer = self._do(job, stage)
            except WEATHER as exc:
                self._rest(job, exc)
                rested = True
            else:
                if rested:
                    self.patience.weather.good()
                return answer

    def _rest(self, job: Job, why: StateError) -> None:
        try:
            self.patience.wait(why, _REST)
        except GaveUp:
            raise Dropped from None
        if not self._patiently(lambda: self.jobs.is_wanted(job)):
            raise Dropped

    def _do(self, job: Job, stage: JobStage) -> str:
        if kept := self._patiently(lambda: self.jobs.piece_hash(job.id, stage)):
            return kept
        with ExitStack() as held:
            text = self._worked(job, self._task(job, stage, held))
        if stage is JobStage.UNDERSTAND:
            return self._patiently(lambda: self._finish(job, loads_meetings(text)))
        digest = self._patiently(lambda: self.jobs.keep_piece(job, stage, text))
        return _still_ours(digest)

    def _task(self, job: Job, stage: JobStage, held: ExitStack) -> StageTask:
        files = tuple((one, self._fetched(one, held)) for one in job.order.inputs)
        before, prints = self._patiently(
            lambda: (self.jobs.pieces(job.id), self._prints(job, stage))
        )
        return StageTask(stage, files, self._request(job), before, prints)

    def _fetched(self, one: Input, held: ExitStack) -> Path:
        """The file on this machine, for as long as the step needs it."""
        opened = partial(self.library.opened, one.sha256, one.name)
        return self._patiently(lambda: held.enter_context(opened()))

    def _prints(self, job: Job, stage: JobStage) -> tuple[VoicePrint, ...]:
        """The voice prints that may be used today, where somebody asked for them."""
        if stage is not JobStage.SPEECH or not job.order.request.voices:
            return ()
        prints = voice_prints(self.library)
        prints.drop_expired(date.today())
        return prints.all()

    def _request(self, job: Job) -> Request:
        """What was asked for, with what the library knows by now of the compound; names that
        reviewers wrote are listened for besides."""
        learnt = self._patiently(self.library.confirmed_names)
        known = self.library.compounds
        request = self._patiently(lambda: known.informed(job.order.request))
        return replace(
            request,
            glossary=(*request.glossary, *map(Term, learnt)),
            handed_in=job.created_at.astimezone().date(),
        )

    def _worked(self, job: Job, task: StageTask) -> str:
        now = self._patiently(lambda: effective(self.library, self.settings))
        settings = replace(now, model=job.order.model)
        with self._room(job):
            answer = self.hosts.run(settings, Call(work, (task,), tells=True), self._watch(job))
        if isinstance(answer, Lost):
            raise LostFile(job.name, answer.why)
        if isinstance(answer, MintobriefError):
            raise answer
        return answer

    @contextmanager
    def _room(self, job: Job) -> Iterator[None]:
        """One of the places for jobs of its lane."""
        room = self._rooms[lane_of(job.order)]
        while not room.acquire(timeout=_SECOND):
            if self.patience.ended.is_set():
                raise Dropped
        try:
            yield
        finally:
            room.release()

    def _watch(self, job: Job) -> Callable[[object], None]:
        """Writes down how far the job is, once a second at most; drops it where it is not to
        go on."""
        last, report = monotonic(), None

        def watch(told: object) -> None:
            nonlocal last, report
            if self.patience.ended.is_set():
                raise Dropped
            report = told if isinstance(told, Report) else report
            if monotonic() - last >= _SECOND:
                last = monotonic()
                self._tell(job, report)
                report = None

        return watch

    def _tell(self, job: Job, report: Report | None) -> None:
        try:
            if report:
                wanted = self.jobs.tell(job, report.doing, report.done, report.total)
            else:
                wanted = self.jobs.is_wanted(job)
        except WEATHER:
            return  # the work goes on; it is told of when the weather is better
        if not wanted:
            raise Dropped

    def _finish(self, job: Job, meetings: Sequence[Meeting]) -> str:
        """The meetings are in the library, and the job done: all or nothing."""
        while True:
            try:
                return self._keep(job, drafts_of(self.library, self.jobs, meetings))
            except EditedMeanwhile:
                continue  # a reviewer was quicker: that is carried along too

    def _keep(self, job: Job, drafts: Sequence[Draft]) -> str:
        now = datetime.now(UTC)
        with self.library.database.writing() as connection:
            if not self.jobs.has_turn(connection, job):
                raise Dropped
            put = partial(put_draft, self.library, connection)
            compound = job.order.request.compound
            kept = tuple(put(draft, now, compound) for draft in drafts)
            done = replace(job, state=JobState.DONE, meetings=kept, trouble=None, changed_at=now)
            self.jobs.put(connection, done)
        return " ".join(kept)

    def _fail(self, job: Job, trouble: Trouble) -> None:
        with self.library.database.writing() as connection:
            if self.jobs.has_turn(connection, job):
                failed = replace(
                    self.jobs.within(connection, job.id),
                    state=JobState.FAILED,
                    trouble=trouble,
                    changed_at=datetime.now(UTC),
                )
                self.jobs.put(connection, failed)

    def _patiently(self, ask: Callable[[], T]) -> T:
        """Ask what is far away, again and again where it is gone: its return is waited for."""
        try:
            return self.patience.ask(ask)
        except GaveUp:
            raise Dropped from None


def _still_ours(digest: str | None) -> str:
    if digest is None:
        raise Dropped
    return digest
