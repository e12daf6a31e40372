"""One folder with everything people did: the meetings, their judgements, their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from mintobrief.domain import Correction, Edit, Judgement, Meeting, Naming, SourceKind
from mintobrief.domain.codec import DocumentError
from mintobrief.errors import (
    BrokenLibrary,
    EditedMeanwhile,
    LibraryUnwritable,
    MissingFile,
    RemovedFile,
    reason_of,
)
from mintobrief.review import latest_judgements
from mintobrief.store import drafts, schema
from mintobrief.store.audit import PROGRAM, Act, Deed, Fault, faults, record
from mintobrief.store.blobs import Blobs, open_blobs
from mintobrief.store.compounds import Compounds
from mintobrief.store.confirmed import confirmed_names
from mintobrief.store.corrections import Signature, correct, ids_given, put_carried
from mintobrief.store.database import Database, open_database
from mintobrief.store.entry import MeetingEntry, Seen
from mintobrief.store.followed import keep_in_step
from mintobrief.store.index import forget_all, index_candidates, index_meeting, index_words
from mintobrief.store.looks import Looks, Memories
from mintobrief.store.search import Hit, find
from mintobrief.store.unnamed import file_of_unnamed

_MOST_FAULTS = 20  # that a person is told of


@dataclass(frozen=True, slots=True)
class Library:
    """Everything in one folder; several programs may use it at the same time.

    Every method raises LibraryUnwritable or BrokenLibrary where the disk or the database
    fails, and leaves what was there as it was. The `hidden` meetings are in no list and no
    search: a library as somebody may see it, `replace(library, hidden=…)`.
    """

    folder: Path
    database: Database
    blobs: Blobs
    hidden: frozenset[str] = frozenset()
    memories: Memories = field(default_factory=Memories, compare=False, repr=False)

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
    def looks(self) -> Looks:
        """How meetings are read."""
        return Looks(self.database.place, self.blobs, self.memories)

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

        A draft of the same files and id that nobody has judged is replaced. A judged one stays, as
        does one of other files, and the new draft gets the next free id: `…-2`, `…-3`.
        """
        for source in meeting.sources:
            self.blobs.keep(source)
        with self.database.writing() as connection:
            return self.put_meeting(connection, meeting, created_at)

    def put_meeting(self, connection: Connection, meeting: Meeting, created_at: datetime) -> str:
        """As `save_meeting`, within the caller's transaction; the files are kept already."""
        kept = replace(meeting, id=drafts.free_id(connection, meeting))
        record(connection, [drafts.put_draft(connection, kept, created_at, PROGRAM)])
        index_meeting(connection, kept, {})
        return kept.id

    def put_revision(
        self,
        connection: Connection,
        meeting: Meeting,
        judgements: Iterable[Judgement],
        namings: Iterable[Naming],
        *,
        seen: Seen,
        at: datetime,
        corrections: Iterable[Correction] = (),
    ) -> None:
        """A newer draft of a meeting that is here, and what was said before that counts for it,
        within the caller's transaction; the files are kept already.

        `seen` is what the draft was carried from. Raises UnknownMeeting, or EditedMeanwhile: then
        the draft has to be carried again.
        """
        self._refuse_edited(connection, drafts.full_id(connection, meeting.id), seen)
        deeds = [drafts.put_draft(connection, meeting, at, PROGRAM)]
        for judgement in judgements:
            deeds.append(drafts.put_judgement(connection, meeting, judgement, Act.CARRIED))
        for naming in namings:
            deeds.append(drafts.put_naming(connection, meeting, naming, Act.NAME_CARRIED))
        deeds += put_carried(connection, meeting, corrections)
        record(connection, deeds)  # the log seals the draft by which it is read
        corrected = self.looks.meeting(connection, meeting.id)
        self._change(connection, corrected, ())
        self._index(connection, corrected)

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
                    day = self.looks.removed_on(connection, [sha256]).get(sha256)
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

    def tell_exported(self, meeting_id: str, by: str = PROGRAM) -> None:
        """Log that the meeting's briefing was written: from now on its recordings may be old."""
        with self.database.writing() as connection:
            full_id = drafts.full_id(connection, meeting_id)
            record(connection, [Deed(by, Act.EXPORTED, full_id)])

    def list_meetings(self, limit: int | None = None, offset: int = 0) -> tuple[MeetingEntry, ...]:
        """What is in the library, the newest first: all, or `limit` meetings after `offset`."""
        meeting = schema.meetings.c
        query = select(
            meeting.id,
            meeting.title,
            meeting.held_on,
            meeting.created_at,
            meeting.candidates,
            meeting.waiting,
            file_of_unnamed(),
        ).order_by(meeting.created_at.desc(), meeting.id)
        query = query.limit(limit).offset(offset)
        if self.hidden:
            query = query.where(meeting.id.not_in(self.hidden))
        with self.database.reading() as connection:
            try:
                return tuple(MeetingEntry(*row) for row in connection.execute(query))
            except ValueError as exc:  # a day or a time that is none
                raise BrokenLibrary(self.database.place, f"会议的目录损坏（{exc}）") from exc

    def look(self, meeting_id: str) -> Seen:
        """A meeting with all that was said of its newest draft, at one moment.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            return self.looks.seen(connection, drafts.full_id(connection, meeting_id))

    def version_of(self, meeting_id: str) -> int:
        """The number that `look` gives, without reading the meeting: who watches it asks often.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            return self.looks.version(connection, drafts.full_id(connection, meeting_id))

    def used_ids(self, meeting_id: str) -> frozenset[str]:
        """The ids of all candidates that any draft of the meeting ever had."""
        with self.database.reading() as connection:
            full_id = drafts.full_id(connection, meeting_id)
            drafted = self.looks.drafts(connection, full_id)
            found = frozenset(r.id for draft in drafted for r in draft.resolutions)
            return found | ids_given(self.looks, connection, full_id)

    def search(self, query: str, limit: int = 50) -> tuple[Hit, ...]:
        """Where all words of the query stand, as they are judged by now; newest meetings first."""
        with self.database.reading() as connection:
            return find(connection, query, limit, self.hidden)

    def faults(self) -> tuple[Fault, ...]:
        """Where the library is not as its log says: the first ones, if there are many."""
        with self.database.reading() as connection:
            return tuple(islice(faults(connection), _MOST_FAULTS))

    def load_meeting(self, meeting_id: str) -> Meeting:
        """The meeting of that id, or of the one id that begins so.

        Raises UnknownMeeting or AmbiguousMeeting.
        """
        with self.database.reading() as connection:
            return self.looks.meeting(connection, drafts.full_id(connection, meeting_id))

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
            full_id = drafts.full_id(connection, meeting_id)
            if seen is not None:
                self._refuse_edited(connection, full_id, seen)
            meeting = self.looks.meeting(connection, full_id)
            deeds = drafts.put_said(connection, meeting, judgements, namings)
            self._change(connection, meeting, deeds)
            index_candidates(connection, meeting, self._counted(connection, meeting))

    def correct(
        self, meeting_id: str, edits: Sequence[Edit], *, seen: int, by: str, at: datetime
    ) -> Seen:
        """Correct the newest draft, all of the edits or none; the meeting as it is then.

        `seen` is the version that the person was shown, `at` an aware time. New candidates are
        called h1, h2…, whatever their ids in the edits. Judgements on a candidate whose words
        change are open again. An `Undone` takes back one edit, of this call or an earlier one.
        Raises UnknownMeeting, EditedMeanwhile, or BadEdit for an edit that is impossible.
        """
        with self.database.writing() as connection:
            full_id = drafts.full_id(connection, meeting_id)
            self._refuse_edited(connection, full_id, seen)
            signed = Signature(by, at)
            deeds, before, after = correct(self.looks, connection, full_id, edits, signed)
            self._change(connection, after, deeds)
            index_words(connection, before, after)
            index_candidates(connection, after, self._counted(connection, after))
            return self.looks.seen(connection, full_id)

    def corrections(self, meeting_id: str) -> tuple[Correction, ...]:
        """All corrections of the newest draft, those that were taken back too, in order."""
        with self.database.reading() as connection:
            texts = self.looks.corrected(connection, drafts.full_id(connection, meeting_id))
            return tuple(self.looks.correction(text) for text in texts)

    def judgements(self, meeting_id: str) -> tuple[Judgement, ...]:
        """All judgements on a meeting, in the order they were added."""
        with self.database.reading() as connection:
            return self.looks.judged(connection, drafts.full_id(connection, meeting_id))

    def namings(self, meeting_id: str) -> tuple[Naming, ...]:
        """What persons said of who speaks in a meeting, in the order it was added."""
        with self.database.reading() as connection:
            return self.looks.named(connection, drafts.full_id(connection, meeting_id))

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

    def index_all(self, connection: Connection) -> None:
        """Make what can be searched anew; a damaged meeting, told of when it is opened, is not."""
        forget_all(connection)
        in_order = select(schema.meetings.c.id).order_by(schema.meetings.c.created_at)
        for meeting_id in connection.scalars(in_order).all():  # the search counts on it
            with suppress(BrokenLibrary):
                self._index(connection, self.looks.meeting(connection, meeting_id))

    def _index(self, connection: Connection, meeting: Meeting) -> None:
        index_meeting(connection, meeting, self._counted(connection, meeting))

    def _counted(self, connection: Connection, meeting: Meeting) -> dict[str, Judgement]:
        return latest_judgements(self.looks.judged(connection, meeting.id))

    def _change(self, connection: Connection, meeting: Meeting, deeds: Iterable[Deed]) -> None:
        """The list, the ledger and the log tell what was done to the meeting."""
        judged = self.looks.judged(connection, meeting.id)
        drafts.count_change(connection, meeting, judged)
        try:
            keep_in_step(connection, meeting, judged)
        except DocumentError as exc:
            told = f"会议 {meeting.id} 的督办记录损坏（{exc}）"
            raise BrokenLibrary(self.database.place, told) from exc
        record(connection, deeds)

    def _refuse_edited(self, connection: Connection, full_id: str, seen: Seen | int) -> None:
        if isinstance(seen, int):
            is_same = seen == self.looks.version(connection, full_id)
        else:
            is_same = seen == self.looks.seen(connection, full_id)
        if not is_same:
            raise EditedMeanwhile(full_id)
