"""What administrators set in the pages: kept in the library, each change sealed in the log.

The names are those of the environment's variables; what the environment says goes before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select

from mintobrief.config import Settings, with_kept
from mintobrief.domain.codec import dump_json
from mintobrief.domain.node import DocumentError, Node
from mintobrief.errors import BrokenLibrary
from mintobrief.store import schema
from mintobrief.store.audit import Act, Deed, record
from mintobrief.store.database import Database
from mintobrief.store.schema import storable

if TYPE_CHECKING:
    from mintobrief.store.library import Library

_SETTING = schema.settings.c


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody set; without a value, that nothing is set any more."""

    name: str
    value: str | None
    by: str
    at: datetime


def effective(library: Library, settings: Settings) -> Settings:
    """The settings with what the library keeps where the environment says nothing.

    Raises BadSetting, or a StateError.
    """
    return with_kept(settings, values(library.database))


def values(database: Database) -> dict[str, str]:
    """What is set now, by name. Raises a StateError."""
    with database.reading() as connection:
        return _values(connection)


def told(database: Database) -> tuple[Kept, ...]:
    """Every change, the newest first. Raises a StateError."""
    with database.reading() as connection:
        asked = select(_SETTING.document).order_by(_SETTING.number.desc())
        documents = list(connection.scalars(asked))
    try:
        return tuple(map(_loads, documents))
    except DocumentError as exc:
        raise BrokenLibrary(database.place, f"设置的记录损坏（{exc}）") from exc


def keep(
    database: Database,
    wanted: Mapping[str, str | None],
    *,
    by: str,
    check: Callable[[Mapping[str, str]], object] | None = None,
) -> tuple[str, ...]:
    """Set these, all or none; the names of those that are other than before.

    `check` is given all that would be set then, and raises where that does not go together: what
    others set meanwhile is among it. Raises a StateError, or what `check` raises.
    """
    now = datetime.now(UTC)
    with database.writing() as connection:
        before = _values(connection)
        if check:
            check({name: value for name, value in {**before, **wanted}.items() if value})
        changed = [
            Kept(name, value or None, by, now)
            for name, value in wanted.items()
            if before.get(name) != (value or None)
        ]
        record(connection, [_put(connection, one) for one in changed])
    return tuple(one.name for one in changed)


def _values(connection: Connection) -> dict[str, str]:
    newest = select(func.max(_SETTING.number)).group_by(_SETTING.name)
    asked = select(_SETTING.name, _SETTING.value).where(_SETTING.number.in_(newest))
    rows = connection.execute(asked)
    return {row.name: row.value for row in rows if row.value is not None}


def _put(connection: Connection, one: Kept) -> Deed:
    document = _dumps(one)
    row = {"name": one.name, "value": storable(one.value) if one.value else None}
    made = insert(schema.settings).values(**row, document=document)
    number = connection.scalars(made.returning(_SETTING.number)).one()
    return Deed(one.by, Act.SETTING_SAVED, one.name, number, document)


def _dumps(one: Kept) -> str:
    said = {"name": one.name, "value": one.value, "by": one.by, "at": one.at.isoformat()}
    return dump_json(said)


def _loads(text: str) -> Kept:
    try:
        node = Node.of(json.loads(text), "setting")
        at = datetime.fromisoformat(node.text("at"))
        return Kept(node.text("name"), node.text_if_any("value"), node.text("by"), at)
    except DocumentError:
        raise
    except (ValueError, RecursionError) as exc:
        raise DocumentError(str(exc)) from exc
