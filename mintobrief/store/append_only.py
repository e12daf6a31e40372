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


# the one way to delete: the newest entry of the log tells that the row's owner (a meeting, a
# compound) was deleted, and the log only grows; so nothing goes without a trace, and nothing else
# at all
_TOLD = """
(SELECT what = '{owner}.deleted' AND subject = OLD.{owner}_id
 FROM audit ORDER BY number DESC LIMIT 1)
"""
_SQLITE_DOOR = """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
WHEN NOT coalesce({told}, 0)
BEGIN SELECT RAISE(ABORT, '{reason}'); END
"""
_POSTGRES_DOOR = """
CREATE FUNCTION {table}_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {told} THEN RETURN OLD; END IF;
  RAISE EXCEPTION '{reason}' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_delete()
"""


def delete_with_the_meeting(dialect: str, table: str, reason: str) -> Iterator[str]:
    """The statements that let rows of an append-only `table` go with a meeting that is deleted."""
    return delete_with_the_owner(dialect, table, reason, owner="meeting")


def delete_with_the_owner(dialect: str, table: str, reason: str, *, owner: str) -> Iterator[str]:
    """The same for rows of another owner, whose id is in a column of its name."""
    told = _TOLD.format(owner=owner)
    if dialect == "postgresql":
        yield f"DROP TRIGGER {table}_no_delete ON {table}"
        yield _POSTGRES_DOOR.format(table=table, reason=reason, told=told)
    else:
        yield f"DROP TRIGGER {table}_no_delete"
        yield _SQLITE_DOOR.format(table=table, reason=reason, told=told)


def append_only(dialect: str, table: str, reason: str) -> Iterator[str]:
    """The statements that make `table` refuse UPDATE and DELETE, saying the reason."""
    acts, template = ["UPDATE", "DELETE"], _SQLITE
    if dialect == "postgresql":
        acts, template = [*acts, "TRUNCATE"], _POSTGRES
        yield _FUNCTION.format(table=table, reason=reason)
    for act in acts:
        yield template.format(table=table, reason=reason, act=act, verb=act.lower())


def lifted(dialect: str, table: str) -> str:
    """The statement after which rows of an append-only `table` may be changed, by a migration."""
    of = f" ON {table}" if dialect == "postgresql" else ""
    return f"DROP TRIGGER {table}_no_update{of}"


def refused_again(dialect: str, table: str, reason: str) -> str:
    """The statement after which they may not, as before `lifted`."""
    template = _POSTGRES if dialect == "postgresql" else _SQLITE
    return template.format(table=table, reason=reason, act="UPDATE", verb="update")
