"""The overview of a consultation for its own people: what stands, what is missing, what waits."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.dossiers import queries as dossiers
from consultation.dossiers.models import Consultation
from consultation.dossiers.queries import ConsultationFile, DocumentFile
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.publications.models import Release, ReleaseStopped
from consultation.questions.models import ClarificationNote, Question, QuestionRound
from consultation.questions.release import service as release
from consultation.questions.rounds import service as rounds
from consultation.questions.rules import AnswerStatus, QuestionStatus


@dataclass(frozen=True)
class RoundLine:
    """A round with where it stands."""

    number: int
    opens_at: datetime
    closes_at: datetime
    answers_at: datetime
    state: str
    phase: str  # ahead | open | closed


@dataclass(frozen=True)
class NoteLine:
    """A note with where it stands."""

    number: int
    state: str
    visible_at: datetime | None


@dataclass(frozen=True)
class Scheduled:
    """A release that is not readable yet and can still be stopped."""

    id: uuid.UUID
    visible_at: datetime


@dataclass(frozen=True)
class Overview:
    """Everything the overview page says."""

    file: ConsultationFile
    documents: tuple[DocumentFile, ...]
    rounds: tuple[RoundLine, ...]
    notes: tuple[NoteLine, ...]
    parties: int
    questions: int
    answered: int
    scheduled: tuple[Scheduled, ...]
    waiting: int

    @property
    def status(self) -> str:
        """One word for the first sentence: draft, scheduled, roundless, ahead, open, answering, unasked or done."""
        if self.file.state not in publications.OUT:
            return "draft"
        if self.file.state == "scheduled":
            return "scheduled"
        phases = {line.phase for line in self.rounds if line.state == "visible"}
        if "open" in phases:
            return "open"
        if self.questions > self.answered:
            return "answering"
        if "ahead" in phases or not phases:
            return "ahead" if phases else "roundless"
        return "done" if self.questions else "unasked"


def overview(session: Session, consultation: Consultation) -> Overview:
    """Return the overview of a consultation the actor may see."""
    now = clock.now(session)
    documents = dossiers.documents(session, consultation, now)
    lines = tuple(_round(session, held, now) for held in rounds.rounds(session, consultation.id))
    file = dossiers.consultation_file(session, consultation, now)
    free = release.free_versions(session, consultation)
    waiting = len(free) + sum(line.state == "none" for line in lines) + (file.state == "none")
    return Overview(
        file=file,
        documents=documents,
        rounds=lines,
        notes=_notes(session, consultation, now),
        parties=parties.count(session, consultation.id),
        questions=_count(session, consultation),
        answered=_count(session, consultation, AnswerStatus.APPROVED),
        scheduled=scheduled(session, consultation.id, now),
        waiting=waiting,
    )


def scheduled(session: Session, consultation_id: uuid.UUID, now: datetime) -> tuple[Scheduled, ...]:
    """Return the releases that wait for their moment."""
    stopped = select(ReleaseStopped.release_id)
    rows = session.execute(
        select(Release.id, Release.visible_at)
        .where(Release.consultation_id == consultation_id, Release.visible_at > now, Release.id.not_in(stopped))
        .order_by(Release.visible_at)
    )
    return tuple(Scheduled(release_id, visible_at) for release_id, visible_at in rows)


def _round(session: Session, held: QuestionRound, now: datetime) -> RoundLine:
    phase = "ahead" if now < held.opens_at else "open" if now < held.closes_at else "closed"
    state = publications.state(session, held.release_id, now)
    return RoundLine(held.number, held.opens_at, held.closes_at, held.answers_at, state, phase)


def _notes(session: Session, consultation: Consultation, now: datetime) -> tuple[NoteLine, ...]:
    rows = session.scalars(
        select(ClarificationNote).where(ClarificationNote.consultation_id == consultation.id).order_by(ClarificationNote.number)
    )
    found = []
    for row in rows:
        made = session.get(Release, row.release_id) if row.release_id else None
        state = publications.state(session, row.release_id, now)
        found.append(NoteLine(row.number, state, made.visible_at if made else None))
    return tuple(found)


def _count(session: Session, consultation: Consultation, status: AnswerStatus | None = None) -> int:
    query = select(func.count()).where(Question.consultation_id == consultation.id, Question.status == QuestionStatus.SUBMITTED)
    return session.scalar(query if status is None else query.where(Question.answer_status == status)) or 0
