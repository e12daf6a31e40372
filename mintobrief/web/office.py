"""What the pages work with, and how a request comes by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, cast
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

from mintobrief.config import Settings
from mintobrief.jobs.queue import Queue
from mintobrief.store.library import Library
from mintobrief.web.access import Access, Session
from mintobrief.web.paces import Paces

_LONGEST = 256 * 1024  # bytes of a form
_NO_NAME = "请先写明审核人是谁：姓名会写进简报和记录。"


@dataclass(frozen=True, slots=True)
class Office:
    """A library with its queue, and who may come in."""

    library: Library
    queue: Queue
    access: Access
    settings: Settings
    paces: Paces = field(default_factory=Paces)


def _office(request: Request) -> Office:
    return cast(Office, request.app.state.office)


def _session(request: Request) -> Session:
    """The gate lets nobody without one through."""
    return cast(Session, request.scope["session"])


TheOffice = Annotated[Office, Depends(_office)]
TheSession = Annotated[Session, Depends(_session)]


def _reviewer(session: TheSession) -> str:
    """Nobody judges without a name."""
    if not session.reviewer:
        raise HTTPException(428, _NO_NAME)
    return session.reviewer


async def _form(request: Request) -> Mapping[str, str]:
    """The fields of a form, the last of each name."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            raise HTTPException(413, "填的内容太长了。")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100))
    except ValueError as exc:
        raise HTTPException(400, "表单读不懂，请刷新页面再试。") from exc


TheReviewer = Annotated[str, Depends(_reviewer)]
Form = Annotated[Mapping[str, str], Depends(_form)]
