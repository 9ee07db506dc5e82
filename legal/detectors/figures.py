"""Figures of a provider: prices and costs, finances, market data (rule 43, Aw 2.57, Mw 6); public figures stay.

Every figure in a text gets the points of what stands around it, in three sorts of text: what a party writes, an answer
of the municipality, minutes. "Wij rekenen" left of an amount weighs for a secret, "het plafond van" against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legal.columns import settled
from legal.detectors.cases import FILE
from legal.equations import says_own
from legal.figure import Kind, Quantity
from legal.lexicon.cues import Cue, is_listed
from legal.quantities import quantities
from legal.reading import Reading
from legal.reading import read as read_text
from legal.scorecard import Points, Table, likelihood, scorecard
from legal.surroundings import TELLS, UNITS, Candidate, candidates
from legal.tables import Cell
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

__all__ = ["RULES", "Candidate", "candidates", "claimed", "detect", "published", "score", "threshold", "written_amount"]

_WHY = {
    Label.PRICE: "Dit lijkt een eigen prijs, tarief, opslag of kostprijs van een aanbieder, geen openbaar bedrag.",
    Label.FINANCE: "Dit lijkt een cijfer uit de bedrijfsvoering van een aanbieder, geen openbaar cijfer.",
    Label.MARKET: "Dit lijkt te zeggen hoeveel een aanbieder levert, kan of wil; concurrenten mogen dat niet weten.",
}


def _rule(rule_id: str, label: Label, sensitivity: Sensitivity) -> Rule:
    return Rule(rule_id, "1", label, sensitivity, Ground.AW_2_57_1, _WHY[label])


_COST = _rule("figures.cost-price", Label.PRICE, Sensitivity.COST_PRICE)
_PRICE = _rule("figures.price", Label.PRICE, Sensitivity.TARIFF_OR_PRICE)
_MARGIN = _rule("figures.margin", Label.PRICE, Sensitivity.MARGIN_OR_MARKUP)
_SUPPLIER = _rule("figures.supplier", Label.PRICE, Sensitivity.SUPPLIER_OR_SUBCONTRACT_TERMS)
_TURNOVER = _rule("figures.turnover", Label.FINANCE, Sensitivity.MARKET_SHARE_OR_TURNOVER)
_WAGE = _rule("figures.wage", Label.FINANCE, Sensitivity.WAGE_SCALE_OR_CAO_MIX)
_RATE = _rule("figures.productivity", Label.FINANCE, Sensitivity.PRODUCTIVITY_OR_OVERHEAD_RATE)
_VOLUME = _rule("figures.volume", Label.MARKET, Sensitivity.VOLUME_OR_CAPACITY)
_SHARE = _rule("figures.share", Label.MARKET, Sensitivity.MARKET_SHARE_OR_TURNOVER)
_CLIENTS = _rule("figures.clients", Label.MARKET, Sensitivity.CUSTOMER_OR_CLIENT_LIST)
_STAFF = _rule("figures.staff", Label.MARKET, Sensitivity.STAFFING_OR_WAIT_LIST)
_AREA = _rule("figures.area", Label.MARKET, Sensitivity.CUSTOMER_OR_CLIENT_LIST)
RULES = (FILE, _AREA, _COST, _PRICE, _MARGIN, _SUPPLIER, _TURNOVER, _WAGE, _RATE, _VOLUME, _SHARE, _CLIENTS, _STAFF)

# The kinds of words that a finding may name as its reason.
_TELLING = int(
    Cue.WE | Cue.YOU | Cue.PROVIDER | Cue.COST | Cue.TARIFF | Cue.CHARGE | Cue.SURCHARGE | Cue.GAP | Cue.FINANCE
    | Cue.WAGE | Cue.PRODUCTIVITY | Cue.CLIENT | Cue.PLACE | Cue.STAFF | Cue.SITE | Cue.PARTNER | Cue.SHARE
    | Cue.WAITING | Cue.VOLUME | Cue.SAY | Cue.SECRET
)  # fmt: skip
_TELLS, _MOST_REASONS = 0.2, 3
_UNITS = UNITS | int(Cue.TIME_UNIT)
# From how many points on a figure is held; figures of a business are held sooner than places and codes (rule 43).
_THRESHOLDS = {"money": -1.0, "percent": -1.0, "count": -1.0, "towns": 0.0, "code": 0.0}
# A share that a party names is seldom anybody else's.
_SOONER = {("percent", "party"): -1.4}
# What a figure of the consultation's own documents must have on top of that: it stays public whoever quotes it.
_PUBLISHED = 3.0
_SURE, _CALLED_OWN = 1.5, 0.5

# "€ 58,32", "12,5%", "1.250,-": the whole part and the cents.
_DIGITS = re.compile(r"\D*?(?P<whole>\d[\d.' ]*?)(?:,(?P<cents>\d{1,2}))?(?:,?-+)?\D*")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Every figure whose points say that it is a provider's own; see RULES."""
    ones = list(candidates(read, context))
    points = [score(read, one) for one in ones]
    known = frozenset(context.public)
    public = [bool(known) and written_amount(read, one.figure, round_too=True) in known for one in ones]
    above = [
        _above(read, one, much.real - threshold(one) - _PUBLISHED * is_public)
        for one, much, is_public in zip(ones, points, public, strict=True)
    ]
    for one, much, over in zip(ones, points, settled(read, ones, above, public), strict=True):
        if over > 0:
            certainty = Certainty.HIGH if over > _SURE else Certainty.DOUBT
            rule = _rule_of(read, one, much.imag > 0)
            yield rule.at(read.span(one.figure.start, one.figure.end), certainty, likelihood(over), _reasons(read, one))


