"""Question rounds: set up by the process lead, readable after release."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import service as dossiers
from consultation.dossiers.models import Consultation
from consultation.errors import InvalidInput
from consultation.publications import queries as publications
from consultation.questions import rules
from consultation.questions.models import QuestionRound
from consultation.record import service as record
from consultation.record.models import Tree


@dataclass(frozen=True)
class RoundDraft:
    """The instants of a round, UTC."""

    opens_at: datetime
    closes_at: datetime
    answers_at: datetime


def add_round(session: Session, actor: Actor, consultation: Consultation, draft: RoundDraft) -> QuestionRound:
    """Add the next round. Raises InvalidInput when its instants do not follow each other (rule 11)."""
    authorize(actor, Permission.CONSULTATION_EDIT)
    dossiers.hold(session, consultation)
    if found := rules.round_faults(clock.now(session), draft.opens_at, draft.closes_at, draft.answers_at):
        raise InvalidInput(found)
    highest = session.scalar(select(func.max(QuestionRound.number)).where(QuestionRound.consultation_id == consultation.id))
    added = QuestionRound(
        id=uuid.uuid4(),
        consultation_id=consultation.id,
        number=(highest or 0) + 1,
        opens_at=draft.opens_at,
        closes_at=draft.closes_at,
        answers_at=draft.answers_at,
        created_by=actor.person,
    )
    session.add(added)
    session.flush()
    event = record.Event("round.added", str(added.id), facts={"by": actor.tag, "number": added.number})
    record.note(session, consultation.id, Tree.PRIVATE, event)
    return added


def rounds(session: Session, consultation_id: uuid.UUID) -> list[QuestionRound]:
    """Return the rounds of a consultation in order."""
    return list(
        session.scalars(
            select(QuestionRound).where(QuestionRound.consultation_id == consultation_id).order_by(QuestionRound.number)
        )
    )


def current_round(session: Session, consultation_id: uuid.UUID, now: datetime) -> QuestionRound | None:
    """Return the released round that is open now, else None."""
    for found in rounds(session, consultation_id):
        released = publications.is_visible(session, found.release_id, now)
        if released and rules.in_time(now, found.opens_at, found.closes_at):
            return found
    return None


def draft_round(session: Session, consultation_id: uuid.UUID, now: datetime) -> QuestionRound | None:
    """Return the released round that a draft is written for: the open one, else the next, else the last; or None."""
    released = [found for found in rounds(session, consultation_id) if publications.is_visible(session, found.release_id, now)]
    unclosed = [found for found in released if now < found.closes_at]
    return min(unclosed, key=lambda found: found.opens_at) if unclosed else released[-1] if released else None
