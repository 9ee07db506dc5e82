"""Addresses of consultations and documents: no mark fits in one, so they hold nothing the guard finds (rules 13, 37)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.dossiers import guarding, rules
from consultation.dossiers.models import Consultation, Document, DocumentVersion
from consultation.review.gate import Review
from consultation.review.texts import Source
from legal.terms import Channel, Label

NAMELESS = "stuk"
IDENTIFYING = frozenset({
    Label.ORG_IDENTITY, Label.PERSON, Label.EMAIL, Label.PHONE, Label.ADDRESS, Label.IBAN, Label.PLATE, Label.BIRTHDATE,
    Label.BSN, Label.CASE,
})  # fmt: skip


def address_of(review: Review, title: str, taken: Collection[str]) -> str:
    """Return a free address for a title, without what the guard finds in it."""
    slug = rules.slug_of(review.without_findings(_source(title)))
    return rules.free_slug(NAMELESS if _tells(review, slug) else slug, taken)


def mend(session: Session, consultation: Consultation) -> None:
    """Give what nobody can read yet another address when its own tells something now: a party came on the platform since.

    What was public keeps its address. Who holds an old one of a draft finds it under the new one in the list.
    """
    review = guarding.review(session, consultation.id)
    if consultation.release_id is None and _tells(review, consultation.slug):
        mine = select(Consultation.slug).where(Consultation.municipality_id == consultation.municipality_id)
        consultation.slug = address_of(review, consultation.title, {*session.scalars(mine), *rules.RESERVED})
    documents = session.scalars(select(Document).where(Document.consultation_id == consultation.id)).all()
    for document in documents:
        if _tells(review, document.slug) and not _was_released(session, document.id):
            document.slug = address_of(review, document.title, {one.slug for one in documents})
    session.flush()


def _tells(review: Review, slug: str) -> bool:
    return any(item.finding.label in IDENTIFYING for item in review.judged(_source(slug.replace("-", " "))))


def _source(words: str) -> Source:
    return Source(uuid.UUID(int=0), "address", words, Channel.ANSWER)


def _was_released(session: Session, document_id: uuid.UUID) -> bool:
    where = (DocumentVersion.document_id == document_id, DocumentVersion.release_id.is_not(None))
    return session.scalar(select(DocumentVersion.id).where(*where).limit(1)) is not None
