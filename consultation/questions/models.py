"""Rounds, questions, answers, decisions of the guard, and clarification notes.

There is no author on a question: the text and who asked lie in the vault (R1, R9).
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base


class QuestionRound(Base):
    """A round: open from `opens_at` up to but not including `closes_at` (rule 11)."""

    __tablename__ = "question_round"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    answers_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID]
    release_id: Mapped[uuid.UUID | None]


class Question(Base):
    """A question by its reference. Its words are in vault object `text_id`."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("consultation_id", "reference"),
        Index("ix_question_work", "consultation_id", "status", "answer_status"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("consultation.id"))
    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("question_round.id"))
    reference: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(20))  # draft | submitted | withdrawn | returned
    answer_status: Mapped[str] = mapped_column(String(20), default="new")
    text_id: Mapped[uuid.UUID]
    receipt_id: Mapped[uuid.UUID | None]
    theme: Mapped[str] = mapped_column(String(30), default="")
    document_version_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("document_version.id")
    )
    findings: Mapped[int] = mapped_column(default=0)
    signals: Mapped[int] = mapped_column(default=0)  # those among them that tell of collusion: for the lawyer (rule 44)
    kept_out: Mapped[bool] = mapped_column(default=False)  # answered apart, in no nota (rule 16)
    revision_id: Mapped[uuid.UUID | None]
    assignee_id: Mapped[uuid.UUID | None]
    approved_by: Mapped[uuid.UUID | None]
    note_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clarification_note.id")
    )
    preview_id: Mapped[uuid.UUID | None]  # how it reads now, as its party must be able to see first (rule 39)


class SourcePreview(Base):
    """How a question will read for others, shown to its own party until `ends_at` (rule 39).

    `fingerprint` is keyed: it tells whether the text is still the one that was shown, and nothing of the text. Whose it
    is, is not here (R9).
    """

    __tablename__ = "source_preview"
    __table_args__ = (UniqueConstraint("question_id", "fingerprint"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID] = mapped_column(index=True)
    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("question.id"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class PreviewReply(Base):
    """What the party said of it: agreed, or objected. Why it objects lies in the vault (`reason_id`)."""

    __tablename__ = "preview_reply"

    preview_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("source_preview.id"), primary_key=True)
    consultation_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(10))  # agreed | objected
    reason_id: Mapped[uuid.UUID | None]
    replied_at: Mapped[datetime]


class ObjectionRuling(Base):
    """What was decided about an objection. `reason` passed the gate: the party reads it."""

    __tablename__ = "objection_ruling"

    preview_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("preview_reply.preview_id"), primary_key=True)
    consultation_id: Mapped[uuid.UUID]
    upheld: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    seal: Mapped[dict[str, Any]]  # what the guard said of it
    ruled_by: Mapped[uuid.UUID]
    ruled_at: Mapped[datetime]


class AnswerRevision(Base):
    """Every saved text of an answer, also the one that lost a race (message 13). Never changed."""

    __tablename__ = "answer_revision"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID]
    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("question.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    changes_version_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("document_version.id")
    )
    changes_document: Mapped[bool] = mapped_column(default=False)
    author_id: Mapped[uuid.UUID]
    saved_at: Mapped[datetime]


class AnswerReturn(Base):
    """An answer that went back to its writer, and why. Never changed."""

    __tablename__ = "answer_return"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID]
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("answer_revision.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    returned_by: Mapped[uuid.UUID]
    returned_at: Mapped[datetime]


class ClarificationNote(Base):
    """A nota van inlichtingen in the making; once released its rows live in publications."""

    __tablename__ = "clarification_note"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    composed_by: Mapped[uuid.UUID]
    makers: Mapped[list[Any]] = mapped_column(default=list)  # everybody who chose what is in it: none publishes it (R17)
    composed_at: Mapped[datetime]
    release_id: Mapped[uuid.UUID | None]


class ImportBatch(Base):
    """An uploaded sheet between the check and the import; its rows are sealed in the vault."""

    __tablename__ = "import_batch"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID]
    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("question_round.id"))
    rows_id: Mapped[uuid.UUID]
    created_by: Mapped[uuid.UUID]
    created_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
