"""What is said to be public, as a page shows it; agreeing and ending, with the counts that follow (rule 45)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers import guarding
from consultation.dossiers.models import Consultation
from consultation.errors import Conflict, NotFound
from consultation.questions.reviewing.recounting import recount_all
from consultation.review import claims
from consultation.review.claims import Claim, ClaimDraft
from consultation.words import N_

GONE = N_("Een collega besliste hier intussen over. Hieronder staat hoe het nu is.")


class State(StrEnum):
    """How a claim stands."""

    WAITS = "waits"
    COUNTS = "counts"
    ENDED = "ended"


@dataclass(frozen=True)
class Line:
    """A claim with who said so and who agreed. `own`: this reader said so; `may_*`: what he can do with it."""

    id: uuid.UUID
    text: str
    source: str
    source_date: date
    by: str
    at: datetime
    state: State
    agreed_by: str
    agreed_at: datetime | None
    ended_at: datetime | None
    own: bool
    may_agree: bool
    may_end: bool


def listed(session: Session, actor: Actor, consultation: Consultation) -> tuple[Line, ...]:
    """Return the claims of a consultation: what waits first, then what counts, then what ended; newest in front."""
    authorize(actor, Permission.FINDING_SECOND)
    found = claims.claims(session, actor, consultation.id)
    names = accounts.person_names(session, {who for one in found for who in (one.claimed_by, one.agreed_by) if who})
    lines = [_line(actor, one, names) for one in reversed(found)]
    return tuple(sorted(lines, key=lambda line: list(State).index(line.state)))


def claim(session: Session, actor: Actor, consultation: Consultation, draft: ClaimDraft) -> None:
    """Say that a text is public. Raises InvalidInput per field."""
    authorize(actor, Permission.FINDING_DECIDE)
    claims.claim(session, actor, guarding.review(session, consultation.id), draft)


def agree(session: Session, actor: Actor, consultation: Consultation, claim_id: uuid.UUID) -> None:
    """Agree as the second person: from now on these words are no finding. Raises NotFound, InvalidInput, Conflict."""
    authorize(actor, Permission.FINDING_SECOND)
    row = claims.claim_of(session, actor, consultation.id, claim_id)
    try:
        claims.agree(session, actor, row)
    except NotFound as error:
        raise Conflict(GONE) from error
    recount_all(session, actor, consultation)


def end(session: Session, actor: Actor, consultation: Consultation, claim_id: uuid.UUID) -> None:
    """End a claim: from now on these words are findings again. Raises NotFound, Conflict."""
    authorize(actor, Permission.FINDING_DECIDE)
    row = claims.claim_of(session, actor, consultation.id, claim_id)
    try:
        claims.end(session, actor, row)
    except NotFound as error:
        raise Conflict(GONE) from error
    recount_all(session, actor, consultation)


def _line(actor: Actor, one: Claim, names: dict[uuid.UUID, str]) -> Line:
    state = State.ENDED if one.ended_at else State.COUNTS if one.counts else State.WAITS
    own = one.claimed_by == actor.person
    return Line(
        id=one.id,
        text=one.text,
        source=one.source,
        source_date=one.source_date,
        by=names.get(one.claimed_by, ""),
        at=one.claimed_at,
        state=state,
        agreed_by=names.get(one.agreed_by, "") if one.agreed_by else "",
        agreed_at=one.agreed_at,
        ended_at=one.ended_at,
        own=own,
        may_agree=state is State.WAITS and not own,
        may_end=state is not State.ENDED,
    )
