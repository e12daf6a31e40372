"""首页: what needs attention first, what is under way, and everything else by its title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from mintobrief.config import Settings
from mintobrief.store import Entry
from mintobrief.store.search import Hit, Kind
from mintobrief.web.drawing import draw
from mintobrief.web.office import Office, TheOffice
from mintobrief.web.work import runs_of

router = APIRouter(include_in_schema=False)

_MOST_HITS = 40
_MOST = 200  # meetings on one page; the search finds the others


@dataclass(frozen=True, slots=True)
class Shelves:
    """The meetings by what is to be done with them; `left_out` are older ones not shown."""

    waiting: tuple[Entry, ...]
    settled: tuple[Entry, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Found:
    """A place that holds what was looked for; every second of the `pieces` is the words."""

    link: str
    title: str
    held_on: date | None
    kind: str
    pieces: tuple[str, ...]


@router.get("/")
def home(request: Request, office: TheOffice, q: str = "") -> Response:
    return draw(request, "home.html", _shown(office, q))


@router.get("/shelves")
def shelves(request: Request, office: TheOffice, q: str = "") -> Response:
    """The part of the home page that changes by itself."""
    return draw(request, "_shelves.html", _shown(office, q))


def _shown(office: Office, asked: str) -> dict[str, object]:
    found = [entry for entry in office.library.list_meetings() if answers(entry, asked)]
    return {
        "q": asked,
        "runs": runs_of(office),
        "shelves": _sorted(found),
        "hits": _hits(office, asked),
        "promise": _promise(office.settings),
    }


def _hits(office: Office, asked: str) -> tuple[Found, ...]:
    """Where the words were said or resolved; a title that holds them is on the shelves."""
    hits = office.library.search(asked, _MOST_HITS) if asked.strip() else ()
    return tuple(_found(hit) for hit in hits if hit.kind is not Kind.TITLE)


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


def _sorted(found: Iterable[Entry]) -> Shelves:
    """Begun ones before untouched ones: what was left half done is what one comes back for."""
    entries = list(found)
    shown = entries[:_MOST]
    waiting = sorted((e for e in shown if e.waiting), key=lambda e: e.waiting == e.candidates)
    settled = tuple(e for e in shown if not e.waiting)
    return Shelves(tuple(waiting), settled, len(entries) - len(shown))


def answers(entry: Entry, asked: str) -> bool:
    """Whether all words asked for stand in the title, the day or the id."""
    day = entry.held_on
    days = f"{day.isoformat()} {day.year}年{day.month}月{day.day}日" if day else ""
    text = f"{entry.title or ''} {days} {entry.id}".lower()
    return all(word in text for word in asked.lower().split())
