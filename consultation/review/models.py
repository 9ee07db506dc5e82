"""Decisions about findings; they hold places and reasons, never the words themselves."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base


class FindingDecision(Base):
    """What a human decided about one finding (rule 36). Holds offsets and reasons, never the words."""

    __tablename__ = "finding_decision"
    __table_args__ = (UniqueConstraint("text_id", "field", "start", "end", "rule"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID]
    text_id: Mapped[uuid.UUID]  # vault object of a question, answer revision, document version, or wording of a consultation
    field: Mapped[str] = mapped_column(String(20))
    start: Mapped[int]
    end: Mapped[int]
    rule: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(20))
    sensitivity: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[uuid.UUID]
    decided_at: Mapped[datetime]
