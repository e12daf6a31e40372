"""One reviewer's change to one candidate, refused where somebody else changed that one since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from mintobrief.domain import FieldName, Judgement, Meeting, Resolution
from mintobrief.errors import UnknownResolution
from mintobrief.review import accept, amend, edit, latest_judgements, reject, reopen, standing
from mintobrief.review.correct import moved_by, reopened_by
from mintobrief.store import Seen
from mintobrief.store.library import Library
from mintobrief.web.insisting import insist
from mintobrief.web.review.candidates import is_shown, mark_of
from mintobrief.web.review.moments import moment_after
from mintobrief.web.review.undo import Judged

Make = Callable[[Resolution, Judgement | None, datetime], Judgement | None]


class Disputed(Exception):
    """Somebody else judged the candidate, or corrected what it says, since the page showed it;
    nothing was saved."""


@dataclass(frozen=True, slots=True)
class Target:
    """A candidate, and the mark of what the page showed of it."""

    meeting_id: str
    resolution_id: str
    mark: str


def judge(library: Library, target: Target, make: Make) -> tuple[Seen, Judged]:
    """Add what `make` makes of the candidate and its latest judgement; None adds nothing.

    Raises Disputed, UnknownMeeting, UnknownResolution, BadEdit, or what the disk says.
    """
    step = insist(lambda: _judged(library, target, make))
    return library.look(target.meeting_id), step


def _judged(library: Library, target: Target, make: Make) -> Judged:
    seen = library.look(target.meeting_id)
    before = latest_judgements(seen.judgements).get(target.resolution_id)
    found = candidate(seen, target.resolution_id)
    made = make(found, before, moment_after(seen))
    if not is_shown(target.mark, seen.meeting, found, before):
        if made and not _is_said(made, before):
            raise Disputed
        made = None
    library.add_judgements(seen.meeting.id, [made] if made else [], seen.version)
    after = latest_judgements([made]).get(target.resolution_id) if made else before
    return Judged(target.resolution_id, before, after, seen.meeting)


def _is_said(made: Judgement, before: Judgement | None) -> bool:
    """Whether the same person said it already: a page whose answer was lost says it again."""
    return (
        before is not None and made.reviewer == before.reviewer and mark_of(made) == mark_of(before)
    )


def restore(library: Library, meeting_id: str, step: Judged, reviewer: str, *, back: bool) -> Seen:
    """Say again what counted before the step, or what it said; the meeting as it is then.

    Raises Disputed where anybody judged the candidate since, or corrected its words: what was
    corrected elsewhere is no matter, and what moved by it moves along.
    """
    now, wanted = (step.after, step.before) if back else (step.before, step.after)

    def say() -> None:
        seen = library.look(meeting_id)
        latest = latest_judgements(seen.judgements).get(step.resolution_id)
        found = candidate(seen, step.resolution_id)
        if mark_of(latest) != mark_of(moved_along(now, step.meeting, seen.meeting)):
            raise Disputed
        if back and latest and now and latest.reviewer != now.reviewer:
            raise Disputed  # another came to the same, and it is not ours to take back
        there = moved_along(wanted, step.meeting, seen.meeting)
        made = restoring(there, reviewer)(found, latest, moment_after(seen))
        library.add_judgements(seen.meeting.id, [made] if made else [], seen.version)

    insist(say)
    return library.look(meeting_id)


def moved_along(judgement: Judgement | None, before: Meeting, after: Meeting) -> Judgement | None:
    """The judgement where its words stand now. Raises Disputed where they are others."""
    if judgement is None or before.utterances is after.utterances:
        return judgement
    if reopened_by(before, after, [judgement]):
        raise Disputed
    moved = moved_by(before, after, [judgement])
    return moved[0] if moved else judgement


def candidate(seen: Seen, resolution_id: str) -> Resolution:
    """The candidate or near miss of that id; raises UnknownResolution."""
    known = {r.id: r for r in (*seen.meeting.resolutions, *seen.meeting.near_misses)}
    if resolution_id not in known:
        raise UnknownResolution(resolution_id, known)
    return known[resolution_id]


def accepting(reviewer: str) -> Make:
    return lambda found, before, at: accept(found, before, reviewer, at)


def rejecting(reviewer: str) -> Make:
    return lambda found, _, at: reject(found, reviewer, at)


def reopening(reviewer: str) -> Make:
    """Nobody has judged it, as far as the briefing is concerned."""
    return lambda found, before, at: reopen(found, reviewer, at) if before else None


def restoring(wanted: Judgement | None, reviewer: str) -> Make:
    """What it was before, said again by who says it now."""
    if wanted is None:
        return reopening(reviewer)
    return lambda _found, _before, at: replace(wanted, reviewer=reviewer, at=at)


def typing(library: Library, target: Target, typed: Mapping[str, str], reviewer: str) -> Make:
    """Let it stand with what was typed, by the names of the fields; raises UnknownMeeting."""
    held_on = library.look(target.meeting_id).meeting.header.day
    fields = {name: typed[name] for name in FieldName if name in typed}
    return editing(fields, reviewer, held_on)


def editing(typed: Mapping[FieldName, str], reviewer: str, held_on: date | None) -> Make:
    """Let it stand with these fields as typed."""

    def make(found: Resolution, before: Judgement | None, at: datetime) -> Judgement:
        left = standing(found, before)
        edited = typed_into(left, typed, held_on)
        if edited == left:
            return accept(found, before, reviewer, at)
        return amend(edited, reviewer, at)

    return make


def typed_into(
    found: Resolution, typed: Mapping[FieldName, str], held_on: date | None
) -> Resolution:
    """The candidate with these fields as typed, time limits seen from that day. Raises BadEdit."""
    from mintobrief.extract.deadline import read_deadline

    read = partial(read_deadline, held_on=held_on)
    for name, value in typed.items():
        found = edit(found, name, value, read, held_on=held_on)
    return found
