"""Claims that something is public already, with source and date (rule 45): two people, an end instead of a removal."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.errors import InvalidInput, NotFound
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review import rules
from consultation.review.gate import Review
from consultation.review.knowledge import forget
from consultation.review.models import PublicClaim, PublicClaimStep
from consultation.review.seconding import OWN_DECISION
from consultation.review.service import refuse_bsn
from consultation.review.texts import Source
from consultation.words import N_
from legal.detectors.figures import claimed as claimed_figures
from legal.detectors.figures import names_amount
from legal.terms import Channel, Sensitivity

AGREED, ENDED = "agreed", "ended"
LONGEST_CLAIM, LONGEST_SOURCE = 500, 1_000
NO_TEXT = N_("Schrijf precies de woorden die openbaar zijn (3 tot 500 tekens).")
NO_SOURCE = N_("Schrijf waar dit openbaar staat: een adres of een document (5 tot 1000 tekens).")
NOT_YET = N_("Deze dag is nog niet geweest. Kies de dag waarop het openbaar was.")
WHO_ASKS = N_("Dit kan verraden wie een vraag stelt. Beslis daarover per tekst.")
IN_DIGITS = N_("Noem één bedrag, in cijfers, bijvoorbeeld: € 58,00.")
SIGNAL = N_("Dit kan een teken van afspraken tussen aanbieders zijn. Alleen de jurist beslist daarover, per tekst.")


@dataclass(frozen=True)
class ClaimDraft:
    """What somebody says is public: these words, where they stand, and on which day he saw that."""

    text: str
    source: str
    source_date: date


@dataclass(frozen=True)
class Claim:
    """A claim as the pages show it. It counts from `agreed_at` until `ended_at`."""

    id: uuid.UUID
    text: str
    source: str
    source_date: date
    claimed_by: uuid.UUID
    claimed_at: datetime
    agreed_by: uuid.UUID | None
    agreed_at: datetime | None
    ended_at: datetime | None

    @property
    def counts(self) -> bool:
        """True while findings of exactly this text are cleared by it."""
        return self.agreed_at is not None and self.ended_at is None


def claims(session: Session, actor: Actor, consultation_id: uuid.UUID) -> tuple[Claim, ...]:
    """Return the claims of a consultation, also those that ended, oldest first."""
    authorize(actor, Permission.FINDING_SECOND)
    rows = session.scalars(
        select(PublicClaim).where(PublicClaim.consultation_id == consultation_id).order_by(PublicClaim.claimed_at, PublicClaim.id)
    )
    taken = session.scalars(select(PublicClaimStep).where(PublicClaimStep.consultation_id == consultation_id))
    steps = {(step.claim_id, step.kind): step for step in taken}
    return tuple(_shown(row, steps.get((row.id, AGREED)), steps.get((row.id, ENDED))) for row in rows)


def waiting_for(session: Session, actor: Actor, consultation_ids: Collection[uuid.UUID]) -> Counter[uuid.UUID]:
    """Return how many claims wait for exactly this person as the second, per consultation."""
    authorize(actor, Permission.FINDING_SECOND)
    here = PublicClaim.consultation_id.in_(consultation_ids)
    taken = select(PublicClaimStep.claim_id).where(PublicClaimStep.consultation_id.in_(consultation_ids))
    wanted = select(PublicClaim.consultation_id).where(here, PublicClaim.id.not_in(taken), PublicClaim.claimed_by != actor.person)
    return Counter(session.scalars(wanted))


def claim(session: Session, actor: Actor, known: Review, draft: ClaimDraft) -> PublicClaim:
    """Say that a text is public. It counts once a second person agreed. Raises InvalidInput per field.

    `known` is the guard with what it knows of the consultation.
    What tells who asks cannot be made public this way: it would stand in every question at once (rule 13).
    """
    authorize(actor, Permission.FINDING_DECIDE)
    text, source = " ".join(draft.text.split()), " ".join(draft.source.split())
    if wrong := _faults(session, known, ClaimDraft(text, source, draft.source_date)):
        raise InvalidInput(wrong)
    refuse_bsn(text, "text")
    refuse_bsn(source, "source")
    row = PublicClaim(
        id=uuid.uuid4(),
        consultation_id=known.consultation_id,
        text=text,
        source=source,
        source_date=draft.source_date,
        claimed_by=actor.person,
        claimed_at=clock.now(session),
    )
    session.add(row)
    session.flush()
    _note(session, actor, row, "claim.made")
    return row


def agree(session: Session, actor: Actor, row: PublicClaim) -> None:
    """Agree with a claim as the second person: from now on it counts. Raises InvalidInput for one's own (R17)."""
    authorize(actor, Permission.FINDING_SECOND)
    if rules.same_person(row.claimed_by, actor.person):
        raise InvalidInput({"second": [OWN_DECISION]})
    if session.get(PublicClaimStep, (row.id, ENDED)):
        raise NotFound
    _step(session, actor, row, AGREED)


