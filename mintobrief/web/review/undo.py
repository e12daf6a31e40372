"""What one browser did to a meeting, so that it can be undone and done again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mintobrief.domain import Edit, Judgement, Meeting, Naming, Ordered, Reheaded, Replaced

_MOST = 200  # steps remembered

Ids = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate's latest judgement before and after a change; None is none. They speak of the
    lines of the `meeting` as it was then."""

    resolution_id: str
    before: Judgement | None
    after: Judgement | None
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Corrected:
    """Edits of the draft, made when those of `base` stood, and the judgements they reopened."""

    edits: tuple[Edit, ...]
    base: tuple[Edit, ...]
    reopened: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Renamed:
    """A voice's naming, and the name that it had before."""

    naming: Naming
    before: str | None


Step = Judged | Corrected | Renamed


@dataclass(slots=True)
class Steps:
    """The steps back, and those forth again after going back. Lost with the server: the
    judgements and corrections are not, only the convenience."""

    back: list[Step] = field(default_factory=list)
    forth: list[Step] = field(default_factory=list)

    def did(self, step: Step) -> None:
        """A new step: what was undone before it cannot be done again. One that changed nothing
        is none."""
        if isinstance(step, Judged) and step.after == step.before:
            return
        self.back = [*self.back, step][-_MOST:]
        self.forth.clear()

    def undid(self) -> None:
        self.forth.append(self.back.pop())

    def redid(self, ids: Ids) -> None:
        """Done again; what it brought is called otherwise than before, as `ids` tells."""
        self.back.append(with_ids(self.forth.pop(), ids))
        self.forth = [with_ids(step, ids) for step in self.forth]


def with_ids(step: Step, ids: Ids) -> Step:
    """The step, where candidates are called otherwise now: an id is never given twice."""
    match step:
        case Judged(resolution_id, before, after):
            now = ids.get(resolution_id, resolution_id)
            was, is_now = _judgement(before, ids), _judgement(after, ids)
            return replace(step, resolution_id=now, before=was, after=is_now)
        case Corrected(edits, base, reopened):
            return Corrected(
                tuple(_edit(edit, ids) for edit in edits),
                tuple(_edit(edit, ids) for edit in base),
                tuple(one for j in reopened if (one := _judgement(j, ids))),
            )
    return step


def _judgement(judgement: Judgement | None, ids: Ids) -> Judgement | None:
    if judgement is None or judgement.resolution_id not in ids:
        return judgement
    now = ids[judgement.resolution_id]
    edited = replace(judgement.edited, id=now) if judgement.edited else None
    return replace(judgement, resolution_id=now, edited=edited)


def _edit(edit: Edit, ids: Ids) -> Edit:
    match edit:
        case Replaced(gone, by):
            brought = tuple(replace(one, id=ids.get(one.id, one.id)) for one in by)
            return Replaced(tuple(ids.get(one, one) for one in gone), brought)
        case Ordered(order):
            return Ordered(tuple(ids.get(one, one) for one in order))
        case Reheaded():
            return replace(edit, days=tuple((ids.get(one, one), day) for one, day in edit.days))
    return edit
