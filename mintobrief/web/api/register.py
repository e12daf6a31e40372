"""登记簿: numbers given, voided and sealed."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from mintobrief.domain.line import one_line
from mintobrief.domain.person import Role
from mintobrief.domain.register import Entry, Issue, Serial
from mintobrief.domain.register import Sealed as Seal
from mintobrief.store import book, register
from mintobrief.store.book import Book, Sealing
from mintobrief.web.api.answers import Json
from mintobrief.web.api.compounds import CompoundId
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.api.shapes.register import (
    IssueOut,
    Numbered,
    RegisterOut,
    Sealed,
    SealOut,
    Voiding,
    VoidOut,
)
from mintobrief.web.handing import XLSX
from mintobrief.web.office import Office, TheOffice, TheReviewer, require
from mintobrief.web.register import pages
from mintobrief.web.signoff.briefing import reason_of

router = APIRouter(prefix="/compounds/{compound_id}", tags=["登记簿"])

_REFUSED = may(400, 404, 413, 428)
_EITHER = [require(Role.RECORDER, Role.SIGNER)]
_SHEET = {"schema": {"type": "string", "format": "binary"}}


@router.get("/register", operation_id="getRegister", response_model=RegisterOut, responses=may(404))
def get_register(compound_id: CompoundId, office: TheOffice) -> Json:
    """一个小区编过的期号、作废和用印；没有归入小区的会议在 common 那一本里"""
    return _answer(compound_id, office)


@router.get(
    "/register.xlsx",
    operation_id="getRegisterSheet",
    response_class=Response,
    responses=may(404) | {200: {"description": "Excel 登记簿", "content": {XLSX: _SHEET}}},
)
def sheet(compound_id: CompoundId, office: TheOffice) -> Response:
    """登记簿，期号一张表，用印一张表"""
    return pages.workbook(compound_id, office)


@router.post(
    "/register/begin",
    operation_id="beginRegister",
    response_model=RegisterOut,
    responses=_REFUSED,
    dependencies=_EITHER,
)
def begin(compound_id: CompoundId, last: Numbered, office: TheOffice, by: TheReviewer) -> Json:
    """写明以前在纸上编到第几期；编过号以后是 409"""
    register.begin(office.library, compound_id, _serial(last), by, datetime.now(UTC))
    return _answer(compound_id, office)


@router.post(
    "/register/void",
    operation_id="voidNumber",
    response_model=RegisterOut,
    responses=_REFUSED,
    dependencies=[require(Role.SIGNER)],
)
def void(compound_id: CompoundId, given: Voiding, office: TheOffice, by: TheReviewer) -> Json:
    """作废一个期号，那份简报要重新签发；没有这个号的是 409"""
    reason, serial = reason_of(given.reason), _serial(given)
    register.void(office.library, compound_id, serial, reason, by, datetime.now(UTC))
    return _answer(compound_id, office)


@router.post(
    "/register/seal",
    operation_id="addSeal",
    response_model=RegisterOut,
    responses=_REFUSED,
    dependencies=_EITHER,
)
def seal(compound_id: CompoundId, sealed: Sealed, office: TheOffice, by: TheReviewer) -> Json:
    """登记一次用印；程序记下文件的校验值，章由人盖"""
    keeper = one_line(sealed.keeper)
    if not keeper:
        raise HTTPException(422, "请写明谁盖的章。")
    sealing = Sealing(sealed.meeting, sealed.file, sealed.copies, keeper, sealed.on)
    book.put_seal(office.library, sealing, by)
    return _answer(compound_id, office)


def _serial(given: Numbered) -> Serial:
    if given.total < given.number:
        raise HTTPException(422, "总期号不会小于当年的期号，请核对。")
    return Serial(given.year, given.number, given.total)


def _answer(compound_id: str, office: Office) -> Json:
    found = book.open_book(office.library, compound_id)
    numbered = [seal for issue in found.issues for seal in issue.seals]
    told: RegisterOut = {
        "compound": compound_id,
        "issues": [_issue(issue, found) for issue in found.issues],
        "seals": [out for one in (*numbered, *found.unnumbered) for out in _seal(one)],
    }
    return Json(told)


def _issue(issue: Issue, found: Book) -> IssueOut:
    given = issue.given
    void: VoidOut | None = None
    if issue.void:
        void = {"by": issue.void.by, "at": issue.void.at.isoformat(), "reason": issue.reason}
    return {
        "year": given.serial.year,
        "number": given.serial.number,
        "total": given.serial.total,
        "printed": given.printed or given.serial.called,
        "meeting": given.meeting_id,
        "title": found.titles.get(given.meeting_id),
        "by": issue.by,
        "at": issue.at.isoformat(),
        "void": void,
    }


def _seal(entry: Entry) -> list[SealOut]:
    put = entry.what
    if not isinstance(put, Seal):
        return []
    return [
        {
            "meeting": put.meeting_id,
            "serial": put.serial.called if put.serial else None,
            "file": put.file,
            "sha256": put.sha256,
            "copies": put.copies,
            "keeper": put.keeper,
            "on": put.on.isoformat(),
            "by": entry.by,
            "at": entry.at.isoformat(),
        }
    ]
