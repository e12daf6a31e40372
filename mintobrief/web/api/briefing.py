"""简报: the files, once all is judged."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from starlette.responses import Response

from mintobrief.export import Edition
from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import TheOffice, TheSession
from mintobrief.web.signoff import files
from mintobrief.web.signoff.files import TYPES

router = APIRouter(prefix="/meetings/{meeting_id}/briefing", tags=["简报"])

Format = Literal[
    "docx",
    "pdf",
    "md",
    "html",
    "txt",
    "json",
    "xlsx",
    "ics",
    "srt",
    "wechat",
    "poster",
    "filing",
    "notice",
    "bundle",
]
_WHICH = "哪种文件；wechat、poster 只有公示版，bundle 只有存档版"
Which = Annotated[Edition, Path(description="archive 存档版，public 公示版")]
_CONTENT = {
    kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
    for kind in (*TYPES.values(), "application/octet-stream")
}
_FILE: dict[int | str, dict[str, Any]] = {200: {"description": "文件", "content": _CONTENT}}


@router.get("/{edition}.{format}", operation_id="getBriefing", responses=may(404) | _FILE)
def download(
    meeting_id: MeetingId,
    edition: Which,
    format: Annotated[Format, Path(description=_WHICH)],  # noqa: A002 - what one asks for
    office: TheOffice,
    session: TheSession,
) -> Response:
    """下载简报，没有签发的写明未签发；还有待审的候选决议时是 409，`waiting` 说是哪几条"""
    return files.download_now(meeting_id, edition.value, format, office, session)


@router.get(
    "/signed/{number}/{edition}.{format}",
    operation_id="getSignedBriefing",
    responses=may(404) | _FILE,
)
def download_signed(
    meeting_id: MeetingId,
    number: Annotated[int, Path(description="签发的是第几步", ge=1, le=2**53)],
    edition: Which,
    format: Annotated[Format, Path(description=_WHICH)],  # noqa: A002 - what one asks for
    office: TheOffice,
    session: TheSession,
) -> Response:
    """下载那一次签发的文件，一个字节也不差"""
    return files.download_signed(meeting_id, number, edition.value, format, office, session)
