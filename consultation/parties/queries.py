"""Reading who takes part."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, exists, func, select
from sqlalchemy.orm import Session

from consultation.accounts.models import Membership, Organisation, Person
from consultation.accounts.permissions import Role
from consultation.parties.models import Participation


@dataclass(frozen=True)
class Party:
    """A party as the municipality sees it in its list, in order of name (rule 9)."""

    organisation_id: uuid.UUID
    name: str
    since: datetime
    invited: bool
    accepted_at: datetime | None


@dataclass(frozen=True)
class Candidate:
    """A provider that can still be invited."""

    organisation_id: uuid.UUID
    name: str


@dataclass(frozen=True)
class Standing:
    """How one party takes part: since when, and when it accepted the rules (rule 64)."""

    since: datetime
    invited: bool
    accepted_at: datetime | None


def standing(session: Session, consultation_id: uuid.UUID, organisation_id: uuid.UUID) -> Standing | None:
    """Return how an organisation takes part, or None."""
    found = session.get(Participation, (consultation_id, organisation_id))
    return Standing(found.since, found.invited_by is not None, found.accepted_at) if found else None


def party_ids(session: Session, consultation_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the organisations that take part: the audience of a message."""
    return list(session.scalars(select(Participation.organisation_id).where(Participation.consultation_id == consultation_id)))


def count(session: Session, consultation_id: uuid.UUID) -> int:
    """Return how many parties take part."""
    number = session.scalar(select(func.count()).where(Participation.consultation_id == consultation_id))
    return number or 0


def addresses(session: Session, consultation_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Return membership and e-mail address of everybody who works for a party that takes part."""
    rows = session.execute(
        select(Membership.id, Person.email)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.organisation_id.in_(party_ids(session, consultation_id)),
            Membership.ended_at.is_(None),
            Membership.role == Role.PROVIDER_MEMBER,
        )
    )
    return [(row[0], row[1]) for row in rows]


def parties(session: Session, consultation_id: uuid.UUID) -> tuple[Party, ...]:
    """Return the parties in order of name."""
    rows = session.execute(
        select(Participation, Organisation.name)
        .join(Organisation, Organisation.id == Participation.organisation_id)
        .where(Participation.consultation_id == consultation_id)
        .order_by(Organisation.name)
    )
    return tuple(Party(p.organisation_id, name, p.since, p.invited_by is not None, p.accepted_at) for p, name in rows)


def candidates(session: Session, consultation_id: uuid.UUID) -> tuple[Candidate, ...]:
    """Return the providers that do not take part yet."""
    present = select(Participation.organisation_id).where(Participation.consultation_id == consultation_id)
    rows = session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.kind == "provider", Organisation.id.not_in(present))
        .order_by(Organisation.name)
    )
    return tuple(Candidate(organisation_id, name) for organisation_id, name in rows)


def takes_part(session: Session, consultation_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    """Say whether an organisation was invited or joined."""
    return session.get(Participation, (consultation_id, organisation_id)) is not None


def hold(session: Session, consultation_id: uuid.UUID, organisation_id: uuid.UUID) -> None:
    """Let the acts of one party in one consultation wait for each other until this transaction ends."""
    session.get(Participation, (consultation_id, organisation_id), with_for_update=True)


def has_accepted(session: Session, consultation_id: uuid.UUID, organisation_id: uuid.UUID) -> bool:
    """Say whether an organisation accepted the rules."""
    found = session.get(Participation, (consultation_id, organisation_id))
    return found is not None and found.accepted_at is not None


def taking_part(consultation_id: Any, organisation_id: Any) -> ColumnElement[bool]:
    """Return the condition "this organisation takes part in this consultation", for other queries' columns."""
    return exists().where(Participation.consultation_id == consultation_id, Participation.organisation_id == organisation_id)


def roster(consultation_id: uuid.UUID) -> Subquery:
    """Return the parties of a consultation as something to join: one column, `organisation_id`."""
    return select(Participation.organisation_id).where(Participation.consultation_id == consultation_id).subquery()
