"""What every request has to pass, and every answer carries, whatever page it is for."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mintobrief.web.access import Access
from mintobrief.web.drawing import refusal

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
_SAFE = {"GET", "HEAD"}
_OPEN = ("/enter", "/static/")  # for who is not let in yet
_WRONG_HOST = "这个地址不是本程序的。请用程序窗口里打印的链接打开。"
_WRONG_ORIGIN = "这个请求不是从本程序的页面发出的，没有执行。"
_STALE = "页面太旧了，这一步没有执行。请刷新页面再试。"
_NO_SESSION = "请用程序窗口里最新打印的链接打开：每个链接只能用一次，程序重开以后要用新的。"


class Gate:
    """Refuses what is not for us, not from us or not let in; everything else passes on."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # we speak no websockets: the server refuses them
        request = Request(scope)
        refused = self._refused(request)
        answer = refusal(request, *refused) if refused else self._app
        await answer(scope, receive, _with_headers(send, scope["path"]))

    def _refused(self, request: Request) -> tuple[int, str] | None:
        """Why the request goes no further: a status and a sentence."""
        access, path = self._access, request.url.path
        if not access.is_our_host(request.headers.get("host", "")):
            return 421, _WRONG_HOST
        session = access.session(request.cookies.get(access.cookie))
        request.scope["session"] = session
        if session is None and not path.startswith(_OPEN):
            return 401, _NO_SESSION
        if request.method in _SAFE:
            return None
        if not access.is_our_origin(request.headers.get("origin", "")):
            return 403, _WRONG_ORIGIN
        if session is None or request.headers.get("x-csrf-token") != session.csrf:
            return 403, _STALE
        return None


def _with_headers(send: Send, path: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            keep = "no-cache" if path.startswith("/static/") else "no-store"
            headers.setdefault("Cache-Control", keep)
        await send(message)

    return sending
