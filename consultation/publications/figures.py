"""What everybody can read already: the figures and the contact points of what was published (rule 45)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.publications.models import Publication, PublishedAnswer, Release
from consultation.publications.pieces import Kind
from consultation.publications.queries import readable_now, reader_in
from legal import redaction
from legal.detectors.figures import published

MOST_KEPT = 2_000
# Publications never change: what one says is worked out once. By its random id.
_kept: dict[uuid.UUID, PublicFacts] = {}


@dataclass(frozen=True)
class PublicFacts:
    """Amounts and percentages as the guard writes them, and who may be written to."""

    figures: frozenset[str] = frozenset()
    contacts: tuple[str, ...] = ()


def public_facts(session: Session, consultation_id: uuid.UUID, now: datetime) -> PublicFacts:
    """Return the figures in the municipality's published texts of one consultation, and every published contact point.

    Of a nota only the answers count: what stands in a question is somebody's own.
    """
    ids = session.scalars(
        select(Publication.id)
        .join(Release, Release.id == Publication.release_id)
        .where(readable_now(now, reader_in(consultation_id)), _telling(consultation_id))
    ).all()
    found = _facts(session, ids)
    here = set(session.scalars(select(Publication.id).where(Publication.id.in_(ids), Publication.consultation_id == consultation_id)))
    figures = frozenset(figure for key in ids if key in here for figure in found[key].figures)
    contacts = tuple(sorted({text for key in ids for text in found[key].contacts}))
    return PublicFacts(figures, contacts)
