"""Signs that competitors agree with each other: on prices, on who takes what, on not bidding (rule 44, Mw 6, ACM).

Such a text is not redacted and passed on: it is refused, and the lawyer sees it. Always a doubt: a human decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legal.lexicon.lists import wordlist
from legal.reading import Reading
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity


def _rule(name: str, why: str) -> Rule:
    return Rule(f"collusion.{name}", "1", Label.MARKET, Sensitivity.COLLUSION_SIGNAL, Ground.FAIR_COMP, why)


PRICES = _rule(
    "prices",
    "Dit lijkt te gaan over een afspraak tussen aanbieders over prijzen of tarieven (Mededingingswet artikel 6).",
)
DIVISION = _rule(
    "division",
    "Dit lijkt te gaan over het verdelen van percelen, gebieden of cliënten tussen aanbieders (Mededingingswet artikel 6).",
)
REFUSAL = _rule(
    "refusal",
    "Dit lijkt te gaan over een afspraak om samen niet in te schrijven (Mededingingswet artikel 6).",
)
RULES = (PRICES, DIVISION, REFUSAL)

_GAP = r"[^.!?\n]{0,80}?"
_WITH_WHOM = (
    r"\w{0,6}aanbieders?|collega(?:'s)?|collega-aanbieders?|concurrent(?:en)?|partijen|branchegenoten|buren|elkaar"
    r"|ons (?:drieen|vieren|allen|allemaal)"
)
_OTHERS = (
    r"(?:(?:met|samen met|onder|tussen)\s(?:(?:de|een|twee|drie|alle|een paar|enkele|onze)\s)?"
    r"(?:(?:andere|overige|grote|kleine)\s)?"
    rf"(?:{_WITH_WHOM})|onderling|gezamenlijk|met z'n allen|met zijn allen|met elkaar|wij allemaal|we allemaal"
    r"|niemand van ons|geen van ons|ieder van ons|mondeling vastgelegd dat zij)"
)
_PRICE = r"(?:\w{0,12}tarie(?:f|ven)|\w{0,12}prij(?:s|zen)|bod|bedrag|ondergrens|bodemprijs|opslag|€\s?\d|\d euro)"
_AGREE = (
    r"(?:afspreken|afgesproken|spreken\s\w+\s\w{0,20}\s?af|afspraak|afspraken|gelijk|dezelfde|hetzelfde|een lijn|een front"
    r"|aanhouden|vasthouden|houden\s(?:\w+\s){1,3}?vast|hanteren|vastgesteld|niet onder|onder de)"
)
_LOTS = (
    r"(?:percelen|perceel|gebied(?:en)?|wijk(?:en)?|gemeenten|kernen|regio's?|clienten|inwoners|dorpen|klanten|markt"
    r"|werkgebied(?:en)?)"
)
_DIVIDE = (
    r"(?:verdel(?:en|ing)|verdeeld|verdeelden|onderling\s\w{0,12}\s?toegewezen|blijven uit elkaars|elkaars\s\w{0,20}"
    r"|wij\s\w+\s\w+,?\s(?:en\s)?(?:zij|jullie)\s)"
)
_NOT_BID = (
    r"(?:niet|nergens|geen)\s(?:\w+\s){0,4}?(?:in te schrijven|inschrijven|inschrijft|schrijven|schrijft|bieden|biedt"
    r"|tekenen|tekent|meedoen|mee te doen|offreren|bod)"
)
_NONE_OF_US_BIDS = rf"(?:niemand|geen|geen enkele) van ons{_GAP}(?:inschrij\w+|bied\w*|teken\w*)"


def _in_a_row(*parts: str) -> str:
    """The parts in this order, with less than a sentence between them."""
    return _GAP.join(parts)


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a sentence must say; `needs` are pieces of words of which one at least stands in every such sentence."""

    rule: Rule
    needs: tuple[str, ...]
    pattern: re.Pattern[str]


