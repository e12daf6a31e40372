"""A server that is away, refuses or hangs up: said in words that help, without the password."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from mintobrief.domain import Header, Meeting
from mintobrief.errors import (
    BadSetting,
    DatabaseFailed,
    DatabaseRefused,
    DatabaseUnreachable,
    StateError,
)
from mintobrief.store import open_library
from mintobrief.store.library import Library
from mintobrief.store.postgres import WRITERS
from tests.databases import SERVER, Place, administer, fresh_database
from tests.store.test_library import NOON

SECRET = "geheim-5e"  # noqa: S105 - it is to be found nowhere
server = pytest.mark.skipif(not SERVER, reason="MINTOBRIEF_TEST_POSTGRES names no server")


def cut_off(pid: int | None) -> None:
    """End the server's side of a connection, as its restart does."""
    administer(f"SELECT pg_terminate_backend({pid})")


def chain(error: BaseException) -> str:
    """What a traceback would show of an error and what it was raised from."""
    told, seen = "", error
    while seen:
        told += f"{seen!s}{seen!r}"
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)  # type: ignore[assignment]
    return told


@pytest.mark.parametrize(
    "url", [f"mysql://u:{SECRET}@h/d", f"postgresql://u:{SECRET}@h:port/d", f"{SECRET}", "://"]
)
def test_a_url_that_is_none_is_told_so_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadSetting, match="MINTOBRIEF_DATABASE_URL") as caught:
        open_library(tmp_path, url)
    assert SECRET not in chain(caught.value)


def test_a_server_that_does_not_answer_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable, match="网络") as caught:
        open_library(tmp_path, f"postgresql://u:{SECRET}@127.0.0.1:1/d")
    assert SECRET not in chain(caught.value)


@server
@pytest.mark.parametrize(
    "wrong",
    [{"password": SECRET}, {"username": "nobody-here"}, {"database": "not_there"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_server_that_does_not_let_us_in_is_told_apart(
    tmp_path: Path, wrong: dict[str, str]
) -> None:
    url = make_url(SERVER or "").set(**wrong)  # type: ignore[arg-type]
    with pytest.raises(DatabaseRefused, match="密码") as caught:
        open_library(tmp_path, url.render_as_string(hide_password=False))
    assert SECRET not in chain(caught.value)
    assert str(make_url(SERVER or "").password) not in str(caught.value).replace("postgres", "")


def lose_the_server(library: Library) -> None:
    """Write, and be cut off before it is committed."""
    with library.database.writing() as connection:
        connection.execute(text("UPDATE meeting SET title = 'lost'"))
        cut_off(connection.scalar(text("SELECT pg_backend_pid()")))
        connection.execute(text("SELECT 1"))


def write_impatiently(library: Library) -> None:
    with library.database.reading() as connection:
        connection.execute(text("SET LOCAL lock_timeout = 100"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))


@server
@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_server_gone_in_mid_work_is_told_and_the_work_goes_on_when_it_is_back(
    place: Place,
) -> None:
    """The connection is cut inside a transaction: nothing of it stays."""
    with place.open() as library:
        library.save_meeting(Meeting("kept", Header(), (), ()), NOON)
        with pytest.raises(DatabaseUnreachable):
            lose_the_server(library)
        assert [(entry.id, entry.title) for entry in library.list_meetings()] == [("kept", None)]


@server
@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_connection_cut_while_idle_is_not_noticed(place: Place) -> None:
    with place.open() as library:
        with library.database.reading() as connection:
            pid = connection.scalar(text("SELECT pg_backend_pid()"))
        cut_off(pid)
        assert library.list_meetings() == ()


@server
@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_writer_does_not_wait_for_ever_for_another(place: Place) -> None:
    with place.open() as library, place.open() as other:
        with other.database.writing(), pytest.raises(DatabaseFailed, match="另一个程序"):
            write_impatiently(library)
        assert library.list_meetings() == ()


@server
def test_a_database_of_another_encoding_is_refused(tmp_path: Path) -> None:
    """Chinese fits in none but UTF8."""
    with (
        fresh_database("template0 ENCODING 'SQL_ASCII' LOCALE 'C'") as url,
        pytest.raises(StateError, match="UTF8"),
    ):
        open_library(tmp_path, url)
