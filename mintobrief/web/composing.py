"""Candidates of a person's making: added from words of the transcript, merged, split, moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import Edit, FieldName, Ordered, Replaced, Resolution
from mintobrief.review import latest_judgements, standing, with_added
from mintobrief.store import Seen
from mintobrief.web import judging
from mintobrief.web.asking import MEETING, Asked, Change, News, answer, whole
from mintobrief.web.candidates import Card, card_of, cards_of, mark_of, values_of
from mintobrief.web.correcting import Make, Overtaken, correct, must_be
from mintobrief.web.drawing import draw
from mintobrief.web.making import Selection, halved, made_from, merged
from mintobrief.web.office import Form, TheOffice
from mintobrief.web.words import FIELDS, HINTS

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/candidates")

_STALE = "别人刚改过这里，已经换成最新的。请再做一次。"
_SPLIT = (FieldName.ACTION, FieldName.OWNERS, FieldName.DEADLINE)


@router.post("")
def add(asked: Change, form: Form) -> Response:
    """A candidate from the words that were chosen in the transcript."""
    chosen = Selection(*(whole(form.get(name, "")) for name in ("first", "last", "start", "end")))

    def make(seen: Seen) -> Sequence[Edit]:
        must_be(seen, form.get("draft", ""))
        return [Replaced((), (made_from(seen.meeting, chosen),))]

    return _made(asked, make, "edit")


@router.get("/{resolution_id}/merge")
def ask_merge(request: Request, meeting_id: str, resolution_id: str, office: TheOffice) -> Response:
    """Which other candidate says the same."""
    seen = office.library.look(meeting_id)
    cards = cards_of(seen.meeting, seen.judgements)
    mine = _card(seen, resolution_id)
    others = sorted(
        (card for card in cards if card.id != resolution_id),
        key=lambda card: (abs(card.number - mine.number), -card.number),
    )
    pieces = {"meeting": seen.meeting, "mine": mine, "others": others}
    return draw(request, "_merge.html", pieces)


@router.post("/{resolution_id}/merge")
def merge(asked: Change, resolution_id: str, form: Form) -> Response:
    """One candidate of two, which waits to be judged."""
    other, _, mark = form.get("other", "").partition(" ")

    def make(seen: Seen) -> Sequence[Edit]:
        mine = _standing(seen, resolution_id, form.get("mark", ""))
        theirs = _standing(seen, other, mark)
        order = [card.id for card in cards_of(seen.meeting, seen.judgements)]
        one, two = sorted([mine, theirs], key=lambda found: order.index(found.id))
        return [Replaced((one.id, two.id), (merged(one, two),))]

    return _made(asked, make, "edit")


@router.get("/{resolution_id}/split")
def ask_split(request: Request, meeting_id: str, resolution_id: str, office: TheOffice) -> Response:
    """The fields of the two that are to become of one."""
    seen = office.library.look(meeting_id)
    latest = latest_judgements(seen.judgements).get(resolution_id)
    found = standing(judging.candidate(seen, resolution_id), latest)
    pieces = {
        "meeting": seen.meeting,
        "mine": _card(seen, resolution_id),
        "halves": [values_of(half) for half in halved(found)],
        "fields": [(name, FIELDS[name], HINTS[name]) for name in _SPLIT],
        "lines": [(i, seen.meeting.utterances[i].text) for i in found.evidence],
    }
    return draw(request, "_split.html", pieces)


@router.post("/{resolution_id}/split")
def split(asked: Change, resolution_id: str, form: Form) -> Response:
    """Two candidates of one, as typed; both wait to be judged."""

    def make(seen: Seen) -> Sequence[Edit]:
        found = _standing(seen, resolution_id, form.get("mark", ""))
        parts = tuple(_part(seen, found, form, which) for which in "12")
        return [Replaced((found.id,), parts)]

    return _made(asked, make)


@router.post("/{resolution_id}/move")
def move(asked: Change, resolution_id: str, form: Form) -> Response:
    """One place up or down among the candidates."""
    by = {"up": -1, "down": 1}.get(form.get("to", ""), 0)

    def make(seen: Seen) -> Sequence[Edit]:
        ids = [
            r.id for r in with_added(seen.meeting, latest_judgements(seen.judgements)).resolutions
        ]
        if resolution_id not in ids:
            raise Overtaken(seen)
        at = ids.index(resolution_id)
        if not by or not 0 <= at + by < len(ids):
            return []
        ids[at], ids[at + by] = ids[at + by], ids[at]
        return [Ordered(tuple(ids))]

    return _answered(asked, make, News(resolution_id, "stay"))


def _made(asked: Asked, make: Make, then: str = "") -> Response:
    """With the candidate that was made, ready to be looked at."""
    before: set[str] = set()

    def noting(seen: Seen) -> Sequence[Edit]:
        before.update(r.id for r in seen.meeting.resolutions)
        return make(seen)

    seen = _corrected(asked, noting)
    new = next((r.id for r in seen.meeting.resolutions if r.id not in before), "")
    return answer(asked, seen, News(new, then or "stay"))


def _answered(asked: Asked, make: Make, news: News) -> Response:
    return answer(asked, _corrected(asked, make), news)


def _corrected(asked: Asked, make: Make) -> Seen:
    try:
        return correct(asked, make)
    except Overtaken as exc:
        raise HTTPException(409, _STALE) from exc


def _card(seen: Seen, resolution_id: str) -> Card:
    found = judging.candidate(seen, resolution_id)
    cards = (c for c in cards_of(seen.meeting, seen.judgements) if c.id == found.id)
    latest = latest_judgements(seen.judgements).get(found.id)
    return next(cards, None) or card_of(seen.meeting, found, latest, 0)


def _standing(seen: Seen, resolution_id: str, mark: str) -> Resolution:
    """The candidate as it stands. Raises Overtaken where the page shows another judgement."""
    latest = latest_judgements(seen.judgements).get(resolution_id)
    known = {r.id: r for r in (*seen.meeting.resolutions, *seen.meeting.near_misses)}
    if resolution_id not in known or mark_of(latest) != mark:
        raise Overtaken(seen)
    return standing(known[resolution_id], latest)


def _part(seen: Seen, found: Resolution, form: Mapping[str, str], which: str) -> Resolution:
    """One of the two: its fields as typed, on the lines that were ticked for it."""
    lines = tuple(i for i in found.evidence if f"line{which}-{i}" in form)
    typed = {name: form.get(f"{name}{which}", "") for name in _SPLIT}
    return judging.typed_into(found, typed, seen, lines or found.evidence)
