"""The names that reviewers wrote: the next meeting is listened to and read with them in mind."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from mintobrief.domain.codec import loads_judgement, loads_naming
from mintobrief.store import schema

T = TypeVar("T")


def confirmed_names(connection: Connection, most: int) -> tuple[str, ...]:
    """The people and bodies that reviewers wrote, as speakers or as owners, newest first.

    What a reviewer took back or wrote otherwise since is not among them. Raises DocumentError.
    """
    named = _latest(
        _newest(connection, schema.namings, loads_naming, most),
        lambda naming: (naming.source_id, naming.label),
    )
    judged = _latest(
        _newest(connection, schema.judgements, loads_judgement, most),
        lambda judgement: judgement.resolution_id,
    )
    names = [naming.name for naming in named]
    edited = [judgement.edited for judgement in judged if judgement.edited]
    owners = [owner.value for resolution in edited for owner in resolution.owners]
    return tuple(dict.fromkeys(name for name in [*names, *owners] if name))[:most]


def _newest(
    connection: Connection, table: Table, read: Callable[[str], T], most: int
) -> list[tuple[str, T]]:
    """What was said last, newest first, each with its meeting."""
    rows = select(table.c.meeting_id, table.c.document).order_by(table.c.number.desc())
    return [(row.meeting_id, read(row.document)) for row in connection.execute(rows.limit(most))]


def _latest(newest_first: Iterable[tuple[str, T]], about: Callable[[T], Hashable]) -> list[T]:
    """Of what was said of one thing of a meeting, the last word."""
    last: dict[Hashable, T] = {}
    for meeting, said in newest_first:
        last.setdefault((meeting, about(said)), said)
    return list(last.values())
