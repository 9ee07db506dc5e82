"""How far the making of a file is, for the page that offers it (the worker writes this, see outbox)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.outbox import OutboxRow
from consultation.publications import notes

NOTE_PDF = "note_pdf"


class FileState(StrEnum):
    """READY: it can be fetched. WAITING: nobody began yet, or it is tried again. BUSY: see the step. FAILED: given up."""

    READY = "ready"
    WAITING = "waiting"
    BUSY = "busy"
    FAILED = "failed"


@dataclass(frozen=True)
class FileProgress:
    """A state and, while BUSY, the step in Dutch source words ("Stap 2 van 3: pdf maken")."""

    state: FileState
    step: str = ""


def note_pdf(session: Session, consultation_id: uuid.UUID, publication_id: uuid.UUID) -> FileProgress:
    """Return how far the PDF of a note is. Ask it only for a note the reader may see."""
    if notes.has_file(session, publication_id, "pdf"):
        return FileProgress(FileState.READY)
    rows = session.scalars(select(OutboxRow).where(OutboxRow.consultation_id == consultation_id, OutboxRow.kind == NOTE_PDF))
    row = next((found for found in rows if found.payload.get("publication") == str(publication_id)), None)
    if row is None or row.failed_at is not None:
        return FileProgress(FileState.FAILED)
    if row.claimed_until is None:
        return FileProgress(FileState.WAITING)
    return FileProgress(FileState.BUSY, row.step)
