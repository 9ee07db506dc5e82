"""Engines, sessions and column types: one transaction at the edge, on SQLite and PostgreSQL alike.

Writers on SQLite start with BEGIN IMMEDIATE, so a read never has to be upgraded to a write half-way
(SQLITE_BUSY_SNAPSHOT); WAL with synchronous=FULL keeps what was acknowledged (R20).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Select,
    Uuid,
    create_engine,
    event,
)
from sqlalchemy.dialects.sqlite import DATETIME
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

Entity = TypeVar("Entity")
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


SQLITE_AWAY = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_NOMEM")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values; SQLite keeps sortable UTC text, PostgreSQL timestamptz."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(DATETIME())  # type: ignore[no-untyped-call]
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        return (
            value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        )


class Base(DeclarativeBase):
    """Every table. Ids are random (uuid4): they show neither order nor time (R9)."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        uuid.UUID: Uuid(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }


def make_engine(url: str, *, read_only: bool = False) -> Engine:
    """Build an engine for SQLite or PostgreSQL; `read_only` connections refuse every write."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url, read_only)
    options = {"postgresql_readonly": True} if read_only else {}
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        execution_options=options,
        connect_args={
            "options": "-c timezone=utc -c lock_timeout=10s -c statement_timeout=60s"
        },
    )


def _sqlite_engine(url: str, read_only: bool) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=20,
        max_overflow=20,
        connect_args={
            "isolation_level": None,
            "timeout": 15,
            "check_same_thread": False,
        },
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "recursive_triggers=ON",  # else INSERT OR REPLACE would remove a row past its trigger
        ):
            cursor.execute(f"PRAGMA {pragma}")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def locked(rows: Select[Entity]) -> Select[Entity]:
    """Return a query whose rows are ours until the transaction ends, read anew.

    A row that this session read before it had the lock may have changed while it waited; without the
    second look SQLAlchemy would hand out what it remembers. (SQLite has one writer at a time: no wait.)
    """
    return rows.with_for_update().execution_options(populate_existing=True)


def is_away(error: DBAPIError) -> bool:
    """Say whether the database could not do its work (full, locked, gone), as opposed to a wrong question."""
    name = getattr(error.orig, "sqlite_errorname", None)
    if name is None:
        return error.connection_invalidated or isinstance(error, OperationalError)
    return str(name).startswith(SQLITE_AWAY)


class Database:
    """One database and what its sessions carry: `info` holds the keys of vault and record."""

    def __init__(self, url: str, info: dict[str, Any] | None = None) -> None:
        self.url = url
        self.engine = make_engine(url)
        self.read_engine = make_engine(url, read_only=True)
        self.info = info or {}
        self._writing = sessionmaker(
            self.engine, expire_on_commit=False, info=self.info
        )
        self._reading = sessionmaker(
            self.read_engine, expire_on_commit=False, info=self.info
        )

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session that commits once, when the block ends well, and else rolls back."""
        with self._writing() as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session on a connection that cannot write."""
        with self._reading() as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Close all pooled connections (before a fork, after a test)."""
        self.engine.dispose()
        self.read_engine.dispose()
