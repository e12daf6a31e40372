"""Libraries on every kind of database there is here: SQLite, and a PostgreSQL where one is named.

MINTOBRIEF_TEST_POSTGRES is the URL of a server's database; its user may make others.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Connection, make_url, text

from mintobrief.store import open_library
from mintobrief.store.library import Library

SERVER = os.environ.get("MINTOBRIEF_TEST_POSTGRES")
KINDS = ["sqlite", "postgresql"] if SERVER else ["sqlite"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a library is: what a program needs to open it."""

    folder: Path
    database: str | None = None

    def open(self) -> Library:
        return open_library(self.folder, self.database)


def administer(statement: str) -> None:
    """Do something on the server that no transaction can hold."""
    with closing(psycopg.connect(SERVER or "", autocommit=True)) as connection:
        connection.execute(statement.encode())


@contextmanager
def fresh_database(template: str = "template1") -> Iterator[str]:
    """The URL of a new database, which is dropped afterwards."""
    name = f"test_{uuid4().hex}"
    administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield make_url(SERVER or "").set(database=name).render_as_string(hide_password=False)
    finally:
        administer(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database with all tables, to be copied: much faster than making them."""
    with fresh_database() as url:
        with open_library(tmp_path_factory.mktemp("made"), url):
            pass
        yield make_url(url).database or ""


@cache
def _library_made_once() -> Path:
    folder = Path(mkdtemp()) / "library"
    atexit.register(rmtree, folder.parent, ignore_errors=True)
    with open_library(folder):
        pass
    return folder


def new_library(folder: Path) -> Path:
    """An empty library in that folder; its tables are copied: making them takes far longer."""
    copytree(_library_made_once(), folder)
    return folder


@contextmanager
def placed(request: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    """An empty library's place, on the kind of database that the request names."""
    if request.param == "sqlite":
        yield Place(new_library(folder))
        return
    with fresh_database(request.getfixturevalue("made_once")) as url:
        yield Place(folder, url)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty library's place, on each kind of database."""
    with placed(request, tmp_path / "library") as found:
        yield found


@pytest.fixture(params=KINDS)
def empty_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place where not even the tables are made."""
    if request.param == "sqlite":
        yield Place(tmp_path / "library")
        return
    with fresh_database() as url:
        yield Place(tmp_path / "library", url)


@pytest.fixture
def library(place: Place) -> Iterator[Library]:
    """An empty library, open."""
    with place.open() as opened:
        yield opened


def drop_triggers(connection: Connection, table: str) -> None:
    """Let a table's rows be changed, as who has the database in hand can."""
    where = f" ON {table}" if connection.dialect.name == "postgresql" else ""
    for act in ("update", "delete"):
        connection.execute(text(f"DROP TRIGGER {table}_no_{act}{where}"))
