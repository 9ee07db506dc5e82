"""Asking: a draft in the vault, sent with a receipt in the same response (rules 11-13; R1, R9, R11, R12)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.errors import InvalidInput, NotFound, RoundClosed, TooLate
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.questions import rounds, rules
from consultation.questions.models import ClarificationNote, Question, QuestionRound
from consultation.questions.rules import QuestionStatus
from consultation.questions.sources import question_sources
from consultation.record import queries as record_queries
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import service as reviewing
from consultation.vault import service as vault
from consultation.vault.service import Reader
from consultation.words import N_


@dataclass(frozen=True)
class QuestionDraft:
    """What an asker fills in: the anchor says where the question is about (rule 15)."""

    text: str
    theme: str
    document_version_id: uuid.UUID | None = None
    section: str = ""


@dataclass(frozen=True)
class OwnQuestion:
    """A question as its own party sees it."""

    id: uuid.UUID
    reference: str
    status: str
    answered: bool
    text: str
    section: str
    theme: str
    document_version_id: uuid.UUID | None


def save_draft(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    draft: QuestionDraft,
    question_id: uuid.UUID,
) -> Question:
    """Keep a draft that only the actor's organisation can read (rule 12).

    `question_id` is chosen when the form is shown, so a form sent twice is one draft (R12). Raises
    InvalidInput per field, RoundClosed when no round has opened, NotFound for somebody else's draft.
    """
    authorize(actor, Permission.QUESTION_ASK)
    _check(session, consultation, draft)
    question = session.get(Question, question_id, with_for_update=True)
    if question is None:
        question = _new(session, actor, consultation, question_id)
    elif not _own(session, actor, consultation, question.id):
        raise NotFound
    elif question.status != QuestionStatus.DRAFT:
        return question
    content = {"text": draft.text.strip(), "section": draft.section.strip()}
    question.text_id = vault.store(
        session,
        consultation.id,
        "question",
        question_id,
        str(actor.organisation),
        content,
    )
    question.theme, question.document_version_id = (
        draft.theme,
        draft.document_version_id,
    )
    session.add(question)
    session.flush()
    return question


def submit(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    question_id: uuid.UUID,
    received_at: datetime,
) -> dict[str, Any]:
    """Send a draft; return the signed receipt. A repeat returns the same receipt (R12, message 5).

    `received_at` is the moment the last byte of the request came in, on the database clock. Raises
    RoundClosed at or after the close: the draft stays (rule 11, message 7).
    """
    authorize(actor, Permission.QUESTION_ASK)
    question = _own_question(session, actor, consultation, question_id)
    if question.receipt_id is not None:
        return _receipt(session, actor, consultation, question.receipt_id)
    if question.status != QuestionStatus.DRAFT:
        raise NotFound
    held = session.get_one(QuestionRound, question.round_id)
    if not rules.in_time(received_at, held.opens_at, held.closes_at):
        raise RoundClosed(
            N_(
                "De vragenronde is gesloten. Uw vraag is niet verstuurd. Uw tekst is bewaard als concept."
            )
        )
    reader = Reader(actor.tag, "submit")
    content = vault.read(session, consultation.id, [question.text_id], reader)[
        question.text_id
    ]
    sources = question_sources(session, [(question, content)])
    question.findings = reviewing.review(session, consultation.id).open_findings(
        sources
    )
    question.status = QuestionStatus.SUBMITTED
    sent = content | {
        "document": str(question.document_version_id or ""),
        "theme": question.theme,
    }
    receipt = record.receipt(
        session, consultation.id, question.reference, clock.rfc3339(received_at), sent
    )
    owner = str(actor.organisation)
    question.receipt_id = vault.store(
        session, consultation.id, "receipt", question.id, owner, receipt
    )
    who = {"organisation": owner, "person": actor.tag}
    vault.store(session, consultation.id, "authorship", question.id, owner, who)
    session.flush()
    return receipt


def withdraw(
    session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID
) -> None:
    """Take back a sent question, until it is in a released note (rule 12)."""
    authorize(actor, Permission.QUESTION_ASK)
    question = _own_question(session, actor, consultation, question_id)
    if question.status != QuestionStatus.SUBMITTED or question.note_id is not None:
        raise TooLate(N_("Intrekken kan niet meer: deze vraag staat in een nota."))
    question.status = QuestionStatus.WITHDRAWN
    event = record.Event("question.withdrawn", question.reference)
    record.note(session, consultation.id, Tree.PRIVATE, event)


def own_questions(
    session: Session, actor: Actor, consultation: Consultation, now: datetime
) -> tuple[OwnQuestion, ...]:
    """Return the questions of the actor's organisation, by reference: writes a record entry (R1)."""
    authorize(actor, Permission.PARTY_READ)
    subjects = vault.subjects_of(
        session, consultation.id, "question", str(actor.organisation)
    )
    questions = session.scalars(
        select(Question).where(Question.id.in_(subjects)).order_by(Question.reference)
    ).all()
    texts = vault.read(
        session,
        consultation.id,
        [q.text_id for q in questions],
        Reader(actor.tag, "own questions"),
    )
    return tuple(
        _shown(session, question, texts[question.text_id], now)
        for question in questions
    )


