"""Names of people and of organisations nobody registered (rules 13 and 42); the register comes first (organisation.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.lexicon.lists import alternatives, wordlist
from legal.reading import Reading
from legal.scorecard import column, likelihood
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity, about_asker

PERSON = Rule(
    "people.name", "1", Label.PERSON, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit lijkt de naam van een persoon.",
)  # fmt: skip
ORGANISATION = about_asker(
    "organisation.unknown", "Dit lijkt de naam van een organisatie. Daaraan kan te zien zijn wie er spreekt."
)
RULES = (PERSON, ORGANISATION)
_SURE = 1.5
# An example of the municipality: "Rekenvoorbeeld (fictief): mevrouw De Vries", "een verzonnen casus". Whoever else says so may
# tell a true story, and so may who says that something is none ("geen fictief geval").
_INVENTED = wordlist("people.invented")
_SOMEBODY = r"(?:geval|casus|voorbeeld|persoon|client|mevrouw|meneer|de heer|dhr|mw)"
_SAYS_INVENTED = re.compile(
    rf"\((?:{alternatives(_INVENTED)})\)"
    rf"|(?<![^\W_])(?:{alternatives(_INVENTED)})\s(?:\w{{1,12}}\s)?{_SOMEBODY}(?![^\W_])"
)
_DENIES = frozenset(("niet", "geen"))


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Every proper name that is a person's or an organisation's (AVG, Aw 2.57)."""
    invented = column(context) == "answer" and not _INVENTED.isdisjoint(read.vocabulary)
    for name in read.names:
        if invented and name.label is Label.PERSON and _is_invented(read, name.first):
            continue
        rule = PERSON if name.label is Label.PERSON else ORGANISATION
        certainty = Certainty.HIGH if name.points > _SURE else Certainty.DOUBT
        yield rule.at(read.span_of(name.first, name.last), certainty, likelihood(name.points))


def _is_invented(read: Reading, word: int) -> bool:
    """Whether the sentence of a name says that it is made up; of two people one may be real."""
    first, last = read.sentence(word)
    people = sum(name.label is Label.PERSON and first <= name.first < last for name in read.names)
    says = _SAYS_INVENTED.search(read.folded, read.at[first], read.end(last - 1))
    return people == 1 and bool(says) and _DENIES.isdisjoint(read.words[first:last])
