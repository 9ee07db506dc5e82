"""Answers that went back to their writer: the reason, for who writes on, and which of them wait for him."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.questions.models import AnswerReturn, AnswerRevision, Question
from consultation.questions.rules import AnswerStatus, QuestionStatus


@dataclass(frozen=True)
class Returned:
    """Who gave an answer back, when and why. `current`: it is still the text that went back."""

    by: str
    at: datetime
    reason: str
    current: bool


def last(session: Session, actor: Actor, question: Question) -> Returned | None:
    """Return the last time that an answer to a question went back to its writer."""
    authorize(actor, Permission.QUESTION_READ)
    row = session.scalars(
        select(AnswerReturn)
        .join(AnswerRevision, AnswerRevision.id == AnswerReturn.revision_id)
        .where(AnswerRevision.question_id == question.id)
        .order_by(AnswerReturn.returned_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    name = accounts.person_names(session, {row.returned_by}).get(row.returned_by, "")
    return Returned(name, row.returned_at, row.reason, row.revision_id == question.revision_id)


def to_writer(person: uuid.UUID | None) -> ColumnElement[bool]:
    """Return the condition "the answer that this person wrote went back to him, and he did nothing with it yet"."""
    mine = (
        select(AnswerReturn.revision_id)
        .join(AnswerRevision, AnswerRevision.id == AnswerReturn.revision_id)
        .where(AnswerRevision.author_id == person)
        .correlate(None)
    )
    return and_(
        Question.status == QuestionStatus.SUBMITTED,
        Question.answer_status == AnswerStatus.CONCEPT,
        Question.revision_id.in_(mine),
    )


def counts(session: Session, actor: Actor, consultation_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return how many answers went back to the actor and wait for him, per consultation."""
    authorize(actor, Permission.WORK_READ)
    rows = session.execute(
        select(Question.consultation_id, func.count())
        .where(Question.consultation_id.in_(consultation_ids), to_writer(actor.person))
        .group_by(Question.consultation_id)
    )
    return {row[0]: row[1] for row in rows}
