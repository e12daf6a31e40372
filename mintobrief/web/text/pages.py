"""正文: the page, and what a person does on it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import Part, PointKind
from mintobrief.store import Seen
from mintobrief.web.access import Session
from mintobrief.web.correct.clashes import Clash, clashing
from mintobrief.web.correct.correcting import Make, Overtaken, correct, corrected
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.correct.transcripts import TRANSCRIPTS
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, TheOffice, TheSession
from mintobrief.web.review.asking import MEETING, Asked, Change
from mintobrief.web.review.desk import originals
from mintobrief.web.review.stepping import step_back, step_forth
from mintobrief.web.text.doubts import doubts_of
from mintobrief.web.text.retelling import (
    Spot,
    Typed,
    adding,
    deleting,
    moving,
    rewriting,
    sorting,
    splitting,
    wording,
)
from mintobrief.web.text.sheet import KINDS, Reader, sheet_of
from mintobrief.web.typed import INVALID, STALE, is_whole, whole

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/text")

_CLASH = "这一段刚被别人改过，您的还没有存。"
_BY = {"up": -1, "down": 1}
_POINT = "/{topic}/points/{number}"


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice, session: TheSession) -> Response:
    """The whole page; what the quotes do not bear out its script asks for."""
    seen = office.library.look(meeting_id)
    page = {"sections": TRANSCRIPTS.draw(seen)} | originals(seen.meeting)
    return draw(request, "text.html", page | _shown(seen, session))


@router.get("/pieces")
def pieces(
    request: Request, meeting_id: str, office: TheOffice, session: TheSession, version: int = 0
) -> Response:
    """All of the text, where anything changed since that version."""
    if office.library.version_of(meeting_id) == version:
        return Response(status_code=204)
    return draw(request, "_text_answer.html", _shown(office.library.look(meeting_id), session))


@router.get("/doubts")
def doubts(request: Request, meeting_id: str, office: TheOffice) -> Response:
    """What the quotes of a paragraph do not bear out, asked by itself: it may take seconds."""
    found = doubts_of(office.library.look(meeting_id))
    return draw(request, "_doubts.html", {"doubts": found})


@router.post(f"{_POINT}")
def rewrite(asked: Change, topic: int, number: int, form: Form) -> Response:
    """Other words of a paragraph, or another name before them."""
    spot, typed = _spot(topic, number, form), _typed(form)
    try:
        return _answer(asked, correct(asked, rewriting(spot, typed)), topic)
    except Overtaken as exc:
        return _clash(asked, spot, form, exc.seen)


@router.post(f"{_POINT}/split")
def split(asked: Change, topic: int, number: int, form: Form) -> Response:
    """Two paragraphs of one; the hand goes on in the second."""
    texts = form.get("text", ""), form.get("rest", "")
    return _done(asked, splitting(_spot(topic, number, form), texts), topic)


@router.post(f"{_POINT}/delete")
def delete(asked: Change, topic: int, number: int, form: Form) -> Response:
    """Without the paragraph."""
    return _done(asked, deleting(_spot(topic, number, form)), topic)


@router.post(f"{_POINT}/move")
def move(asked: Change, topic: int, number: int, form: Form) -> Response:
    """One place up or down under its heading."""
    by = _BY.get(form.get("to", ""))
    if by is None:
        raise HTTPException(422, INVALID)
    return _done(asked, moving(_spot(topic, number, form), by), topic)


@router.post(f"{_POINT}/kind")
def sort(asked: Change, topic: int, number: int, form: Form) -> Response:
    """Under another heading."""
    return _done(asked, sorting(_spot(topic, number, form), _kind(form)), topic)


@router.post("/{topic}/points")
def add(asked: Change, topic: int, form: Form) -> Response:
    """A paragraph of a person's own."""
    after = _spot(topic, whole(form["after"]), form) if form.get("after") else None
    make = adding(topic, form.get("title", ""), _kind(form), _typed(form), after)
    return _done(asked, make, topic)


@router.post("/parts/{part}")
def word(asked: Change, part: Part, form: Form) -> Response:
    """A sentence that no point tells; without words it is the program's own again."""
    text, mark = form.get("text", ""), form.get("mark", "")
    try:
        return _answer(asked, correct(asked, wording(part, text, mark)))
    except Overtaken as exc:
        now = Reader.of(exc.seen).sentence(part)
        return clashing(asked, Clash(_CLASH, now.text, text, {"text": text, "mark": now.mark}))


@router.post("/undo")
def undo(asked: Change) -> Response:
    """The last change of this browser, undone."""
    return _answer(asked, step_back(asked)[0])


@router.post("/redo")
def redo(asked: Change) -> Response:
    """The last change undone, done again."""
    return _answer(asked, step_forth(asked)[0])


def _done(asked: Asked, make: Make, topic: int) -> Response:
    return _answer(asked, corrected(asked, make, STALE), topic)


def _answer(asked: Asked, seen: Seen, topic: int | None = None) -> Response:
    """The text as it is now; of its topics only that one, where nothing else is new to the page."""
    known = asked.request.query_params.get("version", "")
    is_next = is_whole(known) and int(known) in (seen.version - 1, seen.version)
    shown = _shown(seen, asked.session) | {"only": topic if is_next else None}
    return draw(asked.request, "_text_answer.html", shown)


def _shown(seen: Seen, session: Session) -> dict[str, object]:
    steps = session.steps_of(seen.meeting.id)
    return {
        "meeting": seen.meeting,
        "version": seen.version,
        "draft": mark_of_draft(seen),
        "sheet": sheet_of(seen),
        "only": None,
        "kinds": KINDS,
        "can_undo": bool(steps.back),
        "can_redo": bool(steps.forth),
    }


def _clash(asked: Asked, spot: Spot, form: Form, seen: Seen) -> Response:
    """Somebody changed the same paragraph: both versions, and the choice."""
    reader = Reader.of(seen)
    there = [p for p in reader.paragraphs(spot.topic) if p.number == spot.number]
    if not there:
        raise HTTPException(409, STALE)
    again = {**form, "mark": there[0].mark}
    return clashing(asked, Clash(_CLASH, there[0].text, form.get("text", ""), again))


def _spot(topic: int, number: int, form: Form) -> Spot:
    return Spot(topic, number, form.get("mark", ""))


def _typed(form: Form) -> Typed:
    return Typed(form.get("text", ""), form.get("speaker"))


def _kind(form: Form) -> PointKind:
    """Refuses others with 422."""
    kind = form.get("kind", "")
    if kind not in list(PointKind):
        raise HTTPException(422, INVALID)
    return PointKind(kind)
