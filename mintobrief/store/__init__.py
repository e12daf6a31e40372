"""The library on disk: meetings, judgements that are only ever added to, and the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mintobrief.store.entry import MeetingEntry, Seen

if TYPE_CHECKING:
    from mintobrief.config import Settings
    from mintobrief.store.library import Library
    from mintobrief.store.voiceprints import VoicePrints

__all__ = ["MeetingEntry", "Seen", "library_of", "open_library", "voice_prints"]


def open_library(
    folder: Path,
    database: str | None = None,
    blobs: str | None = None,
    cache: Path | None = None,
) -> Library:
    """The library in `folder`, made or brought up to date where needed.

    Its rows are in the folder too, or in the PostgreSQL `database` of that URL; its files too,
    or where `blobs` says: another folder, or s3://bucket/prefix, of which copies lie in `cache`.
    A context manager. Raises LibraryUnwritable, BrokenLibrary, or what is wrong with a server.
    """
    from mintobrief.store.library import Library  # SQLAlchemy takes long: only who needs it waits

    return Library.open(folder, database, blobs, cache)


def library_of(settings: Settings) -> Library:
    """The library that the settings name; as `open_library`."""
    cache = settings.cache / "files"
    return open_library(settings.library, settings.database, settings.blobs, cache)


def voice_prints(library: Library) -> VoicePrints:
    """The voice prints kept in a library."""
    from mintobrief.store.voiceprints import VoicePrints

    return VoicePrints(library)
