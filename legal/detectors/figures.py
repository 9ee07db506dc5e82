"""Figures of a provider: prices and costs, finances, market data (rule 43, Aw 2.57, Mw 6); public figures stay.

Every figure in a text gets the points of what stands around it, in three sorts of text: what a party writes, an answer
of the municipality, minutes. "Wij rekenen" left of an amount weighs for a secret, "het plafond van" against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legal.codes import codes
from legal.figure import Kind, Quantity
from legal.lexicon.cues import Cue, is_listed
from legal.lexicon.lists import wordlist
from legal.quantities import quantities
from legal.reading import WEAK, Reading
from legal.reading import read as read_text
from legal.references import is_reference
from legal.scorecard import Points, likelihood, names_of, scorecard
from legal.terms import Certainty, Channel, Finding, Ground, GuardContext, Label, Rule, Sensitivity, Speaker
from legal.towns import towns

_WHY = {
    Label.PRICE: "Dit lijkt een eigen prijs, tarief, opslag of kostprijs van een aanbieder, geen openbaar bedrag.",
    Label.FINANCE: "Dit lijkt een cijfer uit de bedrijfsvoering van een aanbieder, geen openbaar cijfer.",
    Label.MARKET: "Dit lijkt te zeggen hoeveel een aanbieder levert, kan of wil; concurrenten mogen dat niet weten.",
}


def _rule(name: str, label: Label, sensitivity: Sensitivity) -> Rule:
    return Rule(f"figures.{name}", "1", label, sensitivity, Ground.AW_2_57_1, _WHY[label])


_COST = _rule("cost-price", Label.PRICE, Sensitivity.COST_PRICE)
_PRICE = _rule("price", Label.PRICE, Sensitivity.TARIFF_OR_PRICE)
_MARGIN = _rule("margin", Label.PRICE, Sensitivity.MARGIN_OR_MARKUP)
_SUPPLIER = _rule("supplier", Label.PRICE, Sensitivity.SUPPLIER_OR_SUBCONTRACT_TERMS)
_TURNOVER = _rule("turnover", Label.FINANCE, Sensitivity.MARKET_SHARE_OR_TURNOVER)
_WAGE = _rule("wage", Label.FINANCE, Sensitivity.WAGE_SCALE_OR_CAO_MIX)
_RATE = _rule("productivity", Label.FINANCE, Sensitivity.PRODUCTIVITY_OR_OVERHEAD_RATE)
_VOLUME = _rule("volume", Label.MARKET, Sensitivity.VOLUME_OR_CAPACITY)
_SHARE = _rule("share", Label.MARKET, Sensitivity.MARKET_SHARE_OR_TURNOVER)
_CLIENTS = _rule("clients", Label.MARKET, Sensitivity.CUSTOMER_OR_CLIENT_LIST)
_STAFF = _rule("staff", Label.MARKET, Sensitivity.STAFFING_OR_WAIT_LIST)
_FILE = Rule(
    "cases.file", "1", Label.CASE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit lijkt het nummer van een cliënt of een dossier. Daarmee is een persoon te vinden.",
)  # fmt: skip
_AREA = _rule("area", Label.MARKET, Sensitivity.CUSTOMER_OR_CLIENT_LIST)
RULES = (_FILE, _AREA, _COST, _PRICE, _MARGIN, _SUPPLIER, _TURNOVER, _WAGE, _RATE, _VOLUME, _SHARE, _CLIENTS, _STAFF)

_OWNERS = int(
    Cue.WE | Cue.YOU | Cue.THEY | Cue.PROVIDER | Cue.MUNICIPALITY | Cue.LAW | Cue.SOURCE | Cue.DOCUMENT | Cue.NORM | Cue.PUBLIC_MONEY | Cue.INDEX
    | Cue.PENALTY | Cue.HYPOTHETICAL | Cue.AWARD | Cue.STATISTIC | Cue.NAME
)  # fmt: skip
_UNITS = int(Cue.CLIENT | Cue.PLACE | Cue.STAFF | Cue.HOURS | Cue.SITE | Cue.PARTNER | Cue.TIME_UNIT | Cue.THING | Cue.MONEY_UNIT)
_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
_CONTRASTS = wordlist("figures.contrasts")
_TELLING = int(
    Cue.WE | Cue.YOU | Cue.PROVIDER | Cue.COST | Cue.TARIFF | Cue.CHARGE | Cue.SURCHARGE | Cue.GAP | Cue.FINANCE | Cue.WAGE | Cue.PRODUCTIVITY | Cue.CLIENT
    | Cue.PLACE | Cue.STAFF | Cue.SITE | Cue.PARTNER | Cue.SHARE | Cue.WAITING | Cue.VOLUME | Cue.SAY | Cue.SECRET
)  # fmt: skip
_TELLS, _PUBLISHED = 0.2, 3.0
_FAR_LEFT, _FAR_RIGHT, _BEFORE, _AFTER = 14, 12, 14, 8
_SURE = 1.5

Evidence = tuple[list[tuple[str, int]], list[tuple[str, str]]]
"""What counts for a figure: words by role, and other facts as (role, token)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be a secret, with all that counts."""

    figure: Quantity
    columns: tuple[str, str]
    evidence: Evidence


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Every figure whose points say that it is a provider's own; see RULES."""
    public = frozenset(context.public)
    for one in candidates(read, context):
        points = score(read, one)
        above = points.real - threshold(one) - (_PUBLISHED if public and written_amount(read, one.figure) in public else 0)
        if above > 0:
            certainty = Certainty.HIGH if above > _SURE else Certainty.DOUBT
            rule = _rule_of(read, one, points.imag > 0)
            yield rule.at(read.span(one.figure.start, one.figure.end), certainty, likelihood(above), tuple(_reasons(read, one)))


