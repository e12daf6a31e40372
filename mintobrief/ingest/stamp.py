"""The day a recorder stamped on its recording, from what a container says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone

# creation_time: MP4 and its kin count in UTC, as their standard says, and WMA says so too;
# date: a WAV of a recorder has the local day.
_UTC_STAMP, _LOCAL_STAMP = "creation_time", "date"
_CHINA = timezone(timedelta(hours=8))
_YEARS = range(2000, 2100)  # clocks that were never set say 1904 or 1970


def stamped_day(tags: Mapping[str, str]) -> date | None:
    """The day in China; None where there is none, or it is where a clock starts from unset."""
    moment = _moment(tags.get(_UTC_STAMP, "")) or _moment(tags.get(_LOCAL_STAMP, ""))
    if moment is None or moment.year not in _YEARS or (moment.month, moment.day) == (1, 1):
        return None
    return (moment.astimezone(_CHINA) if moment.tzinfo else moment).date()


def _moment(stamp: str) -> datetime | None:
    """A year alone, as music has, is no day."""
    try:
        return datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
