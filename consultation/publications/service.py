"""Publishing: rows, record leaf, audience and promised work in ONE transaction with one visible_at."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consultation import clock, outbox
from consultation.accounts.models import Membership, Organisation
from consultation.accounts.permissions import Role
from consultation.errors import NotFound, TooLate
from consultation.publications import rendering
from consultation.publications.models import (
    Delivery,
    Publication,
    PublicationFile,
    PublishedAnswer,
    Release,
    ReleaseStopped,
)
from consultation.publications.pieces import Dossier, Kind, Piece
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.words import N_

# A stop in the last seconds could race with a reader who already saw the page.
STOP_MARGIN = timedelta(seconds=10)
TOO_SLOW = N_("Het publiceren duurde te lang. Er is niets gepubliceerd. Probeer het opnieuw.")
STOP_TOO_LATE = N_("Stoppen kan niet meer: het stuk is openbaar of wordt dat binnen 10 seconden.")


def next_moment(session: Session) -> datetime:
    """Return when a release made now becomes readable: the next round moment after the lead time."""
    lead, step = session.info["publication_lead"], session.info["publication_step"]
    return clock.next_boundary(
        clock.now(session), timedelta(seconds=lead), timedelta(seconds=step)
    )


def publish(
    session: Session,
    dossier: Dossier,
    pieces: Sequence[Piece],
    parties: Sequence[uuid.UUID],
    visible_at: datetime,
) -> Release:
    """Publish `pieces` to everybody at `visible_at` (rules 1, 4, 20; R5). All of it or nothing.

    Raises TooLate when the transaction took so long that the moment has come: then nobody may be
    told it was readable since.
    """
    moment = clock.now(session)
    release = Release(
        id=uuid.uuid4(),
        municipality_id=dossier.municipality_id,
        consultation_id=dossier.consultation_id,
        audience=dossier.audience,
        created_at=moment,
        visible_at=visible_at,
        parties=len(parties),
    )
    session.add(release)
    session.flush()
    for piece in pieces:
        _add(session, dossier, release, piece)
    record.seal(session, dossier.consultation_id)
    _address(session, release, parties)
    _promise(session, release, moment)
    session.flush()
    if clock.now(session) >= visible_at:
        raise TooLate(TOO_SLOW)
    return release


def stop(session: Session, release_id: uuid.UUID) -> None:
    """Stop a release before its moment. Raises TooLate when it is, or nearly is, readable."""
    release = session.scalar(
        select(Release).where(Release.id == release_id).with_for_update()
    )
    if release is None or session.get(ReleaseStopped, release_id) is not None:
        raise NotFound
    moment = clock.now(session)
    if moment >= release.visible_at - STOP_MARGIN:
        raise TooLate(STOP_TOO_LATE)
    session.add(
        ReleaseStopped(
            release_id=release_id, consultation_id=release.consultation_id, at=moment
        )
    )
    record.note(
        session,
        release.consultation_id,
        Tree.PUBLIC,
        record.Event("release.stopped", str(release_id)),
    )
    record.seal(session, release.consultation_id)
    if clock.now(session) >= release.visible_at:  # waited for a lock until it could be read
        raise TooLate(STOP_TOO_LATE)


def keep_file(
    session: Session, publication_id: uuid.UUID, kind: str, content: bytes
) -> None:
    """Keep a rendering of a publication; a second run of the same job changes nothing."""
    if session.get(PublicationFile, (publication_id, kind)):
        return
    publication = session.get_one(Publication, publication_id)
    session.add(
        PublicationFile(
            publication_id=publication_id,
            kind=kind,
            consultation_id=publication.consultation_id,
            content=content,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
    )


def _add(session: Session, dossier: Dossier, release: Release, piece: Piece) -> None:
    publication = Publication(
        id=uuid.uuid4(),
        release_id=release.id,
        municipality_id=dossier.municipality_id,
        consultation_id=dossier.consultation_id,
        slug=dossier.slug,
        kind=piece.kind,
        ref=piece.ref,
        title=str(piece.title),
        payload=rendering.payload(piece),
    )
    rows = rendering.answer_rows(publication, piece.answers)
    event = record.Event(
        "publication",
        f"{piece.kind}/{piece.ref}",
        rendering.content(publication, release, rows),
        facts={
            "visible_at": clock.rfc3339(release.visible_at),
            "audience": dossier.audience,
        },
    )
    noted = record.note(session, dossier.consultation_id, Tree.PUBLIC, event)
    publication.content_hash, publication.salt, publication.position = (
        noted.fingerprint,
        noted.salt,
        noted.position,
    )
    session.add(publication)
    session.flush()
    if rows:
        session.execute(insert(PublishedAnswer), rows)


def _address(session: Session, release: Release, parties: Sequence[uuid.UUID]) -> None:
    """Fix the audience: a row per member of every party, in the same transaction (R5)."""
    members = session.execute(
        select(Membership.id, Membership.organisation_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(
            Membership.organisation_id.in_(parties),
            Membership.ended_at.is_(None),
            Membership.role == Role.PROVIDER_MEMBER,
        )
    )
    session.add_all(
        Delivery(
            consultation_id=release.consultation_id,
            release_id=release.id,
            organisation_id=organisation,
            membership_id=member,
            next_try_at=release.visible_at,
        )
        for member, organisation in members
    )


def _promise(session: Session, release: Release, moment: datetime) -> None:
    """One job tells everybody at the visible moment (rule 4); files are made before it, unseen."""
    ids = {"release": str(release.id)}
    outbox.promise(
        session,
        "tell",
        ids,
        at=moment,
        run_after=release.visible_at,
        consultation_id=release.consultation_id,
    )
    notes = session.scalars(
        select(Publication.id).where(
            Publication.release_id == release.id, Publication.kind == Kind.NOTE
        )
    )
    for note in notes:
        outbox.promise(
            session,
            "note_pdf",
            {"publication": str(note)},
            at=moment,
            consultation_id=release.consultation_id,
        )
