"""Counting open findings anew in everything that nobody published yet: what the guard knows changed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.questions.findings import deciding
from consultation.questions.notes import rows as note_rows
from consultation.questions.reviewing.alike import open_questions
from consultation.vault.service import Reader


def recount_all(session: Session, actor: Actor, consultation: Consultation) -> None:
    """Count the findings of every open question again. Opens their texts, after a record entry (R1)."""
    authorize(actor, Permission.FINDING_SECOND)
    questions = open_questions(session, consultation, lock=True)
    for row in note_rows.opened(session, consultation, questions, Reader(actor.tag, "counting")):
        deciding.recounted(session, row.question, row.all)
