"""THE public read path: site, worker, exports and proofs read published things here and nowhere else.

One predicate decides what is readable (R5): the moment has come on the database clock, the release was
not stopped, and the reader is in its audience.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from consultation.errors import NotFound
from consultation.parties.models import Participation
from consultation.publications import rendering
from consultation.publications.models import Publication, Release, ReleaseStopped
from consultation.publications.pages import (
    Card,
    ConsultationPage,
    DocumentPage,
    Item,
    RoundInfo,
)
from consultation.publications.pieces import Audience, Kind


@dataclass(frozen=True)
class Reader:
    """For whom something is read: an organisation, the staff of a municipality, or the public."""

    organisation_id: uuid.UUID | None = None
    staff: bool = False


EVERYBODY = Reader()


def readable_now(now: datetime, reader: Reader) -> ColumnElement[bool]:
    """Return the one predicate, for queries that join Release."""
    stopped = exists().where(ReleaseStopped.release_id == Release.id)
    return and_(Release.visible_at <= now, ~stopped, _in_audience(reader))


def _in_audience(reader: Reader) -> ColumnElement[bool]:
    public = Release.audience == Audience.PUBLIC
    if reader.organisation_id is None:
        return public
    if reader.staff:
        return or_(public, Release.municipality_id == reader.organisation_id)
    takes_part = exists().where(
        Participation.consultation_id == Release.consultation_id,
        Participation.organisation_id == reader.organisation_id,
    )
    return or_(public, takes_part)


def readable(
    session: Session, release_id: uuid.UUID, organisation_id: uuid.UUID, now: datetime
) -> bool:
    """Say whether a party can read a release now."""
    found = select(Release.id).where(
        Release.id == release_id, readable_now(now, Reader(organisation_id))
    )
    return session.scalar(found) is not None


def state(session: Session, release_id: uuid.UUID | None, now: datetime) -> str:
    """Return where a release stands: none, scheduled, visible or stopped."""
    if release_id is None:
        return "none"
    if session.get(ReleaseStopped, release_id):
        return "stopped"
    return (
        "visible"
        if session.get_one(Release, release_id).visible_at <= now
        else "scheduled"
    )


def cards(
    session: Session, municipality_id: uuid.UUID, reader: Reader, now: datetime
) -> tuple[Card, ...]:
    """Return the consultations of a municipality: open ones by next deadline, then the others."""
    rows = _publications(
        session, reader, now, Publication.municipality_id == municipality_id
    )
    by_consultation: dict[uuid.UUID, list[tuple[Publication, Release]]] = {}
    for publication, release in rows:
        by_consultation.setdefault(publication.consultation_id, []).append(
            (publication, release)
        )
    found = [card for rows in by_consultation.values() if (card := _card(rows, now))]
    return tuple(sorted(found, key=_urgency))


def consultation_page(
    session: Session,
    municipality_id: uuid.UUID,
    slug: str,
    reader: Reader,
    now: datetime,
) -> ConsultationPage:
    """Return a consultation. Raises NotFound when it is not there, or not for this reader (R13)."""
    where = and_(
        Publication.municipality_id == municipality_id, Publication.slug == slug
    )
    rows = _publications(session, reader, now, where)
    card = _card(rows, now)
    if card is None:
        raise NotFound
    about = next(p for p, _ in rows if p.kind == Kind.CONSULTATION)
    facts = about.payload["facts"]
    return ConsultationPage(
        card=card,
        rationale=html_of(about, "rationale"),
        medium=facts["medium"],
        interaction=facts["interaction"],
        contact_role=rendering.text_of(about, "contact_role"),
        contact_email=rendering.text_of(about, "contact_email"),
        hours_asked=facts["hours_asked"],
        items=tuple(item_of(publication, release) for publication, release in rows),
    )


def document_page(
    session: Session, page: ConsultationPage, document: str, number: str
) -> DocumentPage:
    """Return one version of a document out of a page the reader may see. Raises NotFound."""
    versions = tuple(
        item for item in page.documents if item.ref.rpartition("/")[0] == document
    )
    item = next(
        (found for found in versions if found.ref == f"{document}/{number}"), None
    )
    if item is None:
        raise NotFound
    publication = session.get_one(Publication, item.id)
    has_reason = "change_reason" in publication.payload["texts"]
    return DocumentPage(
        item=item,
        number=number,
        body=html_of(publication, "body"),
        change_reason=rendering.text_of(publication, "change_reason")
        if has_reason
        else None,
        versions=versions,
    )


def find(
    session: Session, page: ConsultationPage, kind: Kind, ref: str
) -> tuple[Publication, Release]:
    """Return a publication that stands on a page the reader may see. Raises NotFound."""
    item = next(
        (found for found in page.items if found.kind == kind and found.ref == ref), None
    )
    if item is None:
        raise NotFound
    publication = session.get_one(Publication, item.id)
    return publication, session.get_one(Release, publication.release_id)


def item_of(publication: Publication, release: Release) -> Item:
    """Return a published thing as a line in a list."""
    return Item(
        id=publication.id,
        kind=publication.kind,
        ref=publication.ref,
        title=rendering.title_of(publication),
        visible_at=release.visible_at,
        position=publication.position,
        fingerprint=publication.content_hash,
        facts=publication.payload["facts"],
    )


def html_of(publication: Publication, name: str) -> Markup:
    """Return sanitised HTML made at publication from a cleared text."""
    return Markup(publication.payload["html"][name])


def _publications(
    session: Session, reader: Reader, now: datetime, where: ColumnElement[bool]
) -> list[tuple[Publication, Release]]:
    rows = session.execute(
        select(Publication, Release)
        .join(Release, Release.id == Publication.release_id)
        .where(where, readable_now(now, reader))
        .order_by(Release.visible_at.desc(), Publication.position.desc())
    )
    return [(publication, release) for publication, release in rows]


def _card(rows: list[tuple[Publication, Release]], now: datetime) -> Card | None:
    """Build a card from the readable publications of one consultation; None when it is not public."""
    about = next(((p, r) for p, r in rows if p.kind == Kind.CONSULTATION), None)
    if about is None:
        return None
    publication, release = about
    newest: dict[int, RoundInfo] = {}
    for found, _ in rows:
        if found.kind == Kind.ROUND:
            info = _round(found.payload["facts"], now)
            newest.setdefault(info.number, info)
    return Card(
        id=publication.consultation_id,
        slug=publication.slug,
        title=rendering.title_of(publication),
        openness=publication.payload["facts"]["openness"],
        visible_at=release.visible_at,
        rounds=tuple(newest[number] for number in sorted(newest)),
        notes=sum(p.kind == Kind.NOTE for p, _ in rows),
    )


def _round(facts: dict[str, Any], now: datetime) -> RoundInfo:
    instants = {
        name: datetime.fromisoformat(facts[name])
        for name in ("opens_at", "closes_at", "answers_at")
    }
    return RoundInfo(number=facts["number"], now=now, **instants)


def _urgency(card: Card) -> tuple[int, float, str]:
    current = card.current_round
    if current is None:
        return (2, -card.visible_at.timestamp(), card.slug)
    return (0 if current.is_open else 1, current.closes_at.timestamp(), card.slug)
