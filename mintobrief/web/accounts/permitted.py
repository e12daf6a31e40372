"""The one place where it is decided whether a session may have what a route is about."""

from __future__ import annotations

from typing import cast

from fastapi import Request
from fastapi.routing import APIRoute

from mintobrief.domain.person import Role
from mintobrief.errors import UnknownJob
from mintobrief.store.refusals import Why
from mintobrief.web.access import Session
from mintobrief.web.gate import SAFE
from mintobrief.web.office import Required, TheOffice

_BY_DEFAULT = Required(frozenset({Role.RECORDER}))


def permitted(request: Request, office: TheOffice) -> None:
    """Before every route of the pages and of the API.

    A change wants the recorder (记录人), or what the route says with `office.require`. A meeting
    or job in the path, `{meeting_id}` or `{job_id}`, that is hidden from the person is one that
    there is not. Raises UnknownMeeting, UnknownJob, or HTTPException 403.
    """
    session = cast(Session | None, request.scope.get("session"))
    if session is None:  # a page for who is not in yet
        return
    if request.method not in SAFE and not _says_who(request):
        _BY_DEFAULT(session)
    if not session.hidden:
        return
    meeting_id, job_id = (request.path_params.get(name) for name in ("meeting_id", "job_id"))
    if meeting_id is not None:
        office.accounts.permissions.refuse_hidden(session.person, str(meeting_id))
    if job_id is not None and office.hides(office.queue.job(str(job_id))):
        request.scope["refused"] = Why.HIDDEN
        raise UnknownJob(str(job_id))


def _says_who(request: Request) -> bool:
    route = request.scope.get("route")
    wanted = route.dependant.dependencies if isinstance(route, APIRoute) else []
    return any(isinstance(one.call, Required) for one in wanted)
