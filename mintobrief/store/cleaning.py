"""What nobody needs any more is deleted: files of no meeting, copies that were broken off."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mintobrief.store.blobs import Blobs, FolderBlobs, Stored
from mintobrief.store.deletion import is_scrubbed, last_deletion, scrub, used_files
from mintobrief.store.library import Library
from mintobrief.store.retention import Expired, remove_due

GRACE = timedelta(days=1)  # a file handed in may be so long on its way to its meeting
# what was worked out of meetings, under the cache: each file can be worked out again
_WORKED_OUT = ("heard", "read", "web")


@dataclass(frozen=True, slots=True)
class Rules:
    """What may go: files of nobody that were handed in longer than `grace` ago; recordings as
    many `days` after publication, None keeps them. Not `really`: it is only said."""

    days: int | None = None
    grace: timedelta = GRACE
    really: bool = True


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What went, or would go; `unclean` is a database that still held what was deleted."""

    recordings: tuple[Expired, ...]
    files: tuple[Stored, ...]
    leftovers: int
    unclean: bool


def clean(library: Library, rules: Rules, now: datetime, cache: Path) -> Cleaned:
    """Delete what the rules allow. Raises NotScrubbed after all else was done."""
    recordings = []
    if rules.days is not None:
        recordings = remove_due(library, rules.days, now, really=rules.really)
    before = now - rules.grace
    files = _unused(library, before, really=rules.really)
    left = sum(store.sweep(before, really=rules.really) for store in _stores(library))
    left += _clear_deleted(library, now if recordings else None, cache, really=rules.really)
    unclean = not is_scrubbed(library)
    if unclean and rules.really:
        scrub(library)
    return Cleaned(tuple(recordings), files, left, unclean)


def clear_cache(cache: Path, before: datetime, *, really: bool = True) -> int:
    """Delete what was worked out before then, of whatever meeting; how many files.

    What a piece was worked out of is not written on it, and all can be worked out again.
    """
    paths = (path for name in _WORKED_OUT for path in (cache / name).rglob("*"))
    old = [path for path in paths if _is_older(path, before)]
    for path in old if really else ():
        with suppress(OSError):  # in use on Windows, or another program was faster
            path.unlink()
    return len(old)


def _clear_deleted(library: Library, removed: datetime | None, cache: Path, *, really: bool) -> int:
    """What this machine worked out before the last deletion, wherever that was asked for."""
    moments = [moment for moment in (last_deletion(library), removed) if moment]
    return clear_cache(cache, max(moments), really=really) if moments else 0


def _stores(library: Library) -> tuple[Blobs, ...]:
    return library.blobs, FolderBlobs(library.folder / "consents")


def _unused(library: Library, before: datetime, *, really: bool) -> tuple[Stored, ...]:
    """Files are listed first, and what uses them then: one that gets its meeting meanwhile is
    seen, and one handed in again meanwhile is not dropped."""
    old = [one for one in library.blobs.stored() if one.at < before]
    with library.database.reading() as connection:
        used = used_files(connection)
    unused = [one for one in old if one.sha256 not in used]
    if not really:
        return tuple(unused)
    return tuple(one for one in unused if library.blobs.drop(one.sha256, before))


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime < moment.timestamp()
    except OSError:
        return False
