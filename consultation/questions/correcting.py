"""A published answer never changes; what is wrong in it is mended in the next nota (rule 20)."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound
from consultation.publications import queries as publications
from consultation.questions import annexes, answering, deciding, rules
from consultation.questions.answering import AnswerDraft
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.vault import service as vault
from consultation.vault.service import Reader


def correct(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> str:
    """Put the question once more on the list, of the municipality itself, with the old answer as a concept.

    Returns its reference; the place says which nota it mends. Raises NotFound while the answer is not public.
    """
    authorize(actor, Permission.ANSWER_WRITE)
    old = session.get(Question, question_id, with_for_update=True, populate_existing=True)
    if old is None or old.consultation_id != consultation.id or old.note_id is None:
        raise NotFound
    note = session.get_one(ClarificationNote, old.note_id)
    if publications.state(session, note.release_id, clock.now(session)) != "visible":
        raise NotFound
    question = _copy(session, actor, old, f"Herstel van nota {note.number}")
    session.add(question)
    session.flush()
    answer = answering.current(session, old)
    if answer is not None:
        answering.save(session, actor, consultation, question.id, AnswerDraft(answer.text))
    else:
        deciding.recount(session, actor, question)
    event = record.Event("answer.correction", question.reference, facts={"by": actor.tag, "number": note.number})
    record.note(session, consultation.id, Tree.PRIVATE, event)
    return question.reference


def _copy(session: Session, actor: Actor, old: Question, place: str) -> Question:
    """Return the same question as one of the municipality: who asked it first stays where it is (R9)."""
    words = vault.read(session, old.consultation_id, [old.text_id], Reader(actor.tag, "correction"))[old.text_id]
    section = ", ".join(part for part in (place, words["section"]) if part)
    question_id = uuid.uuid4()
    content = annexes.copied(words) | {"section": section}
    owner = str(actor.organisation)
    taken = set(session.scalars(select(Question.reference).where(Question.consultation_id == old.consultation_id)))
    return Question(
        id=question_id,
        consultation_id=old.consultation_id,
        round_id=old.round_id,
        reference=rules.new_reference(taken.__contains__),
        status=QuestionStatus.SUBMITTED,
        answer_status=AnswerStatus.NEW,
        text_id=vault.store(session, old.consultation_id, "question", question_id, owner, content),
        theme=old.theme,
        document_version_id=old.document_version_id,
        assignee_id=actor.person,
    )
