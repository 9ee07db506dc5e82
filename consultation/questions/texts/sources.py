"""The texts of a question and its answer as the guard must see them, each at a fixed name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.dossiers.models import Document, DocumentVersion
from consultation.questions.models import AnswerRevision, Question
from consultation.questions.texts.annexes import Annex
from consultation.review.texts import Source
from consultation.words import N_
from legal.terms import Channel

WHOLE = N_("De hele consultatie")


def version_titles(session: Session, consultation_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Return "Conceptvraag, versie 1.0" per version of a consultation."""
    rows = session.execute(
        select(DocumentVersion.id, Document.title, DocumentVersion.number)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(DocumentVersion.consultation_id == consultation_id)
    )
    return {version_id: f"{title}, versie {number}" for version_id, title, number in rows}


def about(titles: Mapping[uuid.UUID, str], question: Question, content: Mapping[str, Any]) -> str:
    """Return what a question is about: document, version and place (rule 15)."""
    parts = [
        titles.get(question.document_version_id, "") if question.document_version_id else "",
        content["section"],
    ]
    return ", ".join(part for part in parts if part) or WHOLE


def question_sources(
    session: Session,
    questions: Iterable[tuple[Question, Mapping[str, Any]]],
    titles: Mapping[uuid.UUID, str] | None = None,
) -> list[Source]:
    """Return the texts of questions on their way out: the words, the place, and the annex of each that has one."""
    found: list[Source] = []
    for question, content in questions:
        known = titles if titles is not None else version_titles(session, question.consultation_id)
        found += asked(question.text_id, content["text"], about(known, question, content))
        found += annex_sources(question.text_id, Annex.of(content))
    return found


def asked(text_id: uuid.UUID, text: str, about: str) -> list[Source]:
    """Return what a party wrote: the question, and the place it is about."""
    return [asked_text(text_id, text), Source(text_id, "about", about, Channel.QUESTION)]


def asked_text(text_id: uuid.UUID, text: str) -> Source:
    """Return the words of a question."""
    return Source(text_id, "question", text, Channel.QUESTION)


def annex_sources(text_id: uuid.UUID, annex: Annex | None) -> list[Source]:
    """Return the text of the file that came with a question, if one did: one more text on its way out (rule 35)."""
    return [Source(text_id, "annex", annex.text, Channel.QUESTION)] if annex else []


def answer_source(revision: AnswerRevision) -> Source:
    """Return an answer on its way out: an answer can leak what a question told (rule 35)."""
    return Source(revision.id, "answer", revision.text, Channel.ANSWER)