def published(text: str) -> frozenset[str]:
    """The amounts and percentages in a published text, for `GuardContext.public` (rule 45)."""
    reading = read_text(text)
    return frozenset(filter(None, (written_amount(reading, one) for one in quantities(reading) if one.kind in (Kind.MONEY, Kind.PERCENT))))


def written_amount(read: Reading, one: Quantity) -> str | None:
    """A figure in digits the way everybody writes it: "58,32", "12,5%"; None for words, ranges and small numbers."""
    digits = re.fullmatch(r"\D*?(\d[\d.' ]*?)(?:,(\d{1,2}))?(?:,?-+)?\D*", read.folded[one.start : one.end])
    if not digits or one.kind not in (Kind.MONEY, Kind.PERCENT, Kind.BARE):
        return None
    whole, cents = re.sub(r"\D", "", digits[1]), (digits[2] or "").ljust(2, "0")
    unit = "%" if one.kind is Kind.PERCENT else ""
    return f"{whole},{cents}{unit}" if unit or cents != "00" or len(whole) > 2 else None


def _reasons(read: Reading, one: Candidate) -> Iterator[str]:
    """The words of our own list that weigh most for a secret, at most three."""
    table = scorecard("figures").table(*one.columns, "/".join(one.columns))
    weights: dict[str, float] = {}
    for role, word in one.evidence[0]:
        cues = read.cues[word] & _TELLING
        if cues and is_listed(read.words[word]):
            points = table.of_word(role, "", cues).real
            weights[read.words[word]] = max(points, weights.get(read.words[word], 0.0))
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))
    yield from (word for word in heaviest[:3] if weights[word] > _TELLS)


def threshold(one: Candidate) -> float:
    """From how many points on a figure is held; amounts of money are held sooner (rule 43: prices first)."""
    return _THRESHOLDS[one.columns[0]]


_THRESHOLDS = {"money": -1.4, "percent": -1.0, "count": -1.2, "towns": 0.0, "code": 0.0}


def candidates(read: Reading, context: GuardContext) -> Iterator[Candidate]:
    """Every figure that is no date, time or reference, with what stands around it."""
    found = quantities(read) if read.numeric or "helft" in read.vocabulary else []
    found = sorted([*found, *towns(read), *codes(read)], key=lambda one: one.first)
    taken = {word for one in found if one.kind is not Kind.CODE for word in range(one.first, one.last + 1)}
    for one in found:
        if not is_reference(read, one):
            columns = (_kind(one), _column(read, one, context))
            yield Candidate(one, columns, (list(_around(read, one, taken)), list(_facts(read, one))))


