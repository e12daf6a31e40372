"""One folder with everything people did: the meetings, their judgements, their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, select

from mintobrief.domain import Judgement, Meeting, Naming, SourceKind, Term
from mintobrief.domain.codec import (
    DocumentError,
    loads,
    loads_judgement,
    loads_naming,
)
from mintobrief.domain.compound import Compound
from mintobrief.errors import (
    BrokenLibrary,
    EditedMeanwhile,
    LibraryUnwritable,
    MissingFile,
    RemovedFile,
    UnknownResolution,
    reason_of,
)
from mintobrief.store import drafts, schema
from mintobrief.store.audit import PROGRAM, Act, Deed, Fault, faults, record
from mintobrief.store.blobs import Blobs, open_blobs
from mintobrief.store.compounds import Compounds
from mintobrief.store.confirmed import confirmed_names
from mintobrief.store.database import Database, open_database
from mintobrief.store.entry import Entry, Seen
from mintobrief.store.search import Hit, find, forget_all, index_meeting

T = TypeVar("T")
_MOST_FAULTS = 20  # that a person is told of


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
    def open(
        cls,
        folder: Path,
        database: str | None = None,
        blobs: str | None = None,
        cache: Path | None = None,
    ) -> Self:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise LibraryUnwritable(str(folder), reason_of(exc)) from exc
        files = open_blobs(folder, blobs, cache)
        return cls(folder, open_database(folder, database), files)

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
        kept = replace(meeting, id=drafts.free_id(connection, meeting.id))
        record(connection, [drafts.put_draft(connection, kept, created_at, PROGRAM)])
        index_meeting(connection, kept, {})
        return kept.id

    def revise(
        self,
        meeting: Meeting,
        judgements: Iterable[Judgement],
        namings: Iterable[Naming],
        *,
        seen: Seen | int,
        at: datetime,
        by: str,
    ) -> None:
        """A newer draft of a meeting that is here, and what was said before that counts for it.

        `seen` is what the draft was carried from, `by` who asked for it. Raises UnknownMeeting,
        or EditedMeanwhile: then the draft has to be carried again.
        """
        for source in meeting.sources:
            self.blobs.keep(source)
        with self.database.writing() as connection:
            self.put_revision(connection, meeting, judgements, namings, seen=seen, at=at, by=by)

    def put_revision(
        self,
        connection: Connection,
        meeting: Meeting,
        judgements: Iterable[Judgement],
        namings: Iterable[Naming],
        *,
        seen: Seen | int,
        at: datetime,
        by: str,
    ) -> None:
        """As `revise`, within the caller's transaction; the files are kept already."""
        before = self._load(connection, drafts.full_id(connection, meeting.id))
        self._refuse_edited(connection, before, seen)
        deeds = [drafts.put_draft(connection, meeting, at, by)]
        for judgement in judgements:
            deeds.append(drafts.put_judgement(connection, meeting, judgement, Act.CARRIED))
        for naming in namings:
            deeds.append(drafts.put_naming(connection, meeting, naming, Act.NAME_CARRIED))
        drafts.count_change(connection, meeting.id)
        record(connection, deeds)
        self._index(connection, meeting)

    @contextmanager
    def opened(self, sha256: str, name: str) -> Iterator[Path]:
        """A file of the library, known by that name, on this machine and as it was handed in.

        Raises RemovedFile where its time was up; MissingFile or DamagedFile.
        """
        with ExitStack() as held:
            try:
                path = held.enter_context(self.blobs.opened(sha256))
            except MissingFile:
                with self.database.reading() as connection:
                    day = self._removed_on(connection, [sha256]).get(sha256)
                if day is None:
                    raise
                raise RemovedFile(name, day.isoformat()) from None
            yield path

    @contextmanager
    def with_files(self, meeting: Meeting, *kinds: SourceKind) -> Iterator[Meeting]:
        """The meeting with its files of these kinds on this machine; one that is gone stays away.

        Raises DamagedFile.
        """
        with ExitStack() as held:
            for source in meeting.sources:
                if source.kind in kinds:
                    with suppress(MissingFile):
                        held.enter_context(self.blobs.opened(source.sha256))
            yield meeting

    def tell_exported(self, meeting_id: str) -> None:
        """Log that the meeting's briefing was written: from now on its recordings may be old."""
        with self.database.writing() as connection:
            full_id = drafts.full_id(connection, meeting_id)
            record(connection, [Deed(PROGRAM, Act.EXPORTED, full_id)])

    def list_meetings(self) -> tuple[Entry, ...]:
        """What is in the library, the newest first."""
        meeting = schema.meetings.c
        query = select(
            meeting.id,
            meeting.title,
            meeting.held_on,
            meeting.created_at,
            meeting.candidates,
            meeting.waiting,
        ).order_by(meeting.created_at.desc(), meeting.id)
        with self.database.reading() as connection:
            try:
                return tuple(Entry(*row) for row in connection.execute(query))
            except ValueError as exc:  # a day or a time that is none
                raise BrokenLibrary(self.database.place, f"会议的目录损坏（{exc}）") from exc

    def look(self, meeting_id: str) -> Seen:
        """A meeting with all that was said of its newest draft, at one moment.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            return self._seen(
                connection, self._load(connection, drafts.full_id(connection, meeting_id))
            )

    def version_of(self, meeting_id: str) -> int:
        """The number that `look` gives, without reading the meeting: who watches it asks often.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            return self._version(connection, drafts.full_id(connection, meeting_id))

    def used_ids(self, meeting_id: str) -> frozenset[str]:
        """The ids of all candidates that any draft of the meeting ever had."""
        with self.database.reading() as connection:
            full_id = drafts.full_id(connection, meeting_id)
            texts: Iterable[str] = connection.scalars(_drafts(full_id))
            return frozenset(r.id for t in texts for r in self._read(t, full_id).resolutions)

    def search(self, query: str, limit: int = 50) -> tuple[Hit, ...]:
        """Where all words of the query stand, as they are judged by now; newest meetings first."""
        with self.database.reading() as connection:
            return find(connection, query, limit)

    def faults(self) -> tuple[Fault, ...]:
        """Where the library is not as its log says: the first ones, if there are many."""
        with self.database.reading() as connection:
            return tuple(islice(faults(connection), _MOST_FAULTS))

    def load_meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id, or of the one id that begins so.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            return self._load(connection, drafts.full_id(connection, meeting_id))

    def add_judgements(
        self,
        meeting_id: str,
        judgements: Iterable[Judgement],
        seen: Seen | int | None = None,
        namings: Iterable[Naming] = (),
    ) -> None:
        """Add judgements and namings to a meeting, all or none.

        `seen` is what the reviewer judged by, or the number of its version. Raises
        UnknownMeeting, UnknownResolution for a candidate the meeting does not have,
        EditedMeanwhile where it is not as it was seen.
        """
        with self.database.writing() as connection:
            meeting = self._load(connection, drafts.full_id(connection, meeting_id))
            if seen is not None:
                self._refuse_edited(connection, meeting, seen)
            known = [found.id for found in (*meeting.resolutions, *meeting.near_misses)]
            deeds = []
            for judgement in judgements:
                if judgement.resolution_id not in known:
                    raise UnknownResolution(judgement.resolution_id, known)
                deeds.append(drafts.put_judgement(connection, meeting, judgement))
            deeds += [drafts.put_naming(connection, meeting, naming) for naming in namings]
            drafts.count_change(connection, meeting.id)
            record(connection, deeds)
            self._index(connection, meeting)

    def judgements(self, meeting_id: str) -> tuple[Judgement, ...]:
        """All judgements on a meeting, in the order they were added."""
        with self.database.reading() as connection:
            return self._judged(connection, drafts.full_id(connection, meeting_id))

    def namings(self, meeting_id: str) -> tuple[Naming, ...]:
        """What persons said of who speaks in a meeting, in the order it was added."""
        with self.database.reading() as connection:
            return self._named(connection, drafts.full_id(connection, meeting_id))

    def confirmed_names(self, most: int = 300) -> tuple[str, ...]:
        """The people and bodies that reviewers wrote, as speakers or as owners, newest first.

        What a reviewer took back or wrote otherwise since is not among them.
        """
        with self.database.reading() as connection:
            try:
                return confirmed_names(connection, most)
            except DocumentError as exc:
                raise BrokenLibrary(self.database.place, f"审核记录损坏（{exc}）") from exc

    @property
    def compounds(self) -> Compounds:
        """The compounds (小区) with their rosters and glossaries."""
        return Compounds(self.database)

    def remember_term(self, meeting_id: str, term: Term, by: str) -> Compound:
        """As `Compounds.remember`: the word is known to the next meeting."""
        return self.compounds.remember(meeting_id, term, by)

    def index_all(self, connection: Connection) -> None:
        """Make what can be searched anew; a damaged meeting, told of when it is opened, is not."""
        forget_all(connection)
        for meeting_id in connection.scalars(select(schema.meetings.c.id)).all():
            with suppress(BrokenLibrary):
                self._index(connection, self._load(connection, meeting_id))

    def _seen(self, connection: Connection, meeting: Meeting) -> Seen:
        judged, named = self._judged(connection, meeting.id), self._named(connection, meeting.id)
        return Seen(meeting, judged, named, self._version(connection, meeting.id))

    def _version(self, connection: Connection, full_id: str) -> int:
        table = schema.meetings.c
        return int(connection.scalars(select(table.version).where(table.id == full_id)).one())

    def _index(self, connection: Connection, meeting: Meeting) -> None:
        said = sorted(self._judged(connection, meeting.id), key=lambda judgement: judgement.at)
        index_meeting(connection, meeting, {j.resolution_id: j for j in said})

    def _refuse_edited(self, connection: Connection, meeting: Meeting, seen: Seen | int) -> None:
        now = self._seen(connection, meeting)
        if seen != (now.version if isinstance(seen, int) else now):
            raise EditedMeanwhile(meeting.id)

    def _named(self, connection: Connection, full_id: str) -> tuple[Naming, ...]:
        return self._said(connection, schema.namings, full_id, loads_naming)

    def _judged(self, connection: Connection, full_id: str) -> tuple[Judgement, ...]:
        return self._said(connection, schema.judgements, full_id, loads_judgement)

    def _said(
        self, connection: Connection, table: Table, full_id: str, read: Callable[[str], T]
    ) -> tuple[T, ...]:
        """What persons said of a meeting's newest draft, in the order of its rows."""
        mine = (
            select(table.c.document)
            .join(schema.meetings)
            .where(table.c.meeting_id == full_id, table.c.revision == schema.meetings.c.revision)
        )
        texts = connection.scalars(mine.order_by(table.c.number)).all()
        try:
            return tuple(read(text) for text in texts)
        except DocumentError as exc:
            raise self._broken(full_id, exc) from exc

    def _load(self, connection: Connection, full_id: str) -> Meeting:
        table = schema.revisions.c
        newest = _drafts(full_id).join(schema.meetings)
        query = newest.where(table.number == schema.meetings.c.revision)
        text: str = connection.scalars(query).one()
        meeting = self._read(text, full_id)
        gone = self._removed_on(connection, [source.sha256 for source in meeting.sources])
        here = (
            replace(s, path=self.blobs.path(s.sha256), removed_on=gone.get(s.sha256))
            for s in meeting.sources
        )
        return replace(meeting, sources=tuple(here))

    def _removed_on(self, connection: Connection, hashes: Iterable[str]) -> dict[str, date]:
        table = schema.removed_files.c
        rows = connection.execute(
            select(table.sha256, table.at).where(table.sha256.in_(list(hashes)))
        )
        return {row.sha256: row.at.date() for row in rows}

    def _read(self, document: str, full_id: str) -> Meeting:
        try:
            return loads(document)
        except DocumentError as exc:
            raise self._broken(full_id, exc) from exc

    def _broken(self, full_id: str, error: DocumentError) -> BrokenLibrary:
        return BrokenLibrary(self.database.place, f"会议 {full_id} 的记录损坏（{error}）")


def _drafts(full_id: str) -> Select[Any]:
    """The documents of a meeting's drafts, in order."""
    table = schema.revisions.c
    return select(table.document).where(table.meeting_id == full_id).order_by(table.number)
