"""What a person says of a meeting when handing it in, as it is typed in a form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fastapi import HTTPException

from mintobrief.domain import Request as Wishes
from mintobrief.domain.compound import COMMON, Compound, tidied
from mintobrief.domain.line import one_line
from mintobrief.ingest.lists import typed_agenda, typed_people, typed_terms
from mintobrief.store.compounds import Compounds

_LONGEST = 200  # characters of a title


def wishes_of(form: Mapping[str, str]) -> Wishes:
    """The form's fields. Raises HTTPException for a day that is none."""
    people = typed_people(form.get("roster", ""))
    terms = typed_terms(form.get("glossary", ""))
    typed = tidied(Compound("", "", people=people, terms=terms))
    return Wishes(
        held_on=_day(form.get("held_on", "")),
        title=title_of(form.get("title", "")),
        agenda=typed_agenda(form.get("agenda", "")),
        roster=typed.people,
        glossary=typed.terms,
        several=bool(form.get("several")),
        compound=form.get("compound") or None,
    )


def informed(wishes: Wishes, compounds: Compounds) -> Wishes:
    """With the roster and glossary of the compound as they are now. Raises UnknownCompound."""
    if wishes.compound == COMMON:
        raise HTTPException(422, "“全部小区”不是一个小区，请选会议是哪个小区的。")
    if wishes.compound is not None:
        compounds.look(wishes.compound)
    return compounds.informed(wishes)


def title_of(given: str) -> str | None:
    """One line, cut to length; None for an empty one."""
    return one_line(given)[:_LONGEST] or None


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as exc:
        raise HTTPException(422, "开会日期请写成 2026-03-14 的样子。") from exc
