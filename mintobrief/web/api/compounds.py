"""名册和词表: what is known of each compound, read and kept whole."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from mintobrief.domain import Attendee, Term
from mintobrief.domain.compound import Body, Compound
from mintobrief.domain.person import Role
from mintobrief.store.compounds import Kept
from mintobrief.web.api.answers import Json, moment
from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.compounds import (
    CompoundOut,
    CompoundsOut,
    Lists,
    NewCompound,
    OfCompound,
    OfCompoundOut,
    VersionsOut,
    Word,
)
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.handing import XLSX
from mintobrief.web.lists import exchange
from mintobrief.web.lists.compounds import forget
from mintobrief.web.office import TheOffice, TheReviewer, require

router = APIRouter(tags=["名册和词表"])

_ONE = "/compounds/{compound_id}"
_MOST = 100  # versions told of
_REFUSED = may(400, 404, 413, 428)
Name = Annotated[str, Query(description="小区的名称", min_length=1, max_length=200)]
CompoundId = Annotated[str, Path(description="小区的编号", min_length=1, max_length=200)]


@router.get(
    "/compounds", operation_id="listCompounds", response_model=CompoundsOut, responses=may()
)
def list_compounds(office: TheOffice) -> Json:
    """全部小区"""
    told: CompoundsOut = {
        "compounds": [
            {"id": one.id, "name": one.name, "version": one.number, "meetings": one.meetings}
            for one in office.library.compounds.all()
        ]
    }
    return Json(told)


@router.post(
    "/compounds",
    operation_id="addCompound",
    status_code=201,
    response_model=CompoundOut,
    responses=_REFUSED,
)
def add(new: NewCompound, office: TheOffice, by: TheReviewer) -> Json:
    """新添一个小区"""
    known = office.library.compounds
    return Json(_told(known.look(known.add(new.name, by).id)), 201)


@router.get(_ONE, operation_id="getCompound", response_model=CompoundOut, responses=may(404))
def get_compound(compound_id: CompoundId, office: TheOffice) -> Json:
    """一个小区的名册、单位和词表"""
    return Json(_told(office.library.compounds.look(compound_id)))


@router.put(_ONE, operation_id="saveCompound", response_model=CompoundOut, responses=_REFUSED)
def save(compound_id: CompoundId, lists: Lists, office: TheOffice, by: TheReviewer) -> Json:
    """存成新的一版；别人先存过的是 409"""
    made = Compound(
        compound_id,
        lists.name,
        tuple(Attendee(one.name, one.role, one.org) for one in lists.people),
        tuple(Body(one.name, one.short) for one in lists.bodies),
        tuple(Term(one.word, one.slips) for one in lists.terms),
        lists.place,
        lists.issuer,
    )
    return Json(_told(office.library.compounds.save(made, lists.version, by)))


@router.delete(
    _ONE,
    operation_id="deleteCompound",
    status_code=204,
    response_class=Response,
    responses=may(404, 428),
    dependencies=[require(Role.ADMINISTRATOR)],
)
def delete(compound_id: CompoundId, name: Name, office: TheOffice, by: TheReviewer) -> Response:
    """删除一个小区的名册和词表，连各版和登记簿；会议还在。要一字不差地写上它的名称"""
    forget(office.library, compound_id, name, by)
    return Response(status_code=204)


@router.get(
    f"{_ONE}/versions",
    operation_id="listCompoundVersions",
    response_model=VersionsOut,
    responses=may(404),
)
def versions(compound_id: CompoundId, office: TheOffice) -> Json:
    """每一版，最近的 100 版"""
    found = office.library.compounds.history(compound_id)[:_MOST]
    told: VersionsOut = {"versions": [_told(kept) for kept in found]}
    return Json(told)


@router.get(
    f"{_ONE}/lists.xlsx",
    operation_id="getCompoundLists",
    response_class=Response,
    responses=may(404)
    | {
        200: {
            "description": "填好可以再交回来的 Excel 表",
            "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def lists(compound_id: CompoundId, office: TheOffice) -> Response:
    """名册和词表的 Excel 文件"""
    return exchange.export(compound_id, office)


@router.put(
    "/meetings/{meeting_id}/compound",
    operation_id="moveMeeting",
    response_model=OfCompoundOut,
    responses=_REFUSED,
)
def move(meeting_id: MeetingId, of: OfCompound, office: TheOffice, by: TheReviewer) -> Json:
    """说明会议是哪个小区的"""
    known = office.library.compounds
    known.move(meeting_id, of.compound, by)
    meeting = office.library.look(meeting_id).meeting
    told: OfCompoundOut = {"meeting": meeting.id, "compound": known.of_meeting(meeting.id)}
    return Json(told)


@router.post(
    "/meetings/{meeting_id}/glossary",
    operation_id="rememberWord",
    response_model=CompoundOut,
    responses=_REFUSED,
)
def remember(meeting_id: MeetingId, word: Word, office: TheOffice, by: TheReviewer) -> Json:
    """记住一个词，和常被听成的：以后这个小区的会议都用"""
    known = office.library.compounds
    kept = known.remember(meeting_id, Term(word.word, word.slips), by)
    return Json(_told(known.look(kept.id)))


def _told(kept: Kept) -> CompoundOut:
    one = kept.compound
    return {
        "id": one.id,
        "version": kept.number,
        "by": kept.by,
        "at": moment(kept.at),
        "name": one.name,
        "place": one.place,
        "issuer": one.issuer,
        "people": [{"name": p.name, "role": p.role, "org": p.org} for p in one.people],
        "bodies": [{"name": b.name, "short": list(b.short)} for b in one.bodies],
        "terms": [{"word": t.word, "slips": list(t.slips)} for t in one.terms],
    }
