"""The review of a consultation's texts, with what the guard must know of its own documents (rule 45)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.publications.models import Release
from consultation.review import service as reviewing
from consultation.review.gate import Review
from consultation.review.knowledge import OwnTexts, figures_of, forget, of_a_draft

__all__ = ["draft_review", "forget", "review"]


def review(session: Session, consultation_id: uuid.UUID, text_ids: Iterable[uuid.UUID] = ()) -> Review:
    """Return the review of a set of texts of one consultation, with their decisions read at once."""
    return reviewing.review(session, consultation_id, text_ids, lambda: _coming(session, consultation_id))


def draft_review(session: Session, consultation_id: uuid.UUID, organisation_id: uuid.UUID) -> Review:
    """Return the review of a draft for the party that writes it; nobody decided about it, and it must tell nothing (R13)."""
    return Review(consultation_id, of_a_draft(session, consultation_id, organisation_id))


def _coming(session: Session, consultation_id: uuid.UUID) -> OwnTexts:
    """Return what stands in what the municipality wrote before anybody could ask, and its mailbox for this consultation."""
    found = session.get(Consultation, consultation_id)
    if found is None:
        return OwnTexts()
    contacts = (found.contact_email,) if found.contact_email else ()
    return OwnTexts(frozenset(_figures(session, found)), contacts)


def _figures(session: Session, found: Consultation) -> Iterator[str]:
    """What was written later may repeat an amount out of a question; that amount is not public by being repeated."""
    yield from figures_of(found.rationale)
    release = session.get(Release, found.release_id) if found.release_id else None
    where = [DocumentVersion.consultation_id == found.id]
    if release is not None:
        where.append(DocumentVersion.created_at <= release.visible_at)
    for body in session.scalars(select(DocumentVersion.body).where(*where)):
        yield from figures_of(body)
