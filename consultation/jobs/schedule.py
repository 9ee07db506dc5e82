"""What happens at fixed times: every midnight each record is sealed, whether or not anything happened (R10)."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.jobs.task import Task
from consultation.outbox import OutboxRow
from consultation.record import queries as record_queries
from consultation.record import service as record

SEAL = "seal"
# One id per consultation and day: planned twice is one row.
_SPACE = uuid.UUID("5ea1e5ea-0000-5000-8000-000000000010")


def next_midnight(instant: datetime) -> datetime:
    """Return the coming 00:00 in Amsterdam."""
    return clock.from_local(clock.to_local(instant).date() + timedelta(days=1), time(0))


def plan(session: Session) -> None:
    """Promise the coming midnight's seal for every consultation that has a record."""
    now = clock.now(session)
    at = next_midnight(now)
    wanted = {uuid.uuid5(_SPACE, f"{one}/{at.isoformat()}"): one for one in record_queries.consultations(session)}
    present = set(session.scalars(select(OutboxRow.id).where(OutboxRow.kind == SEAL, OutboxRow.run_after >= at)))
    session.add_all(
        OutboxRow(id=row_id, kind=SEAL, payload={}, created_at=now, run_after=at, consultation_id=consultation_id)
        for row_id, consultation_id in wanted.items()
        if row_id not in present
    )


def seal(task: Task) -> None:
    """Seal one consultation's record; the seal and the mark that it was done commit together."""
    if task.consultation_id is None:
        raise ValueError("a seal belongs to a consultation")
    with task.database.transaction() as session:
        record.seal(session, task.consultation_id)
        task.finish(session)
