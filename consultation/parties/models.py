"""Taking part: which organisation, since when, and that it accepted the rules."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base


class Participation(Base):
    """One organisation in one consultation. `accepted_at` is its confirmation of the rules (rule 64)."""

    __tablename__ = "participation"

    consultation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    since: Mapped[datetime]
    invited_by: Mapped[uuid.UUID | None]
    accepted_at: Mapped[datetime | None]
