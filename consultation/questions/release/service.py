"""One release for everything that is ready and not public yet: consultation, documents, rounds."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import access, addresses
from consultation.dossiers import pieces as dossier_pieces
from consultation.dossiers import service as dossiers
from consultation.dossiers.models import Consultation, DocumentVersion
from consultation.dossiers.rules import Openness
from consultation.errors import NotFound, PublishBlocked, TooLate
from consultation.parties import queries as parties
from consultation.publications import queries as publications
from consultation.publications import rendering
from consultation.publications import service as publishing
from consultation.publications.models import Publication, Release
from consultation.publications.pieces import Kind, Piece
from consultation.questions.models import AnswerRevision, Question, QuestionRound
from consultation.questions.notes import composing
from consultation.questions.rounds import service as rounds
from consultation.questions.rules import QuestionStatus
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.words import N_
from legal.guard import Cleared


@dataclass(frozen=True)
class Outgoing:
    """A part of a release: its texts by field as everybody will read them, and its instants by name."""

    title: Cleared
    version: str
    texts: tuple[tuple[str, Cleared | Markup], ...]
    instants: dict[str, datetime]


@dataclass(frozen=True)
class Readiness:
    """What would go out now, and what stops it."""

    parts: tuple[Outgoing, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Released:
    """A release and where it stands: scheduled, visible or stopped."""

    id: uuid.UUID
    visible_at: datetime
    parties: int
    state: str
    parts: tuple[tuple[Cleared, str], ...]  # title, and the version of a document


def released(session: Session, consultation: Consultation, release_id: uuid.UUID) -> Released:
    """Return a release of this consultation. Raises NotFound."""
    made = session.get(Release, release_id)
    if made is None or made.consultation_id != consultation.id:
        raise NotFound
    published = session.scalars(select(Publication).where(Publication.release_id == release_id).order_by(Publication.position))
    state = publications.state(session, release_id, clock.now(session))
    parts = tuple((rendering.title_of(one), _version(one.kind, one.payload["facts"])) for one in published)
    return Released(release_id, made.visible_at, made.parties, state, parts)


def readiness(session: Session, actor: Actor, consultation: Consultation) -> Readiness:
    """Return what a release now would hold, for the confirm page."""
    authorize(actor, Permission.WORK_READ)
    pieces, reasons = _pieces(session, actor, consultation, publishing.next_moment(session))
    return Readiness(tuple(map(_outgoing, pieces)), tuple(reasons))


def release(session: Session, actor: Actor, consultation: Consultation) -> Release:
    """Make everything that is ready public at one moment (rule 1, R5). Raises PublishBlocked, TooLate.

    Who made a part of it cannot make it public (R17). A round opens when everybody can read of it, not before.
    """
    authorize(actor, Permission.CONSULTATION_PUBLISH)
    dossiers.hold(session, consultation)
    addresses.mend(session, consultation)
    visible_at = publishing.next_moment(session)
    pieces, reasons = _pieces(session, actor, consultation, visible_at)
    if not pieces and not reasons:
        raise TooLate(N_("Alles is al openbaar."))
    if reasons:
        raise PublishBlocked(reasons)
    audience = parties.party_ids(session, consultation.id)
    made = publishing.publish(session, access.dossier_of(consultation), pieces, audience, visible_at)
    if consultation.release_id is None:
        consultation.release_id = made.id
    dossier_pieces.mark(session, free_versions(session, consultation), made.id)
    for held in _waiting_rounds(session, consultation):
        held.opens_at, held.release_id = max(held.opens_at, visible_at), made.id
    _note(session, actor, consultation, "release.made", made.id)
    if clock.now(session) >= visible_at:
        raise TooLate(publishing.TOO_SLOW)
    return made


def stop(session: Session, actor: Actor, consultation: Consultation, release_id: uuid.UUID) -> None:
    """Stop a release before its moment; everything in it waits again. One of a nota stops as the nota itself is stopped."""
    authorize(actor, Permission.CONSULTATION_PUBLISH)
    note = composing.number_of(session, consultation, release_id)
    if note is not None:
        composing.stop(session, actor, consultation, note)
        return
    dossiers.hold(session, consultation)
    made = session.get(Release, release_id)
    if made is None or made.consultation_id != consultation.id:
        raise NotFound
    publishing.stop(session, release_id)
    _note(session, actor, consultation, "release.stopped", release_id)
    dossier_pieces.unmark(session, release_id)
    session.execute(update(QuestionRound).where(QuestionRound.release_id == release_id).values(release_id=None))
    if consultation.release_id == release_id:
        consultation.release_id = None


def _pieces(session: Session, actor: Actor, consultation: Consultation, visible_at: datetime) -> tuple[list[Piece], list[str]]:
    """Return what would go out at `visible_at`, and every reason why it cannot."""
    found: list[Piece] = []
    reasons = _objections(session, actor, consultation, visible_at)
    if consultation.release_id is None:
        about, faults = dossier_pieces.consultation_piece(session, consultation)
        found += [about] if about else []
        reasons += faults
    versions, faults = dossier_pieces.versions(session, consultation, free_versions(session, consultation))
    waiting = [_round_piece(session, held, visible_at) for held in _waiting_rounds(session, consultation)]
    found += [*versions, *waiting]
    if found and publications.state(session, consultation.release_id, clock.now(session)) == "scheduled":
        # Else a stop of the first release would leave a document readable of a consultation that is not.
        reasons.append(N_("De consultatie zelf wordt zo openbaar. Wacht daarop, of stop haar eerst."))
    return found, reasons + faults


def _objections(session: Session, actor: Actor, consultation: Consultation, visible_at: datetime) -> list[str]:
    reasons: list[str] = []
    if actor.person in _makers(session, consultation):
        reasons.append(N_("U maakte een deel hiervan. Iemand anders maakt het openbaar."))
    first = consultation.release_id is None
    if first and consultation.openness == Openness.CLOSED and not parties.count(session, consultation.id):
        reasons.append(N_("Er is nog niemand uitgenodigd. Een besloten consultatie leest dan niemand."))
    if any(held.closes_at <= visible_at for held in _waiting_rounds(session, consultation)):
        reasons.append(N_("De vragenronde sluit voordat zij openbaar is. Kies latere tijdstippen."))
    return reasons


def _outgoing(piece: Piece) -> Outgoing:
    texts = tuple((name, rendering.rich(text) if name in rendering.RICH else text) for name, text in piece.texts.items())
    named = {name: str(value) for name, value in piece.facts.items() if name.endswith("_at")}
    instants = {name: datetime.fromisoformat(value) for name, value in named.items()}
    return Outgoing(piece.title, _version(piece.kind, piece.facts), texts, instants)


def _version(kind: str, facts: Mapping[str, Any]) -> str:
    return str(facts["number"]) if kind == Kind.DOCUMENT else ""


def _waiting_rounds(session: Session, consultation: Consultation) -> list[QuestionRound]:
    return [held for held in rounds.rounds(session, consultation.id) if held.release_id is None]


def _round_piece(session: Session, held: QuestionRound, visible_at: datetime) -> Piece:
    opens_at = max(held.opens_at, visible_at)
    named = {"opens_at": opens_at, "closes_at": held.closes_at, "answers_at": held.answers_at}
    instants = {name: clock.rfc3339(instant) for name, instant in named.items()}
    title = dossier_pieces.own_words(session, held.consultation_id, f"Vragenronde {held.number}")
    return Piece(Kind.ROUND, str(held.number), title, facts={"number": held.number, **instants})


def free_versions(session: Session, consultation: Consultation) -> list[uuid.UUID]:
    """Return waiting versions that no answer points at: those go out with their answer (rule 21)."""
    tied = (
        select(AnswerRevision.changes_version_id)
        .join(Question, Question.revision_id == AnswerRevision.id)
        .where(
            AnswerRevision.consultation_id == consultation.id,
            AnswerRevision.changes_version_id.is_not(None),
            Question.status == QuestionStatus.SUBMITTED,  # a withdrawn question is never answered: it holds nothing up
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
    wanted = free_versions(session, consultation)
    found |= set(session.scalars(select(DocumentVersion.created_by).where(DocumentVersion.id.in_(wanted))))
    return found | ({uuid.UUID(tag) for tag in consultation.makers} if consultation.release_id is None else set())


def _note(session: Session, actor: Actor, consultation: Consultation, kind: str, release_id: uuid.UUID) -> None:
    """Say who did it: both people of a publication stand in the record (R17)."""
    record.note(session, consultation.id, Tree.PRIVATE, record.Event(kind, str(release_id), facts={"by": actor.tag}))
