"""Who comes from where, with which words, and what is seen of it afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from mintobrief.errors import LogInFailed
from mintobrief.store import schema
from mintobrief.store.accounts import Accounts, Caller
from mintobrief.store.library import Library

GOOD = "小区北门的桂花全都开了"
OTHER = "又一句只有我记得的话"
HERE = Caller("192.0.2.7", "Firefox")
ELSEWHERE = Caller("203.0.113.9", "curl")


def deeds(library: Library) -> list[tuple[str, str, str]]:
    log = schema.audit.c
    with library.database.reading() as connection:
        rows = connection.execute(select(log.who, log.what, log.subject).order_by(log.number))
        return [(row[0], row[1], row[2]) for row in rows]


def age(library: Library, by: timedelta) -> None:
    """All sessions and failures are that much older."""
    with library.database.writing() as connection:
        for table in (schema.sessions, schema.attempts):
            for row in connection.execute(select(table)).all():
                key = table.primary_key.columns[0]
                moved = {
                    column.name: value - by
                    for column, value in zip(table.columns, row, strict=True)
                    if isinstance(value, datetime)
                }
                connection.execute(update(table).where(key == row[0]).values(**moved))


def fail(accounts: Accounts, times: int, name: str, caller: Caller) -> None:
    for _ in range(times):
        with pytest.raises(LogInFailed):
            accounts.sessions.log_in(name, "不是这个密码呀呀", caller)
