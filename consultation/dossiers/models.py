"""The consultation file and its documents, as the municipality works on them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base


class Consultation(Base):
    """One market consultation. `release_id` is set when it was made public."""

    __tablename__ = "consultation"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    municipality_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    rationale: Mapped[str] = mapped_column(Text)
    openness: Mapped[str] = mapped_column(String(10))
    medium: Mapped[str] = mapped_column(String(10))
    interaction: Mapped[str] = mapped_column(String(20))
    selection_grounds: Mapped[str] = mapped_column(Text, default="")
    hours_asked: Mapped[int] = mapped_column(default=0)
    contact_role: Mapped[str] = mapped_column(String(200))
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    objection_days: Mapped[int] = mapped_column(default=2)  # working days; 0: no term (rule 39)
    smallest_group: Mapped[int] = mapped_column(default=5)  # with fewer parties a text can be told by its style (rule 14)
    created_by: Mapped[uuid.UUID]
    makers: Mapped[list[Any]] = mapped_column(default=list)  # everybody who wrote in it: none of them publishes it (R17)
    created_at: Mapped[datetime]
    release_id: Mapped[uuid.UUID | None]


class Document(Base):
    """A document of a consultation; its texts are its versions."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("consultation_id", "slug"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("consultation.id"))
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))


class DocumentVersion(Base):
    """One version. After publication it never changes; a change is a new version (rule 7)."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID] = mapped_column(index=True)
    document_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("document.id"))
    number: Mapped[str] = mapped_column(String(10))
    body: Mapped[str] = mapped_column(Text)
    change_reason: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[uuid.UUID]
    created_at: Mapped[datetime]
    release_id: Mapped[uuid.UUID | None]
