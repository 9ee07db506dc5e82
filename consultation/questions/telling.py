"""Free words of the municipality to one party, about its own text: they may tell nothing of another party (rules 1, 35).

Whoever decides reads all originals. The gate takes a figure in such words for the municipality's own, so it alone is not
enough: a figure that does not stand in this party's text, or a question of another, may come from one of those.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultation.questions.models import Question
from legal.quantities import quantities
from legal.reading import read
from legal.references import is_reference

_WORDS, _DIGITS = re.compile(r"\w+"), re.compile(r"\d+")
# That a text was looked at for agreements is for lawyers alone (44).
_SIGNAL = re.compile(r"(?:teken|signaal|vermoeden|verdenking) van \w*\s?\w*afspra|prijsafspra|mededinging|kartel", re.IGNORECASE)


def references(session: Session, consultation_id: uuid.UUID) -> frozenset[str]:
    """Return the references of all questions of a consultation."""
    return frozenset(session.scalars(select(Question.reference).where(Question.consultation_id == consultation_id)))


def speaks_of_others(words: str, own: Iterable[str], others: frozenset[str]) -> bool:
    """Say whether words hold a figure that is not in the party's `own` texts, the reference of another question, or a signal."""
    figures = _figures(words).difference(*map(_figures, own))
    return bool(figures or others.intersection(_WORDS.findall(words.upper())) or _SIGNAL.search(words))


def _figures(text: str) -> frozenset[str]:
    """Every figure in a text as it is written, small ones and both ends of a range too; not dates and articles."""
    reading = read(text)
    found = (reading.folded[one.start : one.end] for one in quantities(reading) if not is_reference(reading, one))
    return frozenset(digits for words in found for digits in _DIGITS.findall(words) or words.split())
