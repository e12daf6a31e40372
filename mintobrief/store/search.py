"""Full-text search over what was said, what was resolved and what the meetings are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select, text

from mintobrief.domain import Judgement, Meeting, Resolution, Verdict
from mintobrief.store import schema
from mintobrief.store.bigrams import marks, phrase_tokens, phrases, tokens, windows
from mintobrief.store.schema import storable

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


def index_meeting(
    connection: Connection, meeting: Meeting, judged: Mapping[str, Judgement]
) -> None:
    """Make the newest draft, as it is judged by now, what is found of a meeting.

    `judged` are the judgements that count, by candidate.
    """
    forget_meeting(connection, meeting.id)
    rows = [
        {"meeting_id": meeting.id, "kind": str(kind), "place": place, "text": storable(piece)}
        for kind, place, whole in _passages(meeting, judged)
        for piece in windows(whole)
    ]
    for row in rows:
        made = connection.execute(insert(schema.passages).values(row))
        assert made.inserted_primary_key is not None  # noqa: S101 - the table numbers its rows
        _add_words(connection, made.inserted_primary_key[0], row["text"])


def find(connection: Connection, query: str, limit: int) -> tuple[Hit, ...]:
    """The places that hold all words of the query, those of the newest meetings first."""
    wanted = phrases(query)
    if not wanted:
        return ()
    passage, meeting = schema.passages.c, schema.meetings.c
    matching = text(_MATCH[connection.dialect.name]).bindparams(query=_query(connection, wanted))
    rows = (
        select(
            meeting.id,
            meeting.title,
            meeting.held_on,
            passage.kind,
            passage.place,
            passage.text,
        )
        .join(schema.meetings)
        .where(passage.number.in_(matching.columns(schema.passages.c.number).scalar_subquery()))
        .order_by(meeting.created_at.desc(), meeting.id, passage.kind, passage.number)
        .limit(limit)
    )
    return tuple(
        Hit(row.id, row.title, row.held_on, Kind(row.kind), row.place, *_snippet(row.text, wanted))
        for row in connection.execute(rows)
    )


_MATCH = {
    "sqlite": "SELECT rowid AS number FROM passage_words WHERE passage_words MATCH :query",
    "postgresql": "SELECT number FROM passage_words WHERE words @@ CAST(:query AS tsquery)",
}


def _passages(meeting: Meeting, judged: Mapping[str, Judgement]) -> Iterator[tuple[Kind, str, str]]:
    if meeting.header.title:
        yield Kind.TITLE, "", meeting.header.title.value
    for candidate in (*meeting.resolutions, *(n for n in meeting.near_misses if n.id in judged)):
        judgement = judged.get(candidate.id)
        if judgement is None or judgement.verdict is not Verdict.REJECTED:
            shown = judgement.edited if judgement and judgement.edited else candidate
            yield Kind.RESOLUTION, candidate.id, _wording(shown)
    for index, utterance in enumerate(meeting.utterances):
        yield Kind.UTTERANCE, str(index), utterance.text


def _wording(resolution: Resolution) -> str:
    fields = (resolution.action, resolution.measures, *resolution.owners, resolution.supervision)
    said = [field.value for field in fields if field]
    return "；".join([*said, *([resolution.deadline.value.text] if resolution.deadline else [])])


def forget_meeting(connection: Connection, meeting_id: str) -> None:
    """Nothing of the meeting is found any more; `purge` takes it out of the index's files."""
    passage = schema.passages.c
    mine = passage.meeting_id == meeting_id
    if connection.dialect.name == "sqlite":
        for row in connection.execute(select(passage.number, passage.text).where(mine)).all():
            # an index without content forgets only what it is told again
            forget = (
                "INSERT INTO passage_words(passage_words, rowid, words) VALUES ('delete', :n, :w)"
            )
            connection.execute(text(forget), {"n": row.number, "w": " ".join(tokens(row.text))})
    connection.execute(delete(schema.passages).where(mine))


def purge(connection: Connection) -> None:
    """Write the index anew: words that were only marked as forgotten are gone."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO passage_words(passage_words) VALUES ('optimize')"))


def _add_words(connection: Connection, number: int, words: str) -> None:
    if connection.dialect.name == "sqlite":
        add, made = "INSERT INTO passage_words(rowid, words) VALUES (:n, :w)", tokens(words)
        connection.execute(text(add), {"n": number, "w": " ".join(made)})
        return
    placed = " ".join(f"{token}:{at}" for at, token in enumerate(tokens(words), 1))
    add = "INSERT INTO passage_words(number, words) VALUES (:n, CAST(:w AS tsvector))"
    connection.execute(text(add), {"n": number, "w": placed})


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
    shown = [(a - start, b - start) for a, b in places if a >= start and b <= stop]
    return passage[start:stop], tuple(shown)
