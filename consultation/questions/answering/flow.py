"""Saving an answer and going on: the next question is the next one in the same filter and place."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.questions import rules
from consultation.questions.answering import own_words, worklist
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerConflict, AnswerDraft
from consultation.questions.answering.worklist import Wanted
from consultation.questions.models import AnswerRevision


@dataclass(frozen=True)
class TwoTexts:
    """Two answers to one question, saved at the same time; both are kept (message 13)."""

    title: str
    mine: str
    theirs: str
    their_name: str
    their_moment: datetime
    their_number: int
    changes_document: bool
    changes_version_id: uuid.UUID | None


@dataclass(frozen=True)
class Saved:
    """What saving led to: two texts to choose from, or the reference of the next question ("" at the end).

    `warned`: it is kept, and approval is not asked yet: it only names a document (rule 19), or may tell too much (35).
    """

    two_texts: TwoTexts | None = None
    after: str = ""
    warned: bool = False


def save(session: Session, actor: Actor, consultation: Consultation, place: Wanted, draft: AnswerDraft) -> Saved:
    """Save an answer and, when the draft says so, ask approval for it. Raises InvalidInput, then nothing is saved.

    Of an answer that only names a document, or in which the guard found something, its writer is warned once: who asks
    approval for the same words again, means it.
    """
    authorize(actor, Permission.ANSWER_WRITE)
    after = worklist.to_answer(session, actor, consultation, place)
    question_id = worklist.question_id(session, actor, consultation, place.reference)
    before = answering.current_text(session, consultation, question_id)
    outcome = answering.save(session, actor, consultation, question_id, draft)
    if isinstance(outcome, AnswerConflict):
        return Saved(_two_texts(session, consultation, outcome))
    if draft.ask and outcome.text != before and _to_mend(session, actor, outcome):
        return Saved(warned=True)
    if draft.ask:
        answering.ask_approval(session, actor, consultation, question_id)
    return Saved(after=after)


def _to_mend(session: Session, actor: Actor, revision: AnswerRevision) -> bool:
    review = guarding.review(session, revision.consultation_id, [revision.id])
    return rules.bare_reference(revision.text) or bool(own_words.found(actor, review, revision))


def _two_texts(session: Session, consultation: Consultation, conflict: AnswerConflict) -> TwoTexts:
    mine, theirs = conflict.mine, conflict.theirs
    names = accounts.person_names(session, {theirs.author_id})
    return TwoTexts(
        title=consultation.title,
        mine=mine.text,
        theirs=theirs.text,
        their_name=names.get(theirs.author_id, ""),
        their_moment=theirs.saved_at,
        their_number=theirs.number,
        changes_document=mine.changes_document,
        changes_version_id=mine.changes_version_id,
    )