def score(read: Reading, one: Candidate) -> Points:
    """The points of a figure for being a provider's own, and for being about its finances rather than its prices."""
    table = scorecard("figures").table(*one.columns, "/".join(one.columns))
    total = table.base + table.of_tokens(one.evidence[1])
    for role, word in one.evidence[0]:
        total += table.of_word(role, token(read, word), read.cues[word])
    return total


def token(read: Reading, word: int) -> str:
    """A word as the scorecard knows it; every number is "#"."""
    return "#" if read.cues[word] & _NUMERIC else read.words[word]


def _kind(one: Quantity) -> str:
    if one.kind in (Kind.TOWNS, Kind.CODE):
        return one.kind.name.lower()
    if one.kind is Kind.MONEY or (one.kind is Kind.BARE and one.shape in ("euro", "scaled", "spelled", "pair")):
        return "money"
    return "percent" if one.kind is Kind.PERCENT else "count"


def _column(read: Reading, one: Quantity, context: GuardContext) -> str:
    """Whose words these are: what an answer quotes between quotation marks is a party's."""
    if context.channel is Channel.MINUTES:
        return "minutes"
    if context.channel is Channel.ANSWER or context.speaker is Speaker.MUNICIPALITY:
        quoted = read.folded.count('"', 0, one.start) % 2 == 1 and '"' in read.folded[one.end :]
        return "party" if quoted else "answer"
    return "party"


def _around(read: Reading, one: Quantity, taken: set[int]) -> Iterator[tuple[str, int]]:
    """The words around a figure with their role: L or R, and how far, counting commas and other figures."""
    first, last = read.sentence(one.first)
    cross = 0
    for word in range(one.first - 1, max(first, one.first - _FAR_LEFT) - 1, -1):
        cross += (read.breaks[word + 1] >= WEAK) + (word in taken)
        yield f"L{cross + 1 if cross < 2 else 3}" if cross else ("L0" if one.first - word <= 2 else "L1"), word
    cross = 0
    for word in range(one.last + 1, min(last, one.last + 1 + _FAR_RIGHT)):
        cross += (read.breaks[word] >= WEAK) + (word in taken)
        yield f"R{cross + 1 if cross < 2 else 3}" if cross else ("R0" if word - one.last <= 2 else "R1"), word
    if first > 0:
        start = max(read.sentence(first - 1)[0], first - _BEFORE)
        for word in range(start, first):
            yield "P", word
    if last < len(read.words):
        for word in range(last, min(last + _AFTER, read.sentence(last)[1])):
            yield "N", word


def _facts(read: Reading, one: Quantity) -> Iterator[tuple[str, str]]:
    """What else counts: how it is written, its unit, a question, who stands nearest on either side, a table head."""
    first, last = read.sentence(one.first)
    yield "kind", one.kind.name
    yield "shape", f"{one.kind.name} {one.shape}"
    for word in range(one.last + 1, min(last, one.last + 3)):
        if read.cues[word] & _UNITS:
            yield from (("unit", name) for name in names_of(read.cues[word] & _UNITS))
            break
    end = read.end(last - 1)
    if "?" in read.folded[end : end + 3]:
        yield "asks", "yes"
    yield "first", token(read, first)
    yield "left owner", _owner(read, range(one.first - 1, first - 1, -1))
    yield "right owner", _owner(read, range(one.last + 1, last))
    yield "left clause", _owner(read, _clause_left(read, one.first, first))
    yield "right clause", _owner(read, _clause_right(read, one.last + 1, last))
    yield from _head(read, one)


def _owner(read: Reading, words: Sequence[int]) -> str:
    """The nearest word that tells whose a figure is: "WE", "MUNICIPALITY", … or "none"."""
    for word in words:
        cues = read.cues[word] & _OWNERS
        if cues:
            return names_of(cues)[0]
    return "none"


