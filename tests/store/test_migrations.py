"""The migrations and the tables the program uses are one and the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text, update

from mintobrief import store
from mintobrief.domain import Correction, Header, Meeting, Ordered
from mintobrief.domain.codec import dumps, dumps_judgement
from mintobrief.domain.correction_codec import dumps_correction
from mintobrief.domain.task import Heard, TaskId, TaskProgress, TaskState
from mintobrief.domain.task_codec import dumps_step
from mintobrief.errors import StateError
from mintobrief.review import accept, reject
from mintobrief.store import schema, settings, tasks
from mintobrief.store.database import Database, kind_at
from mintobrief.store.library import Library
from tests.databases import Place
from tests.store.test_library import GATE, LIFT, NOON

MIGRATIONS = Path(store.__file__).with_name("migrations")


def test_the_migrations_make_the_tables_that_the_program_uses(library: Library) -> None:
    """A column added to one and forgotten in the other is found here."""
    with library.engine.connect() as connection:
        # the index of the search is each database's own
        ours = {"include_name": lambda name, *_: not (name or "").startswith("passage_words")}
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, schema.metadata) == []


def test_the_program_knows_its_newest_migration() -> None:
    """Opening compares with this word and loads alembic only where they differ."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_opening_again_changes_nothing(place: Place) -> None:
    """The second opening finds the tables it wants."""
    with place.open() as library:
        library.list_meetings()
    with place.open() as library:
        assert library.list_meetings() == ()


def made_by_0003(place: Place) -> None:
    """A library as the program before jobs and drafts left it: a meeting, half judged."""
    kind = kind_at(place.folder, place.database)
    database = Database(kind, kind.connect())
    kept = Meeting("m", Header(), (), (), resolutions=(LIFT, GATE))
    with database.writing() as connection:
        migrate(connection, "0003")
        row = {"id": "m", "at": NOON.replace(tzinfo=None), "document": dumps(kept)}
        connection.execute(
            text(
                "INSERT INTO meeting (id, created_at, candidates, document) "
                "VALUES (:id, :at, 2, :document)"
            ),
            row,
        )
        judged = dumps_judgement(accept(LIFT, None, "王芳", NOON), ())
        connection.execute(
            text(
                "INSERT INTO judgement (meeting_id, resolution_id, document) "
                "VALUES ('m', 'r1', :document)"
            ),
            {"document": judged},
        )
    database.engine.dispose()


def migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_an_older_programs_library_keeps_its_meetings_and_judgements(empty_place: Place) -> None:
    """And what was there is sealed from now on."""
    empty_place.folder.mkdir()
    made_by_0003(empty_place)
    with empty_place.open() as library:
        assert [r.id for r in library.load_meeting("m").resolutions] == ["r1", "r2"]
        assert library.judgements("m") == (accept(LIFT, None, "王芳", NOON),)
        assert [(e.candidates, e.waiting) for e in library.list_meetings()] == [(2, 1)]
        assert library.faults() == ()
        library.add_judgements("m", [accept(GATE, None, "王芳", NOON)])
        assert library.list_meetings()[0].waiting == 0


def made_by_0012(place: Place) -> None:
    """A library as the program before the ledger left it: one meeting wholly judged, one damaged,
    one half judged."""
    kind = kind_at(place.folder, place.database)
    database = Database(kind, kind.connect())
    kept = Meeting("m", Header(), (), (), resolutions=(LIFT, GATE))
    order = dumps_correction(Correction(Ordered((GATE.id, LIFT.id)), "王芳", NOON), ())
    both = [accept(LIFT, None, "王芳", NOON), reject(GATE, "王芳", NOON)]
    with database.writing() as connection:
        migrate(connection, "0012")
        for name, document, judgements in (
            ("m", dumps(kept), both),
            ("half", dumps(kept), both[:1]),
            ("odd", "{}", both),
        ):
            put_meeting_of_0012(connection, name, document)
            for judgement in judgements:
                said = {"id": name, "of": judgement.resolution_id}
                connection.execute(
                    text(
                        "INSERT INTO judgement (meeting_id, revision, resolution_id, document) "
                        "VALUES (:id, 1, :of, :document)"
                    ),
                    said | {"document": dumps_judgement(judgement, ())},
                )
        connection.execute(
            text("INSERT INTO correction (meeting_id, revision, document) VALUES ('m', 1, :text)"),
            {"text": order},
        )
    database.engine.dispose()


