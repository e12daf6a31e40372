"""谁能看: a meeting for everybody with an account, or for some; for administrators (管理员)."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.person import Role
from mintobrief.web.accounts.asking import TheAccess, ThePerson
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.office import Form, TheOffice, require
from mintobrief.web.typed import is_whole

router = APIRouter(
    include_in_schema=False,
    prefix="/meetings/{meeting_id}/readers",
    dependencies=[require(Role.ADMINISTRATOR)],
)


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice, access: TheAccess) -> Response:
    meeting = office.library.load_meeting(meeting_id)
    named = {person.id for person in access.accounts.permissions.of(meeting.id)}
    enabled = [one for one in access.accounts.people.all() if one.disabled_at is None]
    shown = {"meeting": meeting, "people": enabled, "named": named}
    return draw(request, "readers.html", shown)


@router.post("")
def limit(meeting_id: str, access: TheAccess, person: ThePerson, form: Form) -> Response:
    """To the people ticked, or to everybody."""
    to = [int(name) for name in form if is_whole(name)]
    some = form.get("who") != "all"
    if some and not to:
        raise HTTPException(422, "请至少选一个人；只给管理员看，就选一位管理员。")
    access.accounts.permissions.limit(meeting_id, to if some else [], by=person.name)
    return gone_to(f"/meetings/{quote(meeting_id)}")
