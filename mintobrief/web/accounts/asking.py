"""What the pages of the accounts know of who asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.person import Person
from mintobrief.store.accounts import Caller
from mintobrief.web.accounts.access import AccountAccess
from mintobrief.web.office import TheOffice, TheSession

_YEAR = 365 * 24 * 3600


def _access(office: TheOffice) -> AccountAccess:
    """These pages are there only where one logs in."""
    if not isinstance(office.access, AccountAccess):
        raise HTTPException(404)
    return office.access


TheAccess = Annotated[AccountAccess, Depends(_access)]


def _caller(request: Request, access: TheAccess) -> Caller:
    return Caller(
        address=str(request.scope["address"]),
        agent=request.headers.get("user-agent", ""),
        known=request.cookies.get(access.known_cookie, ""),
    )


def _person(session: TheSession, _: TheAccess) -> Person:
    """Who has logged in."""
    return cast(Person, session.person)


TheCaller = Annotated[Caller, Depends(_caller)]
ThePerson = Annotated[Person, Depends(_person)]


def keep(answer: Response, access: AccountAccess, session: str, known: str = "") -> None:
    """Give the browser its keys: one for as long as it is open, one to be recognised by."""
    secure = access.site.secure
    answer.set_cookie(
        access.cookie, session, httponly=True, samesite="strict", secure=secure, path="/"
    )
    if known:
        answer.set_cookie(
            access.known_cookie,
            known,
            max_age=_YEAR,
            httponly=True,
            samesite="strict",
            secure=secure,
            path="/",
        )


def password_of(form: Mapping[str, str]) -> str:
    """The new password, typed twice alike. Raises HTTPException."""
    password = form.get("password", "")
    if password != form.get("again", password):
        raise HTTPException(422, "两次写的密码不一样，没有存。")
    return password
