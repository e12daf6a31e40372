"""The index for searching, kept in step with the meetings: passages, and the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    Integer,
    String,
    bindparam,
    cast,
    delete,
    insert,
    select,
    text,
    update,
)

from mintobrief.domain import Judgement, Meeting, Resolution, Verdict
from mintobrief.review.correct.way import Way
from mintobrief.store import schema
from mintobrief.store.bigrams import tokens, windows
from mintobrief.store.schema import storable
from mintobrief.store.search import Kind


@dataclass(frozen=True, slots=True)
class _Row:
    """A passage that is in the index."""

    number: int
    text: str


Wanted = dict[tuple[Kind, str], tuple[str, ...]]
There = dict[tuple[Kind, str], list[_Row]]
_READ_FROM_WORDS = (Kind.TITLE, Kind.RESOLUTION)
_EMPTY = {
    "sqlite": "INSERT INTO passage_words(passage_words) VALUES ('delete-all')",
    "postgresql": "DELETE FROM passage_words",
}
_ADD = {
    "sqlite": "INSERT INTO passage_words(rowid, words) VALUES (:number, :words)",
    "postgresql": "INSERT INTO passage_words(number, words) VALUES "
    "(:number, CAST(:words AS tsvector))",
}


def index_meeting(
    connection: Connection, meeting: Meeting, judged: Mapping[str, Judgement]
) -> None:
    """Make the newest draft, as it is judged by now, what is found of a meeting.

    `judged` are the judgements that count, by candidate. Only places whose words are others than
    before are written: a judgement costs what it changes, however long the meeting was.
    """
    _write(
        connection, meeting.id, _wanted(_passages(meeting, judged)), _there(connection, meeting.id)
    )


def index_candidates(
    connection: Connection, meeting: Meeting, judged: Mapping[str, Judgement]
) -> None:
    """As `index_meeting`, where nothing but the header, candidates and judgements is another."""
    there = _there(connection, meeting.id, *_READ_FROM_WORDS)
    _write(connection, meeting.id, _wanted(_read_from_words(meeting, judged)), there)


def index_words(connection: Connection, before: Meeting, after: Meeting) -> None:
    """What is said in a corrected meeting is found where it is said now.

    Only utterances that changed are written; those after them are told that they moved.
    """
    if before.utterances is after.utterances:
        return
    way = Way.between(before.utterances, after.utterances)
    old = [index for one in way.stretches for index in range(one.first, one.last)]
    there = _there(connection, before.id, Kind.UTTERANCE, places=old)
    _forget(connection, [row for rows in there.values() for row in rows])
    for stretch in reversed(way.stretches):
        _shift(connection, before.id, stretch.last, stretch.count - len(stretch.befores))
    new = ((Kind.UTTERANCE, str(index), words) for index, words in way.rewritten())
    _write(connection, before.id, _wanted(new), {})


def forget_all(connection: Connection) -> None:
    """Nothing is found any more, whatever state the index was in."""
    connection.execute(text(_EMPTY[connection.dialect.name]))
    connection.execute(delete(schema.passages))


def forget_meeting(connection: Connection, meeting_id: str) -> None:
    """Nothing of the meeting is found any more; `purge` takes it out of the index's files."""
    there = _there(connection, meeting_id)
    _forget(connection, [row for rows in there.values() for row in rows])


