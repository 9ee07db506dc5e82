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

_NUMBER, _WORD = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"[^\W\d_]+")
_UNIT = re.compile(r"euro|procent|%|€")
# That a text was looked at for agreements is for lawyers alone (44).
_SIGNAL = re.compile(
    r"(?:tekens?|tekenen|signa(?:al|len)|vermoed\w*|verd(?:enking|acht)\w*)\s+(?:van|dat|over)|onderling\w*|\w*prijsaf\w+|afstemming"
    r"|mededing\w*|kartel\w*|collusie|(?<!\w)acm(?!\w)|afspra(?:ak|ken)\s.{0,30}(?:ander|aanbieder|concurrent)",
    re.IGNORECASE,
)
# That there are others, and where this party stands among them.
_OTHERS = re.compile(
    r"""(?<!\w)(?:
    anderen\s+(?:zitten|vragen|rekenen|betalen|bieden|noemen|doen|hebben)
    | (?:een|de)\s+ander | concurrent\w* | collega\w* | buren | de\s+rest | nog\s+iemand
    | (?:iedereen|niemand)\s+(?:anders|zit|vraagt|rekent|betaalt|biedt|noemt|doet|heeft)
    | (?:andere|overige|meeste|alle|beide|veel|sommige|twee|drie|tweede|derde|vorige|volgende|geen)\s
      (?:\w+\s)?(?:partij|aanbieder|vraag|vrag|inschrijver|organisatie|instelling)\w*
    | (?:een|de)\s(?:partij|aanbieder|organisatie|instelling|inschrijver|vraagsteller)\s(?:met|uit|in|van|naast|die\sook)
    | (?:in|bij|uit)\s(?:de\s)?vraag\s(?:over|\d)
    | (?:duurder|goedkoper|hoger|lager|groter|kleiner)\sdan | (?:duur|goedkoop|hoog|laag|groot|klein)ste | gemiddeld\w*
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# "Eén van de woorden", "binnen twee werkdagen": so few of nothing is no figure of a party.
_FEW = 12


def references(session: Session, consultation_id: uuid.UUID) -> frozenset[str]:
    """Return the references of all questions of a consultation."""
    return frozenset(session.scalars(select(Question.reference).where(Question.consultation_id == consultation_id)))


def speaks_of_others(words: str, own: Iterable[str], others: frozenset[str]) -> bool:
    """Say whether words speak of another party: by name of that, a number that is not in its `own` texts, or a reference.

    Or of a signal of agreements. Dates and articles are no numbers of a party.
    """
    if _SIGNAL.search(words) or _OTHERS.search(words) or _numbers(words).difference(*map(_numbers, own)):
        return True
    return any(_names(words, reference) for reference in others)


def _names(words: str, reference: str) -> bool:
    """Whether a reference stands there, as a word of its own and however it is typed.

    One without a digit may be an ordinary word ("reden"): it counts in capitals, and behind "vraag".
    """
    spelled_out = rf"(?<!\w){r'[ .-]?'.join(map(re.escape, reference))}(?!\w)"
    if any(map(str.isdecimal, reference)):
        return bool(re.search(spelled_out, words, re.IGNORECASE))
    return bool(re.search(spelled_out, words) or re.search(rf"vra(?:ag|gen)\s{spelled_out}", words, re.IGNORECASE))


def _numbers(text: str) -> frozenset[str]:
    """Every number in a text, as it is written or in words; not of days, years, articles."""
    reading = read(text)
    found = [reading.folded[one.start : one.end] for one in quantities(reading) if not is_reference(reading, one)]
    digits = {number.replace(".", ",") for words in found for number in _NUMBER.findall(words)}
    spelled = {number for words in found for word in _WORD.findall(words) if (number := value(word)) is not None}
    return frozenset(digits | {f"{number:f}" for number in spelled if number > _FEW or any(map(_UNIT.search, found))})
