"""审阅: the transcript on the left, the candidates on the right."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.domain import SourceKind
from mintobrief.review import latest_judgements, standing, with_namings
from mintobrief.web import judging
from mintobrief.web.candidates import mark_of, values_of
from mintobrief.web.desk import fields_to_type, shown
from mintobrief.web.drawing import draw
from mintobrief.web.office import TheOffice, TheSession
from mintobrief.web.transcript import sections_of

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}")


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice, session: TheSession) -> Response:
    seen = office.library.look(meeting_id)
    named = with_namings(seen.meeting, seen.namings)
    kinds = {source.kind for source in named.sources}
    page = {
        "sections": sections_of(named),
        "turned_pages": [page for page in named.pages if page.turned],
        "has_sound": SourceKind.AUDIO in kinds,
        "has_pages": SourceKind.SCAN in kinds,
    }
    return draw(request, "review.html", page | shown(seen, session))


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
    form = fields_to_type(seen.meeting.id, resolution_id, values, mark_of(latest))
    return draw(request, "_edit.html", {"form": form, "wrong": ""})
