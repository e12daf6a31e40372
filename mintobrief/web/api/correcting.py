"""更正: the words, voices, topics and candidates of a draft, put right by a person's program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from fastapi import APIRouter

from mintobrief.domain import Correction, Edit, FieldName
from mintobrief.domain.correction_codec import loads_correction
from mintobrief.domain.node import DocumentError
from mintobrief.errors import BadEdit
from mintobrief.review import latest_judgements, with_added
from mintobrief.review.correct import reworded_everywhere
from mintobrief.review.naming import Voice
from mintobrief.store import Seen
from mintobrief.web.api.answers import Json, problem
from mintobrief.web.api.changing import REFUSED, Change
from mintobrief.web.api.shapes import edits as shapes
from mintobrief.web.api.shapes.asked import CandidateId, MeetingId
from mintobrief.web.api.shapes.composing import (
    Chosen,
    Everywhere,
    Merged,
    Name,
    Part,
    Particulars,
    Split,
)
from mintobrief.web.api.shapes.edits import (
    CorrectedOut,
    CorrectionOut,
    CorrectionsOut,
    EditKind,
    ParticularsOut,
    VoicesOut,
)
from mintobrief.web.api.shapes.problem import may
from mintobrief.web.correct.composing import Half, Pick, adding, composed, merging, splitting
from mintobrief.web.correct.correcting import Make, Overtaken, must_be
from mintobrief.web.correct.filling import mark_of_header, typed_of
from mintobrief.web.correct.headers import heading
from mintobrief.web.correct.heading import particulars_of
from mintobrief.web.correct.making import Selection
from mintobrief.web.correct.naming import speaking
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.correct.voices import named
from mintobrief.web.office import TheOffice
from mintobrief.web.review.asking import Asked
from mintobrief.web.review.stepping import step_back, step_forth

router = APIRouter(prefix="/meetings/{meeting_id}", tags=["更正"])

_ONE = "/candidates/{candidate_id}"
_OVERTAKEN = "这里刚刚被别人改过，您的没有存入。请重新读一遍再改。"


@router.get(
    "/corrections",
    operation_id="listCorrections",
    response_model=CorrectionsOut,
    responses=may(404),
)
def list_corrections(meeting_id: MeetingId, office: TheOffice) -> Json:
    """现在这一稿上的更正"""
    seen = office.library.look(meeting_id)
    told: CorrectionsOut = {
        "meeting": seen.meeting.id,
        "version": seen.version,
        "draft": mark_of_draft(seen),
        "corrections": [_correction(one) for one in seen.corrections],
    }
    return Json(told)


@router.post("/corrections", operation_id="correct", response_model=CorrectedOut, responses=REFUSED)
def correct(edits: shapes.Edits, asked: Change) -> Json:
    """更正转写稿、发言人、议题、会议概况、候选决议，一起改成或一处也不改"""
    made = [_edit(one) for one in edits.model_dump(mode="json", by_alias=True)["edits"]]

    def make(seen: Seen) -> Sequence[Edit]:
        must_be(seen, edits.draft)
        return made

    return _composed(asked, make)


@router.post(
    "/words", operation_id="rewordEverywhere", response_model=CorrectedOut, responses=REFUSED
)
def everywhere(words: Everywhere, asked: Change) -> Json:
    """全场同一个词一起改"""

    def make(seen: Seen) -> Sequence[Edit]:
        must_be(seen, words.draft)
        return reworded_everywhere(seen.meeting, words.was, words.now)

    return _composed(asked, make)


@router.post(
    "/candidates",
    operation_id="addCandidate",
    response_model=CorrectedOut,
    responses=REFUSED,
)
def add(chosen: Chosen, asked: Change) -> Json:
    """从转写稿里选出的话，添一条候选决议"""
    selection = Selection(chosen.first, chosen.last, chosen.start, chosen.end)
    return _composed(asked, adding(selection, chosen.draft))


@router.post(
    f"{_ONE}/merge",
    operation_id="mergeCandidates",
    response_model=CorrectedOut,
    responses=REFUSED,
)
def merge(candidate_id: CandidateId, merged: Merged, asked: Change) -> Json:
    """两条并成一条，待审"""
    make = merging(Pick(candidate_id, merged.mark), Pick(merged.other, merged.other_mark))
    return _composed(asked, make)


@router.post(
    f"{_ONE}/split", operation_id="splitCandidate", response_model=CorrectedOut, responses=REFUSED
)
def split(candidate_id: CandidateId, split: Split, asked: Change) -> Json:
    """一条拆成两条，都待审"""
    halves = [_half(part) for part in split.parts]
    return _composed(asked, splitting(Pick(candidate_id, split.mark), halves))


@router.get("/voices", operation_id="listVoices", response_model=VoicesOut, responses=may(404))
def voices(meeting_id: MeetingId, office: TheOffice) -> Json:
    """发言人：每个声音，和现在算数的姓名"""
    return Json(_voices(office.library.look(meeting_id)))


@router.post("/voices/name", operation_id="nameVoice", response_model=VoicesOut, responses=REFUSED)
def name_voice(name: Name, asked: Change) -> Json:
    """确认一个声音是谁"""
    voice: Voice = (name.source, name.label)
    return _unless_overtaken(lambda: Json(_voices(named(asked, voice, name.name, name.was))))


@router.get("/header", operation_id="getHeader", response_model=ParticularsOut, responses=may(404))
def header(meeting_id: MeetingId, office: TheOffice) -> Json:
    """会议概况，按填的样子"""
    seen = office.library.look(meeting_id)
    told: ParticularsOut = {
        "meeting": seen.meeting.id,
        "version": seen.version,
        "mark": mark_of_header(seen.meeting.header),
        "particulars": [
            {
                "name": one.name,
                "label": one.label,
                "value": one.value,
                "hint": one.hint,
                "lacks": one.lacks,
            }
            for one in particulars_of(seen.meeting)
        ],
    }
    return Json(told)


@router.patch("/header", operation_id="editHeader", response_model=CorrectedOut, responses=REFUSED)
def edit_header(particulars: Particulars, asked: Change) -> Json:
    """改会议概况；开会的日期变了，时限跟着重新算"""
    told: dict[str, str] = particulars.model_dump(exclude_none=True, exclude={"mark"})
    now = asked.office.library.look(asked.meeting_id).meeting.header
    return _composed(asked, heading({**typed_of(now), **told}, particulars.mark))


@router.post("/undo", operation_id="undo", response_model=CorrectedOut, responses=may(404, 428))
def undo(asked: Change) -> Json:
    """撤销这个登录最后的一步；令牌没有可撤销的，请用更正里的 undone"""
    return Json(_told(step_back(asked)[0], ()))


@router.post("/redo", operation_id="redo", response_model=CorrectedOut, responses=may(404, 428))
def redo(asked: Change) -> Json:
    """撤销了的最后一步，重做"""
    return Json(_told(step_forth(asked)[0], ()))


def _half(part: Part) -> Half:
    typed = {
        FieldName.ACTION: part.action,
        FieldName.OWNERS: part.owners,
        FieldName.DEADLINE: part.deadline,
    }
    return Half(typed, frozenset(str(line) for line in part.lines))


def _composed(asked: Asked, make: Make) -> Json:
    return _unless_overtaken(lambda: Json(_told(*composed(asked, make))))


def _unless_overtaken(act: Callable[[], Json]) -> Json:
    try:
        return act()
    except Overtaken as exc:
        return problem(409, _OVERTAKEN, Overtaken.__name__, draft=mark_of_draft(exc.seen))


def _edit(told: dict[str, Any]) -> Edit:
    """The edit, by the codec of the library; raises BadEdit."""
    signed = {**told, "by": "-", "at": datetime.now(UTC).isoformat()}
    try:
        return loads_correction(json.dumps(signed)).edit
    except DocumentError as exc:
        raise BadEdit(str(told["kind"]), f"请对照说明改正（{exc}）。") from exc


def _correction(one: Correction) -> CorrectionOut:
    kind = cast(EditKind, type(one.edit).__name__.lower())
    return {"by": one.by, "at": one.at.isoformat(), "kind": kind}


def _told(seen: Seen, new: Iterable[str]) -> CorrectedOut:
    latest = latest_judgements(seen.judgements)
    candidates = with_added(seen.meeting, latest).resolutions
    return {
        "meeting": seen.meeting.id,
        "version": seen.version,
        "draft": mark_of_draft(seen),
        "candidates": list(new),
        "waiting": sum(one.id not in latest for one in candidates),
    }


def _voices(seen: Seen) -> VoicesOut:
    return {
        "meeting": seen.meeting.id,
        "version": seen.version,
        "draft": mark_of_draft(seen),
        "voices": [
            {
                "source": one.source_id,
                "label": one.label,
                "name": one.name or None,
                "proposed": one.proposed,
                "lines": one.lines,
                "first": one.first,
                "said": one.said,
            }
            for one in speaking(seen)
        ],
    }
