"""会议概况: the page on which the meeting's particulars are put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.domain import Edit
from mintobrief.errors import BadEdit
from mintobrief.review.correct import counted_from
from mintobrief.store import Seen
from mintobrief.web.correct.correcting import Make, Overtaken, correct
from mintobrief.web.correct.filling import header_from, mark_of_header
from mintobrief.web.correct.heading import particulars_of
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.office import Form, TheOffice
from mintobrief.web.review.asking import MEETING, Asked, Change

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/header")

_OVERTAKEN = "别人刚改过会议概况，您的还没有存。红字是现在的内容，看过以后再保存一次，就用您填的。"


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice) -> Response:
    seen = office.library.look(meeting_id)
    pieces = {
        "meeting": seen.meeting,
        "mark": mark_of_header(seen.meeting.header),
        "particulars": particulars_of(seen.meeting),
        "trouble": "",
    }
    return draw(request, "header.html", pieces)


@router.post("")
def save(asked: Change, form: Form) -> Response:
    """The particulars as typed; then back to the review page."""
    try:
        seen = correct(asked, heading(form, form.get("mark", "")))
    except Overtaken as exc:
        return _again(asked, form, exc.seen, _OVERTAKEN, 409)
    except BadEdit as exc:
        return _again(asked, form, asked.office.library.look(asked.meeting_id), str(exc), 422)
    return gone_to(f"/meetings/{seen.meeting.id}")


def heading(typed: Mapping[str, str], mark: str) -> Make:
    """The particulars as typed, made from those of that mark."""

    def make(seen: Seen) -> Sequence[Edit]:
        if mark != mark_of_header(seen.meeting.header):
            raise Overtaken(seen)
        return _edits(seen, typed)

    return make


def _edits(seen: Seen, typed: Mapping[str, str]) -> Sequence[Edit]:
    from mintobrief.extract.deadline import read_deadline

    before = seen.meeting.header
    header = header_from(typed, before)
    if header == before and not seen.meeting.is_day_inferred:
        return []  # saved as it stands, an inferred day is one that a person has looked at
    return [counted_from(seen.meeting, header, partial(read_deadline, held_on=header.day))]


def _again(asked: Asked, form: Form, seen: Seen, told: str, status: int) -> Response:
    """The form with all that was typed, and what is wrong."""
    mark = mark_of_header(seen.meeting.header) if status == 409 else form.get("mark", "")
    pieces = {
        "meeting": seen.meeting,
        "mark": mark,
        "particulars": particulars_of(seen.meeting, form),
        "trouble": told,
    }
    return draw(asked.request, "_header.html", pieces, status)
