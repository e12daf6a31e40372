"""The briefing as pages to look at, and as files: as it was signed, or as a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import SourceKind
from mintobrief.domain.digest import digest_of
from mintobrief.errors import NotReviewed
from mintobrief.export import FORMATS, Edition, editions_of, suffix_of
from mintobrief.export.privacy import masker_for
from mintobrief.review import compile_briefing
from mintobrief.store import signing as steps
from mintobrief.store.audit import PROGRAM
from mintobrief.store.library import Library
from mintobrief.store.pending import pending_of
from mintobrief.web import words
from mintobrief.web.drawing import draw
from mintobrief.web.handing import XLSX, handed_out
from mintobrief.web.office import Office, TheOffice, TheSession
from mintobrief.web.signoff import press, signing
from mintobrief.web.signoff.press import Manuscript
from mintobrief.web.signoff.previews import Key
from mintobrief.web.signoff.signing import Desk

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}/briefing")

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": XLSX,
    "pdf": "application/pdf",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "zip": "application/zip",
}
_LONGEST = 60  # characters of a title in a file's name
_NAMELESS = "简报"


@router.get("/preview/{edition}")
def preview(request: Request, meeting_id: str, edition: str, office: TheOffice) -> Response:
    """The pages as soon as they are made, 202 until then; asking begins it."""
    if edition not in list(Edition):
        raise HTTPException(404)
    desk = signing.desk(office.library, meeting_id)
    issue = _printed(desk)
    key = _key(desk, issue, Edition(edition))
    pages = office.previews.ask(key, partial(_drawn, office.library, issue, Edition(edition)))
    if pages is None:
        return Response(status_code=202)
    shown = {"meeting": desk.meeting, "content": key.content, "pages": len(pages)}
    return draw(request, "_pages.html", shown | {"edition": words.EDITIONS[edition]})


@router.get("/preview/{content}/{number}.png")
def preview_page(meeting_id: str, content: str, number: int, office: TheOffice) -> Response:
    """One page as a picture, of those that `preview` told of."""
    picture = office.previews.page(Key(meeting_id, content), number)
    if picture is None:
        raise HTTPException(404)
    return Response(picture, media_type="image/png")


@router.get("/signed/{number}/{edition}.{name}")
def download_signed(
    meeting_id: str, number: int, edition: str, name: str, office: TheOffice, session: TheSession
) -> Response:
    """The file as it was signed then, to the byte."""
    desk = signing.desk(office.library, meeting_id)
    content = _as_signed(office.library, desk.meeting.id, number, f"{edition}.{name}")
    if content is None:
        raise HTTPException(404)
    office.library.tell_exported(desk.meeting.id, session.reviewer or PROGRAM)
    return _file(content, desk, edition, name)


@router.get("/{edition}.{name}")
def download_now(
    meeting_id: str, edition: str, name: str, office: TheOffice, session: TheSession
) -> Response:
    return download(meeting_id, edition, name, office, session.reviewer or PROGRAM)


def download(
    meeting_id: str, edition: str, name: str, office: Office, by: str = PROGRAM
) -> Response:
    """The briefing as a file: as it was signed, where that stands, else marked as a draft.

    Raises NotReviewed as long as a candidate waits.
    """
    if name not in FORMATS or edition not in editions_of(name):
        raise HTTPException(404)
    desk = signing.desk(office.library, meeting_id)
    issue, content = _printed(desk), None
    if desk.stands and desk.standing.signed:
        number = desk.standing.signed.number
        content = _as_signed(office.library, desk.meeting.id, number, f"{edition}.{name}")
    if content is None:
        with office.library.with_files(issue.briefing.meeting, *press.kinds_for(name)):
            content = press.file_of(_completed(desk, issue, name), name, Edition(edition))
    office.library.tell_exported(desk.meeting.id, by)
    return _file(content, desk, edition, name, draft=not desk.stands)


def _completed(desk: Desk, issue: Manuscript, name: str) -> Manuscript:
    """With what that format wants beside the briefing."""
    if name != "notice":
        return issue
    pending = pending_of(desk.library, desk.meeting, date.today())
    return replace(issue, briefing=replace(issue.briefing, pending=pending))


def _printed(desk: Desk) -> Manuscript:
    if desk.printed is None:
        seen = desk.seen
        compile_briefing(seen.meeting, seen.judgements, seen.namings)  # says what waits
        raise NotReviewed(())
    return desk.printed


def _drawn(library: Library, issue: Manuscript, edition: Edition) -> tuple[bytes, ...]:
    with library.with_files(issue.briefing.meeting, SourceKind.SCAN):
        return press.pages_of(issue, edition)


def _key(desk: Desk, issue: Manuscript, edition: Edition) -> Key:
    shown = desk.shown
    told = (str(shown.version), str(shown.step), repr(issue.head), repr(issue.briefing.approval))
    return Key(desk.meeting.id, digest_of(edition, *told))


def _as_signed(library: Library, meeting_id: str, number: int, file: str) -> bytes | None:
    """None where that could not be made when it was signed."""
    with steps.opened_packet(library, meeting_id, number) as packet:
        return packet.read(file) if file in packet.namelist() else None


def _file(content: bytes, desk: Desk, edition: str, name: str, *, draft: bool = False) -> Response:
    kind = TYPES.get(suffix_of(name), "application/octet-stream")
    called = _file_name(_title(desk, edition), edition, name, draft=draft)
    return handed_out(content, called, kind)


def _title(desk: Desk, edition: str) -> str:
    """What the file is called: of a posted one only what may be posted."""
    title = desk.meeting.header.title
    if title is None or (edition == Edition.PUBLIC and desk.issue is None):
        return desk.meeting.id
    if edition == Edition.PUBLIC and desk.issue:
        return masker_for(desk.issue.briefing).mask(title.value)
    return title.value


def _file_name(title: str, edition: str, name: str, *, draft: bool) -> str:
    safe = "".join(c for c in title if c.isprintable() and c not in '\\/:*?"<>|')[:_LONGEST]
    told = "（公示版）" if edition == Edition.PUBLIC else ""
    suffix = suffix_of(name)
    told += f"（{words.FORMATS[name]}）" if suffix != name else ""
    return f"{safe or _NAMELESS}{told}{'（未签发）' if draft else ''}.{suffix}"
