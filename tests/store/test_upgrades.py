"""A library that any program since 0003 left is brought up to date, at once or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from mintobrief.store import open_library
from mintobrief.store.database import Database, kind_at
from mintobrief.store.library import Library
from mintobrief.store.schema import HEAD
from tests.databases import Place
from tests.store.test_migrations import MIGRATIONS, made_by_0003, migrate

REVISIONS = sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


@pytest.fixture
def old(tmp_path: Path) -> Place:
    """A library that the program of 0003 left: a meeting, half judged."""
    place = Place(tmp_path / "library", None)
    place.folder.mkdir()
    made_by_0003(place)
    return place


def bring_to(place: Place, revision: str) -> None:
    kind = kind_at(place.folder, place.database)
    database = Database(kind, kind.connect())
    with database.writing() as connection:
        migrate(connection, revision)
    database.engine.dispose()


def is_whole(library: Library) -> bool:
    kept = [resolution.id for resolution in library.load_meeting("m").resolutions]
    judged = [judgement.resolution_id for judgement in library.judgements("m")]
    return (kept, judged, library.faults()) == (["r1", "r2"], ["r1"], ())


def test_the_newest_revision_is_tried_as_well() -> None:
    assert REVISIONS[-1] == HEAD


@pytest.mark.parametrize("revision", REVISIONS[2:])
def test_what_each_program_left_is_kept_whole(old: Place, revision: str) -> None:
    bring_to(old, revision)
    with open_library(old.folder) as library:
        assert is_whole(library)


def test_an_upgrade_that_is_cut_off_has_changed_nothing(
    old: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start goes the whole way."""
    upgrade = command.upgrade

    def fall_down(config: Config, _: str) -> None:
        upgrade(config, REVISIONS[-2])
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", fall_down)
    with pytest.raises(KeyboardInterrupt):
        open_library(old.folder)
    monkeypatch.undo()
    with closing(sqlite3.connect(old.folder / "library.db")) as left:
        assert left.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003",)]
    with open_library(old.folder) as library:
        assert is_whole(library)
