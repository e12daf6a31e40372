"""What comes of a job: a meeting, or a newer draft of the one that the same files gave before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from mintobrief.domain import Correction, Judgement, Meeting, Naming, Notice, NoticeCode
from mintobrief.review import Carried, carry
from mintobrief.store.audit import PROGRAM
from mintobrief.store.entry import Seen
from mintobrief.store.jobs import Jobs
from mintobrief.store.library import Library


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft on its way into the library, and what persons said of the one before it that
    counts for it too; `seen` is the meeting as it was then, None where this is the first."""

    meeting: Meeting
    judgements: tuple[Judgement, ...] = ()
    namings: tuple[Naming, ...] = ()
    seen: Seen | None = None
    corrections: tuple[Correction, ...] = ()


def drafts_of(library: Library, jobs: Jobs, found: Sequence[Meeting]) -> tuple[Draft, ...]:
    """The meetings that a job found, each with what is kept of it from before."""
    return tuple(_draft(library, _before(jobs, meeting, len(found)), meeting) for meeting in found)


def put_draft(
    library: Library,
    connection: Connection,
    draft: Draft,
    at: datetime,
    compound: str | None = None,
) -> str:
    """Keep it, within the caller's transaction; returns the id it is kept under. It is of that
    compound from now on, unless somebody said before of which it is.

    Raises EditedMeanwhile where somebody has said more of the meeting since it was seen.
    """
    kept = _put(library, connection, draft, at)
    if compound is not None:
        library.compounds.put_first_link(connection, kept, compound, PROGRAM)
    return kept


def _put(library: Library, connection: Connection, draft: Draft, at: datetime) -> str:
    if draft.seen is None:
        return library.put_meeting(connection, draft.meeting, at)
    library.put_revision(
        connection,
        draft.meeting,
        draft.judgements,
        draft.namings,
        seen=draft.seen,
        at=at,
        corrections=draft.corrections,
    )
    return draft.meeting.id


def _before(jobs: Jobs, meeting: Meeting, among: int) -> str | None:
    """The meeting that this is a newer draft of. Another model may read another day, and with it
    another id: one meeting of the very same files is still the same."""
    made = jobs.made_of(source.sha256 for source in meeting.sources)
    if meeting.id in made:
        return meeting.id
    return made[0] if len(made) == among == 1 else None


def _draft(library: Library, before: str | None, meeting: Meeting) -> Draft:
    if before is None:
        return Draft(meeting)
    seen = library.look(before)
    used = library.used_ids(before)
    kept = carry(
        seen.meeting,
        seen.judgements,
        seen.namings,
        meeting,
        used=used,
        corrections=seen.corrections,
    )
    told = replace(kept.meeting, notices=(*kept.meeting.notices, *_reopened(kept)))
    return Draft(told, kept.judgements, kept.namings, seen, kept.corrections)


def _reopened(kept: Carried) -> Iterator[Notice]:
    """What a person said of the draft before and has to say again."""
    if kept.reopened:
        ids = "、".join(judgement.resolution_id for judgement in kept.reopened)
        told = f"重新转换以后，原先审核过的 {ids} 依据变了或没有了，审核意见没有沿用。"
        yield Notice(NoticeCode.REOPENED, f"{told}请对照新的草稿再审一遍。")
    if kept.unnamed:
        told = f"重新转换以后，有 {len(kept.unnamed)} 处发言人的姓名对不上了，没有沿用。"
        yield Notice(NoticeCode.REOPENED, f"{told}请再听一遍，重新填写姓名。")
