"""Free words of the municipality to one party, about its own text: they may tell nothing of another party (rules 1, 35).

Whoever decides reads all originals. The gate takes a figure in such words for the municipality's own, so it alone is not
enough: a figure that does not stand in this party's text, or a question of another, may come from one of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.questions.models import Question
from legal.repeats import figures

_WORDS = re.compile(r"\w+")


def references_of_others(session: Session, question: Question) -> frozenset[str]:
    """Return the references of all other questions of its consultation."""
    here = Question.consultation_id == question.consultation_id
    return frozenset(session.scalars(select(Question.reference).where(here, Question.id != question.id)))


def speaks_of_others(words: str, own: Iterable[str], others: frozenset[str]) -> bool:
    """Say whether words hold a figure that is not in the party's `own` texts, or the reference of another question."""
    return bool(figures(words).difference(*map(figures, own)) or others.intersection(_WORDS.findall(words.upper())))
