"""Drafts as JSON files, one for each meeting, under names that tell what they came from."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from mintobrief.domain import Meeting
from mintobrief.domain.codec import dumps
from mintobrief.errors import OutputUnwritable, reason_of
from mintobrief.export.files import write_atomically

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST = 200  # bytes of a name, so that a number and a suffix have room
_DIGEST = 12


def write_drafts(folder: Path, name: str, meetings: Sequence[Meeting]) -> tuple[Path, ...]:
    """Write the drafts of what is called `name`; the same again changes nothing.

    A file that is not a draft of that meeting is never overwritten: the draft takes the next
    free name. Raises OutputUnwritable.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise OutputUnwritable(str(folder), reason_of(exc)) from exc
    several = len(meetings) > 1
    return tuple(
        _write(folder, f"{_safe(name)}-{number}" if several else _safe(name), meeting)
        for number, meeting in enumerate(meetings, start=1)
    )


def _write(folder: Path, stem: str, meeting: Meeting) -> Path:
    content = dumps(meeting).encode()
    number, path = 1, folder / f"{stem}.json"
    while path.exists() and not _is_draft_of(path, meeting.id):
        number += 1
        path = folder / f"{stem} ({number}).json"
    if not path.exists() or path.read_bytes() != content:
        write_atomically(path, content)
    return path


def _is_draft_of(path: Path, meeting_id: str) -> bool:
    """Whether an earlier run has written the file for this meeting."""
    try:
        document = json.loads(path.read_bytes())
        return bool(document["schema"] == 1 and document["meeting"]["id"] == meeting_id)
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _safe(name: str) -> str:
    """The name as every file system takes it; one that is cut or loses more than its folders
    is told apart from its like by a digest."""
    safe = _UNSAFE.sub("_", name).strip(". ")
    cut = safe.encode()[:_LONGEST].decode(errors="ignore")
    if cut and cut == name.replace("/", "_"):
        return cut
    return f"{cut}-{sha256(name.encode()).hexdigest()[:_DIGEST]}"
