"""交材料: small files with one request; large ones in pieces, as tus 1.0 has it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, File, Form, Path, Request, UploadFile
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from mintobrief.domain import Request as Wishes
from mintobrief.domain.job import Job
from mintobrief.web.access import Session
from mintobrief.web.api.answers import Json
from mintobrief.web.api.jobs import told_job
from mintobrief.web.api.shapes import asked
from mintobrief.web.api.shapes.jobs import JobOut
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.intake import uploads
from mintobrief.web.intake.shelf import Upload
from mintobrief.web.intake.uploads import MOST_FILES, hand_in
from mintobrief.web.intake.wishes import wishes_of
from mintobrief.web.office import Office, TheOffice, TheSession

router = APIRouter(tags=["交材料"], default_response_class=Response)

_ONE = "/uploads/{upload_id}"
_AT_ONCE = 1 << 20  # bytes
_ID = "^[0-9a-f]{32}$"
UploadId = Annotated[str, Path(description="上传的编号", pattern=_ID)]
Title = Annotated[str, Form(description="会议名称，不写就从材料里读", max_length=200)]
HeldOn = Annotated[date | None, Form(description="开会日期，2026-03-14")]
List = Annotated[str, Form(description="一行一个", max_length=20_000)]
Several = Annotated[bool, Form(description="扫描件里可能有几次会议，能分清的就分开")]
Of = Annotated[str, Form(description="小区的编号", max_length=200)]
Files = Annotated[list[UploadFile], File(description="一次会议的全部材料", max_length=MOST_FILES)]


def _only_text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("a day is written as text")
    return value


Day = Annotated[date, Field(strict=False), BeforeValidator(_only_text)]


class HandIn(asked.Asked):
    """传完了的文件，成一次会议；没有写的从材料里读。"""

    uploads: list[Annotated[str, Field(pattern=_ID)]] = Field(min_length=1, max_length=MOST_FILES)
    title: str | None = Field(None, description="会议名称", max_length=200)
    held_on: Day | None = Field(None, description="开会日期，2026-03-14")
    agenda: str = Field("", description="议题，一行一个", max_length=20_000)
    roster: str = Field("", description="参会人员，一行一位：姓名,职务,单位", max_length=20_000)
    glossary: str = Field("", description="生词，一行一个：词,听错成的", max_length=20_000)
    several: bool = Field(False, description="扫描件里可能有几次会议，能分清的就分开")
    compound: str | None = Field(None, description="小区的编号", max_length=200)

    @property
    def wishes(self) -> Wishes:
        told = self.model_dump(mode="json", exclude={"uploads"}, exclude_none=True)
        return wishes_of({name: str(value or "") for name, value in told.items()})


def _header(name: str, about: str, pattern: str = "", *, needed: bool = True) -> dict[str, Any]:
    schema = {"type": "string", **({"pattern": pattern} if pattern else {})}
    told = {"description": about, "required": needed, "schema": schema}
    return {"in": "header", "name": name, **told}


_NUMBER = "^[0-9]{1,18}$"
_TOLD: dict[str, Any] = {
    name: {"description": about, "schema": {"type": "string"}}
    for name, about in {
        "Upload-Offset": "已经收到多少字节",
        "Upload-Length": "一共多少字节",
        "Tus-Resumable": "协议的版本，1.0.0",
    }.items()
}
_PIECE = {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_LOCATION = {"Location": {"description": "往哪里传", "schema": {"type": "string"}}}


def _empty(status: int, about: str, headers: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {status: {"description": about, "headers": headers}}


def _wishes(
    title: Title = "",
    held_on: HeldOn = None,
    agenda: List = "",
    roster: List = "",
    glossary: List = "",
    several: Several = False,
    compound: Of = "",
) -> Wishes:
    told = {"title": title, "agenda": agenda, "roster": roster, "glossary": glossary}
    day = held_on.isoformat() if held_on else ""
    return wishes_of(
        {**told, "held_on": day, "several": "1" if several else "", "compound": compound}
    )


@router.post(
    "/files",
    operation_id="handInFiles",
    status_code=202,
    response_model=JobOut,
    response_class=Json,
    responses=may(400, 404, 413, 507),
)
async def hand_in_files(
    office: TheOffice,
    session: TheSession,
    files: Files,
    wishes: Annotated[Wishes, Depends(_wishes)],
) -> Json:
    """交一次会议的材料（合计不超过 64 MB），开始转换"""
    job = await to_thread.run_sync(_handed_in, office, session, files, wishes)
    return Json(told_job(job, office), 202)


@router.post(
    "/jobs",
    operation_id="handInUploads",
    status_code=202,
    response_model=JobOut,
    response_class=Json,
    responses=may(400, 404, 413),
)
def hand_in_uploads(asked: HandIn, office: TheOffice) -> Json:
    """用分段传完的文件开始转换；文件没有传完是 409"""
    job = hand_in(office, asked.uploads, asked.wishes)
    return Json(told_job(job, office), 202)


def _handed_in(office: Office, session: Session, files: list[UploadFile], wishes: Wishes) -> Job:
    """The job; what was put on the shelf for it is gone either way."""
    kept: list[Upload] = []
    try:
        for file in files:
            kept.append(_kept(office, session, file))
        return hand_in(office, [upload.id for upload in kept], wishes)
    finally:
        for upload in kept:
            uploads.shelf_of(office).drop(upload)


def _kept(office: Office, session: Session, file: UploadFile) -> Upload:
    upload = uploads.begin(office, file.filename or "", file.size or 0, session.reviewer)
    while piece := file.file.read(_AT_ONCE):
        upload.append(piece)
    return upload


@router.post(
    "/uploads",
    operation_id="beginUpload",
    status_code=201,
    responses=may(400, 413, 507) | _empty(201, "可以传了，Location 是往哪里传", _LOCATION),
    openapi_extra={
        "parameters": [
            _header("Upload-Length", "文件有多少字节", _NUMBER),
            _header("Upload-Metadata", "filename 加一个空格和 base64 的名字", needed=False),
        ]
    },
)
def begin(request: Request, office: TheOffice, session: TheSession) -> Response:
    """说明要传一个多长、叫什么的文件"""
    return uploads.create(request, office, session)


@router.head(
    _ONE, operation_id="lookAtUpload", responses=may(404) | _empty(200, "收到多少了", _TOLD)
)
def look(upload_id: UploadId, office: TheOffice) -> Response:
    """收到多少了：断了从这里接着传"""
    return uploads.look(upload_id, office)


@router.patch(
    _ONE,
    operation_id="sendPiece",
    status_code=204,
    responses=may(400, 404, 413, 423) | _empty(204, "收下了", _TOLD),
    openapi_extra={
        "parameters": [_header("Upload-Offset", "这一段从第几个字节起", _NUMBER)],
        "requestBody": {"required": False, "content": _PIECE},
    },
)
async def add(upload_id: UploadId, request: Request, office: TheOffice) -> Response:
    """传一段，从已经收到的地方起；起点对不上是 409"""
    return await uploads.add(upload_id, request, office)


@router.delete(_ONE, operation_id="dropUpload", status_code=204, responses=may(404))
def drop(upload_id: UploadId, office: TheOffice) -> Response:
    """不传了，已经收到的也删掉"""
    return uploads.drop(upload_id, office)
