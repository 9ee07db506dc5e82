"""Questions that do not go to others as they are: answered apart (rule 16), or given back to be written anew (rules 35, 44)."""

from __future__ import annotations

import uuid

from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound
from consultation.questions.asking import service as asking
from consultation.questions.asking.service import QuestionDraft
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.rules import QuestionStatus
from consultation.questions.texts.annexes import Annex, Change
from consultation.questions.texts.sources import answer_source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from legal.guard import Cleared


def answer_to(session: Session, question: Question) -> Cleared | None:
    """Return the answer for the party alone, through the gate: it may repeat nobody else's secret (rules 17, 35).

    The caller looked after whose question it is, and that its moment came. None while the gate holds it.
    """
    revision = session.get(AnswerRevision, question.revision_id) if question.revision_id else None
    if revision is None:
        return None
    result = guarding.review(session, question.consultation_id, [revision.id]).clear(answer_source(revision))
    return result if isinstance(result, Cleared) else None


def rewrite(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> Question:
    """Start a draft with the words and the annex of a question that was given back. A repeat returns the same draft (R12).

    Raises NotFound for anybody else's question, and for one that was not given back; RoundClosed without a round.
    """
    authorize(actor, Permission.QUESTION_ASK)
    old = asking.own_row(session, actor, consultation, question_id)
    if old.status != QuestionStatus.RETURNED:
        raise NotFound
    draft_id = uuid.uuid5(old.id, "rewrite")
    if (begun := session.get(Question, draft_id)) is not None:
        return begun
    words = vault.read(session, consultation.id, [old.text_id], Reader(actor.tag, "rewrite"))[old.text_id]
    annex = Change(again=Annex.of(words))
    draft = QuestionDraft(words["text"], old.theme, old.document_version_id, words["section"], annex=annex)
    return asking.save_draft(session, actor, consultation, draft, draft_id)
