"""Organisations, people, their memberships and their sessions."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.db import Base


class Organisation(Base):
    """A municipality (tenant) or a party. `aliases`, `kvk` and `domains` feed the guard."""

    __tablename__ = "organisation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    kind: Mapped[str] = mapped_column(String(20))  # municipality | provider
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    aliases: Mapped[list[Any]] = mapped_column(default=list)
    kvk: Mapped[str] = mapped_column(String(8), default="")
    domains: Mapped[list[Any]] = mapped_column(default=list)
    host: Mapped[str | None] = mapped_column(String(200), unique=True)
    theme: Mapped[str] = mapped_column(String(40), default="voorbeeld")
    contact_email: Mapped[str] = mapped_column(String(254), default="")


class Person(Base):
    """Somebody who can sign in. `demo` people keep a production start from succeeding."""

    __tablename__ = "person"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    demo: Mapped[bool] = mapped_column(default=False)


class Membership(Base):
    """A person's role in an organisation; ended, never deleted."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "organisation_id", "role"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()


class LoginSession(Base):
    """A signed-in browser (R19): the cookie holds a token, this row only its hash."""

    __tablename__ = "login_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