_SIGNS = (
    _Sign(
        PRICES,
        ("tarie", "prij", "bod", "bedrag", "ondergrens", "opslag", "€", "euro"),
        re.compile(
            rf"{_OTHERS}{_GAP}(?:{_in_a_row(_PRICE, _AGREE)}|{_in_a_row(_AGREE, _PRICE)})"
            rf"|{_PRICE}{_GAP}(?:{_in_a_row(_AGREE, _OTHERS)}|{_in_a_row(_OTHERS, _AGREE)})"
            rf"|{_in_a_row(_AGREE, _OTHERS, _PRICE)}"
            rf"|{_in_a_row('spreken (?:met elkaar|onderling|samen)', _PRICE, ' af(?![a-z])')}"
        ),
    ),
    _Sign(
        DIVISION,
        ("verdel", "verdeel", "toegewezen", "elkaars", "zij", "jullie", "af wie"),
        re.compile(
            rf"{_OTHERS}{_GAP}(?:{_in_a_row(_LOTS, _DIVIDE)}|{_in_a_row(_DIVIDE, _LOTS)})"
            rf"|{_in_a_row(_DIVIDE, _LOTS, _OTHERS)}|{_in_a_row(r'spr[ea]+ken', _OTHERS, ' af wie', _LOTS)}"
            rf"|{_LOTS}{_GAP}(?:{_in_a_row(_DIVIDE, _OTHERS)}|{_in_a_row(_OTHERS, _DIVIDE)})"
        ),
    ),
    _Sign(
        REFUSAL,
        ("schrij", "bied", "teken", "mee", "offreren", "bod"),
        re.compile(
            rf"(?:{_OTHERS}|afgesproken|afspraak){_GAP}{_NOT_BID}|{_NONE_OF_US_BIDS}|{_in_a_row('schrijven', _OTHERS, 'niet in')}"
        ),
    ),
)
# One of these stands in every such sentence: it tells with whom, or that something was agreed.
_TOGETHER = (
    "aanbieder", "collega", "concurrent", "partijen", "branchegenoten", "buren", "elkaar", "van ons", "ons drieen",
    "ons vieren", "allen", "allemaal", "onderling", "gezamenlijk", "vastgelegd", "afgesproken", "afspraak",
)  # fmt: skip
# Who recalls the rule agrees on nothing.
_RECALLS = re.compile(
    r"verbod|verboden|niet toegestaan|mag niet|mogen niet|mededinging|acm|kartel|verdeeld over|college|raad\s|spelregel"
    r"|(?:de|een|uw|door|met|van|bij|per|elke|iedere|alle) gemeenten?\s"
)
_ACTS = wordlist("collusion.acts")
_WE = wordlist("collusion.we")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Sentences in which providers seem to agree with each other (rule 44); a rule that is only recalled is none."""
    if _ACTS.isdisjoint(read.vocabulary) or _WE.isdisjoint(read.vocabulary) or not _has_any(read.folded, _TOGETHER):
        return
    for first, last in _sentences(read):
        start, end = read.at[first], read.end(last - 1)
        rule = _sign(" ".join(read.folded[start:end].split()))
        if rule:
            yield rule.at(read.span(start, end), Certainty.DOUBT)


def _sign(sentence: str) -> Rule | None:
    """The rule for what a sentence says, if it says any such thing."""
    if not _has_any(sentence, _TOGETHER):
        return None
    signs = (sign for sign in _SIGNS if _has_any(sentence, sign.needs))
    rule = next((sign.rule for sign in signs if sign.pattern.search(sentence)), None)
    return None if rule and _RECALLS.search(sentence) else rule


def _has_any(text: str, pieces: Iterable[str]) -> bool:
    return any(piece in text for piece in pieces)


def _sentences(read: Reading) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(read.words):
        _, last = read.sentence(first)
        if not _ACTS.isdisjoint(read.words[first:last]) and not _WE.isdisjoint(read.words[first:last]):
            yield first, last
        first = last
