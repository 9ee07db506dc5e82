"""What the guard found in a nota in the making and people left readable all the same: the last look before it goes out.

Rules 35, 36 and 40. Only the texts in which something stays are opened, after a record entry (R1).
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission, allowed
from consultation.dossiers.models import Consultation
from consultation.questions import note_rows
from consultation.questions.models import Question
from consultation.review.models import FindingDecision
from consultation.review.service import countings
from consultation.vault.service import Reader
from legal.terms import Label

Made = tuple[FindingDecision, uuid.UUID | None]  # a decision that leaves something, and who agreed with it

@dataclass(frozen=True)
class Left:
    """Words that stay readable: of which question, what they are, who decided so and why, and who agreed."""

    reference: str
    field: str
    words: str = dataclasses.field(repr=False)
    kind: str
    reason: str
    by: str
    agreed: str


def left(session: Session, actor: Actor, consultation: Consultation, questions: Iterable[Question]) -> tuple[Left, ...]:
    """Return what stays readable in these questions and their answers, by reference.

    Words about which a signal of collusion was found harmless are shown to lawyers alone (44).
    """
    authorize(actor, Permission.NOTE_PUBLISH)
    of_text = {key: one for one in questions if not one.kept_out for key in (one.text_id, one.revision_id) if key}
    lawyer = allowed(actor.role, Permission.COLLUSION_READ)
    made = [pair for pair in _leaving(session, consultation, of_text) if lawyer or not pair[0].is_signal]
    some = {of_text[row.text_id].id: of_text[row.text_id] for row, _ in made}
    opened = note_rows.opened(session, consultation, some.values(), Reader(actor.tag, "note stays")) if some else []
    words = {(source.text_id, source.field): source.text for row in opened for source in row.all}
    people = accounts.person_names(session, {key for row, agreed in made for key in (row.decided_by, agreed) if key})
    found = [
        Left(
            reference=of_text[row.text_id].reference,
            field=row.field,
            words=words[row.text_id, row.field][start:end],
            kind=Label(row.label).nl,
            reason=row.reason,
            by=people.get(row.decided_by, ""),
            agreed=people.get(agreed, "") if agreed else "",
        )
        for row, agreed in made
        for start, end in row.left
    ]
    return tuple(sorted(found, key=lambda one: one.reference))


def _leaving(session: Session, consultation: Consultation, text_ids: Iterable[uuid.UUID]) -> Sequence[Made]:
    """Return the decisions that count and leave something readable, in the order of their texts."""
    places = countings(session, consultation.id, text_ids)
    counted = [now for key in sorted(places) for _, now in sorted(places[key].items())]
    return [
        (now.decision, now.agreed.given_by if now.agreed else None) for now in counted if now.decision and now.decision.left
    ]
