"""Decisions about findings in a question or its answer, and the count of open ones that follows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.db import locked
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import Conflict, NotFound
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.sources import answer_source, question_sources
from consultation.review import service as reviewing
from consultation.review.texts import Source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_
from legal.terms import Outcome


@dataclass(frozen=True)
class Verdict:
    """What somebody decided about the finding at `place` in `field`; `text_id` is the text that was seen."""

    field: str
    place: tuple[int, int]
    outcome: Outcome
    reason: str = ""
    text_id: uuid.UUID | None = None


def decide(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    reference: str,
    verdict: Verdict,
) -> None:
    """Decide about one finding (rule 36). Raises NotFound for another consultation or no such finding."""
    authorize(actor, Permission.FINDING_DECIDE)
    where = (Question.consultation_id == consultation.id, Question.reference == reference)
    question = session.scalar(locked(select(Question).where(*where)))
    if question is None:
        raise NotFound
    sources = _sources(session, actor, question)
    source = next((found for found in sources if found.field == verdict.field), None)
    if source is None:
        raise NotFound
    if verdict.text_id not in {None, source.text_id}:
        raise Conflict(N_("Deze tekst is intussen gewijzigd. Kijk opnieuw en beslis dan."))
    known = guarding.review(session, consultation.id, [source.text_id])
    reviewing.decide(session, actor, known, source, verdict.place, verdict.outcome, verdict.reason)
    _recount(session, question, sources)


def recount(session: Session, actor: Actor, question: Question) -> None:
    """Count the open findings of a question and its current answer again."""
    _recount(session, question, _sources(session, actor, question))


def _recount(session: Session, question: Question, sources: list[Source]) -> None:
    review = guarding.review(session, question.consultation_id, [found.text_id for found in sources])
    question.findings = review.open_findings(sources)


def _sources(session: Session, actor: Actor, question: Question) -> list[Source]:
    reader = Reader(actor.tag, "deciding")
    content = vault.read(session, question.consultation_id, [question.text_id], reader)[question.text_id]
    found = question_sources(session, [(question, content)])
    revision = session.get(AnswerRevision, question.revision_id) if question.revision_id else None
    return [*found, answer_source(revision)] if revision else found
