"""Who may rule on an objection: not who took the decision it is against, while a colleague can (rules 39, 40)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.errors import InvalidInput
from consultation.review.chains import counting
from consultation.review.models import FindingDecision
from consultation.review.service import decisions_about, opinions_about
from consultation.words import N_

OWN_DECISION = N_("U nam zelf het besluit waar dit bezwaar over gaat. Een collega beslist hierover.")


@dataclass(frozen=True)
class Right:
    """Whether a reader may rule on one objection. `own`: he took the decision himself; `others`: the names of who did not,
    in order; `made_by`: who did. Where there is nobody else, the one who decided may rule too, and the record says so."""

    own: bool
    others: tuple[str, ...]
    made_by: frozenset[uuid.UUID]

    @property
    def may(self) -> bool:
        """True for whoever did not decide himself, and for everybody when everybody did."""
        return not (self.own and self.others)


def rights(
    session: Session, actor: Actor, consultation: Consultation, against: Mapping[uuid.UUID, datetime]
) -> dict[uuid.UUID, Right]:
    """Return what this reader may do about objections, by the text they are `against` and when each was made."""
    authorize(actor, Permission.FINDING_DECIDE)
    if not against:
        return {}
    made = deciders(session, consultation.id, against)
    people = accounts.people(session, consultation.municipality_id, Permission.FINDING_DECIDE)
    others = {text_id: tuple(sorted(name for key, name in people.items() if key not in by)) for text_id, by in made.items()}
    return {text_id: Right(actor.person in by, others[text_id], by) for text_id, by in made.items()}


def require(right: Right) -> None:
    """Raise InvalidInput for who took the decision himself, while a colleague can rule on it."""
    if not right.may:
        raise InvalidInput({"ruling": [OWN_DECISION]})


def deciders(
    session: Session, consultation_id: uuid.UUID, against: Mapping[uuid.UUID, datetime]
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Return per text who took the decisions that counted when its party objected; who changes one later follows it.

    Of signals of collusion nothing: its party does not read that there was one (44). Reads no text.
    """
    places: dict[tuple[object, ...], list[FindingDecision]] = defaultdict(list)
    for row in decisions_about(session, consultation_id, against):
        if row.decided_at <= against[row.text_id] and not row.is_signal:
            places[row.text_id, row.field, row.found_start, row.found_end, row.rule].append(row)
    return {text_id: _people(session, (rows for place, rows in places.items() if place[0] == text_id)) for text_id in against}


def _people(session: Session, chains: Iterable[list[FindingDecision]]) -> frozenset[uuid.UUID]:
    kept = list(chains)
    opinions = opinions_about(session, (row.id for rows in kept for row in rows if row.needs_second))
    made = [counting(rows, opinions).decision for rows in kept]
    return frozenset(row.decided_by for row in made if row)
