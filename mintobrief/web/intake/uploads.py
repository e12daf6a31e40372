"""Files in, in pieces: what has arrived is on disk, and the next piece begins where it ends.

The core of the tus protocol 1.0 with its creation: the size of the file is the offset, so a
server killed in the middle of a piece has lost and doubled nothing.
"""

from __future__ import annotations

import shutil
from base64 import b64decode
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from mintobrief.domain import Request as Wishes
from mintobrief.domain.job import Job
from mintobrief.ingest import check_file
from mintobrief.web.intake.shelf import MOST, Shelf, Upload
from mintobrief.web.intake.wishes import informed, wishes_of
from mintobrief.web.office import Form, Office, TheOffice, TheSession
from mintobrief.web.typed import is_whole

router = APIRouter(include_in_schema=False)

_TUS = {"Tus-Resumable": "1.0.0"}
MOST_FILES = 300
_MOST_WAITING = 1000  # uploads: each is looked at when the next begins


@router.post("/uploads")
def create(request: Request, office: TheOffice, session: TheSession) -> Response:
    """Announce a file of a length and a name; answers where its pieces go."""
    name = _name(request.headers.get("upload-metadata", ""))
    length = _number(request, "upload-length")
    upload = begin(office, name, length, session.reviewer)
    return Response(
        status_code=201, headers={**_TUS, "Location": f"{request.url.path}/{upload.id}"}
    )


def begin(office: Office, untrusted_name: str, length: int, by: str = "") -> Upload:
    """Room for a file, where there is room."""
    if not 0 < length <= MOST:
        raise HTTPException(413, f"文件要在 1 字节到 {MOST >> 30} GB 之间。")
    shelf = shelf_of(office)
    waiting = shelf.all()
    if len(waiting) >= _MOST_WAITING:
        raise HTTPException(429, f"已有 {_MOST_WAITING} 个文件没有传完或没有用，请先在首页处理。")
    promised = sum(max(0, upload.missing) for upload in waiting)
    if shutil.disk_usage(office.library.folder).free < promised + 2 * length:
        raise HTTPException(507, "资料库所在的磁盘放不下这个文件。请先清理磁盘。")
    return shelf.create(untrusted_name, length, by)


@router.head("/uploads/{upload_id}")
def look(upload_id: str, office: TheOffice) -> Response:
    """How much of the file is here."""
    return _offset(200, _found(office, upload_id))


@router.patch("/uploads/{upload_id}")
async def add(upload_id: str, request: Request, office: TheOffice) -> Response:
    """The next piece, written as it comes; what came of it stays when the line breaks."""
    shelf = shelf_of(office)
    upload = await to_thread.run_sync(_found, office, upload_id)
    if not shelf.claim(upload.id):
        raise HTTPException(423, "这个文件正在另一个页面里上传。")
    try:
        if _number(request, "upload-offset") != upload.offset:
            raise HTTPException(409, "文件的这一段已经传过，请从断开的地方接着传。")
        with suppress(ClientDisconnect):  # the next piece begins where this one broke off
            async for piece in request.stream():
                await to_thread.run_sync(_append, upload, piece)
    finally:
        shelf.release(upload.id)
    return _offset(204, upload)


@router.delete("/uploads/{upload_id}")
def drop(upload_id: str, office: TheOffice) -> Response:
    shelf_of(office).drop(_found(office, upload_id))
    return Response(status_code=204, headers=_TUS)


@router.post("/uploads/{upload_id}/drop")
def leave(upload_id: str, office: TheOffice) -> Response:
    """As `drop`, for a form."""
    shelf_of(office).drop(_found(office, upload_id))
    return Response(status_code=204)


@router.post("/meetings")
def convert(office: TheOffice, form: Form) -> Response:
    """Have the files that arrived converted: one meeting of all, or one of each."""
    ids = list(dict.fromkeys(form.get("uploads", "").split()[:MOST_FILES]))
    wishes = wishes_of(form)
    if not form.get("each") or len(ids) == 1:
        hand_in(office, ids, wishes)
        return Response(status_code=204)
    for upload in _whole(office, ids):  # all of them before the first is done
        check_file(upload.path)
    for one in ids:
        hand_in(office, [one], replace(wishes, title=None))
    return Response(status_code=204)


def hand_in(office: Office, ids: Iterable[str], wishes: Wishes) -> Job:
    """The job that makes one meeting of these uploads, which then are gone; it is told what is
    known of the compound.

    Raises UnknownCompound, or an InputError for a file that is none we open.
    """
    uploads = _whole(office, ids)
    for upload in uploads:
        check_file(upload.path)
    told = informed(wishes, office.library.compounds)
    job = office.queue.enqueue([u.path for u in uploads], told, name=wishes.title)
    for upload in uploads:
        shelf_of(office).drop(upload)
    return job


def _whole(office: Office, ids: Iterable[str]) -> list[Upload]:
    uploads = [_found(office, one) for one in dict.fromkeys(ids)]
    if not uploads or any(upload.offset < upload.length for upload in uploads):
        raise HTTPException(409, "文件还没有传完。")
    return uploads


def _append(upload: Upload, piece: bytes) -> None:
    if not upload.append(piece):
        raise HTTPException(413, "传来的比说好的多，多出的没有收。")


def _offset(status: int, upload: Upload) -> Response:
    told = {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}
    return Response(status_code=status, headers={**_TUS, **told})


def shelf_of(office: Office) -> Shelf:
    """Where the files of this library lie until they are part of a meeting."""
    return Shelf(office.library.folder / "uploads")


def _found(office: Office, upload_id: str) -> Upload:
    upload = shelf_of(office).find(upload_id)
    if upload is None:
        raise HTTPException(404, "没有这个上传，可能已经用过或放得太久。请重新选文件。")
    return upload


def _number(request: Request, header: str) -> int:
    given = request.headers.get(header, "")
    if not is_whole(given, 18):
        raise HTTPException(400, f"请求里没有 {header}。")
    return int(given)


def _name(untrusted_metadata: str) -> str:
    """The name in `filename <base64>`; empty where there is none."""
    pairs = (pair.split() for pair in untrusted_metadata.split(","))
    coded = next((p[1] for p in pairs if len(p) == 2 and p[0] == "filename"), "")
    try:
        return b64decode(coded, validate=True).decode()
    except ValueError:
        return ""
