"""遮盖: what the posted edition keeps back, each in its place, for a person to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.digest import digest_of
from mintobrief.domain.line import one_line
from mintobrief.domain.mask import MaskRuling, Ruling
from mintobrief.domain.person import Role
from mintobrief.domain.plain import key_of
from mintobrief.export.masks import Listed
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, Office, TheOffice, TheReviewer, require
from mintobrief.web.signoff import masking
from mintobrief.web.signoff.signing import Desk, desk
from mintobrief.web.typed import INVALID

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}/masks")

LONGEST = 200  # characters that are kept back at once
_EITHER = [require(Role.RECORDER, Role.SIGNER)]


@dataclass(frozen=True, slots=True)
class Row:
    """A mask as the page shows it; `id` is the element's."""

    id: str
    one: Listed

    @property
    def state(self) -> str:
        return str(self.one.ruling)


@dataclass(frozen=True, slots=True)
class Said:
    """What a browser says of masks, and who does."""

    request: Request
    office: Office
    meeting_id: str
    by: str
    form: Mapping[str, str]


def _said(
    request: Request, meeting_id: str, office: TheOffice, by: TheReviewer, form: Form
) -> Said:
    return Said(request, office, meeting_id, by, form)


TheSaid = Annotated[Said, Depends(_said)]


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice) -> Response:
    """All masks; nothing to look at before everything is judged."""
    return draw(request, "masks.html", _shown(desk(office.library, meeting_id)))


@router.post("/rule", dependencies=_EITHER)
def rule(said: TheSaid) -> Response:
    """One mask stays (hide), goes (keep), or is open again."""
    found, form = said.form.get("found", ""), said.form
    if not key_of(found):
        raise HTTPException(422, INVALID)
    try:
        ruling = Ruling(form.get("ruling", ""))
        instead = form.get("instead", "") if ruling is Ruling.HIDE else ""
        given = MaskRuling(found, ruling, Ruling(form.get("was", "")), instead)
    except ValueError as exc:
        raise HTTPException(422, INVALID) from exc
    masking.rule(said.office.library, said.meeting_id, said.by, given)
    return _pieces(said, found)


@router.post("/all", dependencies=_EITHER)
def confirm_all(said: TheSaid) -> Response:
    """Everything that was shown and that nobody looked at yet."""
    masking.confirm_all(said.office.library, said.meeting_id, said.by, said.form.get("shown", ""))
    return _list(said)


@router.post("/add", dependencies=_EITHER)
def add(said: TheSaid) -> Response:
    """Words that the program did not find."""
    words, instead = (one_line(said.form.get(name, "")) for name in ("found", "instead"))
    if not key_of(words) or max(len(words), len(instead)) > LONGEST:
        raise HTTPException(422, f"请写上要遮去的字，不超过 {LONGEST} 个。")
    masking.add(said.office.library, said.meeting_id, said.by, words, instead)
    return _list(said)


def _pieces(said: Said, found: str) -> Response:
    """The row that was ruled on, and how many are left."""
    masks = desk(said.office.library, said.meeting_id)
    row = next((row for row in _rows(masks) if row.one.key == key_of(found)), None)
    return draw(said.request, "_mask_ruled.html", {**_shown(masks), "row": row})


def _list(said: Said) -> Response:
    return draw(said.request, "_masks.html", _shown(desk(said.office.library, said.meeting_id)))


def _shown(found: Desk) -> dict[str, object]:
    unseen = masking.open_ones(found)
    return {
        "meeting": found.meeting,
        "waiting": found.issue is None,
        "rows": _rows(found),
        "unseen": len(unseen),
        "shown": masking.digest_shown(unseen),
        "unused": _unused(found),
    }


def _rows(found: Desk) -> tuple[Row, ...]:
    return tuple(Row(f"m-{digest_of(one.key)}", one) for one in found.masks)


def _unused(found: Desk) -> tuple[MaskRuling, ...]:
    """Words to be kept back that stand nowhere."""
    there = {one.key for one in found.masks}
    return tuple(
        ruling
        for ruling in found.standing.rulings
        if ruling.ruling is not Ruling.OPEN and ruling.key not in there
    )
