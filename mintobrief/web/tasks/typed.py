"""What somebody types of a task, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fastapi import HTTPException

from mintobrief.domain.task import TaskState

_WHICH = f"请选一个：{'、'.join(state.called for state in TaskState)}。"


def state_of(form: Mapping[str, str]) -> TaskState:
    """How far it is. Refuses anything else with 422."""
    state = form.get("state", "")
    if state not in list(TaskState):
        raise HTTPException(422, _WHICH)
    return TaskState(state)


def day_of(form: Mapping[str, str]) -> date | None:
    """The day that goes with it, where one was given. Refuses what is none with 422."""
    given = form.get("day", "")
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise HTTPException(422, "日期请写成 2026-03-20 的样子。") from None
