"""Signing in and out, and keeping people and organisations."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.models import LoginSession, Membership, Organisation, Person
from consultation.accounts.permissions import Role

SESSION_LIFE = timedelta(hours=10)
_hasher = PasswordHasher()
# Checked when the address is unknown, so that both answers take the same work (R13).
_DECOY = _hasher.hash(secrets.token_hex(16))


def token_hash(token: str) -> bytes:
    """Return what the database keeps of a session token."""
    return hashlib.sha256(token.encode()).digest()


def sign_in(session: Session, email: str, password: str) -> str | None:
    """Check a password and open a new session row; return its token, or None when it is wrong."""
    person = session.scalar(select(Person).where(Person.email == email.strip().lower()))
    try:
        _hasher.verify(person.password_hash if person else _DECOY, password)
    except (VerifyMismatchError, InvalidHashError):
        return None
    if person is None:
        return None
    membership = session.scalar(
        select(Membership).where(Membership.person_id == person.id, Membership.ended_at.is_(None)).order_by(Membership.role)
    )
    return open_session(session, membership) if membership else None


def open_demo_session(session: Session, email: str) -> str | None:
    """Open a session for a demo person without a password; None for anybody who is not one."""
    membership = session.scalar(
        select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == email, Person.demo.is_(True), Membership.ended_at.is_(None))
    )
    return open_session(session, membership) if membership else None


def open_session(session: Session, membership: Membership) -> str:
    """Open a session row for a membership: always a new id, never one the browser brought (R19)."""
    token = secrets.token_urlsafe(32)
    moment = clock.now(session)
    session.add(
        LoginSession(
            token_hash=token_hash(token),
            membership_id=membership.id,
            created_at=moment,
            expires_at=moment + SESSION_LIFE,
        )
    )
    return token


def sign_out(session: Session, token: str) -> None:
    """Revoke one session; the token is worthless from this commit on."""
    _revoke(session, LoginSession.token_hash == token_hash(token))


def revoke_person(session: Session, person_id: uuid.UUID) -> None:
    """Revoke every session of a person, who keeps access: a laptop was lost, or something looks wrong."""
    memberships = select(Membership.id).where(Membership.person_id == person_id)
    _revoke(session, LoginSession.membership_id.in_(memberships))


def _revoke(session: Session, which: object) -> None:
    session.execute(
        update(LoginSession)
        .where(which, LoginSession.revoked_at.is_(None))  # type: ignore[arg-type]
        .values(revoked_at=clock.now(session))
    )


def add_organisation(session: Session, kind: str, slug: str, name: str, **facts: object) -> Organisation:
    """Add a municipality or a provider."""
    organisation = Organisation(id=uuid.uuid4(), kind=kind, slug=slug, name=name, **facts)
    session.add(organisation)
    session.flush()
    return organisation


def add_member(  # noqa: PLR0913 - a member is these facts
    session: Session,
    organisation: Organisation,
    role: Role,
    *,
    name: str,
    email: str,
    password: str,
    demo: bool = False,
) -> Membership:
    """Add a person with one role in one organisation."""
    person = Person(
        id=uuid.uuid4(),
        email=email.strip().lower(),
        name=name,
        password_hash=_hasher.hash(password),
        demo=demo,
    )
    membership = Membership(id=uuid.uuid4(), person=person, organisation=organisation, role=role)
    session.add(membership)
    session.flush()
    return membership


def change_role(session: Session, membership: Membership, role: Role) -> Membership:
    """Give somebody another role: the old membership ends with its sessions, so the next page asks to sign in (R19)."""
    end_membership(session, membership)
    where = (
        Membership.person_id == membership.person_id,
        Membership.organisation_id == membership.organisation_id,
        Membership.role == role,
    )
    found = session.scalar(select(Membership).where(*where))
    if found is None:
        found = Membership(id=uuid.uuid4(), person_id=membership.person_id, organisation_id=membership.organisation_id, role=role)
        session.add(found)
    found.ended_at = None
    session.flush()
    return found


def end_membership(session: Session, membership: Membership) -> None:
    """End a membership and revoke its sessions in the same transaction."""
    membership.ended_at = clock.now(session)
    _revoke(session, LoginSession.membership_id == membership.id)
