"""A library with a meeting of every kind of source, and a browser that was let in."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from fastapi.testclient import TestClient
from PIL import Image

from mintobrief.domain import (
    AudioSpan,
    Box,
    Deadline,
    DeadlineKind,
    Doubt,
    DoubtKind,
    Field,
    Flag,
    Header,
    Meeting,
    PageReport,
    PageState,
    Quote,
    Resolution,
    ScanRegion,
    Source,
    SourceKind,
    TextSpan,
    Topic,
    Utterance,
)
from mintobrief.web.access import Access
from mintobrief.web.office import Office

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
HOME = "http://127.0.0.1:8000"
NASTY = "<script>alert('x')</script>"
SECONDS = 3
_RATE = 16_000


class Answer(Protocol):
    """What comes back: the test client's library is its own affair."""

    status_code: int

    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def text(self) -> str: ...
    @property
    def content(self) -> bytes: ...


@dataclass
class Browser:
    """What a person's browser does: cookies, the origin, the token of the page."""

    client: TestClient
    csrf: str

    def get(self, path: str, **more: str) -> Answer:
        return self.client.get(path, headers=more, follow_redirects=False)

    def post(self, path: str, **fields: str) -> Answer:
        return self.client.post(path, data=fields, headers=self.headers, follow_redirects=False)

    @property
    def headers(self) -> dict[str, str]:
        return {"Origin": HOME, "X-CSRF-Token": self.csrf, "X-Piece": "1"}


def link_to(office: Office) -> str:
    """What lets one browser in, where no accounts are asked for."""
    assert isinstance(office.access, Access)
    return office.access.new_link()


def let_in(client: TestClient, office: Office, reviewer: str = "王秀英") -> Browser:
    """Another browser on the same server."""
    fresh = TestClient(client.app, base_url=HOME, raise_server_exceptions=False)
    fresh.get(link_to(office), follow_redirects=False)
    session = office.access.session(fresh.cookies.get(office.access.cookie))
    assert session is not None
    session.reviewer = reviewer
    return Browser(fresh, session.csrf)


def meeting(folder: Path, meeting_id: str = "20260314-ab12cd") -> Meeting:
    """Heard, read and typed; the first candidate lacks nothing, the second nearly all."""
    notes = _text(folder, "王主任：下周五前修好电梯。\n北门道闸尽快修。\n要不要买雨棚？")
    sound, page = _sound(folder), _page(folder)
    said = (
        Utterance(0, "下周五前修好电梯。", TextSpan(notes.id, 4, 13), name=f"王主任{NASTY}"),
        Utterance(1, "北门道闸尽快修。", AudioSpan(sound.id, 0.5, 2.0), "S1"),
        Utterance(
            2,
            "要不要买雨棚？",
            ScanRegion(page.id, 1, Box(10, 20, 60, 40)),
            doubts=(Doubt(4, 6, DoubtKind.UNSURE),),
        ),
    )
    return Meeting(
        meeting_id,
        Header(Field(f"联席会议{NASTY}"), Field(date(2026, 3, 14))),
        (notes, sound, page),
        said,
        topics=(Topic(f"电梯{NASTY}", 0, 2),),
        resolutions=(_lift(), _gate()),
        near_misses=(Resolution("n1", Field("买雨棚"), (2,), because="只是问一句"),),
        pages=(PageReport(page.id, 1, PageState.GOOD, turned=90),),
    )


def _lift() -> Resolution:
    limit = Deadline("下周五前", DeadlineKind.DATE, date(2026, 3, 20))
    return Resolution(
        "r1",
        Field(f"修好电梯{NASTY}", (Quote(0, 4, 8),)),
        (0,),
        topic=0,
        owners=(Field("王主任"),),
        deadline=Field(limit, (Quote(0, 0, 4),)),
        because=f"因为{NASTY}",
    )


def _gate() -> Resolution:
    soon = Deadline("尽快", DeadlineKind.VAGUE)
    return Resolution(
        "r2",
        Field("修好北门道闸", (Quote(1, 0, 4),)),
        (1,),
        topic=0,
        deadline=Field(soon, (Quote(1, 4, 6),)),
        flags=(Flag.NO_OWNER, Flag.VAGUE_DEADLINE),
    )


def _source(path: Path, kind: SourceKind, **more: object) -> Source:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(digest[:12], kind, path.name, digest, path, **more)  # type: ignore[arg-type]


def _text(folder: Path, content: str) -> Source:
    path = folder / "笔记.txt"
    path.write_text(content, encoding="utf-8")
    return _source(path, SourceKind.NOTES, text=content)


def _sound(folder: Path) -> Source:
    path = folder / "录音.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE)
        out.writeframes(b"\1\0" * _RATE * SECONDS)
    return _source(path, SourceKind.AUDIO, seconds=float(SECONDS))


def _page(folder: Path) -> Source:
    path = folder / "扫描.png"
    Image.new("RGB", (80, 60), "white").save(path)
    return _source(path, SourceKind.SCAN, pages=1)
