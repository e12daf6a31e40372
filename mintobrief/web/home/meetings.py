"""首页: what needs attention first, what is under way, and everything else by its title."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Annotated, cast
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from mintobrief.config import Settings
from mintobrief.domain.compound import COMMON
from mintobrief.store import MeetingEntry
from mintobrief.store.catalogue import CatalogueLine, catalogue
from mintobrief.store.search import Hit, Kind
from mintobrief.store.settings import effective
from mintobrief.web.access import Session
from mintobrief.web.drawing import draw, gone_to
from mintobrief.web.home import states
from mintobrief.web.home.ahead import MOST, read_ahead
from mintobrief.web.home.incoming import arrivals
from mintobrief.web.home.work import runs_of
from mintobrief.web.office import Form, Office, TheOffice, TheReviewer, TheSession
from mintobrief.web.tasks.ledger import late_of

router = APIRouter(include_in_schema=False)

_MOST_HITS = 40
_A_PAGE = 50  # meetings on one page
_NONE = "none"  # asks for meetings of no compound


@dataclass(frozen=True, slots=True)
class View:
    """What of the library is looked at: words, a compound, a page of it."""

    q: str = ""
    compound: str = ""
    page: int = 1

    def address(self, **changes: str | int) -> str:
        """The home page with this asked, but for the changes."""
        told = {"q": self.q, "compound": self.compound, "page": self.page, **changes}
        usual = {"q": "", "compound": "", "page": 1}
        query = urlencode({name: value for name, value in told.items() if value != usual[name]})
        return f"/?{query}" if query else "/"


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting as the page shows it."""

    entry: MeetingEntry
    state: states.State
    said: str
    compound: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Meetings under one heading: those of this page, and how many there are in all."""

    heading: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place that holds what was looked for; every second of the `pieces` is the words."""

    link: str
    title: str
    held_on: date | None
    kind: str
    pieces: tuple[str, ...]


def _asked(
    q: str = "", compound: str = "", page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> View:
    return View(q, compound, page)


Wanted = Annotated[View, Depends(_asked)]


@router.get("/")
def home(request: Request, office: TheOffice, session: TheSession, asked: Wanted) -> Response:
    promise = _promise(effective(office.library, office.settings))
    shown = _shown(office, session, asked) | {"promise": promise}
    answer = draw(request, "home.html", shown)
    shelves = cast("list[Shelf]", shown["shelves"])
    answer.background = BackgroundTask(read_ahead, office.library, _next_of(shelves))
    return answer


@router.get("/meetings/{meeting_id}/ahead")
def ahead(meeting_id: str, office: TheOffice) -> Response:
    """The hand is at the meeting: it is read before the click comes."""
    return Response(
        status_code=204, background=BackgroundTask(read_ahead, office.library, [meeting_id])
    )


@router.get("/shelves")
def shelves(request: Request, office: TheOffice, session: TheSession, asked: Wanted) -> Response:
    """The part of the home page that changes by itself."""
    return draw(request, "_shelves.html", _shown(office, session, asked))


@router.get("/meetings/{meeting_id}/compound")
def compound_of(request: Request, meeting_id: str, office: TheOffice) -> Response:
    """Of which compound the meeting is, to be said otherwise."""
    meeting = office.library.look(meeting_id).meeting
    known = office.library.compounds
    shown = {
        "meeting": meeting,
        "compounds": [one for one in known.all() if one.id != COMMON],
        "mine": known.of_meeting(meeting.id),
    }
    return draw(request, "meeting_compound.html", shown)


@router.post("/meetings/{meeting_id}/compound")
def move(meeting_id: str, office: TheOffice, form: Form, by: TheReviewer) -> Response:
    """The meeting is of that compound from now on, or of none."""
    office.library.compounds.move(meeting_id, form.get("compound") or None, by)
    return gone_to("/")


def _shown(office: Office, session: Session, asked: View) -> dict[str, object]:
    mine = [line for line in catalogue(office.library) if _is_of(line, asked.compound)]
    lines = [line for line in mine if answers(line.entry, asked.q)]
    pages = max(1, -(-len(lines) // _A_PAGE))
    page = min(asked.page, pages)
    return {
        "asked": asked,
        "runs": runs_of(office),
        "incoming": arrivals(office, session),
        "shelves": _shelves(lines, page),
        "pages": pages,
        "page": page,
        "late": late_of(office.library) if asked == View() else None,
        "hits": _hits(office, asked, {line.entry.id for line in mine}),
        "compounds": [one for one in office.library.compounds.all() if one.id != COMMON],
        "none": _NONE,
    }


def _next_of(shelves: Iterable[Shelf]) -> list[str]:
    """The meetings at the top of the list, which is in the order of need."""
    return [row.entry.id for shelf in shelves for row in shelf.rows][:MOST]


def _is_of(line: CatalogueLine, compound: str) -> bool:
    return not compound or compound == (line.compound_id or _NONE)


def _shelves(lines: Sequence[CatalogueLine], page: int) -> list[Shelf]:
    """One page of the meetings, under their headings."""
    ordered = states.by_need(lines)
    counts = {h: sum(1 for _ in them) for h, them in groupby(ordered, states.heading_of)}
    shown = ordered[(page - 1) * _A_PAGE : page * _A_PAGE]
    groups = [(h, tuple(map(_row, them))) for h, them in groupby(shown, states.heading_of)]
    return [Shelf(heading, counts[heading], rows) for heading, rows in groups]


def _row(line: CatalogueLine) -> Row:
    return Row(line.entry, states.state_of(line), states.said(line), line.compound)


def _hits(office: Office, asked: View, ids: Collection[str]) -> tuple[Found, ...]:
    """Where the words were said or resolved; a title that holds them is on the shelves."""
    hits = office.library.search(asked.q, _MOST_HITS) if asked.q.strip() else ()
    said = (hit for hit in hits if hit.kind is not Kind.TITLE)
    return tuple(_found(hit) for hit in said if hit.meeting_id in ids)


def _found(hit: Hit) -> Found:
    anchor = f"c-{hit.place}" if hit.kind is Kind.RESOLUTION else f"u{hit.place}"
    edges = [0, *(edge for mark in hit.marks for edge in mark), len(hit.snippet)]
    pieces = (hit.snippet[start:end] for start, end in pairwise(edges))
    link = f"/meetings/{quote(hit.meeting_id)}#{quote(anchor)}"
    kind = "决议" if hit.kind is Kind.RESOLUTION else "发言"
    return Found(link, hit.title or hit.meeting_id, hit.held_on, kind, tuple(pieces))


def _promise(settings: Settings) -> str:
    """Where the files and their words go, as it is set up here."""
    if settings.llm.url:
        return "文件存在您的资料库里；设了语言模型，会议的文字会发给它。"
    if settings.database:
        return "文件存在您单位的资料库里，不交给别人。"
    return "文件只存在这台电脑上，不上网。"


def answers(entry: MeetingEntry, asked: str) -> bool:
    """Whether all words asked for stand in what it is called, the day or the id."""
    words = asked.lower().split()
    if not words:
        return True
    day = entry.held_on
    days = f"{day.isoformat()} {day.year}年{day.month}月{day.day}日" if day else ""
    text = f"{entry.called} {days} {entry.id}".lower()
    return all(word in text for word in words)
