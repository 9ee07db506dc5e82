"""Why something may stay, in our own sentences (rule 36): the only words of a decision that its party reads (39).

Whoever decides reads the prices of all parties. What he writes of his own may tell of another, in more ways than any list of
words can know ("de rest zit lager"), so it stays inside (rules 1, 35).
"""

from __future__ import annotations

from consultation.words import N_

OFFERED = {
    "openbaar": N_("Dit staat al in een openbaar stuk."),
    "gemeente": N_("Dit is een gegeven van de gemeente zelf."),
    "algemeen": N_("Dit is algemeen bekend en zegt niets over één partij."),
    "vergissing": N_("Dit is geen gevoelig gegeven: de wacht vergist zich."),
    "toestemming": N_("De partij wil zelf dat iedereen dit leest."),
}


def offered(reason: str) -> str:
    """Return the sentence of the list with which a reason begins; nothing when it is in somebody's own words."""
    return next((words for words in OFFERED.values() if reason.startswith(words)), "")
