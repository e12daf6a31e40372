"""发言人: a name once for all that a voice said, two voices as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.domain import Edit, Meeting, Naming, Revoiced
from mintobrief.errors import BadEdit
from mintobrief.review.naming import Voice, voice_of
from mintobrief.store import Seen
from mintobrief.web.correct.clashes import Clash, clashing
from mintobrief.web.correct.correcting import Overtaken, corrected, must_be, name_voices
from mintobrief.web.correct.naming import name_of, speaking
from mintobrief.web.correct.transcript import mark_of_draft
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, TheOffice
from mintobrief.web.review.asking import MEETING, Asked, Change, answer
from mintobrief.web.review.undo import Renamed

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/voices")

_LONGEST = 40  # characters of a name


@router.get("")
def voices(request: Request, meeting_id: str, office: TheOffice) -> Response:
    """Every voice, to be named or joined to another."""
    seen = office.library.look(meeting_id)
    pieces = {"meeting": seen.meeting, "draft": mark_of_draft(seen), "voices": speaking(seen)}
    return draw(request, "_voices.html", pieces)


@router.post("/name")
def name(asked: Change, form: Form) -> Response:
    """Who a voice is; an empty name says that nobody knows."""
    voice = form.get("source", ""), form.get("label", "")
    typed = form.get("name", "").strip()
    try:
        return answer(asked, named(asked, voice, typed, form.get("was", "")))
    except Overtaken as exc:
        now = name_of(exc.seen, voice) or ""
        again = {**form, "was": now}
        told = f"{voice[1]} 的姓名刚被别人改过，您的还没有存。"
        return clashing(asked, Clash(told, now, typed, again))


def named(asked: Asked, voice: Voice, name: str, was: str) -> Seen:
    """Name a voice, as a step that can be undone; `was` is the name that was shown.

    Raises Overtaken where that is another by now, BadEdit.
    """
    typed, before = _typed(name), was or None

    def make(seen: Seen, at: datetime) -> Sequence[Naming]:
        _lines_of(seen.meeting, voice)
        if name_of(seen, voice) != before:
            raise Overtaken(seen)
        return [Naming(voice[1], voice[0], typed, asked.session.reviewer, at)]

    seen = name_voices(asked, make)
    asked.did(Renamed(seen.namings[-1], before))
    return seen


@router.post("/merge")
def merge(asked: Change, form: Form) -> Response:
    """All that one voice said was said by another."""
    voice = form.get("source", ""), form.get("label", "")
    into = form.get("into", "")

    def make(seen: Seen) -> Sequence[Edit]:
        must_be(seen, form.get("draft", ""))
        _lines_of(seen.meeting, (voice[0], into))
        return [Revoiced(_lines_of(seen.meeting, voice), into)]

    return answer(asked, corrected(asked, make))


def _typed(given: str) -> str | None:
    typed = given.strip()
    if not (typed.isprintable() and len(typed) <= _LONGEST):
        raise BadEdit(typed[:20], f"姓名请写在一行里，不超过 {_LONGEST} 个字。")
    return typed or None


def _lines_of(meeting: Meeting, voice: Voice) -> tuple[int, ...]:
    said = enumerate(meeting.utterances)
    found = tuple(i for i, u in said if u.speaker and voice_of(u) == voice)
    if not found:
        raise BadEdit(voice[1], "没有这个发言人了。请关掉再打开。")
    return found
