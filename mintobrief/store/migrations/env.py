"""Run by alembic: the store hands over its own connection, inside its own transaction."""

from __future__ import annotations

from alembic import context

from mintobrief.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
