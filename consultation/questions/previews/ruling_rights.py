"""Who may rule on an objection: not who took the decision it is against, nor who agreed with it, while a colleague can.

Rules 39 and 40: the second person made that decision count, so the objection is against his word too.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultation.accounts import queries as accounts
from consultation.accounts.actor import Actor, authorize
from consultation.accounts.permissions import Permission
from consultation.dossiers.models import Consultation
from consultation.errors import InvalidInput
from consultation.review.chains import Counting, counting
from consultation.review.models import FindingDecision
from consultation.review.service import decisions_about, opinions_about
from consultation.words import N_

OWN_DECISION = N_("U nam zelf het besluit waar dit bezwaar over gaat, of was het ermee eens. Een collega beslist hierover.")


@dataclass(frozen=True)
class Right:
    """Whether a reader may rule on one objection. `own`: he took the decision himself, or agreed with it; `others`: the names
    of who did not, in order; `made_by`: who did. Where there is nobody else, who did may rule too, and the record says so."""

    own: bool
    others: tuple[str, ...]
    made_by: frozenset[uuid.UUID]

    @property
    def may(self) -> bool:
        """True for whoever neither decided nor agreed, and for everybody when everybody did."""
        return not (self.own and self.others)


def rights(
    session: Session, actor: Actor, consultations: Collection[Consultation], against: Mapping[uuid.UUID, datetime]
) -> dict[uuid.UUID, Right]:
    """Return what this reader may do about objections in some consultations of one municipality, by the text they are
    `against` and when each was made. Takes as many queries for many as for one."""
    authorize(actor, Permission.FINDING_DECIDE)
    if not against or not consultations:
        return {}
    made = deciders(session, [one.id for one in consultations], against)
    people = accounts.people(session, next(iter(consultations)).municipality_id, Permission.FINDING_DECIDE)
    others = {text_id: tuple(sorted(name for key, name in people.items() if key not in by)) for text_id, by in made.items()}
    return {text_id: Right(actor.person in by, others[text_id], by) for text_id, by in made.items()}


def kept_out(session: Session, consultation: Consultation, against: Mapping[uuid.UUID, datetime]) -> frozenset[uuid.UUID]:
    """Return who may rule on none of these objections: each of them is against a decision of his that a colleague can judge."""
    people = accounts.people(session, consultation.municipality_id, Permission.FINDING_DECIDE).keys()
    made = deciders(session, [consultation.id], against).values()
    return frozenset(people).intersection(*(by if people - by else () for by in made)) if made else frozenset()


def require(right: Right) -> None:
    """Raise InvalidInput for who took the decision himself, or agreed with it, while a colleague can rule on it."""
    if not right.may:
        raise InvalidInput({"ruling": [OWN_DECISION]})


def deciders(
    session: Session, consultation_ids: Collection[uuid.UUID], against: Mapping[uuid.UUID, datetime]
) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Return per text who took the decisions that counted when its party objected, and who agreed with them as second
    person; who changes one later follows it.

    Of signals of collusion nothing: its party does not read that there was one (44). Reads no text.
    """
    rows = decisions_about(session, consultation_ids, against)
    kept = [row for row in rows if row.decided_at <= against[row.text_id] and _read_by_its_party(row)]
    opinions = opinions_about(session, (row.id for row in kept if row.needs_second))
    places: dict[uuid.UUID, dict[tuple[object, ...], list[FindingDecision]]] = defaultdict(lambda: defaultdict(list))
    for row in kept:
        places[row.text_id][row.field, row.found_start, row.found_end, row.rule].append(row)
    return {
        text_id: frozenset(key for chain in places[text_id].values() for key in _people(counting(chain, opinions)))
        for text_id in against
    }


def _read_by_its_party(row: FindingDecision) -> bool:
    return not row.is_signal


def _people(now: Counting) -> tuple[uuid.UUID, ...]:
    """Return who made the decision of one place count."""
    if now.decision is None:
        return ()
    return (now.decision.decided_by, now.agreed.given_by) if now.agreed else (now.decision.decided_by,)
