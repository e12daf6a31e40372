"""账号管理: who has an account, with which roles; for administrators (管理员)."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.domain.person import Role
from mintobrief.store.accounts import passwords
from mintobrief.web.accounts.asking import TheAccess, ThePerson
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.office import Form, RowNumber, require

router = APIRouter(
    include_in_schema=False, prefix="/people", dependencies=[require(Role.ADMINISTRATOR)]
)

_MOST = 100  # lines of the history


@router.get("")
def page(request: Request, access: TheAccess) -> Response:
    shown = {
        "people": sorted(access.accounts.people.all(), key=lambda one: one.disabled_at is not None),
        "all_roles": list(Role),
        "history": access.accounts.sessions.history(most=_MOST),
    }
    return draw(request, "people.html", shown)


@router.post("")
def add(request: Request, access: TheAccess, person: ThePerson, form: Form) -> Response:
    """An account with a password of ours, which is shown once and has to be changed."""
    password = passwords.generated()
    people = access.accounts.people
    made = people.add(form.get("name", ""), _roles(form), password, by=person.name, given=True)
    return _shown_once(request, made.name, password)


@router.post("/{person_id}/roles")
def set_roles(person_id: RowNumber, access: TheAccess, person: ThePerson, form: Form) -> Response:
    access.accounts.people.set_roles(person_id, _roles(form), by=person.name)
    return gone_to("/people")


@router.post("/{person_id}/disable")
def disable(person_id: RowNumber, access: TheAccess, person: ThePerson) -> Response:
    access.accounts.people.disable(person_id, by=person.name)
    return gone_to("/people")


@router.post("/{person_id}/enable")
def enable(person_id: RowNumber, access: TheAccess, person: ThePerson) -> Response:
    access.accounts.people.enable(person_id, by=person.name)
    return gone_to("/people")


@router.post("/{person_id}/reset")
def reset(request: Request, person_id: RowNumber, access: TheAccess, person: ThePerson) -> Response:
    """A new password of ours; the account may be tried again at once."""
    accounts, password = access.accounts, passwords.generated()
    forgetful = accounts.people.get(person_id)
    accounts.people.set_password(person_id, password, by=person.name, given=True)
    accounts.sessions.forgive(forgetful)
    return _shown_once(request, forgetful.name, password)


def _shown_once(request: Request, name: str, password: str) -> Response:
    shown = {"label": f"{name} 的密码", "secret": password, "why": "第一次登录后要改成自己的"}
    return draw(request, "_secret.html", shown)


def _roles(form: Mapping[str, str]) -> list[Role]:
    return [role for role in Role if form.get(str(role))]
