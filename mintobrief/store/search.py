"""Full-text search over what was said, what was resolved and what the meetings are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select, text

from mintobrief.store import schema
from mintobrief.store.bigrams import marks, phrase_tokens, phrases

_MOST_MATCHES = 5_000  # passages
_AROUND = 24  # characters shown on each side of what was found


class Kind(StrEnum):
    """What was found; the words are those of the table, in the order they are shown."""

    TITLE = "a-title"
    RESOLUTION = "b-resolution"
    UTTERANCE = "c-utterance"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that holds the words: an utterance by its index, a resolution by its id.

    `marks` are characters (half-open) of the `snippet`.
    """

    meeting_id: str
    title: str | None
    held_on: date | None
    kind: Kind
    place: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


# of a word that stands everywhere only the last passages are sorted: they are the newest meetings'
_MATCH = {
    "sqlite": "SELECT rowid AS number FROM passage_words WHERE passage_words MATCH :query "
    "ORDER BY rowid DESC LIMIT :most",
    "postgresql": "SELECT number FROM passage_words WHERE words @@ CAST(:query AS tsquery) "
    "ORDER BY number DESC LIMIT :most",
}


def find(
    connection: Connection, query: str, limit: int, hidden: Collection[str] = ()
) -> tuple[Hit, ...]:
    """The places that hold all words of the query, those of the newest meetings first; `hidden`
    meetings have none."""
    wanted = phrases(query)
    if not wanted:
        return ()
    places = _places(connection, _query(connection, wanted), limit, hidden)
    passage = schema.passages.c
    words = select(passage.number, passage.text)
    mine = words.where(passage.number.in_([row.number for row in places]))
    texts = {row.number: row.text for row in connection.execute(mine)}
    return tuple(
        Hit(
            row.meeting_id,
            row.title,
            row.held_on,
            Kind(row.kind),
            row.place,
            *_snippet(texts[row.number], wanted),
        )
        for row in places
    )


def _places(
    connection: Connection, query: str, limit: int, hidden: Collection[str]
) -> Sequence[Any]:
    """The first places that match, without their words: sorting is most of the work."""
    passage, meeting = schema.passages.c, schema.meetings.c
    matching = text(_MATCH[connection.dialect.name]).bindparams(query=query, most=_MOST_MATCHES)
    place = (passage.meeting_id, passage.kind, passage.place)
    # the pieces of a long passage overlap: what stands in both is one place
    first = (
        select(func.min(passage.number).label("number"), *place)
        .where(passage.number.in_(matching.columns(passage.number).scalar_subquery()))
        .where(passage.meeting_id.not_in(hidden))
        .group_by(*place)
        .subquery()
    )
    # by length first: a place ends in a number
    in_order = (first.c.kind, func.length(first.c.place), first.c.place)
    rows = (
        select(first, meeting.title, meeting.held_on)
        .join(schema.meetings, meeting.id == first.c.meeting_id)
        .order_by(meeting.created_at.desc(), meeting.id, *in_order)
        .limit(limit)
    )
    return connection.execute(rows).all()


def _query(connection: Connection, wanted: Iterable[str]) -> str:
    """The phrases in the index's own language; their words are figures and letters only."""
    parts = [phrase_tokens(phrase) for phrase in wanted]
    if connection.dialect.name == "sqlite":
        return " ".join(f'"{" ".join(found)}"{"*" if begins else ""}' for found, begins in parts)
    told = (" <-> ".join(found) + (":*" if begins else "") for found, begins in parts)
    return " & ".join(f"({one})" for one in told)


def _snippet(passage: str, wanted: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words around the first place found, and where in them all places are."""
    places = marks(passage, wanted)
    first, end = places[0] if places else (0, 0)
    start, stop = max(0, first - _AROUND), end + _AROUND
    before, after = "…" if start else "", "…" if stop < len(passage) else ""
    moved = len(before) - start
    shown = [(a + moved, b + moved) for a, b in places if a >= start and b <= stop]
    return f"{before}{passage[start:stop]}{after}", tuple(shown)
