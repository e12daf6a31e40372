"""Corrections of a meeting's newest draft, written with all that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from mintobrief.domain import Correction, Edit, Judgement, Meeting, Replaced, Undone
from mintobrief.domain.correction_codec import dumps_correction
from mintobrief.errors import BadEdit
from mintobrief.review import latest_judgements, reopen
from mintobrief.review.correct import apply, moved_by, numbered, reopened_by
from mintobrief.store import drafts, schema
from mintobrief.store.audit import Act, Deed
from mintobrief.store.looks import Draft, Looks, Texts


@dataclass(frozen=True, slots=True)
class Signature:
    """Who corrects, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Fold:
    """The newest draft with the corrections that stand, and the rows that are still to be added."""

    meeting: Meeting
    standing: Texts
    rows: Texts = ()

    def plus(self, edit: Edit, signed: Signature, looks: Looks, origin: Origin) -> Fold:
        """With one edit more. Raises BadEdit."""
        correction = Correction(edit, signed.by, signed.at)
        if isinstance(edit, Undone):
            if not self.standing:
                raise BadEdit("撤销", "没有可以撤销的修改。")
            left = self.standing[:-1]
            before = looks.folded(origin.connection, origin.draft, left)
            return Fold(before, left, (*self.rows, dumps_correction(correction, ())))
        after = apply(self.meeting, [edit])
        text = dumps_correction(correction, self.meeting.utterances)
        return Fold(after, (*self.standing, text), (*self.rows, text))


@dataclass(frozen=True, slots=True)
class Origin:
    """What is corrected, in the transaction that corrects it."""

    connection: Connection
    draft: Draft


def correct(
    looks: Looks, connection: Connection, full_id: str, edits: Sequence[Edit], signed: Signature
) -> tuple[list[Deed], Meeting, Meeting]:
    """Add the edits; what to log, and the meeting before and after. Raises BadEdit."""
    origin = Origin(connection, looks.draft(connection, full_id))
    standing = looks.standing(looks.corrected(connection, full_id))
    known = looks.known(connection, origin.draft, standing)
    before = known.meeting
    fold = Fold(before, standing)
    for edit in numbered(edits, _used(looks, connection, full_id, before)):
        fold = fold.plus(edit, signed, looks, origin)
    looks.remember(origin.draft, fold.standing, replace(known, meeting=fold.meeting))
    rows = [(signed.by, text) for text in fold.rows]
    deeds = put_rows(connection, full_id, rows, Act.CORRECTED)
    judged = looks.judged(connection, full_id)
    return deeds + _judge(connection, before, fold.meeting, judged, signed), before, fold.meeting


def put_rows(
    connection: Connection, full_id: str, rows: Iterable[tuple[str, str]], act: Act
) -> list[Deed]:
    """Add corrections, each by whom and its document, to the newest draft; what to log."""
    revision = drafts.revision_of(connection, full_id)
    deeds = []
    for by, text in rows:
        row: dict[str, object] = {"revision": revision, "document": text}
        deed = Deed(by, act, full_id)
        deeds.append(drafts.put(connection, schema.corrections, full_id, row, deed))
    return deeds


def put_carried(
    connection: Connection, meeting: Meeting, corrections: Iterable[Correction]
) -> list[Deed]:
    """Add corrections of an older draft that count for this one too; what to log."""
    rows = [(one.by, dumps_correction(one, meeting.utterances)) for one in corrections]
    return put_rows(connection, meeting.id, rows, Act.CORRECTION_CARRIED)


def ids_given(looks: Looks, connection: Connection, full_id: str) -> frozenset[str]:
    """The ids of all candidates that corrections of any draft of the meeting ever brought."""
    table = schema.corrections.c
    texts = connection.scalars(select(table.document).where(table.meeting_id == full_id))
    edits = [looks.correction(text).edit for text in texts]
    return frozenset(one.id for edit in edits if isinstance(edit, Replaced) for one in edit.by)


def _judge(
    connection: Connection,
    before: Meeting,
    after: Meeting,
    judged: Sequence[Judgement],
    signed: Signature,
) -> list[Deed]:
    """Judgements whose words are others are open again; those whose words moved move along."""
    latest = latest_judgements(judged)
    candidates = {r.id: r for r in (*after.resolutions, *after.near_misses)}
    deeds = []
    for judgement in reopened_by(before, after, latest.values()):
        at = max(signed.at, judgement.at)  # the latest counts, whatever the clocks say
        open_again = reopen(candidates[judgement.resolution_id], signed.by, at)
        deeds.append(drafts.put_judgement(connection, after, open_again))
    for judgement in moved_by(before, after, latest.values()):
        deeds.append(drafts.put_judgement(connection, after, judgement, Act.CARRIED))
    return deeds


def _used(looks: Looks, connection: Connection, full_id: str, meeting: Meeting) -> frozenset[str]:
    return ids_given(looks, connection, full_id) | {r.id for r in meeting.resolutions}
