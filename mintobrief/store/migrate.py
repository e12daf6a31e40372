"""The tables of an older program's library become those of this one, its rows kept."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from mintobrief.errors import BrokenLibrary, DatabaseFailed, NewerLibrary
from mintobrief.store.schema import HEAD


def is_up_to_date(connection: Connection) -> bool:
    """Whether the database has every table this program wants."""
    return _revision(connection) == HEAD


def bring_up_to_date(connection: Connection, folder: Path, place: str, to: str = "") -> None:
    """Run the migrations that are missing, or those up to `to`, in the caller's transaction.

    Raises NewerLibrary for what a newer program made, BrokenLibrary for an emptied file: they name
    the `place`.
    """
    revision = _revision(connection)
    if revision == HEAD:  # another program was faster
        return
    if not to:
        _refuse_emptied(connection, revision, folder)
    _refuse_encoding(connection, place)
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    migrations = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", migrations.replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise NewerLibrary(place)
    command.upgrade(config, to or "head")


def _refuse_emptied(connection: Connection, revision: str | None, folder: Path) -> None:
    """Files without rows are a loss in SQLite; a server's new database is a choice."""
    in_folder = connection.dialect.name == "sqlite"
    if in_folder and revision is None and any(folder.glob("files/*/*")):
        raise BrokenLibrary(str(folder), "里面有存过的文件，数据库却是空的")


def _refuse_encoding(connection: Connection, place: str) -> None:
    """Chinese fits in no other encoding of PostgreSQL's."""
    if connection.dialect.name == "postgresql":
        encoding = connection.scalar(text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise DatabaseFailed(place, f"库的编码是 {encoding}，应是 UTF8，请重建一个库")


def _revision(connection: Connection) -> str | None:
    """The newest migration the database has seen; None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