def _above(read: Reading, one: Candidate, much: float) -> float:
    """How far a figure is above its bar: over it too when a party calls it its own, whatever its points are."""
    return _CALLED_OWN if much <= 0 and one.columns[1] == "party" and says_own(read, one.figure) else much


def published(text: str) -> frozenset[str]:
    """The amounts and percentages in a published text, for `GuardContext.public` (rule 45)."""
    reading = read_text(text)
    found = (written_amount(reading, one) for one in quantities(reading) if one.kind in (Kind.MONEY, Kind.PERCENT))
    return frozenset(filter(None, found))


def claimed(text: str) -> frozenset[str] | None:
    """The figures of a text that somebody says is public, for `GuardContext.public`; None when it is about something else.

    Round ones too: somebody chose this very figure (rule 45). Empty when they are written in words: those free nothing.
    """
    reading = read_text(text)
    ones = quantities(reading)
    beside = set(range(len(reading.words))).difference(*(range(one.first, one.last + 1) for one in ones))
    told = any(one.kind in (Kind.MONEY, Kind.PERCENT) for one in ones)
    if not ones or not (told or all(reading.cues[word] & _UNITS or reading.words[word] == "per" for word in beside)):
        return None
    return frozenset(filter(None, (written_amount(reading, one, round_too=True) for one in ones)))


def written_amount(read: Reading, one: Quantity, *, round_too: bool = False) -> str | None:
    """A figure in digits the way everybody writes it: "58,32", "12,5%"; None for words and ranges.

    A round number below a hundred is everybody's, and that it was published says nothing: None, unless `round_too`.
    """
    digits = _DIGITS.fullmatch(read.folded, one.start, one.end)
    if not digits or one.kind not in (Kind.MONEY, Kind.PERCENT, Kind.BARE):
        return None
    whole, cents = re.sub(r"\D", "", digits["whole"]), (digits["cents"] or "").ljust(2, "0")
    unit = "%" if one.kind is Kind.PERCENT else ""
    return f"{whole},{cents}{unit}" if round_too or unit or cents != "00" or len(whole) > 2 else None


def threshold(one: Candidate) -> float:
    """From how many points on a figure is held."""
    return _SOONER.get(one.columns, _THRESHOLDS[one.columns[0]])


