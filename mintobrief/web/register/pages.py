"""登记簿 as a page: numbers, voided ones with their reason, seals; and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.line import one_line
from mintobrief.domain.person import Role
from mintobrief.domain.register import Serial
from mintobrief.export.register import copies_of, register_as_workbook
from mintobrief.store import book, register
from mintobrief.store.book import Sealing
from mintobrief.web import words
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.handing import handed_out
from mintobrief.web.office import Form, TheOffice, TheReviewer, TheSession, require
from mintobrief.web.signoff.briefing import reason_of
from mintobrief.web.signoff.files import TYPES
from mintobrief.web.typed import INVALID, whole

router = APIRouter(include_in_schema=False, prefix="/register")

_LONGEST = 40  # characters of a name
_SIGNS = [require(Role.SIGNER)]
_EITHER = [require(Role.RECORDER, Role.SIGNER)]
# what is printed and sealed, as it lies among the files that were signed
SEALED = {
    f"{edition}.{name}": f"{called} {words.FORMATS[name]}"
    for edition, called in words.EDITIONS.items()
    for name in ("docx", "pdf", "filing", "poster")
    if (edition, name) != ("archive", "poster")
}


@router.get("")
def shelf(request: Request, office: TheOffice, session: TheSession) -> Response:
    """The register that has the most numbers; the others are a click away."""
    known = book.shelf(office.library)
    fullest = max(known, key=lambda one: one.issues)
    return page(request, fullest.id, office, session)


@router.get("/{compound_id}.xlsx")
def workbook(compound_id: str, office: TheOffice) -> Response:
    found = book.open_book(office.library, compound_id)
    content = register_as_workbook(found.entries, found.titles)
    return handed_out(content, f"登记簿 {found.compound.name}.xlsx", TYPES["xlsx"])


@router.get("/{compound_id}")
def page(request: Request, compound_id: str, office: TheOffice, session: TheSession) -> Response:
    shown = {
        "book": book.open_book(office.library, compound_id),
        "shelf": book.shelf(office.library),
        "files": SEALED,
        "copies_of": copies_of,
        "this_year": date.today().year,
        "today": date.today().isoformat(),
        "may_sign": session.may(Role.SIGNER),
        "may_seal": session.may(Role.SIGNER) or session.may(Role.RECORDER),
    }
    return draw(request, "register.html", shown)


@router.post("/{compound_id}/begin", dependencies=_EITHER)
def begin(compound_id: str, office: TheOffice, form: Form, by: TheReviewer) -> Response:
    """Up to where paper had counted."""
    register.begin(office.library, compound_id, _serial(form), by, _now())
    return gone_to(f"/register/{compound_id}")


@router.post("/{compound_id}/void", dependencies=_SIGNS)
def void(compound_id: str, office: TheOffice, form: Form, by: TheReviewer) -> Response:
    """作废, with a reason."""
    reason = reason_of(form.get("reason", ""))
    register.void(office.library, compound_id, _serial(form), reason, by, _now())
    return gone_to(f"/register/{compound_id}")


@router.post("/{compound_id}/seal", dependencies=_EITHER)
def seal(compound_id: str, office: TheOffice, form: Form, by: TheReviewer) -> Response:
    """登记用印."""
    book.put_seal(office.library, _sealing(form), by)
    return gone_to(f"/register/{compound_id}")


def _serial(form: Mapping[str, str]) -> Serial:
    numbers = (whole(form.get(name, "")) for name in ("year", "number", "total"))
    try:
        return Serial(*numbers)
    except ValueError as exc:
        raise HTTPException(422, "总期号不会小于当年的期号，请核对。") from exc


def _sealing(form: Mapping[str, str]) -> Sealing:
    keeper = one_line(form.get("keeper", ""))[:_LONGEST]
    copies, file = whole(form.get("copies", "")), form.get("file", "")
    if not keeper or not copies or file not in SEALED:
        raise HTTPException(422, "请写明谁盖的章、盖了几份、盖在哪个文件上。")
    return Sealing(form.get("meeting", ""), file, copies, keeper, _day(form))


def _day(form: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(form.get("on", ""))
    except ValueError as exc:
        raise HTTPException(422, INVALID) from exc


def _now() -> datetime:
    return datetime.now(UTC)
