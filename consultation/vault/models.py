"""Encrypted rows: the text of a party, who sent it, its receipts. Immutable (a trigger refuses change)."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base


class VaultKey(Base):
    """A consultation's key, wrapped by the key-encryption key that is not in the database (R1)."""

    __tablename__ = "vault_key"

    consultation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class VaultObject(Base):
    """One sealed object. `owner_tag` is a keyed hash of the owner: it finds, it does not name."""

    __tablename__ = "vault_object"
    __table_args__ = (
        Index("ix_vault_object_owner", "consultation_id", "owner_tag", "kind"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[uuid.UUID] = mapped_column(index=True)
    owner_tag: Mapped[bytes] = mapped_column(LargeBinary(32))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class VaultCheck(Base):
    """One sealed word per installation: tells a wrong key from a right one before anything is lost."""

    __tablename__ = "vault_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
