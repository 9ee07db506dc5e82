"""A published answer never changes; what is wrong in it is mended in the next nota (rule 20)."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import NotFound
from consultation.publications import queries as publications
from consultation.questions import rules
from consultation.questions.answering import service as answering
from consultation.questions.answering.service import AnswerDraft
from consultation.questions.findings import deciding
from consultation.questions.models import ClarificationNote, Question
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.texts import annexes
from consultation.questions.texts.sources import answer_source, question_sources
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.gate import Review
from consultation.review.texts import Source
from consultation.vault import service as vault
from consultation.vault.service import Reader
from legal.redaction import as_plain


def correct(session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID) -> str:
    """Put the question once more on the list, of the municipality itself, with the old answer as a concept.

    Both in the words that everybody read: what was cut stays cut, and whose party is told of nothing has nothing to be told
    of (rules 35, 39). Returns its reference; the place says which nota it mends. Raises NotFound while the answer is not
    public, and for a question that was answered apart (rule 16).
    """
    authorize(actor, Permission.ANSWER_WRITE)
    old = session.get(Question, question_id, with_for_update=True, populate_existing=True)
    if old is None or old.consultation_id != consultation.id or old.note_id is None or old.kept_out:
        raise NotFound
    note = session.get_one(ClarificationNote, old.note_id)
    if not publications.is_visible(session, note.release_id, clock.now(session)):
        raise NotFound
    answer = answering.current(session, old)
    review = guarding.review(session, consultation.id, [key for key in (old.text_id, old.revision_id) if key])
    question = _copy(session, actor, old, review, f"Herstel van nota {note.number}")
    session.add(question)
    session.flush()
    if answer is not None:
        answering.save(session, actor, consultation, question.id, AnswerDraft(_read(review, answer_source(answer))))
    else:
        deciding.recount(session, actor, question)
    event = record.Event("answer.correction", question.reference, facts={"by": actor.tag, "number": note.number})
    record.note(session, consultation.id, Tree.PRIVATE, event)
    return question.reference


def _read(review: Review, source: Source) -> str:
    """Return a text in the words that others read."""
    return as_plain(review.preview(source).text)


def _copy(session: Session, actor: Actor, old: Question, review: Review, place: str) -> Question:
    """Return the same question as one of the municipality: who asked it first stays where it is (R9).

    Of a place in which something was cut only the nota that is mended is left.
    """
    words = vault.read(session, old.consultation_id, [old.text_id], Reader(actor.tag, "correction"))[old.text_id]
    sources = {source.field: source for source in question_sources(session, [(old, words)])}
    about = sources["about"]
    section = words["section"] if review.preview(about).text == about.text else ""
    content = {
        "text": _read(review, sources["question"]),
        "section": ", ".join(part for part in (place, section) if part),
        **(annexes.copied(words, _read(review, sources["annex"])) if "annex" in sources else {}),
    }
    question_id = uuid.uuid4()
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
