"""名册和词表: what is known of each compound (小区), typed in place and saved as it is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain.compound import COMMON, Compound, tidied
from mintobrief.domain.compound_changes import Changes, changes_between, joined
from mintobrief.domain.person import Role
from mintobrief.errors import CompoundEdited, UnknownCompound
from mintobrief.store.compounds import Compounds, Kept
from mintobrief.store.deletion import scrub
from mintobrief.store.library import Library
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.insisting import insist
from mintobrief.web.lists.rows import PARTS, Cells, Part
from mintobrief.web.office import Form, TheOffice, TheReviewer, require
from mintobrief.web.typed import OUTDATED, is_whole

router = APIRouter(include_in_schema=False, prefix="/compounds")

_ABOUT = ("name", "place", "issuer")
_MOST_TURNS = 100  # shown of the history
_SITTING = timedelta(minutes=10)  # between two changes of one sitting


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it is drawn."""

    part: Part
    rows: list[Any]


@dataclass(frozen=True, slots=True)
class Turned:
    """What somebody changed in one sitting: the version it ended with, and the changes."""

    kept: Kept
    changes: Changes


@router.get("")
def shelf(request: Request, office: TheOffice) -> Response:
    known = office.library.compounds
    newest = known.newest()
    rows = [(one, newest.get(one.id, Compound(one.id, one.name))) for one in known.all()]
    return draw(request, "compounds.html", {"rows": rows, "common": COMMON})


@router.post("")
def add(office: TheOffice, form: Form, by: TheReviewer) -> Response:
    made = office.library.compounds.add(form.get("name", ""), by)
    return gone_to(f"/compounds/{made.id}")


@router.get("/{compound_id}")
def page(request: Request, compound_id: str, office: TheOffice) -> Response:
    known = office.library.compounds
    kept = known.look(compound_id)
    shown = {"kept": kept, "tables": [_table(part, kept) for part in PARTS.values()]}
    count = len(known.meetings(compound_id))
    return draw(request, "compound.html", {**shown, "meetings": count, "common": COMMON})


@router.post("/{compound_id}/about")
def save_about(compound_id: str, office: TheOffice, form: Form, by: TheReviewer) -> Response:
    """The name and what is taken for granted: what was typed, where nobody typed otherwise since
    the page showed it (`was_name` and so on)."""
    known = office.library.compounds
    now = known.look(compound_id)
    for name in _ABOUT:
        _refuse_overtaken(now, name, form)
    told = {name: form[name].strip() for name in _ABOUT if name in form}
    changed = replace(
        now.compound,
        name=told.get("name", now.compound.name),
        place=told.get("place", now.compound.place or "") or None,
        issuer=told.get("issuer", now.compound.issuer or "") or None,
    )
    kept = known.save(changed, now.number, by)
    return Response(status_code=204, headers={"X-Seen": str(kept.number)})


def _refuse_overtaken(now: Kept, name: str, form: Mapping[str, str]) -> None:
    theirs = getattr(now.compound, name) or ""
    if form.get(f"was_{name}", theirs) != theirs != form.get(name, "").strip():
        told = f"{now.by} 刚把它改成“{theirs}”，您写的没有存。请刷新页面再改。"
        raise HTTPException(409, told)


@router.post("/{compound_id}/delete", dependencies=[require(Role.ADMINISTRATOR)])
def delete(compound_id: str, office: TheOffice, form: Form, by: TheReviewer) -> Response:
    """Gone for good, once its name was typed."""
    forget(office.library, compound_id, form.get("name", ""), by)
    return gone_to("/compounds")


def forget(library: Library, compound_id: str, typed: str, by: str) -> None:
    """Delete the compound where what was typed is its name."""
    name = library.compounds.look(compound_id).compound.name
    if compound_id == COMMON or typed.strip() != name:
        raise HTTPException(422, f"要删除，请一字不差地写上小区的名称：{name}")
    library.compounds.delete(compound_id, by)
    scrub(library)


@router.get("/{compound_id}/history")
def history(request: Request, compound_id: str, office: TheOffice) -> Response:
    turned = list(_sittings(office.library.compounds.history(compound_id)))
    now = office.library.compounds.look(compound_id)
    left_out = max(0, len(turned) - _MOST_TURNS)
    shown = {"kept": now, "turned": turned[:_MOST_TURNS], "left_out": left_out}
    return draw(request, "compound_history.html", shown)


