"""Candidates of a person's making: added from words of the transcript, merged, split, moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import Edit, FieldName, Ordered, Replaced, Resolution
from mintobrief.review import latest_judgements, standing, with_added
from mintobrief.store import Seen
from mintobrief.web.correct.correcting import Make, Overtaken, correct, corrected, must_be
from mintobrief.web.correct.making import Selection, halved, made_from, merged
from mintobrief.web.drawing import draw
from mintobrief.web.office import Form, TheOffice
from mintobrief.web.review import judging
from mintobrief.web.review.asking import MEETING, Asked, Change, News, answer
from mintobrief.web.review.candidates import Card, card_of, cards_of, is_shown, values_of
from mintobrief.web.typed import STALE, whole
from mintobrief.web.words import FIELDS, HINTS

router = APIRouter(include_in_schema=False, prefix=f"{MEETING}/candidates")

_SPLIT = (FieldName.ACTION, FieldName.OWNERS, FieldName.DEADLINE)


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate, and the mark of what was shown of it."""

    id: str
    mark: str


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a candidate: its fields as typed, and the numbers of the lines that are its; all
    of them where there is none."""

    typed: Mapping[FieldName, str]
    lines: frozenset[str]


@router.post("")
def add(asked: Change, form: Form) -> Response:
    """A candidate from the words that were chosen in the transcript."""
    chosen = Selection(*(whole(form.get(name, "")) for name in ("first", "last", "start", "end")))
    return _made(asked, adding(chosen, form.get("draft", "")), "edit")


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
    make = merging(Pick(resolution_id, form.get("mark", "")), Pick(other, mark))
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
    halves = [_half(form, which) for which in "12"]
    return _made(asked, splitting(Pick(resolution_id, form.get("mark", "")), halves))


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

    return answer(asked, corrected(asked, make, STALE), News(resolution_id, "stay"))


def adding(chosen: Selection, draft: str) -> Make:
    """A candidate from these words of the draft of that mark."""

    def make(seen: Seen) -> Sequence[Edit]:
        must_be(seen, draft)
        return [Replaced((), (made_from(seen.meeting, chosen),))]

    return make


def merging(mine: Pick, theirs: Pick) -> Make:
    """One candidate of these two."""

    def make(seen: Seen) -> Sequence[Edit]:
        both = [_standing(seen, mine.id, mine.mark), _standing(seen, theirs.id, theirs.mark)]
        order = [card.id for card in cards_of(seen.meeting, seen.judgements)]
        if not {mine.id, theirs.id} <= {*order}:  # one only sounds like a resolution
            raise Overtaken(seen)
        one, two = sorted(both, key=lambda found: order.index(found.id))
        return [Replaced((one.id, two.id), (merged(one, two),))]

    return make


def splitting(pick: Pick, halves: Sequence[Half]) -> Make:
    """As many candidates of this one."""

    def make(seen: Seen) -> Sequence[Edit]:
        found = _standing(seen, pick.id, pick.mark)
        parts = tuple(_part(seen, found, half) for half in halves)
        return [Replaced((found.id,), parts)]

    return make


def _made(asked: Asked, make: Make, then: str = "") -> Response:
    """With the candidate that was made, ready to be looked at."""
    try:
        seen, new = composed(asked, make)
    except Overtaken as exc:
        raise HTTPException(409, STALE) from exc
    return answer(asked, seen, News(new[0] if new else "", then or "stay"))


def composed(asked: Asked, make: Make) -> tuple[Seen, Sequence[str]]:
    """Correct the candidates; the ids of those that are new. Raises Overtaken, BadEdit."""
    before: set[str] = set()

    def noting(seen: Seen) -> Sequence[Edit]:
        before.update(r.id for r in seen.meeting.resolutions)
        return make(seen)

    seen = correct(asked, noting)
    return seen, [r.id for r in seen.meeting.resolutions if r.id not in before]


def _card(seen: Seen, resolution_id: str) -> Card:
    found = judging.candidate(seen, resolution_id)
    cards = (c for c in cards_of(seen.meeting, seen.judgements) if c.id == found.id)
    latest = latest_judgements(seen.judgements).get(found.id)
    return next(cards, None) or card_of(seen.meeting, found, latest, 0)


def _standing(seen: Seen, resolution_id: str, mark: str) -> Resolution:
    """The candidate as it stands. Raises Overtaken where the page shows it otherwise."""
    latest = latest_judgements(seen.judgements).get(resolution_id)
    known = {r.id: r for r in (*seen.meeting.resolutions, *seen.meeting.near_misses)}
    found = known.get(resolution_id)
    if found is None or not is_shown(mark, seen.meeting, found, latest):
        raise Overtaken(seen)
    return standing(found, latest)


def _half(form: Mapping[str, str], which: str) -> Half:
    prefix = f"line{which}-"
    ticked = frozenset(key.removeprefix(prefix) for key in form if key.startswith(prefix))
    return Half({name: form.get(f"{name}{which}", "") for name in _SPLIT}, ticked)


def _part(seen: Seen, found: Resolution, half: Half) -> Resolution:
    lines = tuple(line for line in found.evidence if str(line) in half.lines)
    typed = judging.typed_into(found, half.typed, seen.meeting.header.day)
    return replace(typed, evidence=lines or found.evidence)
