"""进展公示: a compound's progress as a page to be posted, handed out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from mintobrief.export.progress_page import progress_page
from mintobrief.store import tasks
from mintobrief.store.library import Library
from mintobrief.store.tasks import Wanted
from mintobrief.web.handing import handed_out
from mintobrief.web.office import TheOffice
from mintobrief.web.tasks.asked import today

router = APIRouter(include_in_schema=False, prefix="/tasks")

HTML = "text/html; charset=utf-8"


@router.get(".html")
def page(office: TheOffice, compound: Annotated[str, Query(max_length=200)] = "") -> Response:
    """公示网页 of one compound; whoever posts it reads it first."""
    return page_of(office.library, compound)


def page_of(library: Library, compound_id: str) -> Response:
    """The page as a file to keep. Raises UnknownCompound, LeakFound."""
    day = today()
    compound = library.compounds.look(compound_id).compound
    lives = tasks.lives(library, Wanted(compound=compound_id), today=day)
    name = f"{compound.name}进展公示{day:%Y%m%d}.html"
    return handed_out(progress_page(compound, lives, day), name, HTML)
