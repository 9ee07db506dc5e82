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
from legal.lexicon.number_words import value
from legal.quantities import quantities
from legal.reading import read
from legal.references import is_reference

_NUMBER, _WORD, _SIGNS = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"[^\W\d_]+"), re.compile(r"[^A-Z0-9]")
# That a text was looked at for agreements is for lawyers alone (44).
_SIGNAL = re.compile(
    r"(?:tekens?|tekenen|signa(?:al|len)|vermoed\w*|verd(?:enking|acht)\w*)\s+(?:van|dat|over)|onderling\w*|\w*prijsaf\w+|afstemming"
    r"|mededing\w*|kartel\w*|collusie|(?<!\w)acm(?!\w)|afspra(?:ak|ken)\s.{0,30}(?:ander|aanbieder|concurrent)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?<!\w)(?:anderen\s+(?:zitten|vragen|rekenen|betalen|bieden|noemen|doen|hebben)|(?:een|de)\s+ander|andere\s+(?:partij|aanbieder|vraagsteller|vrager|inschrijver|organisatie)\w*|concurrent\w*"
    r"|collega\w*)(?!\w)",
    re.IGNORECASE,
)


def references(session: Session, consultation_id: uuid.UUID) -> frozenset[str]:
    """Return the references of all questions of a consultation."""
    return frozenset(session.scalars(select(Question.reference).where(Question.consultation_id == consultation_id)))


def speaks_of_others(words: str, own: Iterable[str], others: frozenset[str]) -> bool:
    """Say whether words speak of another party: by name of that, a number that is not in its `own` texts, or a reference.

    Or of a signal of agreements. Dates and articles are no numbers of a party.
    """
    if _SIGNAL.search(words) or _OTHERS.search(words) or _numbers(words).difference(*map(_numbers, own)):
        return True
    squeezed = _SIGNS.sub("", words.upper())
    return any(reference in squeezed for reference in others)


def _numbers(text: str) -> frozenset[str]:
    """Every number in a text, as it is written or in words; not of days, years, articles."""
    reading = read(text)
    found = [reading.folded[one.start : one.end] for one in quantities(reading) if not is_reference(reading, one)]
    digits = {number.replace(".", ",") for words in found for number in _NUMBER.findall(words)}
    spelled = {f"{number:f}" for words in found for word in _WORD.findall(words) if (number := value(word)) is not None}
    return frozenset(digits | spelled)