def put_meeting_of_0012(connection: Connection, name: str, document: str) -> None:
    given = {"id": name, "at": NOON.replace(tzinfo=None), "document": document}
    connection.execute(
        text(
            "INSERT INTO meeting (id, created_at, candidates, waiting, revision, version) "
            "VALUES (:id, :at, 2, 0, 1, 1)"
        ),
        given,
    )
    connection.execute(
        text(
            "INSERT INTO revision (meeting_id, number, at, why, document) "
            "VALUES (:id, 1, :at, 'converted', :document)"
        ),
        given,
    )


def test_what_was_resolved_before_there_was_a_ledger_is_followed_up(empty_place: Place) -> None:
    """What is damaged keeps nobody from opening the library."""
    empty_place.folder.mkdir()
    made_by_0012(empty_place)
    with empty_place.open() as library:
        [line] = tasks.ledger(library, today=NOON.date())
        assert (str(line.task.id), line.task.action) == ("m/r1", LIFT.action.value)


def made_by_0014(place: Place) -> None:
    """A library as the program before settings left it: one thing told outside of a meeting, one
    heard in a later one, one damaged."""
    kind = kind_at(place.folder, place.database)
    database = Database(kind, kind.connect())
    task = TaskId("m", LIFT.id)
    told = TaskProgress(task, TaskState.OPEN, "王芳", NOON)
    heard = replace(told, heard=Heard("m2", (3,)))
    with database.writing() as connection:
        migrate(connection, "0014")
        row = {"id": "m", "at": NOON.replace(tzinfo=None)}
        connection.execute(
            text(
                "INSERT INTO meeting (id, created_at, candidates, waiting, revision, version) "
                "VALUES (:id, :at, 2, 0, 1, 1)"
            ),
            row,
        )
        for document in (dumps_step(told), dumps_step(heard), "{}"):
            connection.execute(
                text(
                    "INSERT INTO progress (meeting_id, resolution_id, document) "
                    "VALUES ('m', 'r1', :document)"
                ),
                {"document": document},
            )
        connection.execute(
            text(
                "INSERT INTO person (name, key, password, created_at) "
                "VALUES ('王芳', '王芳', '', :at)"
            ),
            {"at": row["at"]},
        )
    database.engine.dispose()


def test_an_older_programs_progress_knows_where_it_was_heard(empty_place: Place) -> None:
    """And can be changed no more than before."""
    empty_place.folder.mkdir()
    made_by_0014(empty_place)
    with empty_place.open() as library:
        with library.database.reading() as connection:
            asked = select(schema.progress.c.heard_in).order_by(schema.progress.c.number)
            assert list(connection.scalars(asked)) == [None, "m2", None]
            assert connection.scalar(select(schema.people.c.era)) == 0
        with pytest.raises(StateError), library.database.writing() as connection:
            connection.execute(update(schema.progress).values(heard_in="m3"))
        settings.keep(library.database, {"MINTOBRIEF_FINDER": "rules"}, by="王芳")
        with pytest.raises(StateError), library.database.writing() as connection:
            connection.execute(update(schema.settings).values(value="x"))


def test_a_new_library_is_opened_while_another_program_makes_it(tmp_path: Path) -> None:
    """Two that start together: SQLite begins the log of a file for none that finds a writer."""
    other = sqlite3.connect(tmp_path / "library.db", check_same_thread=False, isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        Timer(0.3, other.rollback).start()
        with Library.open(tmp_path) as library:
            assert library.list_meetings() == ()