def own_question(
    session: Session,
    actor: Actor,
    consultation: Consultation,
    question_id: uuid.UUID,
    now: datetime,
) -> OwnQuestion:
    """Return one question of the actor's organisation. Raises NotFound for anybody else's."""
    authorize(actor, Permission.PARTY_READ)
    question = _own_question(session, actor, consultation, question_id)
    text = vault.read(
        session, consultation.id, [question.text_id], Reader(actor.tag, "own question")
    )
    return _shown(session, question, text[question.text_id], now)


def own_receipt(
    session: Session, actor: Actor, consultation: Consultation, reference: str
) -> dict[str, Any]:
    """Return the receipt of a sent question, completed with its place in the record once that is fixed."""
    authorize(actor, Permission.PARTY_READ)
    question = session.scalar(
        select(Question).where(
            Question.consultation_id == consultation.id, Question.reference == reference
        )
    )
    if (
        question is None
        or question.receipt_id is None
        or not _own(session, actor, consultation, question.id)
    ):
        raise NotFound
    return record_queries.complete_receipt(
        session, _receipt(session, actor, consultation, question.receipt_id)
    )


def _check(session: Session, consultation: Consultation, draft: QuestionDraft) -> None:
    text, found = draft.text.strip(), dict[str, list[str]]()
    if len(text) < 10:
        found["text"] = [N_("Schrijf uw vraag op. Gebruik ten minste 10 tekens.")]
    elif len(text) > rules.LONGEST_QUESTION:
        found["text"] = [
            N_(
                "Deze vraag is te lang. Gebruik ten hoogste 10.000 tekens, of maak er twee vragen van."
            )
        ]
    if len(draft.section) > 200:
        found["section"] = [N_("Houd de plaats kort: ten hoogste 200 tekens.")]
    if draft.theme not in set(rules.Theme):
        found["theme"] = [N_("Kies een thema uit de lijst.")]
    if draft.document_version_id and not _public_version(
        session, consultation, draft.document_version_id
    ):
        found["document"] = [N_("Kies een document uit de lijst.")]
    if found:
        raise InvalidInput(found)
    reviewing.refuse_bsn(draft.text, "text")
    reviewing.refuse_bsn(draft.section, "section")


def _public_version(
    session: Session, consultation: Consultation, version_id: uuid.UUID
) -> bool:
    version = session.get(DocumentVersion, version_id)
    if version is None or version.consultation_id != consultation.id:
        return False
    return (
        publications.state(session, version.release_id, clock.now(session)) == "visible"
    )


def _new(
    session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID
) -> Question:
    if not parties.has_accepted(session, consultation.id, actor.organisation):
        raise TooLate(
            N_(
                "Accepteer eerst de spelregels van deze consultatie. Daarna kunt u vragen stellen."
            )
        )
    held = rounds.latest_round(session, consultation.id, clock.now(session))
    if held is None:
        raise RoundClosed(
            N_("Er is nog geen vragenronde open. Uw tekst is niet bewaard.")
        )

    def taken(reference: str) -> bool:
        where = (
            Question.consultation_id == consultation.id,
            Question.reference == reference,
        )
        return session.scalar(select(Question.id).where(*where)) is not None

    return Question(
        id=question_id,
        consultation_id=consultation.id,
        round_id=held.id,
        reference=rules.new_reference(taken),
        status=QuestionStatus.DRAFT,
    )


def _own(
    session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID
) -> bool:
    return vault.owns(
        session, consultation.id, "question", str(actor.organisation), question_id
    )


def _own_question(
    session: Session, actor: Actor, consultation: Consultation, question_id: uuid.UUID
) -> Question:
    if not _own(session, actor, consultation, question_id):
        raise NotFound
    return session.get_one(Question, question_id, with_for_update=True)


def _receipt(
    session: Session, actor: Actor, consultation: Consultation, receipt_id: uuid.UUID
) -> dict[str, Any]:
    return vault.read(
        session, consultation.id, [receipt_id], Reader(actor.tag, "receipt")
    )[receipt_id]


def _shown(
    session: Session, question: Question, content: dict[str, Any], now: datetime
) -> OwnQuestion:
    return OwnQuestion(
        id=question.id,
        reference=question.reference,
        status=question.status,
        answered=_note_is_visible(session, question, now),
        text=content["text"],
        section=content["section"],
        theme=question.theme,
        document_version_id=question.document_version_id,
    )


def _note_is_visible(session: Session, question: Question, now: datetime) -> bool:
    """Say whether the answer can be read by everybody."""
    if question.note_id is None:
        return False
    release_id = session.get_one(ClarificationNote, question.note_id).release_id
    return publications.state(session, release_id, now) == "visible"
