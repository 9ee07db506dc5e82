"""Runs migrations on a given connection (tests, serve) or on DATABASE_URL (alembic's own command)."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

from consultation.config import load
from consultation.db import make_engine
from consultation.tables import METADATA


def run(connection: Connection) -> None:
    """Migrate with short lock and statement limits on PostgreSQL, so that a deploy never hangs the site."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '4s'"))
        connection.execute(text("SET LOCAL statement_timeout = '60s'"))
    context.configure(
        connection=connection, target_metadata=METADATA, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(load().database_url).connect() as opened:
        run(opened)
        opened.commit()
