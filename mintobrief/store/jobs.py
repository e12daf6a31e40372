"""The jobs in the library: what was asked for, how far it is, and what steps have handed on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from mintobrief.domain.codec import dump_json
from mintobrief.domain.job import Job, JobStage, JobState, Order, Trouble
from mintobrief.domain.job_codec import (
    dumps_inputs,
    dumps_request,
    loads_inputs,
    loads_request,
)
from mintobrief.errors import AmbiguousJob, UnknownJob
from mintobrief.store import schema
from mintobrief.store.database import Database

_ALIKE = 5  # ids that are told where a few letters are too few
_JOB, _PIECE, _BATCH = schema.jobs, schema.job_pieces, schema.job_batches


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs of a library; every method raises a StateError where the database fails.

    Those that take a connection are part of the caller's transaction.
    """

    database: Database

    def get(self, job_id: str) -> Job:
        """Raises UnknownJob."""
        with self.database.reading() as connection:
            return self.within(connection, job_id)

    def full_id(self, prefix: str) -> str:
        """The id of the one job that begins like that. Raises UnknownJob or AmbiguousJob."""
        alike = _JOB.c.id.startswith(prefix, autoescape=True)
        with self.database.reading() as connection:
            found = connection.scalars(select(_JOB.c.id).where(alike).limit(_ALIKE)).all()
        if prefix in found:
            return prefix
        if not prefix or not found:
            raise UnknownJob(prefix)
        if len(found) > 1:
            raise AmbiguousJob(prefix, found)
        return str(found[0])

    def within(self, connection: Connection, job_id: str) -> Job:
        """As `get`, in a transaction."""
        row = connection.execute(select(_JOB).where(_JOB.c.id == job_id)).first()
        if row is None:
            raise UnknownJob(job_id)
        return _job(row)

    def all(self, batch: str | None = None) -> tuple[Job, ...]:
        """All jobs, or those of a batch under the names they have there, oldest first."""
        with self.database.reading() as connection:
            return tuple(_job(row) for row in connection.execute(_listed(batch)))

    def find_all(self, connection: Connection, identities: Iterable[str]) -> dict[str, Job]:
        """The jobs that did, do or failed to do the very same, by their identities."""
        same = select(_JOB).where(_JOB.c.identity.in_(list(identities)))
        return {row.identity: _job(row) for row in connection.execute(same)}

    def unfinished(self) -> tuple[Job, ...]:
        """All but those that are done, oldest first."""
        asked = _listed(None).where(_JOB.c.state != str(JobState.DONE))
        with self.database.reading() as connection:
            return tuple(_job(row) for row in connection.execute(asked))

    def stages_done(self, job_ids: Iterable[str]) -> dict[str, frozenset[JobStage]]:
        """Which steps of these jobs have handed something on."""
        asked = select(_PIECE.c.job_id, _PIECE.c.stage).where(_PIECE.c.job_id.in_(list(job_ids)))
        done: dict[str, set[JobStage]] = {}
        with self.database.reading() as connection:
            for job_id, stage in connection.execute(asked):
                done.setdefault(job_id, set()).add(JobStage(stage))
        return {job_id: frozenset(stages) for job_id, stages in done.items()}

    def add(self, connection: Connection, job: Job) -> None:
        connection.execute(insert(_JOB).values(id=job.id, **_columns(job)))

    def name_in_batch(self, connection: Connection, batch: str, names: Mapping[str, str]) -> None:
        """The jobs of these ids are those of these names in the batch, whatever was before."""
        mine = (_BATCH.c.batch == batch) & _BATCH.c.name.in_(list(names))
        before = dict(connection.execute(select(_BATCH.c.name, _BATCH.c.job_id).where(mine)).all())
        new = {name: job_id for name, job_id in names.items() if before.get(name) != job_id}
        if not new:
            return
        old = (_BATCH.c.batch == batch) & _BATCH.c.name.in_(list(new))
        connection.execute(delete(_BATCH).where(old))
        rows = [{"batch": batch, "name": name, "job_id": job} for name, job in new.items()]
        connection.execute(insert(_BATCH), rows)

    def put(self, connection: Connection, job: Job) -> None:
        """What became of the job."""
        connection.execute(update(_JOB).where(_JOB.c.id == job.id).values(**_columns(job)))

    def begin(self, job_id: str) -> Job | None:
        """The job, begun or taken up again; None where nobody wants it done any more."""
        wanted = _JOB.c.state.in_([str(JobState.WAITING), str(JobState.RUNNING)])
        begun = {"state": str(JobState.RUNNING), "turn": _JOB.c.turn + 1, "changed_at": _now()}
        with self.database.writing() as connection:
            mine = (_JOB.c.id == job_id) & wanted
            found = connection.execute(update(_JOB).where(mine).values(**begun)).rowcount
            return self.within(connection, job_id) if found else None

    def tell(self, job: Job, doing: str, done: float, total: float) -> bool:
        """Keep how far it is; False where this turn is not to go on."""
        told = {"doing": doing, "done": done, "total": total, "changed_at": _now()}
        with self.database.writing() as connection:
            return bool(connection.execute(update(_JOB).where(_turn(job)).values(**told)).rowcount)

    def is_wanted(self, job: Job) -> bool:
        """Whether this turn is to go on."""
        with self.database.reading() as connection:
            return self.has_turn(connection, job)

    def has_turn(self, connection: Connection, job: Job) -> bool:
        """As `is_wanted`, in a transaction."""
        return bool(connection.scalar(select(exists().where(_turn(job)))))

    def with_lost_meetings(self, connection: Connection, jobs: Sequence[Job]) -> frozenset[str]:
        """Which of the jobs that are done made a meeting that is in the library no more."""
        made = {job.id: job.meetings for job in jobs if job.state is JobState.DONE}
        wanted = {meeting for meetings in made.values() for meeting in meetings}
        mine = schema.meetings.c.id.in_(wanted)
        there = set(connection.scalars(select(schema.meetings.c.id).where(mine)))
        return frozenset(job for job, meetings in made.items() if not there.issuperset(meetings))

    def made_of(self, files: Iterable[str]) -> tuple[str, ...]:
        """The meetings whose files are these and no others, by their hashes; oldest first."""
        wanted, file, meeting = set(files), schema.meeting_files.c, schema.meetings.c
        is_source = file.kind.not_in((schema.SIGNED, schema.ATTACHED))
        its = select(func.count()).where(file.meeting_id == meeting.id, is_source)
        of_these = its.where(file.sha256.in_(wanted)).scalar_subquery()
        asked = select(meeting.id).where(
            meeting.id.in_(select(file.meeting_id).where(file.sha256.in_(wanted))),
            its.scalar_subquery() == len(wanted),
            of_these == len(wanted),
        )
        with self.database.reading() as connection:
            return tuple(connection.scalars(asked.order_by(meeting.created_at, meeting.id)))

    def keep_piece(self, job: Job, stage: JobStage, text: str) -> str | None:
        """Keep what a step hands on, and say its hash; None where its turn is over."""
        content = gzip.compress(text.encode(), compresslevel=3, mtime=0)
        digest = sha256(content).hexdigest()
        with self.database.writing() as connection:
            if not self.has_turn(connection, job):
                return None
            connection.execute(delete(_PIECE).where(_piece(job.id, stage)))
            row = {"job_id": job.id, "stage": str(stage), "sha256": digest, "content": content}
            connection.execute(insert(_PIECE).values(row))
        return digest

    def piece(self, job_id: str, stage: JobStage) -> str | None:
        """What the step handed on; None where it has not, or that was dropped since."""
        asked = select(_PIECE.c.content).where(_piece(job_id, stage))
        with self.database.reading() as connection:
            content = connection.scalar(asked)
        return gzip.decompress(content).decode() if content else None

    def pieces(self, job_id: str) -> dict[JobStage, str]:
        """All that the steps of a job have handed on so far."""
        asked = select(_PIECE.c.stage, _PIECE.c.content).where(_PIECE.c.job_id == job_id)
        with self.database.reading() as connection:
            rows = connection.execute(asked).all()
        return {JobStage(stage): gzip.decompress(content).decode() for stage, content in rows}

    def piece_hash(self, job_id: str, stage: JobStage) -> str | None:
        """The hash of what the step handed on; None where there is nothing."""
        with self.database.reading() as connection:
            asked = select(_PIECE.c.sha256).where(_piece(job_id, stage))
            return connection.scalar(asked)

    def drop_pieces(self, connection: Connection, job_id: str, since: JobStage) -> None:
        """Forget what this step and later ones handed on."""
        late = list(JobStage)[list(JobStage).index(since) :]
        stages = [str(stage) for stage in late]
        mine = (_PIECE.c.job_id == job_id) & _PIECE.c.stage.in_(stages)
        connection.execute(delete(_PIECE).where(mine))