def _clause_left(read: Reading, word: int, first: int) -> Sequence[int]:
    start = word
    while start > first and read.breaks[start] < WEAK and read.words[start - 1] not in _CONTRASTS:
        start -= 1
    return range(word - 1, start - 1, -1)


def _clause_right(read: Reading, word: int, last: int) -> Sequence[int]:
    end = word
    while end < last and read.breaks[end] < WEAK and read.words[end] not in _CONTRASTS:
        end += 1
    return range(word, end)


def _head(read: Reading, one: Quantity) -> Iterator[tuple[str, str]]:
    """In a table: the kinds of words in the head of the column and at the start of the row."""
    folded = read.folded
    start = folded.rfind("\n", 0, one.start) + 1
    stop = folded.find("\n", one.start)
    line = folded[start : stop if stop >= 0 else len(folded)][:500]
    separator = next((mark for mark in "|;\t" if mark in line), None)
    if separator is None or folded.count(separator) < 3:
        return
    yield "table", "yes"
    column = folded.count(separator, start, one.start)
    yield from (("row", f"#{name}") for name in _cell_cues(read, start, start + len(line.split(separator)[0])))
    before = folded.rfind("\n", 0, max(0, start - 1)) + 1 if start else 0
    while start > 0:
        head = folded[before : start - 1]
        if separator in head:
            cells = head.split(separator)
            if column < len(cells) and not any(char.isdigit() for char in cells[column]):
                at = before + sum(len(cell) + 1 for cell in cells[:column])
                yield from (("head", f"#{name}") for name in _cell_cues(read, at, at + len(cells[column])))
                return
        start, before = before, folded.rfind("\n", 0, max(0, before - 1)) + 1


def _cell_cues(read: Reading, start: int, end: int) -> tuple[str, ...]:
    cues = 0
    for word in range(read.word_at(start), min(read.word_at(end), read.word_at(start) + 12)):
        cues |= read.cues[word]
    return names_of(cues)


_BY_UNIT = (
    (int(Cue.CLIENT), _CLIENTS), (int(Cue.STAFF), _STAFF), (int(Cue.PLACE | Cue.HOURS | Cue.SITE | Cue.PARTNER), _VOLUME), (int(Cue.TIME_UNIT), _STAFF),
)  # fmt: skip
_FINANCES = ((int(Cue.WAGE), _WAGE), (int(Cue.PRODUCTIVITY), _RATE), (int(Cue.FINANCE), _TURNOVER))
_PRICES = ((int(Cue.SURCHARGE), _MARGIN), (int(Cue.PARTNER), _SUPPLIER), (int(Cue.COST), _COST), (int(Cue.TARIFF), _PRICE))


def _rule_of(read: Reading, one: Candidate, finance: bool) -> Rule:
    """The rule by what the scorecard says it is about, and the nearest word that tells more; for a count its unit."""
    kind = one.columns[0]
    if kind in ("towns", "code"):
        return _AREA if kind == "towns" else _FILE
    words = sorted(one.evidence[0], key=lambda pair: abs(pair[1] - one.figure.first))
    near = [read.cues[word] for role, word in words if role[0] in "LR"]
    if kind == "count" or any(cue & int(Cue.SHARE) for cue in near[:3]):
        return _count_rule(near, one, read) if kind == "count" and not finance else _RATE if finance else _SHARE
    if finance:
        return _first(near, _FINANCES, _RATE if kind == "percent" else _TURNOVER)
    return _first(near, _PRICES, _MARGIN if kind == "percent" else _PRICE)


def _count_rule(near: Sequence[int], one: Candidate, read: Reading) -> Rule:
    unit = next((read.cues[word] & _UNITS for role, word in one.evidence[0] if role in ("R0", "R1")), 0)
    return next((rule for cues, rule in _BY_UNIT if unit & cues), _first(near, ((int(Cue.WAITING), _STAFF),), _VOLUME))


def _first(near: Sequence[int], rules: Sequence[tuple[int, Rule]], otherwise: Rule) -> Rule:
    return next((rule for cue in near for topic, rule in rules if cue & topic), otherwise)
