"""Whatever is done to a library, its index is the one that would be made afresh."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from mintobrief.domain import (
    NEAR_MISS,
    Field,
    Judgement,
    Meeting,
    Resolution,
    TextSpan,
    Utterance,
)
from mintobrief.review import accept, amend, carry, latest_judgements, reject, reopen
from mintobrief.store import schema
from mintobrief.store.deletion import delete_meeting
from mintobrief.store.index import forget_all, index_meeting
from mintobrief.store.library import Library
from tests.databases import drop_triggers
from tests.store.revising import revise
from tests.store.test_library import HEADER, NOON, source
from tests.store.test_search import said

# by meeting, kind, place and which of its pieces: the text, and each word with where it stands
Index = dict[tuple[str, str, str, int], tuple[str, list[tuple[str, int]]]]

WORDS = st.text("停车难收费，2.5哈", min_size=1, max_size=5).filter(str.strip)
TEXTS = st.lists(WORDS | st.just("哈" * 900) | st.just("车位" * 300), max_size=3)
DRAFTS = st.tuples(TEXTS, st.lists(WORDS, min_size=1, max_size=3))
JUDGE: list[Callable[[Resolution, Judgement | None], Judgement]] = [
    lambda found, latest: accept(found, latest, "王芳", NOON),
    lambda found, _: amend(replace(found, action=Field("停止收费")), "王芳", NOON),
    lambda found, _: reject(found, "王芳", NOON),
    lambda found, _: reopen(found, "王芳", NOON),
]
WORDS_OF = {
    "sqlite": "SELECT doc, term, offset FROM temp.instances",
    "postgresql": "SELECT number, lexeme, unnest(positions) "
    "FROM passage_words, unnest(words) AS word(lexeme, positions, weights)",
}


def draft(folder: Path, name: str, texts: list[str], actions: list[str]) -> Meeting:
    """A meeting of these utterances; the last action is a near miss."""
    at, utterances = 0, []
    for number, words in enumerate(texts):
        utterances.append(Utterance(number, words, TextSpan("s1", at, at + len(words))))
        at += len(words) + 1
    made_from = source(folder, "\n".join(texts))
    evidence = tuple(range(len(texts)))[:1]
    found = tuple(Resolution(f"r{n}", Field(a), evidence) for n, a in enumerate(actions[:-1], 1))
    near = tuple(Resolution(f"{NEAR_MISS}1", Field(a), evidence) for a in actions[-1:])
    return Meeting(
        name, HEADER, (made_from,), tuple(utterances), resolutions=found, near_misses=near
    )


def index_of(connection: Connection) -> Index:
    """All that the index knows."""
    if connection.dialect.name == "sqlite":
        vocabulary = "fts5vocab(main, passage_words, instance)"
        connection.execute(text(f"CREATE VIRTUAL TABLE temp.instances USING {vocabulary}"))
    words: dict[int, list[tuple[str, int]]] = {}
    for number, word, at in connection.execute(text(WORDS_OF[connection.dialect.name])):
        words.setdefault(number, []).append((word, at))
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TABLE temp.instances"))
    found: Index = {}
    for row in connection.execute(select(schema.passages).order_by(schema.passages.c.number)):
        place = (row.meeting_id, row.kind, row.place)
        piece = sum(key[:3] == place for key in found)
        found[(*place, piece)] = row.text, sorted(words.pop(row.number, []))
    assert not words, "words of passages that are no more"
    return found


def assert_as_made_afresh(library: Library) -> None:
    with library.engine.connect() as connection, connection.begin() as transaction:
        grown = index_of(connection)
        forget_all(connection)
        assert index_of(connection) == {}
        library.index_all(connection)
        assert grown == index_of(connection)
        transaction.rollback()


class Office:
    """What people do with a library, each act by numbers that may be anything."""

    def __init__(self, library: Library, folder: Path) -> None:
        self._library, self._folder = library, folder

    def save(self, name: str, made: tuple[list[str], list[str]]) -> None:
        self._library.save_meeting(draft(self._folder, name, *made), NOON)

    def judge(self, which: int, candidate: int, how: int) -> None:
        for meeting in self._one(which):
            candidates = (*meeting.resolutions, *meeting.near_misses)
            found = candidates[candidate % len(candidates)]
            latest = latest_judgements(self._library.judgements(meeting.id))
            judgement = JUDGE[how](found, latest.get(found.id))
            self._library.add_judgements(meeting.id, [judgement])

    def revise(self, which: int, made: tuple[list[str], list[str]]) -> None:
        for meeting in self._one(which):
            seen = self._library.look(meeting.id)
            new = draft(self._folder, meeting.id, *made)
            carried = carry(
                seen.meeting,
                seen.judgements,
                seen.namings,
                new,
                used=self._library.used_ids(meeting.id),
            )
            revise(self._library, carried.meeting, seen, carried.judgements, carried.namings)

    def delete(self, which: int) -> None:
        for meeting in self._one(which):
            delete_meeting(self._library, meeting.id, "王芳")

    def _one(self, which: int) -> Iterator[Meeting]:
        """The meeting of that number, if there is any."""
        entries = self._library.list_meetings()
        if entries:
            yield self._library.load_meeting(entries[which % len(entries)].id)


NUMBERS = st.integers(0, 5)
ACTS = st.one_of(
    st.tuples(st.just("save"), st.sampled_from(["a", "b"]), DRAFTS),
    st.tuples(st.just("judge"), NUMBERS, NUMBERS, st.integers(0, len(JUDGE) - 1)),
    st.tuples(st.just("revise"), NUMBERS, DRAFTS),
    st.tuples(st.just("delete"), NUMBERS),
)


@given(first=DRAFTS, acts=st.lists(ACTS, min_size=1, max_size=6))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_the_index_is_as_made_afresh_after_anything(
    library: Library,
    tmp_path: Path,
    first: tuple[list[str], list[str]],
    acts: list[tuple[object, ...]],
) -> None:
    """Saves, judgements, newer drafts, deletions, in any order."""
    office = Office(library, tmp_path)
    office.save("a", first)
    for name, *how in acts:
        getattr(office, str(name))(*how)
        assert_as_made_afresh(library)


def test_a_judgement_writes_only_what_it_changes(library: Library) -> None:
    """A meeting of hours has thousands of utterances; a reviewer waits for none of them."""
    lift = Resolution("r1", Field("修电梯"), (0,))
    gate = Resolution("r2", Field("修道闸"), (0,))
    library.save_meeting(replace(said("电梯", "道闸"), resolutions=(lift, gate)), NOON)
    before = numbers(library)
    library.add_judgements("m", [accept(lift, None, "王芳", NOON)])
    assert numbers(library) == before
    library.add_judgements("m", [reject(gate, "王芳", NOON)])
    assert before.items() - numbers(library).items() == {("r2", before["r2"])}


def numbers(library: Library) -> dict[str, int]:
    """The row of each place."""
    passage = schema.passages.c
    query = select(passage.place, passage.number)
    with library.database.reading() as connection:
        return {row.place: row.number for row in connection.execute(query)}


def test_a_near_miss_is_found_while_a_person_holds_it_for_a_resolution(library: Library) -> None:
    near = Resolution(f"{NEAR_MISS}1", Field("修水泵"), (0,))
    library.save_meeting(replace(said("大家好"), near_misses=(near,)), NOON)
    assert library.search("水泵") == ()
    library.add_judgements("m", [accept(near, None, "王芳", NOON)])
    assert [hit.place for hit in library.search("水泵")] == ["n1"]
    library.add_judgements("m", [reopen(near, "王芳", NOON)])
    assert library.search("水泵") == ()


def test_an_index_out_of_step_is_put_right(library: Library) -> None:
    """Passages whose words the index never heard of, as a restored table would be."""
    library.save_meeting(said("电梯坏了"), NOON)
    with library.database.writing() as connection:
        forget_all(connection)
        stray = {"meeting_id": "m", "kind": "c-utterance", "place": "7", "text": "水泵"}
        connection.execute(schema.passages.insert(), [stray])
        library.index_all(connection)
    assert len(library.search("电梯")) == 1
    assert_as_made_afresh(library)


def test_one_damaged_meeting_leaves_the_others_found(library: Library) -> None:
    library.save_meeting(said("电梯坏了", meeting_id="a"), NOON)
    library.save_meeting(said("电梯好了", meeting_id="b"), NOON)
    with library.database.writing() as connection:
        drop_triggers(connection, "revision")
        connection.execute(text("UPDATE revision SET document = '{' WHERE meeting_id = 'a'"))
        library.index_all(connection)
    assert [hit.meeting_id for hit in library.search("电梯")] == ["b"]


def test_an_empty_meeting_is_no_trouble(library: Library) -> None:
    with library.database.writing() as connection:
        index_meeting(connection, replace(said(), header=replace(HEADER, title=None)), {})
    assert library.search("会") == ()
