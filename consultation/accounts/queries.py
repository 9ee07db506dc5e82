"""Reading who is signed in, and which municipality an address belongs to."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.accounts.actor import PUBLIC, Actor
from consultation.accounts.models import LoginSession, Membership, Organisation, Person
from consultation.accounts.permissions import Permission, Role, allowed
from consultation.accounts.service import token_hash

# Put together once, and without whole rows: every page asks for this.
TENANTS = (
    select(
        Organisation.id, Organisation.slug, Organisation.name, Organisation.host, Organisation.theme, Organisation.contact_email
    )
    .where(Organisation.kind == "municipality")
    .order_by(Organisation.name)
)


@dataclass(frozen=True)
class Tenant:
    """A municipality as the pages show it."""

    id: uuid.UUID
    slug: str
    name: str
    host: str | None
    theme: str
    contact_email: str


@dataclass(frozen=True)
class DemoAccount:
    """A demo account on the sign-in page (embedded demonstration only)."""

    name: str
    email: str
    role: Role
    organisation: str


def actor_of(session: Session, token: str | None, now: datetime) -> Actor:
    """Return who holds this session token; the public when it is absent, expired or revoked."""
    if not token:
        return PUBLIC
    row = session.execute(
        select(Person.id, Person.name, Membership.role, Organisation.id, Organisation.name)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .join(LoginSession, LoginSession.membership_id == Membership.id)
        .where(
            LoginSession.token_hash == token_hash(token),
            LoginSession.revoked_at.is_(None),
            LoginSession.expires_at > now,
            Membership.ended_at.is_(None),
        )
    ).first()
    if row is None:
        return PUBLIC
    person_id, name, role, organisation_id, organisation_name = row
    return Actor(Role(role), name, person_id, organisation_id, organisation_name)


def tenants(session: Session) -> tuple[Tenant, ...]:
    """Return every municipality, in order of name."""
    return tuple(Tenant(*row) for row in session.execute(TENANTS))


def demo_accounts(session: Session) -> tuple[DemoAccount, ...]:
    """Return the demo people, municipality first."""
    rows = session.execute(
        select(Person.name, Person.email, Membership.role, Organisation.name)
        .join(Membership, Membership.person_id == Person.id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Person.demo.is_(True))
        .order_by(Organisation.kind, Organisation.name, Membership.role)
    )
    return tuple(DemoAccount(name, email, Role(role), organisation) for name, email, role, organisation in rows)


def has_demo_people(session: Session) -> bool:
    """Say whether demo people exist: a production start refuses them."""
    return session.scalar(select(Person.id).where(Person.demo.is_(True)).limit(1)) is not None


def person_names(session: Session, ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of colleagues by id."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def addresses(
    session: Session, organisation: uuid.UUID, permission: Permission, but: Collection[uuid.UUID] = ()
) -> list[tuple[uuid.UUID, str]]:
    """Return membership and e-mail address of everybody in an organisation who may do something, `but` for these people."""
    roles = [role for role in Role if allowed(role, permission)]
    where = (Membership.organisation_id == organisation, Membership.ended_at.is_(None), Membership.role.in_(roles))
    wanted = select(Membership.id, Person.email, Person.id).join(Person, Person.id == Membership.person_id).where(*where)
    return [(row[0], row[1]) for row in session.execute(wanted) if row[2] not in but]


def people(session: Session, organisation: uuid.UUID, permission: Permission) -> dict[uuid.UUID, str]:
    """Return the names, by person, of everybody in an organisation who may do something now."""
    roles = [role for role in Role if allowed(role, permission)]
    where = (Membership.organisation_id == organisation, Membership.ended_at.is_(None), Membership.role.in_(roles))
    rows = session.execute(select(Person.id, Person.name).join(Membership, Membership.person_id == Person.id).where(*where))
    return {row[0]: row[1] for row in rows}


def person_roles(session: Session, organisation: uuid.UUID, ids: set[uuid.UUID]) -> dict[uuid.UUID, Role]:
    """Return the roles of colleagues of one organisation by id; what somebody is now goes before what he was."""
    where = (Membership.organisation_id == organisation, Membership.person_id.in_(ids))
    rows = session.execute(
        select(Membership.person_id, Membership.role).where(*where).order_by(Membership.ended_at.is_(None), Membership.role)
    )
    return {person_id: Role(role) for person_id, role in rows}
