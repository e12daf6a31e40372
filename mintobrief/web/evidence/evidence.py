"""The originals: sound from any second, the picture of a page."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException
from starlette.responses import FileResponse, Response

from mintobrief.domain import Meeting, Source, SourceKind
from mintobrief.errors import MissingFile, UnreadablePage
from mintobrief.ingest import may_draw
from mintobrief.web.evidence.prints import page_picture
from mintobrief.web.evidence.sound import playable
from mintobrief.web.evidence.waves import A_SECOND, WAVES, NoWave
from mintobrief.web.office import Office, TheOffice

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}/sources/{source_id}")

FRESH = {"Cache-Control": "private, max-age=3600"}  # a source is named by its hash: it stays


@router.get("/sound")
def sound(meeting_id: str, source_id: str, office: TheOffice) -> Response:
    """The recording; whoever asks for a range of it gets the range."""
    _, source = _source(office, meeting_id, source_id, SourceKind.AUDIO)
    path, kind = playable(source, office.settings.cache / "web")
    return FileResponse(path, media_type=kind, headers=FRESH)


@router.get("/peaks")
def peaks(meeting_id: str, source_id: str, office: TheOffice) -> Response:
    """How loud the recording is, one byte for each stretch; 202 as long as that is counted."""
    _, source = _source(office, meeting_id, source_id, SourceKind.AUDIO)
    try:
        path = WAVES.ask(source, office.settings.cache / "web")
    except NoWave as exc:
        raise HTTPException(404, f"画不出波形：{exc}") from exc
    if path is None:
        return Response(status_code=202, headers={"Retry-After": "1"})
    headers = FRESH | {"X-Peaks-A-Second": str(A_SECOND)}
    return FileResponse(path, media_type="application/octet-stream", headers=headers)


@router.get("/pages/{number}")
def page(meeting_id: str, source_id: str, number: int, office: TheOffice) -> Response:
    """A page, upright."""
    path, _ = picture_of(office, meeting_id, source_id, number)
    return FileResponse(path, media_type="image/jpeg", headers=FRESH)


def picture_of(office: Office, meeting_id: str, source_id: str, number: int) -> tuple[Path, int]:
    """The picture of a page, upright, and how many degrees it was turned for that."""
    meeting, source = _source(office, meeting_id, source_id, SourceKind.SCAN)
    if not 1 <= number <= (source.pages or 0):
        raise HTTPException(404, "没有这一页。")
    report = next((p for p in meeting.pages if p.page_key == (source_id, number)), None)
    if not may_draw(source, report):
        raise UnreadablePage(source.name, number, "它没有读出来，为了安全不在这里画")
    turned = report.turned if report else 0
    return page_picture(source, number, turned, office.settings.cache / "web"), turned


def _source(
    office: Office, meeting_id: str, source_id: str, kind: SourceKind
) -> tuple[Meeting, Source]:
    meeting = office.library.load_meeting(meeting_id)
    found = (s for s in meeting.sources if s.id == source_id and s.kind is kind)
    source = next(found, None)
    if source is None:
        raise HTTPException(404, "这份原件不在资料库里。")
    if source.removed_on:
        raise HTTPException(410, f"录音已按规定删除（{source.removed_on}），文字还在。")
    if not Path(source.path).is_file():
        _fetch(office, source)
    return meeting, source


def _fetch(office: Office, source: Source) -> None:
    """From where the files are kept; the copy stays for the next who asks."""
    try:
        with office.library.opened(source.sha256, source.name):
            pass
    except MissingFile:
        raise HTTPException(404, "这份原件不在资料库里。") from None
