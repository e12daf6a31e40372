"""What every request has to pass, and every answer carries, whatever page it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mintobrief.domain.person import Scope as Good
from mintobrief.errors import StateError
from mintobrief.store.refusals import Why
from mintobrief.store.shared_rates import Rate
from mintobrief.web.access import Entrance, Session
from mintobrief.web.drawing import refusal
from mintobrief.web.rates import BYTES, LOGINS, REQUESTS, STRANGERS
from mintobrief.web.statuses import told_with

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # "no-referrer" would make the browser send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_HSTS = "max-age=31536000"
SAFE = frozenset({"GET", "HEAD"})
PROGRAMS = "/api/"  # where a token is good; elsewhere it opens nothing
OWN = ("/account", "/logout", "/static/")  # for who has to change the password first
_WRONG_HOST = "这个地址不是本程序的。请用程序窗口里打印的链接打开。"
_WRONG_WAY = "请从登记的反向代理进来，不能直接连这个端口。"
_WRONG_ORIGIN = "这个请求不是从本程序的页面发出的，没有执行。"
_STALE = "页面太旧了，这一步没有执行。请刷新页面再试。"
_READS_ONLY = "这个令牌只能读，不能改。请在“我的账号”里另建一个可审核的。"
_BAD_TOKEN = "这个令牌不对、过期了，或者已经作废。"  # noqa: S105 - what one is told of it
_CHANGE_FIRST = "请先改密码：现在的密码是别人给您设的。"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request goes no further: a status and a sentence, or the page to go to instead; with
    a `why` it is noted."""

    status: int
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)
    go: str = ""
    why: Why | None = None

    def answer(self, request: Request) -> Response:
        is_page = "x-piece" not in request.headers and not request.url.path.startswith(PROGRAMS)
        if self.go and request.method == "GET" and is_page:
            return RedirectResponse(self.go, 303)
        answer = refusal(request, self.status, self.message)
        answer.headers.update(self.headers)
        return answer


class Gate:
    """Refuses what is not for us, not from us or not let in; everything else passes on."""

    def __init__(self, app: ASGIApp, access: Entrance) -> None:
        self._app = app
        self._access = access
        self._headers = {**HEADERS}
        if access.site.secure:
            self._headers["Strict-Transport-Security"] = _HSTS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # we speak no websockets: the server refuses them
        request = Request(scope)
        request.scope["session"] = None
        refused = await to_thread.run_sync(self._refused, request)
        answer = refused.answer(request) if refused else self._app
        if refused:
            request.scope["refused"] = refused.why
        sending = _with_headers(send, scope["path"], self._headers)
        await answer(scope, self._counting(request, receive), sending)

    def _refused(self, request: Request) -> Refused | None:
        site = self._access.site
        if not site.is_our_host(request.headers.get("host", "")):
            return Refused(421, _WRONG_HOST, why=Why.HOST)
        if not site.is_let_through(request):
            return Refused(403, _WRONG_WAY, why=Why.ROUNDABOUT)
        request.scope["address"] = site.address_of(request)
        try:
            session = self._session(request)
        except StateError as error:  # the database is away
            return Refused(503, str(error), told_with(error))
        request.scope["session"] = session
        return self._too_much(request, session) or self._not_in(request, session)

    def _session(self, request: Request) -> Session | None:
        token = _token(request)
        if token is not None:
            is_for = request.scope["path"].startswith(PROGRAMS)
            return self._access.program(token) if is_for else None
        # what a page asks for by itself is no sign that somebody sits there
        by_itself = request.method in SAFE and "x-piece" in request.headers
        held = request.cookies.get(self._access.cookie)
        return self._access.session(held, present=not by_itself)

    def _not_in(self, request: Request, session: Session | None) -> Refused | None:
        path, changes = request.scope["path"], request.method not in SAFE
        if session is None and not path.startswith(self._access.open):
            return self._closed(request)
        if _token(request) is not None:
            reads_only = session is None or session.scope is not Good.JUDGE
            return Refused(403, _READS_ONLY, why=Why.READS_ONLY) if changes and reads_only else None
        if changes and not self._access.site.is_our_origin(request.headers.get("origin", "")):
            return Refused(403, _WRONG_ORIGIN, why=Why.ORIGIN)
        if session is None:
            is_page = path == self._access.way_in
            return Refused(403, _STALE, why=Why.STALE) if changes and not is_page else None
        if changes and request.headers.get("x-csrf-token") != session.csrf:
            return Refused(403, _STALE, why=Why.STALE)
        if session.person and session.person.must_change and not path.startswith(OWN):
            return Refused(403, _CHANGE_FIRST, go="/account")
        return None

    def _closed(self, request: Request) -> Refused:
        if _token(request) is not None:
            asks = {"WWW-Authenticate": "Bearer"}
            return Refused(401, _BAD_TOKEN, asks, why=Why.TOKEN)
        way_in = self._access.way_in
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        go = f"{way_in}?then={quote(path, safe='')}" if way_in else ""
        return Refused(401, self._access.closed, go=go)

    def _too_much(self, request: Request, session: Session | None) -> Refused | None:
        rates, where = self._access.rates, str(request.scope["address"])
        if rates is None:
            return None
        asked: list[tuple[Rate, str, float]] = []
        if session is not None:
            asked = [(REQUESTS, session.key, 1.0), (BYTES, _payer(session), 0.0)]
        elif not request.scope["path"].startswith("/static/"):
            asked = [(STRANGERS, where, 1.0)]
        if request.scope["path"] == self._access.way_in and request.method not in SAFE:
            asked.append((LOGINS, where, 1.0))
        wait = max((rates.take(*one) for one in asked), default=0.0)
        return too_much(wait) if wait > 0 else None

    def _counting(self, request: Request, receive: Receive) -> Receive:
        """What comes in is counted as it comes."""
        rates, session = self._access.rates, request.scope["session"]
        if rates is None or session is None or request.method in SAFE:
            return receive

        async def receiving() -> Message:
            message = await receive()
            rates.charge(BYTES, _payer(session), len(message.get("body", b"")))
            return message

        return receiving


def too_much(wait: float) -> Refused:
    """Come again later, and when."""
    seconds = ceil(wait)
    told = f"{seconds} 秒" if seconds < 120 else f"{ceil(seconds / 60)} 分钟"
    return Refused(
        429, f"要得太快了，请过 {told} 再试。", {"Retry-After": str(seconds)}, why=Why.TOO_MUCH
    )


def _payer(session: Session) -> str:
    """Who logs in anew has no new allowance."""
    return f"person {session.person.id}" if session.person else session.key


def _token(request: Request) -> str | None:
    """What a program brings; None for a browser."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _with_headers(send: Send, path: str, told: Mapping[str, str]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in told.items():
                headers[name] = value
            if path.startswith("/static/"):
                headers.setdefault("Cache-Control", "no-cache")
            else:
                headers.setdefault("Cache-Control", "no-store")
                # what a browser keeps for a while is not for who logs in there next
                headers.add_vary_header("Cookie")
        await send(message)

    return sending
