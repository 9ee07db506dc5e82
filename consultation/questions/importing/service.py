"""Import of questions with answers by the municipality: looked over outside, sealed in the vault, taken at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.db import locked
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.errors import InvalidInput, NotFound, TooLate
from consultation.questions import rules
from consultation.questions.importing.spreadsheet.check import Status
from consultation.questions.importing.staging import Known, StagedRow, Staging
from consultation.questions.models import AnswerRevision, ImportBatch, Question, QuestionRound
from consultation.questions.rounds import service as rounds
from consultation.questions.rules import AnswerStatus, QuestionStatus
from consultation.questions.texts.sources import asked_text
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.texts import same_words
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_

REST = "rest"


def known(session: Session, actor: Actor, consultation: Consultation) -> Known:
    """Return what rows are compared with: questions that came in already, document titles, the guard's context.

    Opens the texts of all questions, which writes one record entry (R1).
    """
    authorize(actor, Permission.QUESTION_IMPORT)
    where = (Question.consultation_id == consultation.id, Question.status == QuestionStatus.SUBMITTED)
    questions = session.scalars(select(Question).where(*where)).all()
    versions = session.execute(
        select(Document.title, DocumentVersion.id, DocumentVersion.number)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .where(Document.consultation_id == consultation.id, DocumentVersion.release_id.is_not(None))
        .order_by(DocumentVersion.created_at)
    )
    titles = {same_words(title): (version_id, f"{title}, versie {number}") for title, version_id, number in versions}
    return Known(_read_before(session, actor, consultation, questions), titles, guarding.review(session, consultation.id))


def stage(
    session: Session, actor: Actor, consultation: Consultation, staging: Staging, batch_id: uuid.UUID | None = None
) -> uuid.UUID:
    """Seal the rows of an import, as a new batch or in place of what `batch_id` held; return its id.

    Raises InvalidInput while there is no round, TooLate when the batch was taken already.
    """
    authorize(actor, Permission.QUESTION_IMPORT)
    if batch_id is not None:
        batch = _batch(session, consultation, batch_id)
        if batch.taken_at is not None:
            raise TooLate(N_("Deze vragen zijn al opgenomen."))
        batch.rows_id = _seal(session, actor, consultation, batch.id, staging)
        return batch.id
    held = _round(session, consultation)
    made = _new_batch(session, actor, held, uuid.uuid4(), staging)
    return made.id


def staged(session: Session, actor: Actor, consultation: Consultation, batch_id: uuid.UUID) -> Staging:
    """Return the rows of an import as they were sealed; writes a record entry. Raises NotFound."""
    authorize(actor, Permission.QUESTION_IMPORT)
    batch = _batch(session, consultation, batch_id)
    staging = _open(session, actor, consultation, batch)
    rest_id = uuid.uuid5(batch.id, REST)
    rest = session.get(ImportBatch, rest_id)
    waits = rest is not None and rest.taken_at is None
    return staging.at(taken=batch.taken_at is not None, rest=rest_id if waits else None)


def take(session: Session, actor: Actor, consultation: Consultation, batch_id: uuid.UUID, *, ask: bool) -> int:
    """Make questions of the good rows, at once; what is not good waits in a batch of its own. Idempotent (R12).

    The answers wait for approval by somebody else when `ask`, else they are concepts (rule 19). Nobody is
    noted as the asker (R9). Returns how many questions this batch became.
    """
    authorize(actor, Permission.QUESTION_IMPORT)
    batch = _batch(session, consultation, batch_id)
    staging = _open(session, actor, consultation, batch)
    good = [row for row in staging.rows if row.status == Status.GOOD]
    if batch.taken_at is not None:
        return len(good)
    if not good:
        raise InvalidInput({"rows": [N_("Er is nog geen rij die goed is. Verbeter eerst een rij.")]})
    _insert(session, actor, batch, good, AnswerStatus.AWAITING if ask else AnswerStatus.CONCEPT)
    batch.taken_at = clock.now(session)
    if rest := tuple(row for row in staging.rows if row.status != Status.GOOD):
        held = session.get_one(QuestionRound, batch.round_id)
        _new_batch(session, actor, held, uuid.uuid5(batch.id, REST), Staging(rest, staging.notes))
    event = record.Event("questions.imported", str(batch.id), facts={"by": actor.tag, "count": len(good)})
    record.note(session, consultation.id, Tree.PRIVATE, event)
    return len(good)


def _read_before(session: Session, actor: Actor, consultation: Consultation, questions: Sequence[Question]) -> tuple[str, ...]:
    """Return the questions as the importer may read them: those of a party without what may be redacted.

    A row called double of a text that is hidden from the reader tells what stands there, such as the name of
    the asker (R9, R13). What the municipality wrote itself counts as written; a correction is a party's text.
    """
    reader = Reader(actor.tag, "import check")
    texts = vault.read(session, consultation.id, [question.text_id for question in questions], reader)
    own = vault.subjects_of(session, consultation.id, "question", str(actor.organisation))
    words = {question.id: asked_text(question.text_id, texts[question.text_id]["text"]) for question in questions}
    theirs = {source.text for question_id, source in words.items() if question_id not in own}
    review = guarding.review(session, consultation.id, texts)
    readable = {review.preview(source).text for source in words.values()}
    return (*readable, *({source.text for source in words.values()} - theirs))


def _insert(session: Session, actor: Actor, batch: ImportBatch, rows: list[StagedRow], answered: AnswerStatus) -> None:
    """Write questions and answers in a few statements: 2,000 rows take no longer than a breath."""
    contents = {uuid.uuid4(): row for row in rows}
    words = {question_id: {"text": row.question, "section": row.place} for question_id, row in contents.items()}
    sealed = vault.store_many(session, batch.consultation_id, "question", str(actor.organisation), words)
    saved_at = clock.now(session)
    answers = {
        question_id: _answer(actor, batch, row, saved_at) | {"question_id": question_id}
        for question_id, row in contents.items()
        if row.answer
    }
    taken = set(session.scalars(select(Question.reference).where(Question.consultation_id == batch.consultation_id)))
    questions = []
    for question_id, row in contents.items():
        reference = rules.new_reference(taken.__contains__)
        taken.add(reference)
        answer = answers.get(question_id)
        questions.append({
            "id": question_id,
            "consultation_id": batch.consultation_id,
            "round_id": batch.round_id,
            "reference": reference,
            "status": QuestionStatus.SUBMITTED,
            "answer_status": answered if answer else AnswerStatus.NEW,
            "text_id": sealed[question_id],
            "theme": row.theme_code,
            "document_version_id": row.version_id,
            "findings": row.findings,
            "signals": row.signals,
            "revision_id": answer["id"] if answer else None,
            "assignee_id": actor.person if answer else None,
        })  # fmt: skip
    session.execute(insert(Question), questions)
    if answers:
        session.execute(insert(AnswerRevision), list(answers.values()))


def _answer(actor: Actor, batch: ImportBatch, row: StagedRow, saved_at: datetime) -> dict[str, Any]:
    return {
        "id": uuid.uuid4(),
        "consultation_id": batch.consultation_id,
        "number": 1,
        "text": row.answer,
        "changes_document": False,
        "author_id": actor.person,
        "saved_at": saved_at,
    }


def _round(session: Session, consultation: Consultation) -> QuestionRound:
    """Return the round that imported questions belong to: the last that was published, open or closed."""
    held = [found for found in rounds.rounds(session, consultation.id) if found.release_id is not None]
    if not held:
        raise InvalidInput({"file": [N_("Er is nog geen vragenronde openbaar. Daarna kunt u vragen opnemen.")]})
    now = clock.now(session)
    begun = [found for found in held if found.opens_at <= now]
    return begun[-1] if begun else held[0]


def _new_batch(session: Session, actor: Actor, held: QuestionRound, batch_id: uuid.UUID, staging: Staging) -> ImportBatch:
    content = staging.content()
    rows_id = vault.store(session, held.consultation_id, "import", batch_id, str(actor.organisation), content)
    batch = ImportBatch(
        id=batch_id,
        consultation_id=held.consultation_id,
        round_id=held.id,
        rows_id=rows_id,
        created_by=actor.person,
        created_at=clock.now(session),
    )
    session.add(batch)
    session.flush()
    return batch


def _seal(session: Session, actor: Actor, consultation: Consultation, batch_id: uuid.UUID, staging: Staging) -> uuid.UUID:
    return vault.store(session, consultation.id, "import", batch_id, str(actor.organisation), staging.content())


def _batch(session: Session, consultation: Consultation, batch_id: uuid.UUID) -> ImportBatch:
    where = (ImportBatch.id == batch_id, ImportBatch.consultation_id == consultation.id)
    found = session.scalar(locked(select(ImportBatch).where(*where)))
    if found is None:
        raise NotFound
    return found


def _open(session: Session, actor: Actor, consultation: Consultation, batch: ImportBatch) -> Staging:
    reader = Reader(actor.tag, "import")
    return Staging.of(vault.read(session, consultation.id, [batch.rows_id], reader)[batch.rows_id])
