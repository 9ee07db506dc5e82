"""The review of texts on their way out, with the decisions about them; and the stop for citizen service numbers."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.errors import InvalidInput
from consultation.review.chains import Counting, counting
from consultation.review.gate import Place, Review
from consultation.review.knowledge import OwnTexts, knowledge
from consultation.review.models import DecisionOpinion, FindingDecision
from consultation.words import N_
from legal import guard
from legal.terms import GuardContext, Label

MOST_AT_ONCE = 500  # ids in one question to the database


def review(
    session: Session, consultation_id: uuid.UUID, text_ids: Iterable[uuid.UUID], coming: Callable[[], OwnTexts]
) -> Review:
    """Return the review of a set of texts of one consultation, with their decisions read at once.

    `coming`: see `knowledge`.
    """
    return Review(consultation_id, knowledge(session, consultation_id, coming), countings(session, consultation_id, text_ids))


def countings(
    session: Session, consultation_id: uuid.UUID, text_ids: Iterable[uuid.UUID]
) -> dict[tuple[uuid.UUID, str], dict[Place, Counting]]:
    """Return what counts now about every place of these texts that somebody decided about. Reads no text."""
    chains: dict[tuple[uuid.UUID, str], dict[Place, list[FindingDecision]]] = defaultdict(lambda: defaultdict(list))
    rows = decisions_about(session, [consultation_id], text_ids)
    for row in rows:
        chains[row.text_id, row.field][row.found_start, row.found_end, row.rule].append(row)
    opinions = opinions_about(session, (row.id for row in rows if row.needs_second))
    return {text: {place: counting(chain, opinions) for place, chain in places.items()} for text, places in chains.items()}


def decisions_about(
    session: Session, consultation_ids: Collection[uuid.UUID], text_ids: Iterable[uuid.UUID]
) -> list[FindingDecision]:
    """Return every decision about these texts, also those that do not count any more."""
    here = FindingDecision.consultation_id.in_(consultation_ids)
    wanted, found = sorted(set(text_ids)), list[FindingDecision]()
    for at in range(0, len(wanted), MOST_AT_ONCE):
        some = FindingDecision.text_id.in_(wanted[at : at + MOST_AT_ONCE])
        found += session.scalars(select(FindingDecision).where(here, some))
    return found


def opinions_about(session: Session, decision_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, DecisionOpinion]:
    """Return what second persons said of these decisions."""
    wanted, found = sorted(decision_ids), dict[uuid.UUID, DecisionOpinion]()
    for at in range(0, len(wanted), MOST_AT_ONCE):
        some = DecisionOpinion.decision_id.in_(wanted[at : at + MOST_AT_ONCE])
        found |= {row.decision_id: row for row in session.scalars(select(DecisionOpinion).where(some))}
    return found


def bsn_fault(text: str) -> str | None:
    """Return what to say of a text with a citizen service number in it; None when there is none (rule 41)."""
    if any(finding.label is Label.BSN for finding in guard.scan(text, GuardContext())):
        return N_("In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg. Wij hebben het niet bewaard.")
    return None


def refuse_bsn(text: str, name: str) -> None:
    """Stop a citizen service number at the door (rule 41): it is never stored. Raises InvalidInput."""
    if fault := bsn_fault(text):
        raise InvalidInput({name: [fault]})
