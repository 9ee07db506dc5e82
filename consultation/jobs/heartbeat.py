"""The worker's sign of life, in the database: it may run in another process."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, Session, mapped_column

from consultation import clock
from consultation.db import Base

SILENCE = timedelta(seconds=60)  # longer than this without a sign: there is no worker


class Heartbeat(Base):
    """One row: when a worker last looked for work."""

    __tablename__ = "worker_heartbeat"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def beat(session: Session) -> None:
    """Say that a worker is alive."""
    row = session.get(Heartbeat, 1)
    if row is None:
        session.add(Heartbeat(id=1, at=clock.now(session)))
    else:
        row.at = clock.now(session)


def last(session: Session) -> datetime | None:
    """Return when a worker last gave a sign of life."""
    row = session.get(Heartbeat, 1)
    return row.at if row else None


def is_alive(session: Session) -> bool:
    """Say whether some worker gave a sign of life lately."""
    at = last(session)
    return at is not None and clock.now(session) - at < SILENCE
