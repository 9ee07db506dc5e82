"""The one way to a consultation: permission, house and phase are asked here, so no verb can forget."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.dossiers.rules import Openness
from consultation.errors import NotFound
from consultation.publications import queries as publications
from consultation.publications.pieces import Audience, Dossier


def for_work(session: Session, actor: Actor, permission: Permission, slug: str) -> Consultation:
    """Return a consultation of the actor's own municipality. Raises NotFound for any other."""
    authorize(actor, permission)
    found = session.scalar(
        select(Consultation).where(
            Consultation.municipality_id == actor.organisation,
            Consultation.slug == slug,
        )
    )
    if found is None:
        raise NotFound
    return found


def for_party(
    session: Session,
    actor: Actor,
    permission: Permission,
    place: tuple[uuid.UUID, str],
    now: datetime,
) -> Consultation:
    """Return a consultation that the actor's organisation can read now; `place` = (municipality, slug).

    Raises NotFound while it is not public yet, and for a closed one to whoever is not invited.
    """
    authorize(actor, permission)
    municipality_id, slug = place
    found = session.scalar(select(Consultation).where(Consultation.municipality_id == municipality_id, Consultation.slug == slug))
    # Asked in any case: an answer that comes sooner would tell whoever is not invited which addresses exist (R13).
    release_id = found.release_id if found and found.release_id else uuid.UUID(int=0)
    if not publications.readable(session, release_id, actor.organisation, now) or found is None:
        raise NotFound
    return found


def dossier_of(consultation: Consultation) -> Dossier:
    """Return what publications needs to know of a consultation."""
    closed = consultation.openness == Openness.CLOSED
    audience = Audience.PARTICIPANTS if closed else Audience.PUBLIC
    return Dossier(consultation.municipality_id, consultation.id, consultation.slug, audience)
