"""公示版遮盖: what is kept back, and a person's word on it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException
from pydantic import Field

from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.domain.person import Role
from mintobrief.domain.plain import key_of
from mintobrief.export.masks import Listed
from mintobrief.web.api.answers import Json
from mintobrief.web.api.shapes import asked
from mintobrief.web.api.shapes.asked import MeetingId
from mintobrief.web.api.shapes.masks import MaskOut, MasksOut
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.office import TheOffice, TheReviewer, require
from mintobrief.web.signoff import masking
from mintobrief.web.signoff.masks import LONGEST
from mintobrief.web.signoff.signing import Desk
from mintobrief.web.typed import INVALID

router = APIRouter(prefix="/meetings/{meeting_id}/masks", tags=["简报"])

_MOST = 500  # rulings at once
_EITHER = [require(Role.RECORDER, Role.SIGNER)]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class Ruled(asked.Asked):
    """对一项遮盖的意见：`hide` 遮去，`keep` 照登，`open` 恢复为待确认。

    `was` 是看到时的样子，别人已经改过的不会被盖掉。`instead` 是公示时写成什么，只有遮去的才有；
    程序没有找到的字也可以遮。
    """

    found: Words
    ruling: Literal["hide", "keep", "open"]
    was: Literal["hide", "keep", "open"] = "open"
    instead: Annotated[str, Field(max_length=LONGEST)] = ""


class Rulings(asked.Asked):
    """几项一起说。"""

    rulings: Annotated[list[Ruled], Field(min_length=1, max_length=_MOST)]


@router.get("", operation_id="getMasks", response_model=MasksOut, responses=may(404, 409))
def masks(meeting_id: MeetingId, office: TheOffice) -> Json:
    """公示版遮去的每一项、在哪里、有没有人确认；没有审完的是 409"""
    return Json(_told(masking.reviewed(office.library, meeting_id)))


@router.post(
    "",
    operation_id="ruleMasks",
    response_model=MasksOut,
    responses=may(400, 404, 413, 428),
    dependencies=_EITHER,
)
def rule(meeting_id: MeetingId, said: Rulings, office: TheOffice, by: TheReviewer) -> Json:
    """确认遮去、照登、另加、撤销；别人已经改过其中一项的是 409，一项也不改"""
    given = [_ruling(one) for one in said.rulings]
    masking.rule(office.library, meeting_id, by, *given)
    return Json(_told(masking.reviewed(office.library, meeting_id)))


def _ruling(said: Ruled) -> MaskRuling:
    """What is hidden without saying how is left out."""
    if not key_of(said.found):
        raise HTTPException(422, INVALID)
    instead = said.instead or masking.ANYTHING if said.ruling == "hide" else ""
    return MaskRuling(said.found, Ruling(said.ruling), Ruling(said.was), instead)


def _told(desk: Desk) -> MasksOut:
    return {
        "meeting": desk.meeting.id,
        "open": len(masking.open_ones(desk)),
        "masks": [_mask(one) for one in desk.masks],
    }


def _mask(one: Listed) -> MaskOut:
    return {
        "kind": one.mask.kind.value,
        "why": one.mask.kind.why,
        "found": one.mask.found,
        "instead": one.mask.instead,
        "ruling": one.ruling.value,
        "places": [{"before": p.before, "found": p.found, "after": p.after} for p in one.places],
    }
