"""Who still has to be told of a release, and how that goes. Telling never decides what can be read (rule 4)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from consultation.accounts.models import Membership, Organisation, Person
from consultation.publications import rendering
from consultation.publications.models import Delivery, Publication, Release, ReleaseStopped
from consultation.publications.pieces import Kind
from consultation.words import N_
from legal.guard import Cleared

LEFT = N_("Deze persoon werkt niet meer bij de partij.")


@dataclass(frozen=True)
class Announcement:
    """What may be told of a release: that there is something, where, and since when. Never what (rule 4)."""

    consultation_id: uuid.UUID
    municipality: str
    title: Cleared
    path: str
    visible_at: datetime
    stopped: bool


@dataclass(frozen=True)
class Address:
    """One message that still has to go out; `attempts` counts the tries so far."""

    delivery_id: uuid.UUID
    email: str
    attempts: int


@dataclass(frozen=True)
class DeliveryCount:
    """How far the telling of one release is: for the publisher (message 19)."""

    total: int
    sent: int
    waiting: int
    failed: int


def announcement(session: Session, release_id: uuid.UUID) -> Announcement:
    """Return what may be told of a release."""
    release = session.get_one(Release, release_id)
    about = consultation_title(session, release.consultation_id)
    slug, notes = _place(session, release_id)
    return Announcement(
        consultation_id=release.consultation_id,
        municipality=session.get_one(Organisation, release.municipality_id).name,
        title=about,
        path=f"/consultaties/{slug}/" + (f"notas/{notes[0]}/" if len(notes) == 1 else ""),
        visible_at=release.visible_at,
        stopped=session.get(ReleaseStopped, release_id) is not None,
    )


def consultation_title(session: Session, consultation_id: uuid.UUID) -> Cleared:
    """Return the title under which a consultation was published. Nothing is released before it is."""
    published = session.scalars(
        select(Publication)
        .where(Publication.consultation_id == consultation_id, Publication.kind == Kind.CONSULTATION)
        .order_by(Publication.position.desc())
        .limit(1)
    ).one()
    return rendering.title_of(published)


def house_of(session: Session, consultation_id: uuid.UUID) -> tuple[str, str]:
    """Return the name of the municipality of a published consultation, and its address there."""
    query = (
        select(Organisation.name, Publication.slug)
        .join(Publication, Publication.municipality_id == Organisation.id)
        .where(Publication.consultation_id == consultation_id, Publication.kind == Kind.CONSULTATION)
        .order_by(Publication.position.desc())
        .limit(1)
    )
    name, slug = session.execute(query).one()
    return name, slug


def due(session: Session, release_id: uuid.UUID, now: datetime) -> list[Address]:
    """Return the messages to send now. Who left the party since the release is told nothing."""
    session.execute(
        update(Delivery)
        .where(_open(release_id), Delivery.membership_id.in_(select(Membership.id).where(Membership.ended_at.is_not(None))))
        .values(gave_up_at=now, last_error=LEFT)
    )
    rows = session.execute(
        select(Delivery.id, Person.email, Delivery.attempts)
        .join(Membership, Membership.id == Delivery.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .where(_open(release_id), Delivery.next_try_at <= now)
    )
    return [Address(delivery_id, email, attempts) for delivery_id, email, attempts in rows]


def mark_sent(session: Session, delivery_id: uuid.UUID, at: datetime) -> None:
    """Note that the mail server took a message."""
    _update(session, [delivery_id], sent_at=at, last_error="")


def mark_refused(session: Session, delivery_id: uuid.UUID, at: datetime, reason: str) -> None:
    """Note that a message will not be tried again. `reason` is a fixed text: no address, no server's words."""
    _update(session, [delivery_id], gave_up_at=at, last_error=reason)


def mark_waiting(session: Session, delivery_ids: Iterable[uuid.UUID], again_at: datetime, reason: str) -> None:
    """Note that these messages are tried again at `again_at`."""
    _update(session, delivery_ids, next_try_at=again_at, last_error=reason)


def next_try(session: Session, release_id: uuid.UUID) -> datetime | None:
    """Return when the next message of a release must be tried; None when every one was sent or given up."""
    return session.scalar(select(func.min(Delivery.next_try_at)).where(_open(release_id)))


def count(session: Session, release_id: uuid.UUID) -> DeliveryCount:
    """Return how many messages of a release were sent, wait, or were given up."""
    total, sent, failed = session.execute(
        select(func.count(), func.count(Delivery.sent_at), func.count(Delivery.gave_up_at)).where(
            Delivery.release_id == release_id
        )
    ).one()
    return DeliveryCount(total, sent, total - sent - failed, failed)


def _open(release_id: uuid.UUID) -> ColumnElement[bool]:
    return and_(Delivery.release_id == release_id, Delivery.sent_at.is_(None), Delivery.gave_up_at.is_(None))


def _update(session: Session, ids: Iterable[uuid.UUID], **values: object) -> None:
    """One more attempt, with its outcome; a message that was settled meanwhile stays as it is."""
    session.execute(
        update(Delivery)
        .where(Delivery.id.in_(list(ids)), Delivery.sent_at.is_(None), Delivery.gave_up_at.is_(None))
        .values(attempts=Delivery.attempts + 1, **values)
        .execution_options(synchronize_session=False)
    )


def _place(session: Session, release_id: uuid.UUID) -> tuple[str, list[str]]:
    rows = session.execute(
        select(Publication.slug, Publication.kind, Publication.ref).where(Publication.release_id == release_id)
    ).all()
    return rows[0].slug, [row.ref for row in rows if row.kind == Kind.NOTE]
