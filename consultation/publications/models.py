"""What may be read. Nothing secret is ever in these tables; a trigger refuses change and removal."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base


class Release(Base):
    """One act of publishing: everything in it becomes readable at the same `visible_at` (rule 1, R5)."""

    __tablename__ = "release"
    __table_args__ = (Index("ix_release_visible", "consultation_id", "visible_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    municipality_id: Mapped[uuid.UUID]
    consultation_id: Mapped[uuid.UUID]
    audience: Mapped[str] = mapped_column(String(20))  # public | participants
    created_at: Mapped[datetime]
    visible_at: Mapped[datetime]
    parties: Mapped[int]


class ReleaseStopped(Base):
    """A release stopped before its moment: nobody ever could read it."""

    __tablename__ = "release_stopped"

    release_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("release.id"), primary_key=True
    )
    consultation_id: Mapped[uuid.UUID]
    at: Mapped[datetime]


class Publication(Base):
    """One readable thing, immutable. `payload` holds cleared texts and plain facts; no author (rule 13)."""

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("release_id", "kind", "ref"),
        Index("ix_publication_ref", "municipality_id", "slug", "kind", "ref"),
        Index("ix_publication_consultation", "consultation_id", "kind"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    release_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("release.id"))
    municipality_id: Mapped[uuid.UUID]
    consultation_id: Mapped[uuid.UUID]
    slug: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(30))
    ref: Mapped[str] = mapped_column(String(160))
    title: Mapped[str] = mapped_column(Text)
    payload: Mapped[dict[str, Any]]
    content_hash: Mapped[str] = mapped_column(String(64))
    salt: Mapped[str] = mapped_column(String(64))
    position: Mapped[int]  # place in the public tree


class PublishedAnswer(Base):
    """One row of a clarification note. There is no column for who asked, and there never will be (R9)."""

    __tablename__ = "published_answer"

    publication_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("publication.id"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[uuid.UUID]
    number: Mapped[str] = mapped_column(String(20))
    theme: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(Text)
    question: Mapped[str] = mapped_column(Text)
    annex: Mapped[str] = mapped_column(Text, default="", server_default="")  # the text of a file, or empty
    answer: Mapped[str] = mapped_column(Text)
    changes: Mapped[str] = mapped_column(
        Text
    )  # title of the new document version, or empty
    changes_ref: Mapped[str] = mapped_column(String(160))
    seals: Mapped[
        dict[str, Any]
    ]  # per text what the guard said of it: redactions, policy, digest


class PublicationFile(Base):
    """A rendering made from the published rows (rule 37): the same bytes for everybody."""

    __tablename__ = "publication_file"

    publication_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("publication.id"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    consultation_id: Mapped[uuid.UUID]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class Delivery(Base):
    """One message to one member of one party about one release: the audience, fixed at publication."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("release_id", "membership_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID]
    release_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("release.id"), index=True)
    organisation_id: Mapped[uuid.UUID]
    membership_id: Mapped[uuid.UUID]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    gave_up_at: Mapped[datetime | None]
    last_error: Mapped[str] = mapped_column(String(200), default="")
