"""What everybody can read already: the figures and the contact points of what was published (rule 45)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from consultation.publications.models import Publication, PublishedAnswer, Release
from consultation.publications.pieces import Audience, Kind
from consultation.publications.queries import out_now
from legal.detectors.figures import published
from legal.redaction import OPEN

MOST_KEPT = 2_000
TELLING = (Kind.CONSULTATION, Kind.DOCUMENT, Kind.NOTE)
CONTACT = ("contact_role", "contact_email")


@dataclass(frozen=True)
class PublicFacts:
    """Amounts and percentages as the guard writes them, and who may be written to."""

    figures: frozenset[str] = frozenset()
    contacts: tuple[str, ...] = ()


# What was published never changes, so what it tells is worked out once; by its random id.
_kept: dict[uuid.UUID, PublicFacts] = {}


def public_facts(session: Session, consultation_id: uuid.UUID, now: datetime) -> PublicFacts:
    """Return the figures in the municipality's published texts of a consultation, and every public contact point.

    Of a nota only the answers count: what stands in a question is somebody's own.
    """
    here = Publication.consultation_id == consultation_id
    elsewhere = and_(Publication.kind == Kind.CONSULTATION, Release.audience == Audience.PUBLIC)
    rows = session.execute(
        select(Publication.id, here)
        .join(Release, Release.id == Publication.release_id)
        .where(out_now(now), Publication.kind.in_(TELLING), or_(here, elsewhere))
        .order_by(Publication.id)
    ).all()
    facts = _facts(session, [key for key, _ in rows])
    figures = frozenset(figure for key, ours in rows if ours for figure in facts[key].figures)
    return PublicFacts(figures, tuple(dict.fromkeys(text for key, _ in rows for text in facts[key].contacts)))


def _facts(session: Session, ids: list[uuid.UUID]) -> Mapping[uuid.UUID, PublicFacts]:
    known = {key: _kept[key] for key in ids if key in _kept}
    for found in session.scalars(select(Publication).where(Publication.id.in_(set(ids) - known.keys()))):
        known[found.id] = PublicFacts(frozenset(_figures(session, found)), tuple(_contacts(found)))
    if len(_kept) > MOST_KEPT:
        _kept.clear()
    _kept.update(known)
    return known


def _figures(session: Session, publication: Publication) -> Iterator[str]:
    texts: Iterable[str] = (part["text"] for name, part in publication.payload["texts"].items() if name not in CONTACT)
    if publication.kind == Kind.NOTE:
        texts = session.scalars(select(PublishedAnswer.answer).where(PublishedAnswer.publication_id == publication.id))
    for text in texts:
        yield from published(text)


def _contacts(publication: Publication) -> Iterator[str]:
    """A contact point of which something was redacted is not what everybody can read."""
    texts = publication.payload["texts"]
    found = [texts[name]["text"] for name in CONTACT if name in texts]
    yield from (text for text in found if text and OPEN not in text)
