"""原件: sound from any second, a page upright, one line of it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Path
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from mintobrief.domain import ScanRegion
from mintobrief.web.api.answers import problem
from mintobrief.web.api.shapes.asked import MeetingId, SourceId
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.evidence import evidence
from mintobrief.web.evidence.evidence import FRESH, picture_of
from mintobrief.web.evidence.prints import line_picture
from mintobrief.web.office import TheOffice

router = APIRouter(prefix="/meetings/{meeting_id}", tags=["原件"], default_response_class=Response)

Number = Annotated[int, Path(description="第几页，从 1 数", ge=1, le=1_000_000)]
Index = Annotated[int, Path(description="第几句，从 0 数", ge=0, le=10_000_000)]
Range = Annotated[
    str | None, Header(description="只要一段：bytes=起-止", pattern=r"^bytes=\d{1,15}-\d{0,15}$")
]
_BAD_RANGE = "要的那一段不在录音里。"
_NOT_SCANNED = "这一句不是从扫描件上来的，没有图。"


def _binary(*kinds: str) -> dict[str, Any]:
    return {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}


_SOUND = _binary("audio/wav", "audio/mp4", "audio/ogg", "audio/flac")
_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"description": "JPEG 图片", "content": _binary("image/jpeg")}
}
_HEARD: dict[int | str, dict[str, Any]] = {
    200: {"description": "整个录音", "content": _SOUND},
    206: {"description": "要的那一段", "content": _SOUND},
}

_PEAKS: dict[int | str, dict[str, Any]] = {
    200: {"description": "一段一个字节", "content": _binary("application/octet-stream")},
    202: {"description": "正在数，请过一会儿再问"},
}


class InRange(Response):
    """A file; what cannot be had of it is told as any other refusal."""

    def __init__(self, file: Response) -> None:
        super().__init__()
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = False

        async def sending(message: Message) -> None:
            nonlocal refused
            refused = refused or message.get("status") in (400, 416)
            if not refused:
                await send(message)

        await self._file(scope, receive, sending)
        if refused:
            await problem(416, _BAD_RANGE)(scope, receive, send)


@router.get(
    "/sources/{source_id}/sound", operation_id="getSound", responses=may(404, 410, 416) | _HEARD
)
def sound(
    meeting_id: MeetingId,
    source_id: SourceId,
    office: TheOffice,
    range: Range = None,  # noqa: A002, ARG001 - what the header is called; the file reads it itself
) -> Response:
    """录音，浏览器能放的格式；带 Range 只给那一段"""
    return InRange(evidence.sound(meeting_id, source_id, office))


@router.get("/sources/{source_id}/peaks", operation_id="getPeaks", responses=may(404, 410) | _PEAKS)
def peaks(meeting_id: MeetingId, source_id: SourceId, office: TheOffice) -> Response:
    """录音有多响：每一小段一个字节，一秒几段在 X-Peaks-A-Second；还没有数完是 202"""
    return evidence.peaks(meeting_id, source_id, office)


@router.get(
    "/sources/{source_id}/pages/{number}",
    operation_id="getPage",
    responses=may(404, 410) | _PICTURE,
)
def page(meeting_id: MeetingId, source_id: SourceId, number: Number, office: TheOffice) -> Response:
    """扫描件的一页，正过来的"""
    return evidence.page(meeting_id, source_id, number, office)


@router.get(
    "/utterances/{index}/picture", operation_id="getLine", responses=may(404, 410) | _PICTURE
)
def line(meeting_id: MeetingId, index: Index, office: TheOffice) -> Response:
    """一句话在扫描件上的那一行"""
    said = office.library.load_meeting(meeting_id).utterances
    region = said[index].evidence if index < len(said) else None
    if not isinstance(region, ScanRegion):
        raise HTTPException(404, _NOT_SCANNED)
    picture, turned = picture_of(office, meeting_id, region.source_id, region.page)
    cut = line_picture(picture, region.box, turned)
    return Response(cut, media_type="image/jpeg", headers=FRESH)
