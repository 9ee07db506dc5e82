"""Figures of a provider: prices and costs, finances, market data (rule 43, Aw 2.57, Mw 6); public figures stay.

Every figure in a text gets the points of what stands around it, in three sorts of text: what a party writes, an answer
of the municipality, minutes. "Wij rekenen" left of an amount weighs for a secret, "het plafond van" against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legal import equations
from legal.amounts import amount
from legal.columns import settled
from legal.detectors.cases import FILE
from legal.figure import BARE, MONEY, PERCENT, Kind, Quantity
from legal.lexicon.cues import Cue, is_listed
from legal.proposals import proposes
from legal.quantities import quantities
from legal.reading import Reading
from legal.reading import read as read_text
from legal.scorecard import Points, Table, likelihood, scorecard
from legal.surroundings import SPOKEN, TELLS, UNITS, Candidate, candidates
from legal.tables import Cell
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

__all__ = [
    "AMOUNTS", "RULES", "Candidate", "candidates", "claimed", "detect", "names_amount", "published", "score", "threshold",
    "written_amount",
]  # fmt: skip

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
AMOUNTS = (_COST, _PRICE, _MARGIN, _SUPPLIER, _TURNOVER, _WAGE, _RATE, _VOLUME, _SHARE, _CLIENTS, _STAFF)
RULES = (FILE, _AREA, *AMOUNTS)

# The kinds of words that a finding may name as its reason.
_TELLING = int(
    Cue.WE | Cue.YOU | Cue.PROVIDER | Cue.COST | Cue.TARIFF | Cue.CHARGE | Cue.SURCHARGE | Cue.GAP | Cue.FINANCE
    | Cue.WAGE | Cue.PRODUCTIVITY | Cue.CLIENT | Cue.PLACE | Cue.STAFF | Cue.SITE | Cue.PARTNER | Cue.SHARE
    | Cue.WAITING | Cue.VOLUME | Cue.SAY | Cue.SECRET | Cue.RECEIVED | Cue.EXTREME
)  # fmt: skip
_TELLS, _MOST_REASONS = 0.2, 3
_UNITS = UNITS | int(Cue.TIME_UNIT)
# From how many points on a figure is held; figures of a business are held sooner than places and codes (rule 43).
_THRESHOLDS = {"money": -0.7, "percent": -0.7, "count": -0.7, "towns": 0.0, "code": 0.0}
# A share that a party names is seldom anybody else's; an answer has more figures of the municipality than of anybody.
_OF_SORT = {("percent", "party"): -1.1, ("money", "answer"): -0.5, ("percent", "answer"): -0.5, ("count", "answer"): -0.5}
# What a figure of the consultation's own documents must have on top of that: it stays public whoever quotes it.
_PUBLISHED = 3.0
_SURE, _CALLED_OWN = 1.5, 0.5
_FEWEST_ALIKE = 2
_SAYS = {"party": equations.says_own, "answer": equations.says_of_party}

# How a round amount below a hundred is written, in euros or without a unit.
_ROUND, _EVERYBODYS = (" €", " #"), 100
_OF_MONEY = (MONEY, PERCENT)


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Every figure whose points say that it is a provider's own; see RULES."""
    ones = list(candidates(read, context))
    if not ones:
        return
    points = [score(read, one) for one in ones]
    known = frozenset(context.public)
    public = [bool(known) and written_amount(read, one.figure) in known for one in ones]
    above = [
        _above(read, one, much.real - threshold(one) - _PUBLISHED * is_public, is_public)
        for one, much, is_public in zip(ones, points, public, strict=True)
    ]
    above = _alike(read, ones, settled(read, ones, above, public), public)
    for one, much, over in zip(ones, points, above, strict=True):
        if over > 0:
            certainty = Certainty.HIGH if over > _SURE else Certainty.DOUBT
            rule = _rule_of(read, one, much.imag > 0)
            yield rule.at(read.span(one.figure.start, one.figure.end), certainty, likelihood(over), _reasons(read, one))


def _above(read: Reading, one: Candidate, much: float, is_public: bool) -> float:
    """How far a figure is above its bar: over it too when the words beside it say that a party asks it."""
    if much > 0:
        return much
    sort = one.columns[1]
    says = _SAYS.get(sort)
    called = says and says(read, one.figure)
    # What is public may be asked for by anybody; what somebody calls its own price is that all the same.
    proposed = sort == "party" and not is_public and proposes(read, one.figure)
    return _CALLED_OWN if called or proposed else much


def _alike(read: Reading, ones: Sequence[Candidate], above: Sequence[float], public: Sequence[bool]) -> list[float]:
    """As `above`; an amount of money that is held goes everywhere in the text, however it is written (rule 35)."""
    over = list(above)
    if len(ones) < _FEWEST_ALIKE or not any(much > 0 for much in over) or all(much > 0 for much in over):
        return over
    much = [amount(read, one.figure) if one.columns[0] == "money" else None for one in ones]
    held = {value for value, points in zip(much, over, strict=True) if points > 0}
    for at, value in enumerate(much):
        if over[at] <= 0 and value is not None and value in held and not public[at]:
            over[at] = _CALLED_OWN
    return over


def published(text: str) -> frozenset[str]:
    """The amounts and percentages in a published text, for `GuardContext.public` (rule 45).

    Not a round number below a hundred: that is everybody's, and that it was published says nothing.
    """
    return frozenset(form for form in _forms(text, _OF_MONEY) if not form.endswith(_ROUND))


