"""审阅: the transcript on the left, the candidates on the right."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.review import latest_judgements, standing
from mintobrief.store import Seen
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.correct.transcripts import TRANSCRIPTS
from mintobrief.web.drawing import draw
from mintobrief.web.office import TheOffice, TheSession
from mintobrief.web.review import judging
from mintobrief.web.review.asking import MEETING
from mintobrief.web.review.candidates import mark_shown, values_of
from mintobrief.web.review.desk import fields_to_type, originals, shown
from mintobrief.web.review.suggesting import clauses_for, suggestions_for

router = APIRouter(include_in_schema=False, prefix=MEETING)


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice, session: TheSession) -> Response:
    seen = office.library.look(meeting_id)
    page = {"sections": TRANSCRIPTS.draw(seen)} | originals(seen.meeting)
    return draw(request, "review.html", page | shown(seen, session))


@router.get("/transcript")
def transcript(request: Request, meeting_id: str, office: TheOffice) -> Response:
    """The left-hand side anew, with the list of topics."""
    return draw(request, "_left.html", _transcript(office.library.look(meeting_id)))


@router.get("/candidates")
def candidates(
    request: Request, meeting_id: str, office: TheOffice, session: TheSession, version: int = 0
) -> Response:
    """The right-hand side anew, where anything changed since that version."""
    if office.library.version_of(meeting_id) == version:
        return Response(status_code=204)
    return draw(request, "_candidates.html", shown(office.library.look(meeting_id), session))


@router.get("/candidates/{resolution_id}/edit")
def edit(request: Request, meeting_id: str, resolution_id: str, office: TheOffice) -> Response:
    """The candidate's fields to type in, as they stand."""
    seen = office.library.look(meeting_id)
    found = judging.candidate(seen, resolution_id)
    latest = latest_judgements(seen.judgements).get(resolution_id)
    values = values_of(standing(found, latest))
    mark = mark_shown(seen.meeting, found, latest)
    form = fields_to_type(seen.meeting.id, resolution_id, values, mark)
    return draw(request, "_edit.html", {"form": form, "wrong": ""})


@router.get("/candidates/{resolution_id}/suggestions")
def suggestions(
    request: Request, meeting_id: str, resolution_id: str, office: TheOffice
) -> Response:
    """What its fields could say instead, for the one that is looked at."""
    seen = office.library.look(meeting_id)
    found = judging.candidate(seen, resolution_id)
    latest = latest_judgements(seen.judgements).get(resolution_id)
    left = standing(found, latest)
    return draw(
        request,
        "_suggestions.html",
        {
            "meeting": seen.meeting,
            "resolution_id": resolution_id,
            "mark": mark_shown(seen.meeting, found, latest),
            "suggestions": suggestions_for(seen.meeting, left),
            "clauses": clauses_for(seen.meeting, left),
            "own": left.action.value,
        },
    )


def _transcript(seen: Seen) -> dict[str, object]:
    return {
        "meeting": seen.meeting,
        "draft": mark_of_draft(seen),
        "sections": TRANSCRIPTS.draw(seen),
    }
