"""One folder with everything people did: the meetings, their judgements, their files."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, Table, distinct, exists, func, insert, select, update

from mintobrief.domain import NEAR_MISS, Judgement, Meeting, Naming
from mintobrief.domain.codec import (
    DocumentError,
    dumps,
    dumps_judgement,
    dumps_naming,
    loads,
    loads_judgement,
    loads_naming,
)
from mintobrief.errors import (
    AmbiguousMeeting,
    BrokenLibrary,
    EditedMeanwhile,
    LibraryUnwritable,
    UnknownMeeting,
    UnknownResolution,
    reason_of,
)
from mintobrief.store import schema
from mintobrief.store.blobs import Blobs
from mintobrief.store.database import Database, open_database
from mintobrief.store.entry import Entry, Seen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in one folder; several programs may use it at the same time.

    Every method raises LibraryUnwritable or BrokenLibrary where the disk or the database
    fails, and leaves what was there as it was.
    """

    folder: Path
    database: Database
    blobs: Blobs

    @classmethod
    def open(cls, folder: Path, database: str | None = None) -> Self:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise LibraryUnwritable(str(folder), reason_of(exc)) from exc
        return cls(folder, open_database(folder, database), Blobs(folder / "files"))

    @property
    def engine(self) -> Engine:
        return self.database.engine

    @property
    def place(self) -> str:
        """Where the rows are, as a person knows it."""
        return self.database.place

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.engine.dispose()

    def save_meeting(self, meeting: Meeting, created_at: datetime) -> str:
        """Keep the meeting and its files; returns the id it is kept under.

        A draft of the same id that nobody has judged is replaced. A judged one stays, and the
        new draft gets the next free id: `…-2`, `…-3`.
        """
        for source in meeting.sources:
            self.blobs.keep(source)
        with self.database.writing() as connection:
            return self.put_meeting(connection, meeting, created_at)

    def put_meeting(self, connection: Connection, meeting: Meeting, created_at: datetime) -> str:
        """As `save_meeting`, within the caller's transaction; the files are kept already."""
        kept = replace(meeting, id=_free_id(connection, meeting.id))
        _put(connection, kept, created_at)
        return kept.id

    def list_meetings(self) -> tuple[Entry, ...]:
        """What is in the library, the newest first."""
        meeting = schema.meetings.c
        about = schema.judgements.c.resolution_id
        judged = func.count(distinct(about)).filter(about.not_like(f"{NEAR_MISS}%"))
        query = (
            select(
                meeting.id,
                meeting.title,
                meeting.held_on,
                meeting.created_at,
                meeting.candidates,
                (meeting.candidates - judged).label("waiting"),
            )
            .outerjoin(schema.judgements)
            .group_by(meeting.id)
            .order_by(meeting.created_at.desc(), meeting.id)
        )
        with self.database.reading() as connection:
            try:
                return tuple(Entry(*row) for row in connection.execute(query))
            except ValueError as exc:  # a day or a time that is none
                raise BrokenLibrary(self.database.place, f"会议的目录损坏（{exc}）") from exc

    def load_meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id, or of the one id that begins so.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            return self._load(connection, _full_id(connection, meeting_id))

    def add_judgements(
        self,
        meeting_id: str,
        judgements: Iterable[Judgement],
        seen: Seen | None = None,
        namings: Iterable[Naming] = (),
    ) -> None:
        """Add judgements and namings to a meeting, all or none.

        `seen` is what the reviewer judged by. Raises UnknownMeeting, UnknownResolution for a
        candidate the meeting does not have, EditedMeanwhile where it is not as it was seen.
        """
        with self.database.writing() as connection:
            meeting = self._load(connection, _full_id(connection, meeting_id))
            if seen is not None and seen != self._seen(connection, meeting):
                raise EditedMeanwhile(meeting.id)
            known = [found.id for found in (*meeting.resolutions, *meeting.near_misses)]
            for judgement in judgements:
                if judgement.resolution_id not in known:
                    raise UnknownResolution(judgement.resolution_id, known)
                _add(connection, meeting, judgement)
            for naming in namings:
                row = {"meeting_id": meeting.id, "document": dumps_naming(naming)}
                connection.execute(insert(schema.namings).values(row))

    def judgements(self, meeting_id: str) -> tuple[Judgement, ...]:
        """All judgements on a meeting, in the order they were added."""
        with self.database.reading() as connection:
            return self._judged(connection, _full_id(connection, meeting_id))

    def namings(self, meeting_id: str) -> tuple[Naming, ...]:
        """What persons said of who speaks in a meeting, in the order it was added."""
        with self.database.reading() as connection:
            return self._named(connection, _full_id(connection, meeting_id))

    def confirmed_names(self, most: int = 300) -> tuple[str, ...]:
        """The people and bodies that reviewers wrote, as speakers or as owners, newest first.

        What a reviewer took back or wrote otherwise since is not among them.
        """
        with self.database.reading() as connection:
            namings = _newest(connection, schema.namings, most)
            judged = _newest(connection, schema.judgements, most)
        try:
            named = _latest(
                ((meeting, loads_naming(text)) for meeting, text in namings),
                lambda naming: (naming.source_id, naming.label),
            )
            edited = _latest(
                ((meeting, loads_judgement(text)) for meeting, text in judged),
                lambda judgement: judgement.resolution_id,
            )
        except DocumentError as exc:
            raise BrokenLibrary(self.database.place, f"审核记录损坏（{exc}）") from exc
        names = [naming.name for naming in named]
        drafts = [judgement.edited for judgement in edited]
        owners = [owner.value for draft in drafts if draft for owner in draft.owners]
        return tuple(dict.fromkeys(name for name in [*names, *owners] if name))[:most]

    def _seen(self, connection: Connection, meeting: Meeting) -> Seen:
        judged = self._judged(connection, meeting.id)
        return Seen(meeting, judged, self._named(connection, meeting.id))

    def _named(self, connection: Connection, full_id: str) -> tuple[Naming, ...]:
        return self._said(connection, schema.namings, full_id, loads_naming)

    def _judged(self, connection: Connection, full_id: str) -> tuple[Judgement, ...]:
        return self._said(connection, schema.judgements, full_id, loads_judgement)

    def _said(
        self, connection: Connection, table: Table, full_id: str, read: Callable[[str], T]
    ) -> tuple[T, ...]:
        """What persons said of a meeting, in the order of its rows."""
        mine = select(table.c.document).where(table.c.meeting_id == full_id)
        texts = connection.scalars(mine.order_by(table.c.number)).all()
        try:
            return tuple(read(text) for text in texts)
        except DocumentError as exc:
            raise self._broken(full_id, exc) from exc

    def _load(self, connection: Connection, full_id: str) -> Meeting:
        table = schema.meetings
        text = connection.scalars(select(table.c.document).where(table.c.id == full_id)).one()
        try:
            meeting = loads(text)
        except DocumentError as exc:
            raise self._broken(full_id, exc) from exc
        here = (replace(s, path=self.blobs.path(s.sha256)) for s in meeting.sources)
        return replace(meeting, sources=tuple(here))

    def _broken(self, full_id: str, error: DocumentError) -> BrokenLibrary:
        return BrokenLibrary(self.database.place, f"会议 {full_id} 的记录损坏（{error}）")


