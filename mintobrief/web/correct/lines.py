"""转写稿: correct the words of a line, cut it, join two, say whose words they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import (
    Cut,
    Edit,
    Joined,
    Meeting,
    Revoiced,
    Reworded,
    Term,
    Utterance,
    turns_of,
)
from mintobrief.review.correct import reworded_everywhere
from mintobrief.store import Seen
from mintobrief.web.correct.clashes import Clash, clashing
from mintobrief.web.correct.correcting import (
    NO_SUCH_LINES,
    Make,
    Overtaken,
    Spot,
    correct,
    corrected,
    must_be,
    place_of,
)
from mintobrief.web.correct.naming import speaking
from mintobrief.web.correct.slips import Slip, slip_in
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, TheOffice
from mintobrief.web.review.asking import MEETING, Asked, Change, News, answer
from mintobrief.web.typed import whole

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/lines")

_LONGEST = 40  # characters of a word to remember
_AROUND = 100  # characters around a slip
_LABEL = re.compile(r"S(\d{1,4})", re.ASCII)


def _spot(line: int, form: Form) -> Spot:
    return Spot(line, form.get("was", ""), form.get("draft", ""))


TheSpot = Annotated[Spot, Depends(_spot)]


@router.post("/{line}/words")
def reword(asked: Change, spot: TheSpot, form: Form) -> Response:
    """Other words of a line; with `cut`, in two where that many of its characters end."""
    text = form.get("text", "").strip()
    done: list[int] = []

    def make(seen: Seen) -> Sequence[Edit]:
        line = place_of(seen, spot)
        before = seen.meeting.utterances[line]
        if spot.words != before.text:
            raise Overtaken(seen)
        done[:] = [line] if spot.mark == mark_of_draft(seen) else []
        edits: list[Edit] = [Reworded(line, text)] if text != before.text or before.doubts else []
        return [*edits, Cut(line, whole(form["cut"]))] if "cut" in form else edits

    try:
        seen = correct(asked, make)
    except Overtaken as exc:
        return _words_clash(asked, spot, text, exc.seen)
    # what is not fresh, or cut, has the page draw all of the transcript anew
    return answer(asked, seen, News(lines=[] if "cut" in form else done))


@router.get("/slip")
def slip(
    request: Request, meeting_id: str, office: TheOffice, was: str = "", now: str = ""
) -> Response:
    """What may be done about a slip that was corrected: in words around it, before and after.

    Asked by itself: the dictionary that tells words apart takes seconds to load.
    """
    meeting = office.library.look(meeting_id).meeting
    found = slip_in(was[:_AROUND], now[:_AROUND], meeting)
    if found is None:
        return Response(status_code=204)
    return draw(request, "_offer.html", {"meeting": meeting, "offer": found, "draft": ""})


@router.post("/everywhere")
def everywhere(asked: Change, form: Form) -> Response:
    """One word for another wherever it stands in the meeting."""
    was, now = form.get("was", ""), form.get("now", "")
    lines: list[int] = []

    def make(seen: Seen) -> Sequence[Edit]:
        edits = reworded_everywhere(seen.meeting, was, now)
        is_fresh = form.get("draft") == mark_of_draft(seen)
        lines[:] = [edit.utterance for edit in edits] if is_fresh else []
        return edits

    seen = correct(asked, make)
    return answer(asked, seen, News(lines=lines, offer=Slip(was, now, 0)))


@router.post("/remember")
def remember(asked: Change, form: Form) -> Response:
    """The word goes to the glossary that the meeting uses, with what is heard instead."""
    was, now = form.get("was", "").strip(), form.get("now", "").strip()
    if not now or max(len(was), len(now)) > _LONGEST or not (was + now).isprintable():
        raise HTTPException(422, f"词不能是空的，也不能超过 {_LONGEST} 个字。")
    known = asked.office.library.compounds
    known.remember(asked.meeting_id, Term(now, (was,) if was else ()), asked.session.reviewer)
    return draw(asked.request, "_remembered.html", {"word": now})


@router.post("/{line}/join")
def join(asked: Change, spot: TheSpot) -> Response:
    """This line and the next one are one."""
    return _answered(asked, lambda seen: [Joined(place_of(seen, spot))])


@router.get("/voice")
def whose(request: Request, meeting_id: str, office: TheOffice, first: int, last: int) -> Response:
    """Who may have said these lines."""
    seen = office.library.look(meeting_id)
    said = _lines(seen.meeting, first, last)
    source = said[0].evidence.source_id
    turn = next(t for t in turns_of(seen.meeting.utterances) if t.first + len(t.utterances) > first)
    pieces = {
        "meeting": seen.meeting,
        "draft": mark_of_draft(seen),
        "voices": [voice for voice in speaking(seen) if voice.source_id == source],
        "now": said[0].speaker or "",
        "first": first,
        "last": last,
        "turn": (turn.first, turn.first + len(turn.utterances) - 1),
        "said": said[0].text,
    }
    return draw(request, "_voice.html", pieces)


@router.post("/voice")
def revoice(asked: Change, form: Form) -> Response:
    """These lines are that voice: a known one, or a new one of that name."""

    def make(seen: Seen) -> Sequence[Edit]:
        must_be(seen, form.get("draft", ""))
        first, last = _range(form)
        _lines(seen.meeting, first, last)
        label = form.get("voice", "") or _new_label(seen.meeting, form.get("name", "").strip())
        return [Revoiced(tuple(range(first, last + 1)), label)]

    return _answered(asked, make)


def _answered(asked: Asked, make: Make) -> Response:
    return answer(asked, corrected(asked, make))


def _words_clash(asked: Asked, spot: Spot, text: str, seen: Seen) -> Response:
    """Somebody corrected the same line: both versions, and the choice."""
    said = seen.meeting.utterances
    now = said[spot.line].text if spot.line < len(said) else ""
    again = {"was": now, "draft": mark_of_draft(seen), "text": text}
    return clashing(asked, Clash("这一句刚被别人改过，您的还没有存。", now, text, again))


def _range(form: Mapping[str, str]) -> tuple[int, int]:
    """The lines of the form: as chosen, or the whole turn."""
    first, _, last = form.get("lines", "").partition("-")
    return whole(first), whole(last)


def _lines(meeting: Meeting, first: int, last: int) -> Sequence[Utterance]:
    if not 0 <= first <= last < len(meeting.utterances):
        raise HTTPException(422, NO_SUCH_LINES)
    return meeting.utterances[first : last + 1]


def _new_label(meeting: Meeting, name: str) -> str:
    """What a voice is called that nobody has heard yet: by its name, else the next number."""
    if name:
        return name
    found = (_LABEL.fullmatch(u.speaker or "") for u in meeting.utterances)
    return f"S{max((int(one[1]) for one in found if one), default=0) + 1}"