def claimed(text: str) -> frozenset[str]:
    """The figures in a text that somebody says is public, for `GuardContext.public` (rule 45); round ones too.

    A bare number only when the text is nothing but that, with its unit: "312 cliënten", not "Kerkstraat 5".
    """
    reading = read_text(text)
    ones = quantities(reading)
    beside = set(range(len(reading.words))).difference(*(range(one.first, one.last + 1) for one in ones))
    alone = all(reading.cues[word] & _UNITS or reading.words[word] == "per" for word in beside)
    return _forms(text, (*_OF_MONEY, BARE) if alone else _OF_MONEY, cents=True)


def names_amount(text: str) -> bool:
    """Whether an amount or a share stands in a text, however it is written; also "58,32"."""
    return any(one.kind in _OF_MONEY or one.shape == "euro" for one in quantities(read_text(text)))


def _forms(text: str, kinds: Sequence[Kind], *, cents: bool = False) -> frozenset[str]:
    """The figures of these kinds; with `cents` also what has two decimals and no sign of money."""
    reading = read_text(text)
    wanted = (one for one in quantities(reading) if one.kind in kinds or (cents and one.shape == "euro"))
    found = (written_amount(reading, one) for one in wanted)
    return frozenset(filter(None, found))


def written_amount(read: Reading, one: Quantity) -> str | None:
    """A figure in digits the way everybody writes it: "58,32", "12,50%"; None for words and ranges.

    A round one below a hundred keeps what it is: "58 €" is not "58 #", as 58 euro is not 58 hours.
    """
    if one.kind not in (MONEY, PERCENT, BARE) or not any(map(str.isdigit, read.folded[one.start : one.end])):
        return None
    much = amount(read, one)
    if much is None:
        return None
    if one.kind is PERCENT:
        return f"{much:.2f}%".replace(".", ",")
    if much == int(much) and much < _EVERYBODYS:
        return f"{int(much)}{_ROUND[one.kind is BARE]}"
    return f"{much:.2f}".replace(".", ",")


def threshold(one: Candidate) -> float:
    """From how many points on a figure is held."""
    return _OF_SORT.get(one.columns, _THRESHOLDS[one.columns[0]])


def score(read: Reading, one: Candidate) -> Points:
    """The points of a figure for being a provider's own, and for being about its finances rather than its prices."""
    table = _table(one)
    total = table.of_tokens(one.facts, table.base) + table.of_cues(SPOKEN, one.spoken)
    tokens, cues = one.tokens, read.cues
    for role, first, last in one.around:
        points = table.remembered[TELLS[role]].__getitem__
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
            weights[text] = max(table.remembered[TELLS[role]]["", cues].real, weights.get(text, 0.0))
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
_RATES = ((int(Cue.PRODUCTIVITY), _RATE),)
_WAITING = ((int(Cue.WAITING), _STAFF),)
_OF, _PEOPLE = "van", int(Cue.CLIENT)
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
    if kind == "percent" and _is_of_people(read, one):
        return _SHARE
    if kind == "count" or any(cues & int(Cue.SHARE) for cues in near[:_NEAREST]):
        return _RATE if finance else _SHARE
    if finance:
        return _first(near, _FINANCES, _RATE if kind == "percent" else _TURNOVER)
    return _first(near, (*_PRICES, *_RATES), _MARGIN) if kind == "percent" else _first(near, _PRICES, _PRICE)


def _is_of_people(read: Reading, one: Candidate) -> bool:
    """Whether a percentage is a part of those who are helped: "30% van de inwoners", "12 procent van alle jeugdigen"."""
    after = one.figure.last + 1
    return read.words[after : after + 1] == [_OF] and any(cues & _PEOPLE for cues in read.cues[after + 1 : after + 1 + _NEAREST])


def _rule_of_cell(cell: Cell) -> Rule | None:
    """By what stands at the head of the column, of the row, of the table; None when those tell nothing."""
    heads = (cell.head, cell.row, cell.title)
    return next((rule for cues in heads for topic, rule in (*_FINANCES, *_PRICES) if cues & topic), None)


def _nearest_first(read: Reading, one: Candidate) -> list[int]:
    """The cues of the words in the sentence of a figure, those beside it first."""
    words = [word for role, word in one.words() if role[0] in "LR"]
    return [read.cues[word] for word in sorted(words, key=lambda word: abs(word - one.figure.first))]


def _rule_of_count(read: Reading, one: Candidate, near: Sequence[int]) -> Rule:
    """By what is counted: clients, people, places; without that by a word for money beside it ("uurprijs: 58").

    A number at a word about waiting is of the waiting list.
    """
    unit = next((read.cues[word] & UNITS for role, word in one.words() if role in ("R0", "R1")), 0)
    otherwise = _first(near, _WAITING, _VOLUME)
    if not unit:
        return _first(near[:_NEAREST], (*_PRICES, *_FINANCES), otherwise)
    return next((rule for cues, rule in _BY_UNIT if unit & cues), otherwise)


def _first(near: Sequence[int], rules: Sequence[tuple[int, Rule]], otherwise: Rule) -> Rule:
    return next((rule for cues in near for topic, rule in rules if cues & topic), otherwise)
