"""上传中: files that are on their way, stand still, or are here and not yet part of a meeting."""

from __future__ import annotations

import time
from dataclasses import dataclass

from mintobrief.web.access import Session
from mintobrief.web.intake.shelf import Upload
from mintobrief.web.intake.uploads import shelf_of
from mintobrief.web.office import Office

_STILL = 30  # seconds without a byte after which nobody is sending
_FORGOTTEN = 120  # seconds after which nobody is about to have it converted


@dataclass(frozen=True, slots=True)
class Arrival:
    """An upload as the home page shows it."""

    id: str
    name: str
    percent: int
    is_whole: bool
    is_still: bool


def arrivals(office: Office, session: Session) -> tuple[Arrival, ...]:
    """Those that the person began, the newest first; who sits at this computer is shown all."""
    now = time.time()
    uploads = shelf_of(office).all()
    mine = [u for u in uploads if session.person is None or u.by == session.reviewer]
    shown = [_arrival(upload, now) for upload in mine if _is_shown(upload, now)]
    return tuple(shown)


def _is_shown(upload: Upload, now: float) -> bool:
    return upload.offset < upload.length or now - upload.touched_at > _FORGOTTEN


def _arrival(upload: Upload, now: float) -> Arrival:
    here = upload.offset
    return Arrival(
        upload.id,
        upload.path.name,
        int(100 * here / upload.length),
        is_whole=here == upload.length,
        is_still=now - upload.touched_at > _STILL,
    )
