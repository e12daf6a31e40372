"""Tables whose rows the database itself neither changes nor deletes; used by the migrations."""

from __future__ import annotations

from collections.abc import Iterator

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{reason}'); END
"""
_FUNCTION = """
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{reason}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {act} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()
"""


def append_only(dialect: str, table: str, reason: str) -> Iterator[str]:
    """The statements that make `table` refuse UPDATE and DELETE, saying the reason."""
    acts, template = ["UPDATE", "DELETE"], _SQLITE
    if dialect == "postgresql":
        acts, template = [*acts, "TRUNCATE"], _POSTGRES
        yield _FUNCTION.format(table=table, reason=reason)
    for act in acts:
        yield template.format(table=table, reason=reason, act=act, verb=act.lower())