def purge(connection: Connection) -> None:
    """Write the index anew: words that were only marked as forgotten are gone."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO passage_words(passage_words) VALUES ('optimize')"))


def _write(connection: Connection, meeting_id: str, wanted: Wanted, there: There) -> None:
    """Make what is wanted out of what is there."""
    stale = [rows for place, rows in there.items() if _pieces(rows) != wanted.get(place)]
    kept = {place for place, rows in there.items() if _pieces(rows) == wanted.get(place)}
    _forget(connection, [row for rows in stale for row in rows])
    new = [
        {"meeting_id": meeting_id, "kind": str(kind), "place": place, "text": piece}
        for (kind, place), pieces in wanted.items()
        if (kind, place) not in kept
        for piece in pieces
    ]
    _add(connection, new)


def _wanted(passages: Iterable[tuple[Kind, str, str]]) -> Wanted:
    """The words of each place, in pieces that an index can hold."""
    return {
        (kind, place): tuple(storable(piece) for piece in windows(whole))
        for kind, place, whole in passages
    }


def _there(
    connection: Connection, meeting_id: str, *kinds: Kind, places: Sequence[int] | None = None
) -> There:
    """What is in the index of a meeting, or of some kinds, or of some of its utterances."""
    passage = schema.passages.c
    query = select(passage.number, passage.kind, passage.place, passage.text)
    mine = query.where(passage.meeting_id == meeting_id).order_by(passage.number)
    if kinds:
        mine = mine.where(passage.kind.in_([str(kind) for kind in kinds]))
    if places is not None:
        mine = mine.where(passage.place.in_([str(place) for place in places]))
    found: There = {}
    for row in connection.execute(mine):
        found.setdefault((Kind(row.kind), row.place), []).append(_Row(row.number, row.text))
    return found


def _shift(connection: Connection, meeting_id: str, first: int, by: int) -> None:
    """Utterances from `first` on have other indexes."""
    if by:
        passage = schema.passages.c
        place = cast(passage.place, Integer)
        mine = (passage.meeting_id == meeting_id) & (passage.kind == str(Kind.UTTERANCE))
        moved = {"place": cast(place + by, String)}
        connection.execute(update(schema.passages).where(mine, place >= first).values(moved))


def _pieces(rows: Iterable[_Row]) -> tuple[str, ...]:
    return tuple(row.text for row in rows)


def _passages(meeting: Meeting, judged: Mapping[str, Judgement]) -> Iterator[tuple[Kind, str, str]]:
    yield from _read_from_words(meeting, judged)
    for index, utterance in enumerate(meeting.utterances):
        yield Kind.UTTERANCE, str(index), utterance.text


def _read_from_words(
    meeting: Meeting, judged: Mapping[str, Judgement]
) -> Iterator[tuple[Kind, str, str]]:
    if meeting.header.title:
        yield Kind.TITLE, "", meeting.header.title.value
    counted = {i: j for i, j in judged.items() if j.verdict is not Verdict.REOPENED}
    added = [near for near in meeting.near_misses if near.id in counted]
    for candidate in (*meeting.resolutions, *added):
        judgement = counted.get(candidate.id)
        if judgement is None or judgement.verdict is not Verdict.REJECTED:
            shown = judgement.edited if judgement and judgement.edited else candidate
            yield Kind.RESOLUTION, candidate.id, _wording(shown)


def _wording(resolution: Resolution) -> str:
    fields = (resolution.action, resolution.measures, *resolution.owners, resolution.supervision)
    said = [field.value for field in fields if field]
    return "；".join([*said, *([resolution.deadline.value.text] if resolution.deadline else [])])


def _forget(connection: Connection, rows: Sequence[_Row]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        # an index without content forgets only what it is told again
        forget = (
            "INSERT INTO passage_words(passage_words, rowid, words) "
            "VALUES ('delete', :number, :words)"
        )
        connection.execute(text(forget), [_indexed(connection, row) for row in rows])
    mine = delete(schema.passages).where(schema.passages.c.number == bindparam("number_of"))
    connection.execute(mine, [{"number_of": row.number} for row in rows])


def _add(connection: Connection, passages: Sequence[Mapping[str, str]]) -> None:
    if not passages:
        return
    number = schema.passages.c.number
    numbered = insert(schema.passages).returning(number, sort_by_parameter_order=True)
    numbers = connection.scalars(numbered, passages).all()
    rows = (_Row(one, passage["text"]) for one, passage in zip(numbers, passages, strict=True))
    words = [_indexed(connection, row) for row in rows]
    connection.execute(text(_ADD[connection.dialect.name]), words)


def _indexed(connection: Connection, row: _Row) -> dict[str, str | int]:
    """A passage in the index's own language."""
    made = tokens(row.text)
    if connection.dialect.name == "postgresql":
        made = [f"{token}:{at}" for at, token in enumerate(made, 1)]
    return {"number": row.number, "words": " ".join(made)}
