"""What `check` looks at: the register line by line, the worker, and the jobs that were given up."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation.db import Database
from consultation.jobs import heartbeat
from consultation.outbox import OutboxRow
from consultation.record import queries as record

Line = tuple[bool, str]


def lines(database: Database) -> list[Line]:
    """Return what was found: right or not, and the words for it."""
    found: list[Line] = [(True, "database, migraties en sleutels")]
    with database.reading() as session:
        wanted = record.consultations(session)
        found += _jobs(session)
    for consultation_id in wanted:
        with database.reading() as session:
            broken = record.is_whole(session, consultation_id)
        name = f"register van consultatie {consultation_id}"
        found.append((broken is None, name if broken is None else f"{name}: regel {broken} klopt niet"))
    return found


def _jobs(session: Session) -> list[Line]:
    alive = heartbeat.is_alive(session)
    found: list[Line] = [(alive, "worker" if alive else "de worker geeft geen teken van leven")]
    rows = session.execute(
        select(OutboxRow.kind, OutboxRow.last_error, func.count())
        .where(OutboxRow.failed_at.is_not(None))
        .group_by(OutboxRow.kind, OutboxRow.last_error)
    ).all()
    found += [(False, f"{number} taken van soort {kind} opgegeven ({error})") for kind, error, number in rows]
    return found if rows else [*found, (True, "geen opgegeven taken")]