def score(read: Reading, one: Candidate) -> Points:
    """The points of a figure for being a provider's own, and for being about its finances rather than its prices."""
    table = _table(one)
    total = table.of_tokens(one.facts, table.base)
    tokens, cues = one.tokens, read.cues
    for role, first, last in one.around:
        points = table.remembered(TELLS[role]).__getitem__
        total = sum(map(points, zip(tokens[first:last], cues[first:last], strict=True)), total)
    # Points have two decimals: whatever comes after those is from adding up, and may not tip the scales.
    return complex(round(total.real, 2), round(total.imag, 2))


def _table(one: Candidate) -> Table:
    return scorecard("figures").table(*one.columns, "/".join(one.columns))


def _reasons(read: Reading, one: Candidate) -> tuple[str, ...]:
    """The words of our own list that weigh most for a secret, at most three."""
    table = _table(one)
    weights: dict[str, float] = {}
    for role, word in one.words():
        cues, text = read.cues[word] & _TELLING, read.words[word]
        if cues and is_listed(text):
            weights[text] = max(table.remembered(TELLS[role])["", cues].real, weights.get(text, 0.0))
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))
    return tuple(word for word in heaviest[:_MOST_REASONS] if weights[word] > _TELLS)


_BY_UNIT = (
    (int(Cue.CLIENT), _CLIENTS),
    (int(Cue.STAFF), _STAFF),
    (int(Cue.PLACE | Cue.HOURS | Cue.SITE | Cue.PARTNER), _VOLUME),
    (int(Cue.TIME_UNIT), _STAFF),
)
_FINANCES = ((int(Cue.WAGE), _WAGE), (int(Cue.PRODUCTIVITY), _RATE), (int(Cue.FINANCE), _TURNOVER))
_PRICES = ((int(Cue.SURCHARGE), _MARGIN), (int(Cue.PARTNER), _SUPPLIER), (int(Cue.COST), _COST), (int(Cue.TARIFF), _PRICE))
_WAITING = ((int(Cue.WAITING), _STAFF),)
# A word for a share counts only when it is one of the nearest.
_NEAREST = 3


def _rule_of(read: Reading, one: Candidate, finance: bool) -> Rule:
    """The rule by what the scorecard says it is about, and the nearest word that tells more; for a count its unit."""
    kind = one.columns[0]
    if kind in ("towns", "code"):
        return _AREA if kind == "towns" else FILE
    if one.cell is not None and (told := _rule_of_cell(one.cell)):
        return told
    near = _nearest_first(read, one)
    if kind == "count" and not finance:
        return _rule_of_count(read, one, near)
    if kind == "count" or any(cues & int(Cue.SHARE) for cues in near[:_NEAREST]):
        return _RATE if finance else _SHARE
    if finance:
        return _first(near, _FINANCES, _RATE if kind == "percent" else _TURNOVER)
    return _first(near, _PRICES, _MARGIN if kind == "percent" else _PRICE)


def _rule_of_cell(cell: Cell) -> Rule | None:
    """By what stands at the head of the column, of the row, of the table; None when those tell nothing."""
    heads = (cell.head, cell.row, cell.title)
    return next((rule for cues in heads for topic, rule in (*_FINANCES, *_PRICES) if cues & topic), None)


def _nearest_first(read: Reading, one: Candidate) -> list[int]:
    """The cues of the words in the sentence of a figure, those beside it first."""
    words = [word for role, word in one.words() if role[0] in "LR"]
    return [read.cues[word] for word in sorted(words, key=lambda word: abs(word - one.figure.first))]


def _rule_of_count(read: Reading, one: Candidate, near: Sequence[int]) -> Rule:
    """By what is counted: clients, people, places; a number at a word about waiting is of the waiting list."""
    unit = next((read.cues[word] & UNITS for role, word in one.words() if role in ("R0", "R1")), 0)
    return next((rule for cues, rule in _BY_UNIT if unit & cues), _first(near, _WAITING, _VOLUME))


def _first(near: Sequence[int], rules: Sequence[tuple[int, Rule]], otherwise: Rule) -> Rule:
    return next((rule for cues in near for topic, rule in rules if cues & topic), otherwise)
