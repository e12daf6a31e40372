"""Which HTTP status an error of ours is, for pages and programs alike."""

from __future__ import annotations

from collections.abc import Mapping

from mintobrief.errors import (
    AmbiguousMeeting,
    BlobsUnreachable,
    CacheUnwritable,
    DatabaseUnreachable,
    InputError,
    LibraryUnwritable,
    LogInFailed,
    LogInLater,
    MintobriefError,
    SetupError,
    StateError,
    UnknownCompound,
    UnknownJob,
    UnknownMeeting,
    UnknownPerson,
    UnknownResolution,
    UnknownSigning,
    UnknownTask,
    UsageError,
)

BUG = "程序出错了，这一步没有完成；已经保存的不受影响。请刷新页面再试。"
_UNKNOWN = (
    UnknownMeeting,
    AmbiguousMeeting,
    UnknownResolution,
    UnknownJob,
    UnknownSigning,
    UnknownPerson,
    UnknownCompound,
    UnknownTask,
)
_WEATHER = (LibraryUnwritable, CacheUnwritable, DatabaseUnreachable, BlobsUnreachable)
_LATER = {"Retry-After": "5"}  # seconds
_STATUS = {
    LogInFailed: 401,
    LogInLater: 429,
    UsageError: 422,
    InputError: 422,
    StateError: 409,
    SetupError: 503,
}  # the first that it is


def status_of(error: MintobriefError) -> int:
    if isinstance(error, _UNKNOWN):
        return 404
    if isinstance(error, _WEATHER):
        return 503
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)


def told_with(error: MintobriefError) -> Mapping[str, str]:
    """The headers that go with it: what passes by itself, a full disk or a server that is away,
    may be asked again."""
    return _LATER if isinstance(error, _WEATHER) else {}
