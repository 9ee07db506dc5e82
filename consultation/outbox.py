"""Work promised in the same transaction as the act that caused it; the worker keeps the promise."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from consultation.db import Base


class OutboxRow(Base):
    """One promised job. `payload` holds ids only, never a text of a party."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "done_at", "run_after"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID | None]
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    run_after: Mapped[datetime]
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None]
    step: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(Text, default="")


def promise(  # noqa: PLR0913 - a job is these facts
    session: Session,
    kind: str,
    payload: dict[str, Any],
    *,
    at: datetime,
    run_after: datetime | None = None,
    consultation_id: uuid.UUID | None = None,
) -> OutboxRow:
    """Add a job to this transaction; it runs at or after `run_after`, at least once."""
    row = OutboxRow(
        kind=kind,
        payload=payload,
        created_at=at,
        run_after=run_after or at,
        consultation_id=consultation_id,
    )
    session.add(row)
    return row


def promise_once(  # noqa: PLR0913 - a job is these facts
    session: Session, row_id: uuid.UUID, kind: str, *, at: datetime, run_after: datetime, consultation_id: uuid.UUID
) -> OutboxRow:
    """Add a job under an id of its own, unless it was promised already, also by somebody else at this very moment."""
    row = session.get(OutboxRow, row_id)
    if row is not None:
        return row
    try:
        with session.begin_nested():
            row = promise(session, kind, {}, at=at, run_after=run_after, consultation_id=consultation_id)
            row.id = row_id
    except IntegrityError:
        row = session.get_one(OutboxRow, row_id)
    return row
