"""签发: what is still to be looked at, and the briefing in every format once all is judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from mintobrief.domain import Briefing, Header, Meeting, SourceKind
from mintobrief.export import FORMATS, Edition, write_briefing
from mintobrief.ingest import cuttings_of
from mintobrief.review import compile_briefing
from mintobrief.store import Seen
from mintobrief.web import words
from mintobrief.web.candidates import Card, cards_of, is_settled
from mintobrief.web.drawing import draw
from mintobrief.web.office import TheOffice

router = APIRouter(include_in_schema=False, prefix="/meetings/{meeting_id}/briefing")

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}
_LONGEST = 60  # characters of a title in a file's name


@dataclass(frozen=True, slots=True)
class Check:
    """A point of the checklist; `holds` None is a reminder that stops nobody."""

    text: str
    holds: bool | None
    cards: tuple[Card, ...] = ()


@router.get("")
def page(request: Request, meeting_id: str, office: TheOffice) -> Response:
    seen = office.library.look(meeting_id)
    cards = cards_of(seen.meeting, seen.judgements)
    waiting = [card for card in cards if not is_settled(card)]
    shown = {
        "meeting": seen.meeting,
        "checks": _checks(seen.meeting, cards),
        "waiting": waiting,
        "kept": [card for card in cards if is_settled(card) and card.state != "rejected"],
        "formats": _formats(seen.meeting),
    }
    return draw(request, "briefing.html", shown)


@router.get("/{edition}.{name}")
def download(meeting_id: str, edition: str, name: str, office: TheOffice) -> Response:
    """The briefing as a file; 409 as long as a candidate waits."""
    if name not in FORMATS or edition not in list(Edition):
        raise HTTPException(404)
    seen = office.library.look(meeting_id)
    briefing = _compiled(seen, Edition(edition))
    content = _written(briefing, name, Edition(edition))
    kind = TYPES.get(name, "application/octet-stream")
    named = f"attachment; filename*=UTF-8''{quote(_file_name(seen.meeting, edition, name))}"
    return Response(content, media_type=kind, headers={"Content-Disposition": named})


def _compiled(seen: Seen, edition: Edition) -> Briefing:
    briefing = compile_briefing(seen.meeting, seen.judgements, seen.namings)
    if edition is Edition.ARCHIVE:
        return replace(briefing, cuttings=cuttings_of(seen.meeting))
    return briefing


def _written(briefing: Briefing, name: str, edition: Edition) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"briefing.{name}")
        write_briefing(briefing, name, path, edition)
        return path.read_bytes()


def _formats(meeting: Meeting) -> dict[str, str]:
    """Subtitles are for recordings only."""
    heard = any(source.kind is SourceKind.AUDIO for source in meeting.sources)
    return {name: told for name, told in words.FORMATS.items() if heard or name != "srt"}


def _checks(meeting: Meeting, cards: Iterable[Card]) -> tuple[Check, ...]:
    all_cards = tuple(cards)
    kept = tuple(card for card in all_cards if card.state != "rejected")
    waiting = tuple(card for card in all_cards if not is_settled(card))
    ownerless = _lacking(kept, "责任")
    endless = _lacking(kept, "时限")
    lacking = _lacking_header(meeting.header)
    told = f"会议概况还缺：{'、'.join(lacking)}" if lacking else "会议概况齐全"
    return (
        Check("每一条候选决议都有人审过", not waiting, waiting),
        Check("每一条决议都有责任人", None if ownerless else True, ownerless),
        Check("每一条决议都有能检查的时限", None if endless else True, endless),
        Check(told, None if lacking else True),
    )


def _lacking(cards: Iterable[Card], label: str) -> tuple[Card, ...]:
    return tuple(card for card in cards if label in card.lacks)


def _lacking_header(header: Header) -> list[str]:
    particulars = {
        "会议名称": header.title,
        "会议时间": header.held_on,
        "会议地点": header.place,
        "主持人": header.host,
        "记录人": header.recorder,
        "参会人员": header.attendees,
    }
    return [label for label, found in particulars.items() if not found]


def _file_name(meeting: Meeting, edition: str, name: str) -> str:
    title = meeting.header.title.value if meeting.header.title else meeting.id
    safe = "".join(c for c in title if c.isprintable() and c not in '\\/:*?"<>|')[:_LONGEST]
    return f"{safe or meeting.id}{'（公示版）' if edition == Edition.PUBLIC else ''}.{name}"
