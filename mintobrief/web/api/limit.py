"""How much a request may hold: nobody fills our memory or our disk with one."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mintobrief.web.api.answers import PREFIX, problem
from mintobrief.web.body import TOO_LONG

MOST_JSON = 1 << 20  # bytes
MOST_FILES = 64 << 20  # bytes of files handed in with one request; larger ones come in pieces
_TOO_LARGE = f"一次最多交 {MOST_FILES >> 20} MB。大的文件请分段传（/uploads）。"


class Limit:
    """Refuses longer requests, told beforehand or found out while reading."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_piece(scope):
            await self._app(scope, receive, send)
            return
        headers = Request(scope).headers
        is_files = headers.get("content-type", "").lower().startswith("multipart/form-data")
        most, told = (MOST_FILES, _TOO_LARGE) if is_files else (MOST_JSON, TOO_LONG)
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length[:20]) > most:
            await problem(413, told)(scope, receive, send)
            return
        await self._app(scope, _limited(receive, most, told), send)


def _is_piece(scope: Scope) -> bool:
    """Pieces of an upload have a limit of their own: the length of the file."""
    place = f"{PREFIX}/uploads/"
    return scope["method"] == "PATCH" and str(scope["path"]).startswith(place)


def _limited(receive: Receive, most: int, told: str) -> Receive:
    came = 0

    async def receiving() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            raise HTTPException(413, told)
        return message

    return receiving
