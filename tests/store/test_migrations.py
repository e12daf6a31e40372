"""The migrations and the tables the program uses are one and the same."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from mintobrief import store
from mintobrief.store import schema
from mintobrief.store.library import Library
from tests.databases import Place

MIGRATIONS = Path(store.__file__).with_name("migrations")


def test_the_migrations_make_the_tables_that_the_program_uses(library: Library) -> None:
    """A column added to one and forgotten in the other is found here."""
    with library.engine.connect() as connection:
        context = MigrationContext.configure(connection)
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
