"""Rows of any table as lines of JSON, and back: the same from and into every database."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)
from sqlalchemy.types import TypeEngine

from mintobrief.store.schema import Moment


class Tag(StrEnum):
    """What a column holds."""

    MOMENT = "moment"
    DATE = "date"
    BYTES = "bytes"
    INTEGER = "integer"
    FLOAT = "float"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class _Form:
    """A kind of column: its type in the database, and how its values stand in JSON."""

    sql: type[TypeEngine[Any]]
    said: type | tuple[type, ...]
    encode: Callable[[Any], object]
    decode: Callable[[Any], object]


def _same(value: object) -> object:
    return value


# in the order in which a column is tried: a Moment is no Date, a Float no Integer
_FORMS = {
    Tag.MOMENT: _Form(
        Moment, str, lambda at: at.astimezone(UTC).isoformat(), datetime.fromisoformat
    ),
    Tag.DATE: _Form(Date, str, date.isoformat, date.fromisoformat),
    Tag.BYTES: _Form(
        LargeBinary,
        str,
        lambda content: b64encode(content).decode(),
        lambda said: b64decode(said, validate=True),
    ),
    Tag.INTEGER: _Form(Integer, int, _same, _same),
    Tag.FLOAT: _Form(Float, (int, float), _same, float),
    Tag.TEXT: _Form(String, str, _same, _same),
}


def tags_of(table: Table) -> dict[str, Tag]:
    """The columns of a table of ours."""
    return {column.name: _tag_of(column) for column in table.columns}


def table_of(name: str, tags: Mapping[str, Tag]) -> Table:
    """The table that has such columns, as rows can be added to it."""
    columns = [Column(column, _FORMS[tag].sql()) for column, tag in tags.items()]
    return Table(name, MetaData(), *columns)


def dump_row(row: Iterable[object], tags: Mapping[str, Tag]) -> str:
    """One line, without its end."""
    pairs = zip(row, tags.values(), strict=True)
    values = [None if value is None else _FORMS[tag].encode(value) for value, tag in pairs]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def load_row(line: bytes, tags: Mapping[str, Tag]) -> dict[str, object]:
    """The columns' values. Raises ValueError for what is no such line."""
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(tags):
        raise ValueError("not a row of this table")
    pairs = zip(tags.items(), values, strict=True)
    return {name: _value(value, _FORMS[tag]) for (name, tag), value in pairs}


def _tag_of(column: Column[Any]) -> Tag:
    return next(tag for tag, form in _FORMS.items() if isinstance(column.type, form.sql))


def _value(value: object, form: _Form) -> object:
    if value is None:
        return None
    if not isinstance(value, form.said) or isinstance(value, bool):
        raise ValueError(f"{value!r:.80} is none of {form.said}")
    return form.decode(value)
