"""Which HTTP status an error of ours is, for pages and programs alike."""

from __future__ import annotations

from mintobrief.errors import (
    AmbiguousMeeting,
    InputError,
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
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)
