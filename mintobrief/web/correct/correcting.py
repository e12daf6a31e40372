"""One person's corrections of a draft, refused where somebody else changed the same since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import HTTPException

from mintobrief.domain import Edit, Judgement, Naming, Replaced, Undone
from mintobrief.errors import EditedMeanwhile
from mintobrief.review import latest_judgements
from mintobrief.store import Seen
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.insisting import insist
from mintobrief.web.review.asking import Asked
from mintobrief.web.review.moments import moment_after
from mintobrief.web.review.undo import Corrected, Ids

_NEAR = 20  # lines
STALE = "转写稿刚被别人改过，已经换成最新的。请再选一次。"
NO_SUCH_LINES = "选的句子不在转写稿里。请刷新页面再选。"

Make = Callable[[Seen], Sequence[Edit]]


class Overtaken(Exception):
    """Somebody else changed what the page showed; nothing was saved. `seen` is as it is now."""

    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self.seen = seen


@dataclass(frozen=True, slots=True)
class Spot:
    """A line as the page showed it: its number, its words, and the mark of the draft."""

    line: int
    words: str
    mark: str


def must_be(seen: Seen, mark: str) -> None:
    """Raises Overtaken where the page shows another transcript."""
    if mark != mark_of_draft(seen):
        raise Overtaken(seen)


def place_of(seen: Seen, spot: Spot) -> int:
    """The line's number now. Raises Overtaken where it is another line, or nobody can tell."""
    said = seen.meeting.utterances
    if spot.mark == mark_of_draft(seen) and spot.line < len(said):
        return spot.line
    around = range(max(0, spot.line - _NEAR), min(len(said), spot.line + _NEAR + 1))
    found = [line for line in around if said[line].text == spot.words]
    if len(found) != 1:
        raise Overtaken(seen)
    return found[0]


def correct(asked: Asked, make: Make) -> Seen:
    """Correct what `make` says of the meeting as it is, as a step that can be undone.

    Raises Overtaken as `make` does, BadEdit, or what the disk says.
    """
    seen, step = _corrected(asked, make)
    asked.did(step)
    return seen


def corrected(asked: Asked, make: Make, told: str = STALE) -> Seen:
    """As `correct`; where somebody was quicker the page is told so, with 409."""
    try:
        return correct(asked, make)
    except Overtaken as exc:
        raise HTTPException(409, told) from exc


def take_back(asked: Asked, step: Corrected) -> Seen:
    """Undo the step, and say again what it reopened.

    Raises Overtaken where somebody else corrected since.
    """

    def undoing(seen: Seen) -> Sequence[Edit]:
        if _edits(seen) != (*step.base, *step.edits):
            raise Overtaken(seen)
        return [Undone()] * len(step.edits)

    _corrected(asked, undoing)
    return _said_again(asked, step.reopened)


def do_again(asked: Asked, step: Corrected) -> tuple[Seen, Ids]:
    """Redo the step; by the ids that its candidates had those that they have now."""

    def redoing(seen: Seen) -> Sequence[Edit]:
        if _edits(seen) != step.base:
            raise Overtaken(seen)
        return step.edits

    seen, done = _corrected(asked, redoing)
    pairs = zip(_brought(step.edits), _brought(done.edits if done else ()), strict=True)
    return seen, dict(pairs)


def name_voices(asked: Asked, make: Callable[[Seen, datetime], Sequence[Naming]]) -> Seen:
    """Add namings; raises Overtaken as `make` does."""
    library = asked.office.library

    def name() -> None:
        seen = library.look(asked.meeting_id)
        made = make(seen, moment_after(seen))
        library.add_judgements(seen.meeting.id, [], seen.version, made)

    insist(name)
    return library.look(asked.meeting_id)


def _corrected(asked: Asked, make: Make) -> tuple[Seen, Corrected | None]:
    return insist(lambda: _corrected_once(asked, make))


def _corrected_once(asked: Asked, make: Make) -> tuple[Seen, Corrected | None]:
    library, by = asked.office.library, asked.session.reviewer
    seen = library.look(asked.meeting_id)
    edits = make(seen)
    if not edits:
        return seen, None
    at = moment_after(seen)
    now = library.correct(seen.meeting.id, edits, seen=seen.version, by=by, at=at)
    base = _edits(seen)
    return now, Corrected(_edits(now)[len(base) :], base, _reopened(seen, now))


def _edits(seen: Seen) -> tuple[Edit, ...]:
    return tuple(correction.edit for correction in seen.corrections)


def _brought(edits: Iterable[Edit]) -> list[str]:
    """The ids of the candidates that edits bring, in order."""
    return [one.id for edit in edits if isinstance(edit, Replaced) for one in edit.by]


def _reopened(before: Seen, now: Seen) -> tuple[Judgement, ...]:
    left = latest_judgements(now.judgements)
    there = {r.id for r in (*now.meeting.resolutions, *now.meeting.near_misses)}
    said = latest_judgements(before.judgements)
    return tuple(j for name, j in said.items() if name in there and name not in left)


def _said_again(asked: Asked, judgements: Sequence[Judgement]) -> Seen:
    """The judgements that a correction reopened count again, now that it is undone."""
    library, by = asked.office.library, asked.session.reviewer

    def say() -> None:
        seen = library.look(asked.meeting_id)
        judged, at = latest_judgements(seen.judgements), moment_after(seen)
        # who judged one since said something newer
        left = [one for one in judgements if one.resolution_id not in judged]
        again = [replace(judgement, reviewer=by, at=at) for judgement in left]
        library.add_judgements(seen.meeting.id, again, seen.version)

    if judgements:
        with suppress(EditedMeanwhile):  # then they wait to be judged
            insist(say)
    return library.look(asked.meeting_id)
