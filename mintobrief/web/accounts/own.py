"""我的账号: the own password, browsers, tokens and log-ins."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.person import Role, Scope
from mintobrief.errors import LogInLater
from mintobrief.store.accounts.keys import hash_of
from mintobrief.store.refusals import Why
from mintobrief.web.accounts.asking import (
    TheAccess,
    TheCaller,
    ThePerson,
    keep,
    password_of,
)
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.gate import too_much
from mintobrief.web.office import Form, RowNumber, require
from mintobrief.web.typed import is_whole

router = APIRouter(include_in_schema=False, prefix="/account", dependencies=[require()])

_MOST = 20  # lines of the history
_SCOPES = {"read": Scope.READ, "judge": Scope.JUDGE}


@router.get("")
def page(request: Request, access: TheAccess, person: ThePerson) -> Response:
    accounts = access.accounts
    shown = {
        "person": person,
        "roles": [role for role in Role if role in person.roles],
        "tokens": accounts.tokens.of(person),
        "browsers": accounts.sessions.of(person),
        "this": hash_of(request.cookies.get(access.cookie, "")),
        "history": accounts.sessions.history(person, _MOST),
        "now": datetime.now(UTC),
    }
    return draw(request, "account.html", shown)


@router.post("/password")
def change(
    request: Request, access: TheAccess, person: ThePerson, caller: TheCaller, form: Form
) -> Response:
    """All other browsers and all programs have to come in anew; this one gets a new key."""
    accounts, password = access.accounts, password_of(form)
    try:
        accounts.sessions.confirm(person, form.get("old", ""), caller)
    except LogInLater as later:
        request.scope["refused"] = Why.TOO_OFTEN
        return too_much(later.wait).answer(request)
    if password == form.get("old"):
        raise HTTPException(422, "新密码和原来的一样，没有改。")
    accounts.people.set_password(person.id, password, by=person.name, given=False)
    answer = gone_to("/account")
    keep(answer, access, accounts.sessions.open(person, caller))
    return answer


@router.post("/browsers/end")
def end_others(request: Request, access: TheAccess, person: ThePerson) -> Response:
    access.accounts.sessions.end_others(person, request.cookies.get(access.cookie, ""))
    return gone_to("/account")


@router.post("/tokens")
def add_token(request: Request, access: TheAccess, person: ThePerson, form: Form) -> Response:
    """A new token, shown this once."""
    scope = _SCOPES.get(form.get("scope", ""), Scope.FULL)
    days = form.get("days", "")
    count = int(days) if is_whole(days, 4) else 0
    key = access.accounts.tokens.add(person, form.get("name", ""), scope, count)
    shown = {"label": f"令牌“{form['name']}”", "secret": key, "why": "程序用它代替登录"}
    return draw(request, "_secret.html", shown)


@router.post("/tokens/{token_id}/revoke")
def revoke(token_id: RowNumber, access: TheAccess, person: ThePerson) -> Response:
    access.accounts.tokens.revoke(person, token_id)
    return gone_to("/account")
