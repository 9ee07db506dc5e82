"""Whether others can work out who asks, though no name is in the question (rule 14, R9)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from consultation.dossiers.models import Consultation
from consultation.parties import queries as parties
from consultation.questions import rules
from consultation.review.gate import Judged, Review
from consultation.review.texts import Source
from legal.terms import Channel, Sensitivity


def few(session: Session, consultation: Consultation, review: Review, sources: Sequence[Source]) -> int:
    """Return how many parties take part when that is so few that these texts give their asker away; else 0."""
    count = parties.count(session, consultation.id)
    own = [source for source in sources if source.channel is Channel.QUESTION]
    told = any(_tells(item) for source in own for item in review.judged(source))
    styled = any(rules.stands_out(source.text) for source in own)
    return count if rules.recognisable(count, consultation.smallest_group, gives_away=told, stands_out=styled) else 0


def _tells(item: Judged) -> bool:
    """What will be redacted tells nothing any more."""
    readable = item.freed or not item.settled
    return item.finding.sensitivity is Sensitivity.ASKER_IDENTITY and readable
