"""The consultation file as the municipality's pages show it."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.dossiers import rules
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.publications import queries as publications


@dataclass(frozen=True)
class Version:
    """A version of a document with where it stands: none, scheduled, visible or stopped."""

    id: uuid.UUID
    number: str
    body: str
    change_reason: str
    created_at: datetime
    state: str


@dataclass(frozen=True)
class DocumentFile:
    """A document with its versions, newest first."""

    id: uuid.UUID
    slug: str
    title: str
    versions: tuple[Version, ...]

    @property
    def next_number(self) -> str:
        """A proposal for the next version number."""
        major, minor = self.versions[0].number.split(".")
        return f"{major}.{int(minor) + 1}"


@dataclass(frozen=True)
class ConsultationFile:
    """A consultation as its own people see it."""

    id: uuid.UUID
    slug: str
    title: str
    rationale: str
    openness: str
    medium: str
    interaction: str
    selection_grounds: str
    hours_asked: int
    contact_role: str
    contact_email: str
    objection_days: int
    smallest_group: int
    state: str
    fingerprint: str


def consultation_file(session: Session, consultation: Consultation, now: datetime) -> ConsultationFile:
    """Return a consultation; `fingerprint` tells an editor whether somebody else changed it."""
    state = publications.state(session, consultation.release_id, now)
    seen = fingerprint(consultation)
    return ConsultationFile(consultation.id, consultation.slug, state=state, fingerprint=seen, **_facts(consultation))


def fingerprint(consultation: Consultation) -> str:
    """Return what changes as soon as anybody changes the consultation."""
    return hashlib.sha256(repr(sorted(_facts(consultation).items())).encode()).hexdigest()


def documents(session: Session, consultation: Consultation, now: datetime) -> tuple[DocumentFile, ...]:
    """Return the documents in order of title."""
    rows = session.execute(
        select(Document, DocumentVersion)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .where(Document.consultation_id == consultation.id)
        .order_by(Document.title)
    )
    found: dict[uuid.UUID, tuple[Document, list[Version]]] = {}
    for document, version in rows:
        state = publications.state(session, version.release_id, now)
        shown = Version(version.id, version.number, version.body, version.change_reason, version.created_at, state)
        found.setdefault(document.id, (document, []))[1].append(shown)
    return tuple(
        DocumentFile(d.id, d.slug, d.title, tuple(sorted(versions, key=lambda v: rules.order(v.number), reverse=True)))
        for d, versions in found.values()
    )


def consultations(session: Session, municipality_id: uuid.UUID, now: datetime) -> tuple[ConsultationFile, ...]:
    """Return the consultations of a municipality, newest first."""
    rows = session.scalars(
        select(Consultation).where(Consultation.municipality_id == municipality_id).order_by(Consultation.created_at.desc())
    )
    return tuple(consultation_file(session, row, now) for row in rows)


def _facts(consultation: Consultation) -> dict[str, Any]:
    names = (
        "title", "rationale", "openness", "medium", "interaction", "selection_grounds", "hours_asked",
        "contact_role", "contact_email", "objection_days", "smallest_group",
    )  # fmt: skip
    return {name: getattr(consultation, name) for name in names}
