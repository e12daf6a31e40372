"""The tables; `migrations` makes them, and a test holds the two together."""

from __future__ import annotations

from mintobrief.store.schema.accounts import (
    api_tokens,
    attempts,
    known_browsers,
    logins,
    meeting_people,
    people,
    person_roles,
    rates,
    refusals,
    sessions,
)
from mintobrief.store.schema.columns import Moment, metadata, storable
from mintobrief.store.schema.compounds import compound_versions, compounds, meeting_compounds
from mintobrief.store.schema.following import progress, registers, tasks
from mintobrief.store.schema.house import audit, settings
from mintobrief.store.schema.jobs import job_batches, job_pieces, jobs
from mintobrief.store.schema.meetings import (
    ATTACHED,
    SIGNED,
    corrections,
    judgements,
    meeting_files,
    meetings,
    namings,
    passages,
    removed_files,
    revisions,
    signings,
)
from mintobrief.store.schema.voices import voiceprint_log, voiceprints

HEAD = "0016"  # the newest migration this program knows

__all__ = [
    "ATTACHED",
    "HEAD",
    "SIGNED",
    "Moment",
    "api_tokens",
    "attempts",
    "audit",
    "compound_versions",
    "compounds",
    "corrections",
    "job_batches",
    "job_pieces",
    "jobs",
    "judgements",
    "known_browsers",
    "logins",
    "meeting_compounds",
    "meeting_files",
    "meeting_people",
    "meetings",
    "metadata",
    "namings",
    "passages",
    "people",
    "person_roles",
    "progress",
    "rates",
    "refusals",
    "registers",
    "removed_files",
    "revisions",
    "sessions",
    "settings",
    "signings",
    "storable",
    "tasks",
    "voiceprint_log",
    "voiceprints",
]
