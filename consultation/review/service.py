"""Scan, decide, clear: every text goes through here on its way out (rules 35, 36; R2)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation import clock
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.errors import InvalidInput, NotFound
from consultation.record import service as record
from consultation.record.models import Tree
from consultation.review.gate import Judged, Review
from consultation.review.knowledge import knowledge
from consultation.review.models import FindingDecision
from consultation.review.texts import Source
from consultation.words import N_
from legal import guard
from legal.terms import GuardContext, Label, Outcome

__all__ = ["Judged", "Review", "Source", "bsn_fault", "decide", "refuse_bsn", "review"]


def review(
    session: Session, consultation_id: uuid.UUID, text_ids: Iterable[uuid.UUID] = (), coming: Callable[[], Iterable[str]] = tuple
) -> Review:
    """Return the review of a set of texts of one consultation, with their decisions read at once.

    `coming`: see `knowledge`.
    """
    wanted = set(text_ids)
    found: dict[tuple[uuid.UUID, str], list[FindingDecision]] = {}
    if wanted:
        rows = session.scalars(select(FindingDecision).where(FindingDecision.consultation_id == consultation_id))
        for row in rows:
            if row.text_id in wanted:
                found.setdefault((row.text_id, row.field), []).append(row)
    return Review(consultation_id, knowledge(session, consultation_id, coming), found)


def bsn_fault(text: str) -> str | None:
    """Return what to say of a text with a citizen service number in it; None when there is none (rule 41)."""
    if any(finding.label is Label.BSN for finding in guard.scan(text, GuardContext())):
        return N_("In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg. Wij hebben het niet bewaard.")
    return None


def refuse_bsn(text: str, name: str) -> None:
    """Stop a citizen service number at the door (rule 41): it is never stored. Raises InvalidInput."""
    if fault := bsn_fault(text):
        raise InvalidInput({name: [fault]})


def decide(  # noqa: PLR0913 - what, where, by whom and why
    session: Session, actor: Actor, known: Review, source: Source, place: tuple[int, int], outcome: Outcome, reason: str
) -> None:
    """Record a decision about one finding. Leaving it in needs a reason (rule 36).

    Raises InvalidInput without one, NotFound when there is no such open finding.
    """
    authorize(actor, Permission.FINDING_DECIDE)
    item = next((found for found in known.judged(source) if (found.finding.start, found.finding.end) == place), None)
    if item is None or item.decision is not None or outcome not in {Outcome.REDACT, Outcome.CLEAR}:
        raise NotFound
    if outcome is Outcome.CLEAR and len(reason.strip()) < 10:
        raise InvalidInput({"reason": [N_("Schrijf in ten minste 10 tekens waarom dit mag blijven staan.")]})
    refuse_bsn(reason, "reason")
    finding = item.finding
    taken = FindingDecision(
        consultation_id=known.consultation_id,
        text_id=source.text_id,
        field=source.field,
        start=finding.start,
        end=finding.end,
        rule=finding.rule,
        version=str(finding.version),
        sensitivity=finding.sensitivity,
        ground=finding.ground,
        outcome=outcome,
        reason=reason.strip(),
        decided_by=actor.person,
        decided_at=clock.now(session),
    )
    try:
        with session.begin_nested():
            session.add(taken)
    except IntegrityError as error:  # a colleague decided at the same moment
        raise NotFound from error
    facts = {"outcome": outcome.value, "rule": finding.rule, "ground": finding.ground.value, "by": actor.tag}
    event = record.Event("finding.decided", str(source.text_id), facts=facts)
    record.note(session, known.consultation_id, Tree.PRIVATE, event)
    session.flush()
