"""When something is said of a meeting: the latest counts, so it is later than all before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mintobrief.store import Seen

_TICK = timedelta(microseconds=1)


def moment_after(seen: Seen) -> datetime:
    """Now, but later than what was said before, whatever the clock says."""
    now = datetime.now(UTC).astimezone()
    judged = [judgement.at for judgement in seen.judgements]
    named = [naming.at for naming in seen.namings]
    last = max([*judged, *named, *(one.at for one in seen.corrections)], default=None)
    return now if last is None or last < now else last.astimezone() + _TICK
