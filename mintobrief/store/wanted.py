"""Which tasks of the ledger (督办台账) are asked for, and in what order, in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, literal, select

from mintobrief.domain.task import TaskState, TaskStatus
from mintobrief.store import schema
from mintobrief.store.library import Library
from mintobrief.store.schema import storable

_TASK, _LINK = schema.tasks.c, schema.meeting_compounds.c
NOWHERE = ""  # the compound of meetings that are of none


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks are asked for: those of a compound ("" is of none), of a meeting, that stand so,
    and hold all the words. None and empty ask for all."""

    compound: str | None = None
    meeting: str | None = None
    statuses: frozenset[TaskStatus] = frozenset()
    words: str = ""


EVERYTHING = Wanted()


def shown(library: Library) -> Select[Any]:
    """All tasks that the library shows, with their compounds."""
    compound = schema.compounds.c
    joined = schema.tasks.outerjoin(
        schema.meeting_compounds, _LINK.meeting_id == _TASK.meeting_id
    ).outerjoin(schema.compounds, compound.id == _LINK.compound_id)
    columns = (compound.id.label("compound_id"), compound.name.label("compound"))
    query = select(schema.tasks, *columns).select_from(joined)
    return query.where(_TASK.meeting_id.not_in(library.hidden)) if library.hidden else query


def listing(library: Library, wanted: Wanted, today: date) -> Select[Any]:
    """The tasks wanted, in no order."""
    query = shown(library)
    if wanted.compound is not None:
        is_of = _LINK.compound_id == storable(wanted.compound)
        query = query.where(is_of if wanted.compound != NOWHERE else _LINK.compound_id.is_(None))
    if wanted.meeting is not None:
        query = query.where(_TASK.meeting_id == storable(wanted.meeting))
    if wanted.statuses:
        wished = [str(one) for one in wanted.statuses]
        query = query.where(status_on(_TASK.state, _TASK.due, today).in_(wished))
    for word in storable(wanted.words).split():
        query = query.where(_TASK.words.contains(word, autoescape=True))
    return query


def status_on(state: ColumnElement[str], due: ColumnElement[date], today: date) -> Any:
    """What `domain.task.status` says, in SQL; a test holds the two together."""
    late = and_(state != str(TaskState.DONE), due.is_not(None), due < today)
    return case((late, literal(str(TaskStatus.OVERDUE))), else_=state)


def order(today: date) -> tuple[ColumnElement[Any], ...]:
    """The most urgent first."""
    ranks = {str(one): rank for rank, one in enumerate(TaskStatus)}
    urgent = case(ranks, value=status_on(_TASK.state, _TASK.due, today), else_=len(ranks))
    return (urgent, _TASK.due.is_(None), _TASK.due, _TASK.meeting_id, _TASK.place)