def end(session: Session, actor: Actor, row: PublicClaim) -> None:
    """End a claim: from now on it clears nothing. What was published stays."""
    authorize(actor, Permission.FINDING_DECIDE)
    _step(session, actor, row, ENDED)


def claim_of(session: Session, actor: Actor, consultation_id: uuid.UUID, claim_id: uuid.UUID) -> PublicClaim:
    """Return a claim of this consultation. Raises NotFound."""
    authorize(actor, Permission.FINDING_SECOND)
    row = session.get(PublicClaim, claim_id)
    if row is None or row.consultation_id != consultation_id:
        raise NotFound
    return row


def _faults(session: Session, known: Review, draft: ClaimDraft) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    if not 3 <= len(draft.text) <= LONGEST_CLAIM or not any(map(str.isalnum, draft.text)):
        wrong["text"] = [NO_TEXT]
    elif refused := _refused(known, draft.text):
        wrong["text"] = [refused]
    if not 5 <= len(draft.source) <= LONGEST_SOURCE:
        wrong["source"] = [NO_SOURCE]
    if draft.source_date > clock.to_local(clock.now(session)).date():
        wrong["source_date"] = [NOT_YET]
    return wrong


def _refused(known: Review, text: str) -> str:
    """Return why no claim may clear this text: it tells who asks (13), or is a signal, about which lawyers decide (44).

    An amount in words, or from one to another, would clear nothing.
    """
    if not claimed_figures(text) and names_amount(text):
        return IN_DIGITS
    source = Source(uuid.UUID(int=0), "claim", text, Channel.QUESTION)
    found = [item.finding for item in known.judged(source)]
    if any(rules.collusive(one) for one in found):
        return SIGNAL
    return WHO_ASKS if any(one.sensitivity is Sensitivity.ASKER_IDENTITY for one in found) else ""


def _step(session: Session, actor: Actor, row: PublicClaim, kind: str) -> None:
    step = PublicClaimStep(
        claim_id=row.id, kind=kind, consultation_id=row.consultation_id, taken_by=actor.person, taken_at=clock.now(session)
    )
    try:
        with session.begin_nested():
            session.add(step)
    except IntegrityError as error:  # somebody was first
        raise NotFound from error
    forget(session)
    _note(session, actor, row, f"claim.{kind}")


def _note(session: Session, actor: Actor, row: PublicClaim, kind: str) -> None:
    """The words stay out of the record, and enter it as a salted commitment (R10, rule 53)."""
    content = {"text": row.text, "source": row.source, "date": row.source_date.isoformat()}
    event = record.Event(kind, str(row.id), content, facts={"by": actor.tag})
    record.note(session, row.consultation_id, Tree.PRIVATE, event)


def _shown(row: PublicClaim, agreed: PublicClaimStep | None, ended: PublicClaimStep | None) -> Claim:
    return Claim(
        id=row.id,
        text=row.text,
        source=row.source,
        source_date=row.source_date,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        agreed_by=agreed.taken_by if agreed else None,
        agreed_at=agreed.taken_at if agreed else None,
        ended_at=ended.taken_at if ended else None,
    )
