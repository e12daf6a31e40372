"""A change that a browser asks for, and what it gets to see after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from mintobrief.store import Seen
from mintobrief.web.access import Session
from mintobrief.web.correct.transcript import lines_of
from mintobrief.web.drawing import draw
from mintobrief.web.office import Office, TheOffice, TheReviewer, TheSession
from mintobrief.web.review.desk import shown
from mintobrief.web.review.undo import Step, Steps

MEETING = "/meetings/{meeting_id}"
_MOST_LINES = 60  # sent one by one; where more changed, the page asks for them all


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that a browser asks for."""

    request: Request
    office: Office
    session: Session
    meeting_id: str

    @property
    def steps(self) -> Steps:
        return self.session.steps_of(self.meeting_id)

    def did(self, step: Step | None) -> None:
        """Remember the step, so that it can be undone."""
        if step is not None:
            self.steps.did(step)


def _asked(
    request: Request, meeting_id: str, office: TheOffice, session: TheSession, _: TheReviewer
) -> Asked:
    return Asked(request, office, session, meeting_id)


Change = Annotated[Asked, Depends(_asked)]


@dataclass(frozen=True, slots=True)
class News:
    """What the page is told besides the candidates as they are now.

    `changed` is the candidate to show, `then` what to do with it; `lines` are those with other
    words where nothing else of the transcript changed. `offer` is what may be done next.
    """

    changed: str = ""
    then: str = ""
    lines: Sequence[int] = ()
    offer: object = None


def answer(asked: Asked, seen: Seen, news: News | None = None) -> Response:
    """The candidates as they are now, and what else is new."""
    told = news or News()
    lines = told.lines if len(told.lines) <= _MOST_LINES else ()
    pieces = shown(seen, asked.session) | {
        "changed": told.changed,
        "then": told.then,
        "lines": lines_of(seen, lines),
        "offer": told.offer,
    }
    return draw(asked.request, "_answer.html", pieces)
