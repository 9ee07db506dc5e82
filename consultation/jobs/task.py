"""One claimed job: what it must do, and the only ways to say how it went."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from consultation import clock
from consultation.db import Database
from consultation.outbox import OutboxRow


class ClaimLost(Exception):
    """Another worker took this job over: whatever this one still wants to write about it is refused."""


class Task:
    """A row of the outbox in the hands of one worker.

    `attempt` counts the claims of the row, so it also tells a stale claim from the newest one.
    """

    def __init__(self, database: Database, row: OutboxRow, lease: timedelta, stopping: threading.Event) -> None:
        self.database = database
        self.id, self.kind, self.attempt = row.id, row.kind, row.attempts
        self.payload: Mapping[str, Any] = dict(row.payload)
        self.consultation_id = row.consultation_id
        self.finished = False
        self._lease, self._stopping = lease, stopping

    @property
    def stopping(self) -> bool:
        """True when the worker was asked to stop: a long job returns at the next good moment."""
        return self._stopping.is_set()

    def id_of(self, name: str) -> uuid.UUID:
        """Return an id out of the payload."""
        return uuid.UUID(self.payload[name])

    def say(self, step: str) -> None:
        """Show how far the job is, such as "Stap 1 van 3: vragen lezen"."""
        with self.database.transaction() as session:
            self._write(session, step=step, claimed_until=clock.now(session) + self._lease)

    def renew(self) -> None:
        """Hold on to the job for another lease."""
        with self.database.transaction() as session:
            self._write(session, claimed_until=clock.now(session) + self._lease)

    def finish(self, session: Session) -> None:
        """Mark the job done. A handler that only writes to the database calls this in its own
        transaction: then the work and the mark are there together or not at all."""
        self._write(session, done_at=clock.now(session), claimed_until=None, last_error="", step="")
        self.finished = True

    def again(self, session: Session, at: datetime) -> None:
        """Put the job back, to run at `at`."""
        self._write(session, run_after=at, claimed_until=None, step="")

    def fail(self, session: Session, error: str, at: datetime | None) -> None:
        """Note a failure: run again at `at`, or never when that is None. `error` is a name, not a message."""
        failed_at = clock.now(session) if at is None else None
        values = {"run_after": at} if at else {}
        self._write(session, claimed_until=None, last_error=error, step="", failed_at=failed_at, **values)

    def _write(self, session: Session, **values: object) -> None:
        """Write to the row while the claim is ours. Raises ClaimLost."""
        result = session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == self.id, OutboxRow.attempts == self.attempt, OutboxRow.done_at.is_(None))
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        if not isinstance(result, CursorResult) or result.rowcount != 1:
            raise ClaimLost


# Runs one job, at least once, so it must be safe to run twice. Returns None when the job is done,
# or the moment at which it must run again. An exception means: try again after a while.
Handler = Callable[[Task], datetime | None]
Handlers = Mapping[str, Handler]