@router.post("/{compound_id}/restore/{number}")
def restore(compound_id: str, number: int, office: TheOffice, by: TheReviewer) -> Response:
    """As it was at that version: a newer one, so that nothing between is lost."""
    known = office.library.compounds
    now = known.look(compound_id)
    known.save(_version(known, compound_id, number).compound, now.number, by)
    return gone_to(f"/compounds/{quote(compound_id)}")


@router.get("/{compound_id}/{name}")
def table(request: Request, compound_id: str, name: str, office: TheOffice) -> Response:
    """One list as it is now."""
    return _drawn(request, _part(name), office.library.compounds.look(compound_id))


@router.post("/{compound_id}/{name}")
def save(
    request: Request,
    compound_id: str,
    name: str,
    office: TheOffice,
    cells: Cells,
    by: TheReviewer,
) -> Response:
    """Keep the rows as typed, and what others changed since in other rows.

    Answers 204 where the rows are as they were typed, else the list as it is now; and 409 with
    both where somebody changed the same row.
    """
    part, known = _part(name), office.library.compounds
    typed, seen = part.typed(cells), _number(cells.get("seen", [""])[-1])

    def saved() -> Response:
        now = known.look(compound_id)
        rows = _merged(known, part, now, typed, seen)
        if rows is None:
            return _dispute(request, part, now, typed)
        kept = known.save(part.put(now.compound, rows), now.number, by)
        return _kept(request, part, kept, typed)

    try:
        return insist(saved, CompoundEdited)
    except CompoundEdited as exc:
        raise HTTPException(409, "大家都在改这张表，这一次没有存上。请再试一次。") from exc


def _merged(
    known: Compounds, part: Part, now: Kept, typed: tuple[Any, ...], seen: int
) -> tuple[Any, ...] | None:
    if now.number == seen:
        return typed
    mine = part.items(tidied(part.put(now.compound, typed)))
    base = part.items(_version(known, now.compound.id, seen).compound)
    return joined(base, mine, part.items(now.compound), part.key)


def _kept(request: Request, part: Part, kept: Kept, typed: tuple[Any, ...]) -> Response:
    headers = {"X-Seen": str(kept.number)}
    if part.items(kept.compound) == part.items(tidied(part.put(kept.compound, typed))):
        return Response(status_code=204, headers=headers)
    answer = _drawn(request, part, kept)
    answer.headers.update(headers)
    return answer


def _dispute(request: Request, part: Part, now: Kept, typed: tuple[Any, ...]) -> Response:
    mine = tidied(part.put(now.compound, typed))
    shown = {"part": part, "kept": now, "changes": changes_between(now.compound, mine)}
    answer = draw(request, "_compound_dispute.html", shown, 409)
    answer.headers["X-Seen"] = str(now.number)
    return answer


def _drawn(request: Request, part: Part, kept: Kept) -> Response:
    return draw(request, "_compound_part.html", {"table": _table(part, kept), "kept": kept})


def _table(part: Part, kept: Kept) -> Table:
    return Table(part, part.rows(kept.compound))


def _part(name: str) -> Part:
    if name not in PARTS:
        raise HTTPException(404)
    return PARTS[name]


def _sittings(newest_first: Sequence[Kept]) -> Iterator[Turned]:
    """The page saves at every pause: what one person did without a long one is told at once."""
    last: Kept | None = None
    for place, kept in enumerate(newest_first):
        last = last or kept
        before = newest_first[place + 1] if place + 1 < len(newest_first) else None
        if before is None or not _is_one_sitting(before, kept):
            was = before.compound if before else Compound(kept.compound.id, "")
            yield Turned(last, changes_between(was, last.compound))
            last = None


def _is_one_sitting(before: Kept, after: Kept) -> bool:
    if before.at is None or after.at is None:
        return False
    return before.by == after.by and after.at - before.at < _SITTING


def _version(known: Compounds, compound_id: str, number: int) -> Kept:
    """Version 0 was never saved: it is empty."""
    if number == 0:
        return Kept(Compound(compound_id, ""), 0, "", None)
    found = (kept for kept in known.history(compound_id) if kept.number == number)
    kept = next(found, None)
    if kept is None:
        raise UnknownCompound(compound_id)
    return kept


def _number(given: str) -> int:
    if not is_whole(given):
        raise HTTPException(400, OUTDATED)
    return int(given)
