"""签发: the checklist, who hands in, gives back and signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.line import one_line
from mintobrief.domain.person import Role
from mintobrief.export import PROFILES, Edition, Letterhead
from mintobrief.export.letterhead import is_web_address
from mintobrief.review.rulebook import rulebook_for
from mintobrief.web import words
from mintobrief.web.access import Session
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, Office, TheOffice, TheReviewer, TheSession, require
from mintobrief.web.signoff import signing
from mintobrief.web.signoff.dues import dues
from mintobrief.web.signoff.signing import Desk, Shown
from mintobrief.web.typed import INVALID, whole

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}/briefing")

REASON = 200  # characters of a reason
# who may take a step
RECORDS = [require(Role.RECORDER)]
SIGNS = [require(Role.SIGNER)]
EITHER = [require(Role.RECORDER, Role.SIGNER)]


@dataclass(frozen=True, slots=True)
class Asking:
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
) -> Asking:
    return Asking(request, office, session, meeting_id, by, form)


Asked = Annotated[Asking, Depends(_asked)]


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


def _desk(asked: Asking) -> Response:
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
