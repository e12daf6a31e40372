"""登录: in by name and password, and out again."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from mintobrief.errors import LogInLater
from mintobrief.store.refusals import Why
from mintobrief.web.accounts.asking import TheAccess, TheCaller, keep
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.entry import inside
from mintobrief.web.gate import too_much
from mintobrief.web.office import Form, require

router = APIRouter(include_in_schema=False)


@router.get("/login")
def page(request: Request, access: TheAccess, then: str = "/") -> Response:
    if request.scope["session"] is not None:
        return RedirectResponse(inside(then), 303)
    shown = {"then": inside(then), "secure": access.site.secure}
    return draw(request, "login.html", shown)


@router.post("/login")
def log_in(request: Request, access: TheAccess, caller: TheCaller, form: Form) -> Response:
    """A new session, whatever the browser held before."""
    name, password = form.get("name", ""), form.get("password", "")
    try:
        came = access.accounts.sessions.log_in(name, password, caller)
    except LogInLater as later:
        request.scope["refused"] = Why.TOO_OFTEN
        return replace(too_much(later.wait), message=str(later)).answer(request)
    then = "/account" if came.person.must_change else inside(form.get("then", "/"))
    answer = gone_to(then)
    keep(answer, access, came.session, came.known)
    return answer


@router.post("/logout", dependencies=[require()])
def log_out(request: Request, access: TheAccess, caller: TheCaller) -> Response:
    """The browser stays known, the session is over."""
    access.accounts.sessions.log_out(request.cookies.get(access.cookie, ""), caller)
    answer = gone_to("/login")
    answer.delete_cookie(access.cookie, path="/", secure=access.site.secure, httponly=True)
    return answer
