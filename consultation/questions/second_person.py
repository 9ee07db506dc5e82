"""What waits for a second person, and the undo of one's own last decisions: for questions, answers and documents alike."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import findings as dossier_findings
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound, TooLate
from consultation.questions import deciding
from consultation.questions.models import AnswerRevision, Question
from consultation.review import seconding
from consultation.review.models import FindingDecision
from consultation.review.rules import WHOLE_TEXT, Opinion
from consultation.review.texts import Source
from consultation.words import N_
from legal.redaction import Redacted
from legal.terms import Channel, Label

NOTHING_TO_UNDO = N_("Er is niets om terug te nemen. Terugnemen kan alleen met eigen besluiten waar niemand op verder ging.")


@dataclass(frozen=True)
class Waiting:
    """A decision that waits for a second person. `where` is the reference of a question, or the name of a document.

    `words` is what it is about, as typed; `read` the whole as others will read it once a second person agrees;
    `by` decided it; `own`: this reader himself. `asker`: in a question it can tell who asks (rules 14, 37).
    """

    id: uuid.UUID
    where: str
    field: str
    words: str
    read: Redacted
    kind: str
    outcome: str
    replacement: str
    reason: str
    own: bool
    by: str
    at: datetime
    is_question: bool
    asker: bool
    collusion: bool = False


def waiting(session: Session, actor: Actor, consultation: Consultation) -> tuple[Waiting, ...]:
    """Return what this person could agree with. Opens the texts it is about, after a record entry each (R1).

    For who decides about findings himself: agreeing means reading the original. A signal of collusion is for lawyers.
    """
    authorize(actor, Permission.FINDING_SECOND)
    rows = [row for row in seconding.waiting(session, consultation.id) if seconding.may_second(actor, row)]
    found = []
    for row in rows:
        named = _text_of(session, actor, consultation, row)
        if named is not None:
            found.append(_waiting(session, actor, row, *named))
    return tuple(found)


def give_opinion(session: Session, actor: Actor, consultation: Consultation, decision_id: uuid.UUID, opinion: Opinion) -> None:
    """Agree with a decision, or refuse it with a reason; then it does not count. Raises NotFound, InvalidInput, TooLate."""
    authorize(actor, Permission.FINDING_SECOND)
    decision = session.get(FindingDecision, decision_id)
    if decision is None or decision.consultation_id != consultation.id:
        raise NotFound
    question = _hold(session, consultation, decision)
    seconding.give_opinion(session, actor, decision, opinion)
    if question is not None:
        deciding.recount(session, actor, question)


def undo(session: Session, actor: Actor, consultation: Consultation) -> int:
    """Take back what this person decided last, while nothing was published with it. Return how many decisions that were."""
    authorize(actor, Permission.FINDING_DECIDE)
    rows = seconding.last_of(session, actor, consultation.id)
    if not rows:
        raise TooLate(NOTHING_TO_UNDO)
    held = {row.text_id: _hold(session, consultation, row) for row in sorted(rows, key=lambda row: row.text_id)}
    seconding.undo(session, actor, rows)
    for row in rows:
        question = held[row.text_id]
        if question is not None and row.rule == WHOLE_TEXT:
            deciding.follow_whole(session, question, "")
    for question in {question.id: question for question in held.values() if question is not None}.values():
        deciding.recount(session, actor, question)
    return len(rows)


def _hold(session: Session, consultation: Consultation, decision: FindingDecision) -> Question | None:
    """Return the locked question that a decision is about, None for a document. Raises TooLate once it is public."""
    question_id = _question_id(session, decision)
    if question_id is not None:
        return deciding.held(session, consultation, Question.id == question_id)
    if dossier_findings.named_source(session, consultation, decision.text_id, decision.field) is None:
        raise TooLate(deciding.PUBLISHED)
    return None


def _question_id(session: Session, decision: FindingDecision) -> uuid.UUID | None:
    answered = select(AnswerRevision.question_id).where(AnswerRevision.id == decision.text_id)
    mine = or_(Question.text_id == decision.text_id, Question.id.in_(answered))
    return session.scalar(select(Question.id).where(Question.consultation_id == decision.consultation_id, mine))


def _text_of(
    session: Session, actor: Actor, consultation: Consultation, decision: FindingDecision
) -> tuple[str, Source] | None:
    """Return the text a decision is about with its name, None when it is not there any more."""
    question_id = _question_id(session, decision)
    if question_id is None:
        return dossier_findings.named_source(session, consultation, decision.text_id, decision.field)
    question = session.get_one(Question, question_id)
    sources = deciding.sources_of(session, actor, question)
    return next(((question.reference, one) for one in sources if _is_about(decision, one)), None)


def _is_about(decision: FindingDecision, source: Source) -> bool:
    return (source.text_id, source.field) == (decision.text_id, decision.field)


def _waiting(session: Session, actor: Actor, row: FindingDecision, where: str, source: Source) -> Waiting:
    review = guarding.review(session, row.consultation_id, [source.text_id])
    return Waiting(
        id=row.id,
        where=where,
        field=source.field,
        words=source.text[row.found_start : row.found_end],
        read=review.agreed(row).preview(source),
        kind=Label(row.label).nl,
        outcome=row.outcome,
        replacement=row.replacement,
        reason=row.reason,
        own=row.decided_by == actor.person,
        by=accounts.person_names(session, {row.decided_by}).get(row.decided_by, ""),
        at=row.decided_at,
        is_question=_question_id(session, row) is not None,
        asker=source.channel is Channel.QUESTION and row.label == Label.ORG_IDENTITY,
        collusion=row.is_signal,
    )


def mine_to_undo(session: Session, actor: Actor, consultation: Consultation) -> Sequence[FindingDecision]:
    """Return what `undo` would take back."""
    authorize(actor, Permission.FINDING_DECIDE)
    return seconding.last_of(session, actor, consultation.id)
