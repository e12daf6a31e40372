"""A meeting as it is now: its newest draft as corrected, and what was said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

from mintobrief.domain import Correction, Judgement, Meeting, Naming
from mintobrief.domain.codec import DocumentError, loads, loads_judgement, loads_naming
from mintobrief.domain.correction_codec import loads_correction
from mintobrief.errors import BadEdit, BrokenLibrary
from mintobrief.review.correct import apply, still_standing
from mintobrief.store import schema
from mintobrief.store.audit import Act
from mintobrief.store.blobs import Blobs
from mintobrief.store.entry import Seen
from mintobrief.store.memory import Memory

T = TypeVar("T")
Texts = tuple[str, ...]

# characters of JSON: in memory a meeting takes two to four bytes for each
_MEETINGS = 40_000_000
_SAYINGS = 8_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """A draft as corrected, and how long the document of the draft is."""

    meeting: Meeting
    size: int


@dataclass(frozen=True, slots=True)
class Memories:
    """What one program remembers of a library, by the hashes and words of the rows it is made of:
    it can be incomplete, never wrong."""

    meetings: Memory[Known] = field(default_factory=lambda: Memory(_MEETINGS))
    judgements: Memory[Judgement] = field(default_factory=lambda: Memory(_SAYINGS))
    namings: Memory[Naming] = field(default_factory=lambda: Memory(_SAYINGS))
    corrections: Memory[Correction] = field(default_factory=lambda: Memory(_SAYINGS))


@dataclass(frozen=True, slots=True)
class Draft:
    """The newest draft of a meeting, not read yet; `seal` is the hash of its document."""

    meeting_id: str
    row: int
    seal: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Looks:
    """Reads meetings in the caller's transaction. Every method raises BrokenLibrary."""

    place: str
    blobs: Blobs
    memories: Memories

    def seen(self, connection: Connection, full_id: str) -> Seen:
        """The meeting with all that was said of its newest draft."""
        draft = self.draft(connection, full_id)
        texts = self.standing(self.corrected(connection, full_id))
        return Seen(
            self._with_files(connection, self.folded(connection, draft, texts)),
            self.judged(connection, full_id),
            self.named(connection, full_id),
            draft.version,
            tuple(self.correction(text) for text in texts),
        )

    def meeting(self, connection: Connection, full_id: str) -> Meeting:
        """The newest draft as corrected."""
        draft = self.draft(connection, full_id)
        texts = self.standing(self.corrected(connection, full_id))
        return self._with_files(connection, self.folded(connection, draft, texts))

    def version(self, connection: Connection, full_id: str) -> int:
        table = schema.meetings.c
        return int(connection.scalars(select(table.version).where(table.id == full_id)).one())

    def draft(self, connection: Connection, full_id: str) -> Draft:
        """Which draft is the newest."""
        draft, meeting = schema.revisions.c, schema.meetings.c
        newest = (draft.meeting_id == meeting.id) & (draft.number == meeting.revision)
        found = connection.execute(
            select(draft.row, meeting.version)
            .select_from(schema.meetings.join(schema.revisions, newest))
            .where(meeting.id == full_id)
        ).one()
        log = schema.audit.c
        told = select(log.sha256).where(
            log.what == Act.DRAFTED, log.row == found.row, log.subject == full_id
        )
        seal = connection.scalar(told.order_by(log.number.desc()).limit(1))
        return Draft(full_id, found.row, seal, found.version)

    def folded(self, connection: Connection, draft: Draft, texts: Texts) -> Meeting:
        """The draft with the corrections that stand; `texts` are their documents.

        Its files are not looked for.
        """
        return self.known(connection, draft, texts).meeting

    def known(self, connection: Connection, draft: Draft, texts: Texts) -> Known:
        """As `folded`, with what it takes to keep more of the draft in mind."""
        known, since = self._nearest(connection, draft, texts)
        edits = [self.correction(text).edit for text in texts[since:]]
        try:
            meeting = apply(known.meeting, edits)
        except (BadEdit, ValueError) as exc:
            raise self._broken(draft.meeting_id, exc) from exc
        found = Known(meeting, known.size)
        self.remember(draft, texts, found)
        return found

    def remember(self, draft: Draft, texts: Texts, known: Known) -> None:
        """Keep a draft as corrected in mind."""
        if draft.seal:
            self.memories.meetings.put((draft.seal, texts), known, known.size)

    def standing(self, texts: Sequence[str]) -> Texts:
        """Of a draft's corrections those that were not taken back."""
        try:
            edits = [self.correction(text).edit for text in texts]
            return tuple(texts[at] for at in still_standing(edits))
        except BadEdit as exc:
            raise BrokenLibrary(self.place, f"更正记录损坏（{exc}）") from exc

    def correction(self, text: str) -> Correction:
        return self._read(text, loads_correction, self.memories.corrections)

    def corrected(self, connection: Connection, full_id: str) -> list[str]:
        """The documents of all corrections of the newest draft, in order."""
        return self._texts(connection, schema.corrections, full_id)

    def judged(self, connection: Connection, full_id: str) -> tuple[Judgement, ...]:
        texts = self._texts(connection, schema.judgements, full_id)
        return tuple(self._read(t, loads_judgement, self.memories.judgements) for t in texts)

    def named(self, connection: Connection, full_id: str) -> tuple[Naming, ...]:
        texts = self._texts(connection, schema.namings, full_id)
        return tuple(self._read(text, loads_naming, self.memories.namings) for text in texts)

    def drafts(self, connection: Connection, full_id: str) -> Iterable[Meeting]:
        """Every draft that the machine made of the meeting, in order."""
        for text in connection.scalars(_drafts(full_id)):
            yield self._loaded(text, full_id)

    def removed_on(self, connection: Connection, hashes: Iterable[str]) -> dict[str, date]:
        """When files were deleted whose time was up."""
        table = schema.removed_files.c
        rows = connection.execute(
            select(table.sha256, table.at).where(table.sha256.in_(list(hashes)))
        )
        return {row.sha256: row.at.date() for row in rows}

    def _nearest(self, connection: Connection, draft: Draft, texts: Texts) -> tuple[Known, int]:
        """The draft as far corrected as it is in mind, and how many corrections that is."""
        for count in range(len(texts), -1, -1) if draft.seal else ():
            known = self.memories.meetings.get((draft.seal, texts[:count]))
            if known is not None:
                return known, count
        table = schema.revisions.c
        text: str = connection.scalars(select(table.document).where(table.row == draft.row)).one()
        known = Known(self._loaded(text, draft.meeting_id), len(text))
        self.remember(draft, (), known)
        return known, 0

    def _with_files(self, connection: Connection, meeting: Meeting) -> Meeting:
        """The meeting with its files where they lie now."""
        gone = self.removed_on(connection, [source.sha256 for source in meeting.sources])
        here = (
            replace(s, path=self.blobs.path(s.sha256), removed_on=gone.get(s.sha256))
            for s in meeting.sources
        )
        return replace(meeting, sources=tuple(here))

    def _texts(self, connection: Connection, table: Table, full_id: str) -> list[str]:
        """What persons said of a meeting's newest draft, in the order of its rows."""
        mine = (
            select(table.c.document)
            .join(schema.meetings)
            .where(table.c.meeting_id == full_id, table.c.revision == schema.meetings.c.revision)
        )
        return list(connection.scalars(mine.order_by(table.c.number)))

    def _read(self, text: str, read: Callable[[str], T], memory: Memory[T]) -> T:
        known = memory.get(text)
        if known is None:
            try:
                known = read(text)
            except DocumentError as exc:
                raise BrokenLibrary(self.place, f"审核记录损坏（{exc}）") from exc
            memory.put(text, known, len(text))
        return known

    def _loaded(self, document: str, full_id: str) -> Meeting:
        try:
            return loads(document)
        except DocumentError as exc:
            raise self._broken(full_id, exc) from exc

    def _broken(self, full_id: str, error: Exception) -> BrokenLibrary:
        return BrokenLibrary(self.place, f"会议 {full_id} 的记录损坏（{error}）")


def _drafts(full_id: str) -> Select[Any]:
    """The documents of a meeting's drafts, in order."""
    table = schema.revisions.c
    return select(table.document).where(table.meeting_id == full_id).order_by(table.number)