def _full_id(connection: Connection, given: str) -> str:
    ids = schema.meetings.c.id
    prefix = _storable(given)
    begins_so = select(ids).where(func.substr(ids, 1, len(prefix)) == prefix)
    found: Sequence[str] = connection.scalars(begins_so.order_by(ids).limit(10)).all()
    if prefix in found:
        return prefix
    if not found or not prefix:
        raise UnknownMeeting(given)
    if len(found) > 1:
        raise AmbiguousMeeting(prefix, found)
    return found[0]


def _newest(connection: Connection, table: Table, most: int) -> list[tuple[str, str]]:
    """The meeting and the document of the newest rows."""
    rows = select(table.c.meeting_id, table.c.document).order_by(table.c.number.desc())
    return [(row.meeting_id, row.document) for row in connection.execute(rows.limit(most))]


def _latest(newest_first: Iterable[tuple[str, T]], about: Callable[[T], Hashable]) -> list[T]:
    """Of what was said of one thing of a meeting, the last word."""
    last: dict[Hashable, T] = {}
    for meeting, said in newest_first:
        last.setdefault((meeting, about(said)), said)
    return list(last.values())


def _free_id(connection: Connection, wanted: str) -> str:
    """The first of `wanted`, `wanted-2`, `wanted-3`… that carries no person's word."""
    judged, named = schema.judgements.c.meeting_id, schema.namings.c.meeting_id
    for number in count(1):
        tried = wanted if number == 1 else f"{wanted}-{number}"
        kept = exists().where(judged == tried) | exists().where(named == tried)
        if not connection.scalar(select(kept)):
            return tried
    raise AssertionError("count never ends")


def _put(connection: Connection, meeting: Meeting, created_at: datetime) -> None:
    header = meeting.header
    row = {
        "title": _storable(header.title.value) if header.title else None,
        "held_on": header.held_on.value if header.held_on else None,
        "created_at": created_at,
        "candidates": len(meeting.resolutions),
        "document": dumps(meeting),
    }
    table = schema.meetings
    replaced = connection.execute(update(table).where(table.c.id == meeting.id).values(row))
    if not replaced.rowcount:
        connection.execute(insert(table).values(id=meeting.id, **row))


def _storable(text: str) -> str:
    """Without what a database's text cannot hold; the document, as JSON, holds even that."""
    return text.encode(errors="replace").decode().replace("\0", "")


def _add(connection: Connection, meeting: Meeting, judgement: Judgement) -> None:
    row = {
        "meeting_id": meeting.id,
        "resolution_id": judgement.resolution_id,
        "document": dumps_judgement(judgement, meeting.utterances),
    }
    connection.execute(insert(schema.judgements).values(row))
