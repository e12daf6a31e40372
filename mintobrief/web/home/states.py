"""How far a meeting is, in the words of the home page, and which of them needs somebody first."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from mintobrief.store.catalogue import CatalogueLine


class State(StrEnum):
    """The states of a meeting, in the order in which they need somebody."""

    SUBMITTED = "submitted"
    BEGUN = "begun"
    WAITING = "waiting"
    CHANGED = "changed"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    EMPTY = "empty"
    PUBLISHED = "published"


WORDS = {
    State.SUBMITTED: "等签发",
    State.CHANGED: "签发后改过",
    State.REVIEWED: "已审",
    State.SIGNED: "已签发",
    State.EMPTY: "没有决议",
    State.PUBLISHED: "已发布",
}
# the headings of the home page, and the states under each
HEADINGS = {
    "等签发": (State.SUBMITTED,),
    "等您审核": (State.BEGUN, State.WAITING),
    "审完了，还没有发布": (State.CHANGED, State.REVIEWED, State.SIGNED, State.EMPTY),
    "已发布": (State.PUBLISHED,),
}
_PLACES = {state: place for place, states in enumerate(HEADINGS.values()) for state in states}
_ORDER = {state: place for place, state in enumerate(State)}


def state_of(line: CatalogueLine) -> State:
    """What is to be done with the meeting next."""
    entry = line.entry
    if entry.waiting:
        return State.WAITING if entry.waiting == entry.candidates else State.BEGUN
    if line.changed:
        return State.CHANGED
    if line.submitted_at and not line.signed_at:
        return State.SUBMITTED
    if line.published_at:
        return State.PUBLISHED
    if line.signed_at:
        return State.SIGNED
    return State.REVIEWED if entry.candidates else State.EMPTY


def said(line: CatalogueLine) -> str:
    """待审 3/12, 已审, 已发布…"""
    entry = line.entry
    if entry.waiting:
        return f"待审 {entry.waiting}/{entry.candidates}"
    return WORDS[state_of(line)]


def heading_of(line: CatalogueLine) -> str:
    """Under which heading of the home page it is."""
    return next(heading for heading, states in HEADINGS.items() if state_of(line) in states)


def by_need(lines: Iterable[CatalogueLine]) -> list[CatalogueLine]:
    """What needs attention first, within that the newest; what is published comes last."""

    def need(line: CatalogueLine) -> tuple[int, int]:
        state = state_of(line)
        begun = _ORDER[state] if state in (State.BEGUN, State.WAITING, State.CHANGED) else 99
        return _PLACES[state], begun

    return sorted(lines, key=need)
