"""What the review screen sorts by, and the reasons it offers. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultation.errors import InvalidInput
from consultation.review.reasons import OFFERED
from consultation.review.rules import SHORTEST_REASON, dated
from consultation.words import N_
from legal.terms import Label

PRICES = frozenset({Label.PRICE, Label.FINANCE})
PEOPLE = frozenset({
    Label.PERSON, Label.BSN, Label.IBAN, Label.EMAIL, Label.PHONE, Label.ADDRESS, Label.PLATE, Label.BIRTHDATE, Label.CASE,
})  # fmt: skip
# These count with own words: where something is public and since when (rule 45), how the party said so (rule 39).
SOURCED = {
    "openbaar": N_(
        "Schrijf bij “Eigen woorden” in welk stuk dit staat en van welke datum, bijvoorbeeld: raadsbesluit 3 maart 2026."
    ),
    "toestemming": N_("Schrijf bij “Eigen woorden” waar en wanneer de partij dat zei, bijvoorbeeld: mail van 3 maart 2026."),
}


class State(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    WAITS = "waits"  # decided, and a second person must still agree
    DECIDED = "decided"


class Filter(StrEnum):
    """What the list can be narrowed to; the value stands in the address."""

    OPEN = "open"
    PRICES = "prijs"
    MARKET = "markt"
    ASKER = "herkenbaar"
    PEOPLE = "personen"
    DOUBT = "twijfel"
    SIGNALS = "afspraken"
    SECOND = "tweede"
    ANEW = "bezwaar"
    ALL = "alles"


LABELS = {
    Filter.PRICES: PRICES,
    Filter.MARKET: frozenset({Label.MARKET}),
    Filter.ASKER: frozenset({Label.ORG_IDENTITY}),
    Filter.PEOPLE: PEOPLE,
}


@dataclass(frozen=True)
class Spot:
    """One finding in the list: where, what, how it stands. No word of the text.

    `unit` is a question or a document, `number` counts the findings in it; `place` is text, field, begin and end.
    `mine`: this reader decided it himself. `anew`: an objection to how the text reads was followed, so it is to be decided anew.
    """

    unit: str
    number: int
    place: tuple[uuid.UUID, str, int, int]
    label: Label
    doubt: bool
    kind: str
    state: State
    outcome: str = ""
    mine: bool = False
    collusion: bool = False
    anew: bool = False


def matches(spot: Spot, chosen: Filter) -> bool:
    """Say whether a finding is in a filter. Most hold open ones alone; `tweede` what waits for this reader, `bezwaar` what
    was decided and must be decided anew."""
    if chosen is Filter.ALL:
        return True
    if chosen is Filter.ANEW:
        return spot.anew
    if chosen is Filter.SECOND:
        return spot.state is State.WAITS and not spot.mine
    if spot.state is not State.OPEN:
        return False
    if chosen in {Filter.DOUBT, Filter.SIGNALS}:
        return spot.doubt if chosen is Filter.DOUBT else spot.collusion
    return spot.label in LABELS.get(chosen, Label)


def following(spots: Sequence[Spot], order: Sequence[str], after: tuple[str, int], chosen: Filter) -> Spot | None:
    """Return the first finding of a filter behind `after`, else the first of all; None when the filter is empty."""
    ranks = {unit: rank for rank, unit in enumerate(order)}
    place = (ranks.get(after[0], -1), after[1])
    inside = [spot for spot in spots if matches(spot, chosen)]
    behind = (spot for spot in inside if (ranks[spot.unit], spot.number) > place)
    return next(behind, inside[0] if inside else None)


def neighbours(spots: Sequence[Spot], at: tuple[str, int], chosen: Filter) -> tuple[Spot | None, Spot | None]:
    """Return the findings before and after one, in its filter."""
    inside = [spot for spot in spots if matches(spot, chosen) or (spot.unit, spot.number) == at]
    here = next((index for index, spot in enumerate(inside) if (spot.unit, spot.number) == at), None)
    if here is None:
        return None, None
    return (inside[here - 1] if here else None), (inside[here + 1] if here + 1 < len(inside) else None)


def reason(code: str, own: str) -> str:
    """Return the reason as it is written down: the offered sentence, and what was added to it.

    Raises InvalidInput when it must say where and when, and does not (rules 39 and 45); what is typed alone, the verb judges.
    """
    if code in SOURCED and (len(own.strip()) < SHORTEST_REASON or not dated(own)):
        raise InvalidInput({"source": [SOURCED[code]]})
    return " ".join(part for part in (OFFERED.get(code, ""), own.strip()) if part)


def counted(spots: Sequence[Spot]) -> dict[Filter, int]:
    """Return how many findings each filter holds."""
    return {chosen: sum(matches(spot, chosen) for spot in spots) for chosen in Filter}


def outcomes(spots: Sequence[Spot]) -> Iterator[tuple[str, int]]:
    """Yield each outcome that counts, with how often."""
    for outcome in ("redact", "generalise", "clear"):
        yield outcome, sum(spot.state is State.DECIDED and not spot.anew and spot.outcome == outcome for spot in spots)
