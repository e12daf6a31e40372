"""签发: the checklist, the briefing as pages, who signs it, and its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import SourceKind
from mintobrief.domain.digest import digest_of
from mintobrief.domain.line import one_line
from mintobrief.domain.person import Role
from mintobrief.errors import NotReviewed
from mintobrief.export import FORMATS, PROFILES, Edition, Letterhead, editions_of, suffix_of
from mintobrief.export.letterhead import is_web_address
from mintobrief.export.privacy import masker_for
from mintobrief.review import compile_briefing
from mintobrief.review.rulebook import rulebook_for
from mintobrief.store import signing as steps
from mintobrief.store.audit import PROGRAM
from mintobrief.store.library import Library
from mintobrief.store.pending import pending_of
from mintobrief.web import words
from mintobrief.web.access import Session
from mintobrief.web.drawing import draw
from mintobrief.web.handing import XLSX, handed_out
from mintobrief.web.office import Form, Office, TheOffice, TheReviewer, TheSession, require
from mintobrief.web.signoff import press, signing
from mintobrief.web.signoff.dues import dues
from mintobrief.web.signoff.press import Issue
from mintobrief.web.signoff.previews import Key
from mintobrief.web.signoff.signing import Desk, Shown
from mintobrief.web.typed import INVALID, whole

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
REASON = 200  # characters of a reason
_NAMELESS = "简报"
# who may take a step
RECORDS = [require(Role.RECORDER)]
SIGNS = [require(Role.SIGNER)]
EITHER = [require(Role.RECORDER, Role.SIGNER)]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of signing that a browser asks for, and who takes it."""

    request: Request
    office: Office
    session: Session
    meeting_id: str
    by: str
    form: Mapping[str, str]


def _asked(
    request: Request,
    meeting_id: str,
    office: TheOffice,
    session: TheSession,
    by: TheReviewer,
    form: Form,
) -> Step:
    return Step(request, office, session, meeting_id, by, form)


Asked = Annotated[Step, Depends(_asked)]


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice, session: TheSession) -> Response:
    shown = _shown(signing.desk(office.library, meeting_id), session)
    return draw(request, "briefing.html", shown)


@router.post("/submit", dependencies=RECORDS)
def submit(asked: Asked) -> Response:
    """提交签发."""
    signing.submit(asked.office.library, asked.meeting_id, asked.by, _seen(asked.form))
    return _desk(asked)


@router.post("/withdraw", dependencies=RECORDS)
def withdraw(asked: Asked) -> Response:
    """收回."""
    signing.withdraw(asked.office.library, asked.meeting_id, asked.by, _seen(asked.form))
    return _desk(asked)


@router.post("/return", dependencies=SIGNS)
def give_back(asked: Asked) -> Response:
    """退回修改, with a reason."""
    reason, shown = _reason(asked.form, wanted=True), _seen(asked.form)
    signing.give_back(asked.office.library, asked.meeting_id, asked.by, shown, reason=reason)
    return _desk(asked)


@router.post("/sign", dependencies=SIGNS)
def sign(asked: Asked) -> Response:
    """签发."""
    signing.sign(asked.office.library, asked.meeting_id, asked.by, _seen(asked.form))
    return _desk(asked)


@router.post("/excuse", dependencies=EITHER)
def excuse(asked: Asked) -> Response:
    """A gap is left knowingly, for a reason; taken back, it is a gap again."""
    given = _reason(asked.form, wanted="take_back" not in asked.form)
    about = asked.form.get("about", "")
    signing.excuse(asked.office.library, asked.meeting_id, asked.by, about, reason=given)
    return _desk(asked)


@router.post("/head", dependencies=EITHER)
def fill_head(asked: Asked) -> Response:
    """文头: what kind of paper it is, its number, where it goes."""
    profile = asked.form.get("profile", "")
    if profile not in PROFILES:
        raise HTTPException(422, INVALID)
    said = {name: one_line(asked.form.get(name, ""))[:REASON] for name in words.HEADS}
    if said["address"] and not is_web_address(said["address"]):
        raise HTTPException(422, "公示网址要以 http:// 或 https:// 开头，中间没有空格。")
    head = Letterhead(profile=profile, **said)
    shown = _seen(asked.form)
    signing.fill_head(asked.office.library, asked.meeting_id, asked.by, shown, head=head)
    return _desk(asked)


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


def _completed(desk: Desk, issue: Issue, name: str) -> Issue:
    """With what that format wants beside the briefing."""
    if name != "notice":
        return issue
    pending = pending_of(desk.library, desk.meeting, date.today())
    return replace(issue, briefing=replace(issue.briefing, pending=pending))


def _printed(desk: Desk) -> Issue:
    if desk.printed is None:
        seen = desk.seen
        compile_briefing(seen.meeting, seen.judgements, seen.namings)  # says what waits
        raise NotReviewed(())
    return desk.printed


def _drawn(library: Library, issue: Issue, edition: Edition) -> tuple[bytes, ...]:
    with library.with_files(issue.briefing.meeting, SourceKind.SCAN):
        return press.pages_of(issue, edition)


def _key(desk: Desk, issue: Issue, edition: Edition) -> Key:
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


def _desk(asked: Step) -> Response:
    """The part of the page that a step changes."""
    shown = _shown(signing.desk(asked.office.library, asked.meeting_id), asked.session)
    return draw(asked.request, "_signing.html", shown)


def _shown(desk: Desk, session: Session) -> dict[str, object]:
    excuses = desk.standing.excuses
    return {
        "meeting": desk.meeting,
        "desk": desk,
        "open": desk.left,
        "excused": [(f, excuses[f.key]) for f in desk.findings if f not in desk.left],
        "kept": desk.kept_rules,
        "dues": dues(desk.limits, date.today()),
        "rulebook": rulebook_for(desk.meeting.header),
        "signed": [s for s in reversed(desk.standing.steps) if s.signing.packet],
        "formats": {edition: words.formats_of(desk.meeting, edition) for edition in Edition},
        "may_record": session.may(Role.RECORDER),
        "may_sign": session.may(Role.SIGNER),
        "reasons": words.REASONS,
        "profiles": PROFILES,
        "heads": words.HEADS,
    }


def _seen(form: Mapping[str, str]) -> Shown:
    return Shown(whole(form.get("version", "")), whole(form.get("step", "")))


def _reason(form: Mapping[str, str], *, wanted: bool) -> str:
    return reason_of(form.get("reason", "")) if wanted else ""


def reason_of(typed: str) -> str:
    """Why, in one line; there has to be a reason."""
    given = one_line(typed)
    if not given or len(given) > REASON:
        raise HTTPException(422, f"请写明理由，不超过 {REASON} 个字。")
    return given
