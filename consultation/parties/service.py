"""Inviting and joining. Who takes part reads everything that was published before, with its dates (rule 5)."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.models import Organisation
from consultation.accounts.permissions import Permission
from consultation.errors import InvalidInput
from consultation.parties.models import Participation
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.words import N_


def invite(
    session: Session,
    actor: Actor,
    consultation_id: uuid.UUID,
    organisation_id: uuid.UUID,
) -> None:
    """Invite a provider; a second invitation changes nothing. Raises InvalidInput for an unknown one."""
    authorize(actor, Permission.PARTY_INVITE)
    known = session.scalar(select(Organisation.id).where(Organisation.id == organisation_id, Organisation.kind == "provider"))
    if known is None:
        raise InvalidInput({"organisation": [N_("Kies een partij uit de lijst.")]})
    if session.get(Participation, (consultation_id, organisation_id)):
        return
    _add(session, actor, consultation_id, organisation_id, accepted=False)


def accept(session: Session, actor: Actor, consultation_id: uuid.UUID) -> None:
    """Accept the rules for the actor's organisation (rule 64); joins it when it was not invited.

    The caller has checked that the actor can read the consultation: a closed one is read by its
    invitees alone, so nobody joins that from outside.
    """
    authorize(actor, Permission.PARTICIPATE)
    found = session.get(Participation, (consultation_id, actor.organisation), with_for_update=True)
    if found is None and _add(session, actor, consultation_id, actor.organisation, accepted=True):
        return
    found = found or session.get_one(Participation, (consultation_id, actor.organisation), with_for_update=True)
    if found.accepted_at is None:
        found.accepted_at = clock.now(session)
        _note(session, consultation_id, "party.accepted_rules", actor.organisation)


def _add(
    session: Session,
    actor: Actor,
    consultation_id: uuid.UUID,
    organisation_id: uuid.UUID,
    *,
    accepted: bool,
) -> bool:
    """Add a party and say so in the record; False when a request at the same moment was first."""
    moment = clock.now(session)
    added = Participation(
        consultation_id=consultation_id,
        organisation_id=organisation_id,
        since=moment,
        invited_by=None if accepted else actor.person,
        accepted_at=moment if accepted else None,
    )
    try:
        with session.begin_nested():
            session.add(added)
    except IntegrityError:
        return False
    _note(session, consultation_id, "party.joined" if accepted else "party.invited", organisation_id)
    return True


def _note(session: Session, consultation_id: uuid.UUID, kind: str, organisation_id: uuid.UUID) -> None:
    record.note(session, consultation_id, Tree.PRIVATE, record.Event(kind, str(organisation_id)))
