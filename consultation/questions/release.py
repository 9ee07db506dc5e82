"""One release for everything that is ready and not public yet: consultation, documents, rounds."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import access
from consultation.dossiers import pieces as dossier_pieces
from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.errors import NotFound, PublishBlocked, TooLate
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.publications import service as publishing
from consultation.publications.models import Publication, Release
from consultation.publications.pieces import Kind, Piece
from consultation.questions import rounds
from consultation.questions.models import AnswerRevision, Question, QuestionRound
from consultation.words import N_


@dataclass(frozen=True)
class Readiness:
    """What would go out now, by title, and what stops it."""

    titles: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Released:
    """A release and where it stands: scheduled, visible or stopped."""

    id: uuid.UUID
    visible_at: datetime
    parties: int
    state: str
    titles: tuple[str, ...]


def released(session: Session, consultation: Consultation, release_id: uuid.UUID) -> Released:
    """Return a release of this consultation. Raises NotFound."""
    made = session.get(Release, release_id)
    if made is None or made.consultation_id != consultation.id:
        raise NotFound
    titles = session.scalars(select(Publication.title).where(Publication.release_id == release_id).order_by(Publication.position))
    state = publications.state(session, release_id, clock.now(session))
    return Released(release_id, made.visible_at, made.parties, state, tuple(titles))


def readiness(session: Session, actor: Actor, consultation: Consultation) -> Readiness:
    """Return what a release now would hold, for the confirm page."""
    authorize(actor, Permission.WORK_READ)
    pieces, reasons = _pieces(session, consultation)
    if actor.person in _makers(session, consultation):
        reasons.append(N_("U maakte een deel hiervan. Iemand anders maakt het openbaar."))
    return Readiness(tuple(str(piece.title) for piece in pieces), tuple(reasons))


def release(session: Session, actor: Actor, consultation: Consultation) -> Release:
    """Make everything that is ready public at one moment (rule 1, R5). Raises PublishBlocked, TooLate.

    Who made a part of it cannot make it public (R17).
    """
    authorize(actor, Permission.CONSULTATION_PUBLISH)
    pieces, reasons = _pieces(session, consultation)
    if actor.person in _makers(session, consultation):
        reasons.append(N_("U maakte een deel hiervan. Iemand anders maakt het openbaar."))
    if not pieces and not reasons:
        raise TooLate(N_("Alles is al openbaar."))
    if reasons:
        raise PublishBlocked(reasons)
    visible_at = publishing.next_moment(session)
    audience = parties.party_ids(session, consultation.id)
    made = publishing.publish(session, access.dossier_of(consultation), pieces, audience, visible_at)
    if consultation.release_id is None:
        consultation.release_id = made.id
    dossier_pieces.mark(session, _free_versions(session, consultation), made.id)
    where = (
        QuestionRound.consultation_id == consultation.id,
        QuestionRound.release_id.is_(None),
    )
    session.execute(update(QuestionRound).where(*where).values(release_id=made.id))
    return made


def stop(session: Session, actor: Actor, consultation: Consultation, release_id: uuid.UUID) -> None:
    """Stop a release before its moment; everything in it waits again."""
    authorize(actor, Permission.CONSULTATION_PUBLISH)
    made = session.get(Release, release_id)
    if made is None or made.consultation_id != consultation.id:
        raise NotFound
    publishing.stop(session, release_id)
    dossier_pieces.unmark(session, release_id)
    session.execute(update(QuestionRound).where(QuestionRound.release_id == release_id).values(release_id=None))
    if consultation.release_id == release_id:
        consultation.release_id = None


def _pieces(session: Session, consultation: Consultation) -> tuple[list[Piece], list[str]]:
    found: list[Piece] = []
    reasons: list[str] = []
    if publications.state(session, consultation.release_id, clock.now(session)) == "none":
        about, faults = dossier_pieces.consultation_piece(session, consultation)
        found += [about] if about else []
        reasons += faults
    versions, faults = dossier_pieces.versions(session, consultation, _free_versions(session, consultation))
    waiting = [_round_piece(session, held) for held in _waiting_rounds(session, consultation)]
    late = [held for held in _waiting_rounds(session, consultation) if held.closes_at <= publishing.next_moment(session)]
    if late:
        reasons.append(N_("De vragenronde sluit voordat zij openbaar is. Kies latere tijdstippen."))
    return [*found, *versions, *waiting], reasons + faults


def _waiting_rounds(session: Session, consultation: Consultation) -> list[QuestionRound]:
    return [held for held in rounds.rounds(session, consultation.id) if held.release_id is None]


def _round_piece(session: Session, held: QuestionRound) -> Piece:
    instants = {name: clock.rfc3339(getattr(held, name)) for name in ("opens_at", "closes_at", "answers_at")}
    title = dossier_pieces.own_words(session, f"Vragenronde {held.number}")
    return Piece(Kind.ROUND, str(held.number), title, facts={"number": held.number, **instants})


def _free_versions(session: Session, consultation: Consultation) -> list[uuid.UUID]:
    """Return waiting versions that no answer points at: those go out with their answer (rule 21)."""
    tied = (
        select(AnswerRevision.changes_version_id)
        .join(Question, Question.revision_id == AnswerRevision.id)
        .where(
            AnswerRevision.consultation_id == consultation.id,
            AnswerRevision.changes_version_id.is_not(None),
        )
    )
    where = (
        DocumentVersion.consultation_id == consultation.id,
        DocumentVersion.release_id.is_(None),
        DocumentVersion.id.not_in(tied),
    )
    return list(session.scalars(select(DocumentVersion.id).where(*where)))


def _makers(session: Session, consultation: Consultation) -> set[uuid.UUID]:
    found = {held.created_by for held in _waiting_rounds(session, consultation)}
    wanted = _free_versions(session, consultation)
    found |= set(session.scalars(select(DocumentVersion.created_by).where(DocumentVersion.id.in_(wanted))))
    return found | ({consultation.created_by} if consultation.release_id is None else set())
