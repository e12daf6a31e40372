"""The way in: the one-time link, and who sits before the screen."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from mintobrief.domain.line import one_line
from mintobrief.store.refusals import Why
from mintobrief.web.access import Access
from mintobrief.web.drawing import draw, gone_to, refusal
from mintobrief.web.office import Form, TheOffice, TheSession, require

router = APIRouter(include_in_schema=False)

_USED = "这个链接已经用过，或者不是最新的。请用程序窗口里最后打印的那个链接。"
_LONGEST = 40  # characters of a name


@router.get("/enter")
def enter(request: Request, office: TheOffice, key: str = "") -> Response:
    """Let the browser in, once."""
    if not isinstance(office.access, Access):
        raise HTTPException(404)
    return let_in(request, office.access.cookie, office.access.enter(key), _USED)


def let_in(
    request: Request, cookie: str, name: str | None, closed: str, *, secure: bool = False
) -> Response:
    """To the pages, with a cookie that bears the name. Without a name only who is in already."""
    if name is None and request.scope["session"] is None:
        request.scope["refused"] = Why.LINK
        return refusal(request, 401, closed)
    answer = RedirectResponse("/", 303)
    if name is not None:
        answer.set_cookie(cookie, name, httponly=True, samesite="strict", secure=secure, path="/")
    return answer


@router.get("/who")
def who(request: Request, session: TheSession, then: str = "/") -> Response:
    """Who has an account signs with the name of it."""
    if session.person:
        return RedirectResponse("/account", 303)
    return draw(request, "who.html", {"then": inside(then)})


@router.post("/who", dependencies=[require()])
def sign(session: TheSession, form: Form) -> Response:
    """From now on judgements of this browser carry that name."""
    if session.person:
        raise HTTPException(409, "您登录了账号，签名就是账号的姓名，不能另写。")
    name = one_line(form.get("name", ""))
    if not name or len(name) > _LONGEST:
        raise HTTPException(422, f"请写审核人的姓名，不超过 {_LONGEST} 个字。")
    session.reviewer = name
    return gone_to(inside(form.get("then", "/")))


def inside(then: str) -> str:
    """An address of ours: nobody is sent elsewhere by a link he did not make."""
    is_ours = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isascii()
    return then if is_ours and then.isprintable() else "/"