def _now() -> datetime:
    return datetime.now(UTC)


def _turn(job: Job) -> ColumnElement[bool]:
    running = _JOB.c.state == str(JobState.RUNNING)
    return (_JOB.c.id == job.id) & running & (_JOB.c.turn == job.turn)


def _piece(job_id: str, stage: JobStage) -> ColumnElement[bool]:
    return (_PIECE.c.job_id == job_id) & (_PIECE.c.stage == str(stage))


def _listed(batch: str | None) -> Select[tuple[object, ...]]:
    if batch is None:
        return select(_JOB).order_by(_JOB.c.created_at, _JOB.c.id)
    columns = [column for column in _JOB.c if column.name != "name"]
    named = select(_BATCH.c.name, *columns).join(_JOB, _JOB.c.id == _BATCH.c.job_id)
    return named.where(_BATCH.c.batch == batch).order_by(_BATCH.c.number)


def _columns(job: Job) -> dict[str, object]:
    trouble = {**asdict(job.trouble)} if job.trouble else None
    return {
        "name": job.name,
        "identity": job.order.identity,
        "inputs": dumps_inputs(job.order.inputs),
        "request": dumps_request(job.order.request),
        "model": job.order.model,
        "state": str(job.state),
        "doing": job.doing,
        "done": job.done,
        "total": job.total,
        "meetings": json.dumps(job.meetings),
        "trouble": dump_json(trouble) if trouble else None,
        "turn": job.turn,
        "created_at": job.created_at,
        "changed_at": job.changed_at,
    }


def _job(row: Row[tuple[object, ...]]) -> Job:
    return Job(
        id=row.id,
        name=row.name,
        order=_order(row),
        state=JobState(row.state),
        created_at=row.created_at,
        changed_at=row.changed_at,
        doing=row.doing,
        done=row.done,
        total=row.total,
        meetings=tuple(json.loads(row.meetings)),
        trouble=_trouble(row.trouble),
        turn=row.turn,
    )


def _order(row: Row[tuple[object, ...]]) -> Order:
    return Order(loads_inputs(row.inputs), loads_request(row.request), row.model, row.identity)


def _trouble(text: str | None) -> Trouble | None:
    if text is None:
        return None
    kept = json.loads(text)
    return Trouble(kept["code"], kept["message"], JobStage(kept["stage"]))
