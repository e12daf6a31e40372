"""What was done to a library is told in a log that shows when somebody has been at it."""

from __future__ import annotations

import multiprocessing
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import IntegrityError

from mintobrief.domain import Field, Naming, Resolution
from mintobrief.errors import UnknownResolution
from mintobrief.review import accept, reject
from mintobrief.store import schema
from mintobrief.store.audit import Deed, record
from mintobrief.store.library import Library
from tests.databases import Place, drop_triggers
from tests.store.test_library import GATE, LIFT, NOON, meeting

SPAWN = multiprocessing.get_context("spawn")


def entries(library: Library) -> list[tuple[str, str, str]]:
    log = schema.audit.c
    with library.database.reading() as connection:
        rows = connection.execute(select(log.who, log.what, log.subject).order_by(log.number))
        return [(row.who, row.what, row.subject) for row in rows]


@pytest.fixture
def judged(library: Library, tmp_path: Path) -> Library:
    """A meeting with a judgement, another judgement and a naming."""
    kept = library.save_meeting(meeting(tmp_path), NOON)
    library.add_judgements(kept, [accept(LIFT, None, "王芳", NOON), reject(GATE, "李明", NOON)])
    library.add_judgements(kept, [], None, [Naming("S1", "s1", "王主任", "王芳", NOON)])
    return library


def test_the_log_tells_who_did_what_on_what(judged: Library) -> None:
    at = "20260314-ab12cd"
    assert entries(judged) == [
        ("mintobrief", "revision.added", at),
        ("王芳", "judgement.added", at),
        ("李明", "judgement.added", at),
        ("王芳", "naming.added", at),
    ]
    assert judged.faults() == ()


def test_what_is_not_done_is_not_in_the_log(library: Library, tmp_path: Path) -> None:
    """The entry is written in the transaction of the change."""
    kept = library.save_meeting(meeting(tmp_path), NOON)
    stray = accept(Resolution("r9", Field("别的"), ()), None, "王芳", NOON)
    with pytest.raises(UnknownResolution):
        library.add_judgements(kept, [accept(LIFT, None, "王芳", NOON), stray])
    assert len(entries(library)) == 1


@pytest.mark.parametrize("change", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_log(judged: Library, change: str) -> None:
    with pytest.raises(IntegrityError), judged.engine.begin() as connection:
        connection.execute(text(change))
    assert judged.faults() == ()


@pytest.mark.parametrize(
    ("table", "change", "where"),
    [
        ("audit", "UPDATE audit SET who = '李明' WHERE number = 2", "第 2 条"),
        ("audit", "UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE number = 3", "第 3 条"),
        ("audit", "DELETE FROM audit WHERE number = 2", "第 2 条"),
        ("audit", "DELETE FROM audit WHERE number = 4", "发言人姓名"),
        ("judgement", "UPDATE judgement SET document = replace(document, '王芳', '李芳')", "审核"),
        ("judgement", "DELETE FROM judgement WHERE number = 1", "审核"),
        ("revision", "UPDATE revision SET document = replace(document, '电梯', '车棚')", "草稿"),
        ("naming", "DELETE FROM naming", "发言人姓名"),
    ],
)
def test_who_drops_the_triggers_is_found_out(
    judged: Library, table: str, change: str, where: str
) -> None:
    """And where: the number of the entry, or the meeting and what of it."""
    with judged.database.writing() as connection:
        drop_triggers(connection, table)
        connection.execute(text(change))
    found = judged.faults()
    assert where in found[0].place


def test_a_row_that_was_slipped_in_is_found(judged: Library) -> None:
    """A judgement nobody gave."""
    with judged.database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO judgement (meeting_id, revision, resolution_id, document) "
                "SELECT meeting_id, revision, resolution_id, document FROM judgement "
                "WHERE number = 1"
            )
        )
    assert [fault.reason for fault in judged.faults()] == ["操作记录里没有它"]


@given(who=st.text(min_size=1, max_size=8), subject=st.text(max_size=8))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_name_holds_the_chain_holds(library: Library, who: str, subject: str) -> None:
    """What the database cannot keep is not sealed either."""
    with library.database.writing() as connection:
        record(connection, [Deed(who + "\0\udc80", "test.done", subject)])
    assert library.faults() == ()


def test_two_programs_that_write_make_one_chain(place: Place) -> None:
    with place.open():
        pass
    writers = [SPAWN.Process(target=write_much, args=(place, name)) for name in ("甲", "乙")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    with place.open() as library:
        assert len(entries(library)) == 40
        assert {who for who, _, _ in entries(library)} == {"甲", "乙"}
        assert library.faults() == ()


def write_much(place: Place, name: str) -> None:
    with place.open() as library:
        for number in range(20):
            with library.database.writing() as connection:
                record(connection, [Deed(name, "test.done", str(number))])


def test_a_long_log_is_checked_in_little_memory(library: Library) -> None:
    """However long: fifty times the entries, the same memory."""
    used = []
    for size in (20, 1_000):
        with library.database.writing() as connection:
            fill(connection, size)
        tracemalloc.start()
        assert library.faults() == ()
        used.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert used[1] < used[0] + 1_000_000


def fill(connection: Connection, size: int) -> None:
    record(connection, (Deed("王芳" * 100, "test.done", str(n)) for n in range(size)))
