"""What every operation asks that changes the draft of a meeting."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import TheOffice, TheReviewer, TheSession
from mintobrief.web.review.asking import Asked

REFUSED = may(400, 404, 413, 428)


def _asked(
    request: Request,
    meeting_id: MeetingId,
    office: TheOffice,
    session: TheSession,
    _: TheReviewer,
) -> Asked:
    return Asked(request, office, session, meeting_id)


Change = Annotated[Asked, Depends(_asked)]
