"""Decisions about findings in a question or its answer, and the count of open ones that follows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.db import locked
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import Conflict, NotFound, TooLate
from consultation.publications import queries as publications
from consultation.questions.models import AnswerRevision, ClarificationNote, Question
from consultation.questions.previews import service as previews
from consultation.questions.rules import QuestionStatus
from consultation.questions.texts.sources import answer_source, question_sources
from consultation.review import deciding as reviewing
from consultation.review.models import FindingDecision
from consultation.review.rules import Choice
from consultation.review.texts import Source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_
from legal.terms import Channel, Outcome

PUBLISHED = N_("Deze vraag staat in een gepubliceerde nota. Daar verandert niets meer aan.")


@dataclass(frozen=True)
class Verdict:
    """What somebody decided about the finding at `place` in `field`; `text_id` is the text that was seen."""

    field: str
    place: tuple[int, int]
    choice: Choice
    text_id: uuid.UUID | None = None


def decide(session: Session, actor: Actor, consultation: Consultation, reference: str, verdict: Verdict) -> FindingDecision:
    """Decide about one finding (rules 35, 36). Raises NotFound for another consultation or no such finding."""
    authorize(actor, Permission.FINDING_DECIDE)
    question = held(session, consultation, Question.reference == reference)
    sources = sources_of(session, actor, question)
    source = _seen(sources, verdict)
    known = guarding.review(session, consultation.id, [source.text_id])
    made = reviewing.decide(session, actor, known, source, verdict.place, verdict.choice)
    recounted(session, question, sources)
    return made


def mark(session: Session, actor: Actor, consultation: Consultation, reference: str, verdict: Verdict) -> FindingDecision:
    """Mark a passage that no detector found; `verdict.choice.span` says which, its label and ground what it is."""
    authorize(actor, Permission.FINDING_DECIDE)
    question = held(session, consultation, Question.reference == reference)
    sources = sources_of(session, actor, question)
    source = _seen(sources, verdict)
    known = guarding.review(session, consultation.id, [source.text_id])
    made = reviewing.mark(session, actor, known, source, verdict.choice)
    recounted(session, question, sources)
    return made


def decide_whole(session: Session, actor: Actor, consultation: Consultation, reference: str, choice: Choice) -> FindingDecision:
    """Keep a question out of the nota, to be answered apart (withhold), or give it back to its party (refuse).

    The party hears neither the ground nor the reason: it is told in neutral words to write it anew (rule 44).
    """
    authorize(actor, Permission.FINDING_DECIDE)
    question = held(session, consultation, Question.reference == reference)
    if question.receipt_id is None:
        raise NotFound  # of the municipality itself: there is nobody to answer apart
    source = sources_of(session, actor, question)[0]
    known = guarding.review(session, consultation.id, [source.text_id])
    made = reviewing.decide_whole(session, actor, known, source, choice)
    follow_whole(session, question, made.outcome)
    recount(session, actor, question)
    return made


def follow_whole(session: Session, question: Question, outcome: str) -> None:
    """Let a question be where a decision about it as a whole puts it; any other outcome puts it back on the list."""
    if question.status not in {QuestionStatus.SUBMITTED, QuestionStatus.RETURNED}:
        return  # withdrawn meanwhile
    question.kept_out = outcome == Outcome.WITHHOLD
    question.status = QuestionStatus.RETURNED if outcome == Outcome.REFUSE else QuestionStatus.SUBMITTED
    if outcome == Outcome.REFUSE:
        question.note_id = None
    session.flush()


def held(session: Session, consultation: Consultation, which: ColumnElement[bool]) -> Question:
    """Return a question, ours until the transaction ends. Raises NotFound, TooLate once its nota went out."""
    question = session.scalar(locked(select(Question).where(Question.consultation_id == consultation.id, which)))
    if question is None:
        raise NotFound
    note = session.get(ClarificationNote, question.note_id) if question.note_id else None
    if note and publications.is_out(session, note.release_id, clock.now(session)):
        raise TooLate(PUBLISHED)
    return question


def recount(session: Session, actor: Actor, question: Question) -> None:
    """Count the open findings of a question and its current answer again, and let its party see how it will read (39)."""
    recounted(session, question, sources_of(session, actor, question))


def recounted(session: Session, question: Question, sources: Sequence[Source]) -> None:
    """Count the open findings in the texts of a question; of one that is kept out only the answer leaves, so only that counts."""
    review = guarding.review(session, question.consultation_id, [found.text_id for found in sources])
    leaving = [found for found in sources if found.channel is Channel.ANSWER or not question.kept_out]
    question.findings, question.signals = review.open_findings(leaving), review.open_signals(leaving)
    previews.follow(session, question, sources, review)


def _seen(sources: Sequence[Source], verdict: Verdict) -> Source:
    source = next((found for found in sources if found.field == verdict.field), None)
    if source is None:
        raise NotFound
    if verdict.text_id not in {None, source.text_id}:
        raise Conflict(N_("Deze tekst is intussen gewijzigd. Kijk opnieuw en beslis dan."))
    return source


def sources_of(session: Session, actor: Actor, question: Question) -> list[Source]:
    """Return the texts of a question and its current answer, after a record entry."""
    authorize(actor, Permission.QUESTION_READ)
    reader = Reader(actor.tag, "deciding")
    content = vault.read(session, question.consultation_id, [question.text_id], reader)[question.text_id]
    found = question_sources(session, [(question, content)])
    revision = session.get(AnswerRevision, question.revision_id) if question.revision_id else None
    return [*found, answer_source(revision)] if revision else found
