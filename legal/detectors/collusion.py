"""Signs that competitors agree with each other: on prices, on who takes what, on not bidding (rule 44, Mw 6, ACM).

Such a text is not redacted and passed on: it is refused, and the lawyer sees it. Always a doubt: a human decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.reading import Reading
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity


def _rule(name: str, why: str) -> Rule:
    return Rule(f"collusion.{name}", "1", Label.MARKET, Sensitivity.COLLUSION_SIGNAL, Ground.FAIR_COMP, why)


PRICES = _rule("prices", "Dit lijkt te gaan over een afspraak tussen aanbieders over prijzen of tarieven (Mededingingswet artikel 6).")
DIVISION = _rule("division", "Dit lijkt te gaan over het verdelen van percelen, gebieden of cliënten tussen aanbieders (Mededingingswet artikel 6).")
REFUSAL = _rule("refusal", "Dit lijkt te gaan over een afspraak om samen niet in te schrijven (Mededingingswet artikel 6).")
RULES = (PRICES, DIVISION, REFUSAL)

_GAP = r"[^.!?\n]{0,80}?"
_OTHERS = (
    r"(?:(?:met|samen met|onder|tussen)\s(?:de\s|alle\s|een paar\s|enkele\s|onze\s)?(?:andere\s|overige\s|grote\s|kleine\s)?(?:\w{0,6}aanbieders|collega's|collega-aanbieders|concurrenten|"
    r"partijen|branchegenoten|buren|elkaar|ons (?:drieen|vieren|allen|allemaal))|onderling|gezamenlijk|met z'n allen|met zijn allen|met elkaar|wij allemaal|we allemaal|"
    r"niemand van ons|geen van ons|ieder van ons|mondeling vastgelegd dat zij)"
)
_PRICE = r"(?:\w{0,12}tarie(?:f|ven)|\w{0,12}prij(?:s|zen)|bod|bedrag|ondergrens|bodemprijs|opslag)"
_AGREE = r"(?:afspreken|afgesproken|spreken\s\w+\s\w{0,20}\s?af|afspraak|afspraken|gelijk|dezelfde|hetzelfde|een lijn|een front|aanhouden|vasthouden|hanteren|vastgesteld|niet onder|onder de)"
_LOTS = r"(?:percelen|perceel|gebied(?:en)?|wijk(?:en)?|gemeenten|kernen|regio's?|clienten|inwoners|dorpen|klanten|markt|werkgebied(?:en)?)"
_DIVIDE = r"(?:verdel(?:en|ing)|verdeeld|verdeelden|onderling\s\w{0,12}\s?toegewezen|blijven uit elkaars|elkaars\s\w{0,20}|wij\s\w+\s\w+,?\s(?:en\s)?(?:zij|jullie)\s)"
_NOT_BID = r"(?:niet|nergens|geen)\s(?:\w+\s){0,4}?(?:in te schrijven|inschrijven|inschrijft|schrijven|schrijft|bieden|biedt|tekenen|tekent|meedoen|mee te doen|offreren|bod)"
_PATTERNS = (
    (re.compile(rf"{_OTHERS}{_GAP}(?:{_PRICE}{_GAP}{_AGREE}|{_AGREE}{_GAP}{_PRICE})|{_PRICE}{_GAP}(?:{_AGREE}{_GAP}{_OTHERS}|{_OTHERS}{_GAP}{_AGREE})|{_AGREE}{_GAP}{_OTHERS}{_GAP}{_PRICE}"), PRICES),
    (re.compile(rf"{_OTHERS}{_GAP}(?:{_LOTS}{_GAP}{_DIVIDE}|{_DIVIDE}{_GAP}{_LOTS})|{_DIVIDE}{_GAP}{_LOTS}{_GAP}{_OTHERS}|{_LOTS}{_GAP}(?:{_DIVIDE}{_GAP}{_OTHERS}|{_OTHERS}{_GAP}{_DIVIDE})"), DIVISION),
    (re.compile(rf"(?:{_OTHERS}|afgesproken|afspraak){_GAP}{_NOT_BID}|(?:niemand|geen|geen enkele) van ons{_GAP}(?:inschrij\w+|bied\w*|teken\w*)"), REFUSAL),
)  # fmt: skip
# Who recalls the rule agrees on nothing.
_RECALLS = re.compile(r"verbod|verboden|niet toegestaan|mag niet|mogen niet|mededinging|acm|kartel|gemeente(?:n)?\s|verdeeld over|college|raad\s|spelregel")
_ACTS = frozenset(
    "afspreken afgesproken afspraak afspraken gelijk dezelfde hetzelfde aanhouden vasthouden hanteren verdelen verdeling verdeeld verdeelden elkaars inschrijven inschrijft schrijven bieden "
    "biedt tekenen meedoen niet front zij".split()
)
_WE = frozenset("wij we ons onze onderling gezamenlijk elkaar allemaal aanbieders collega concurrenten partijen allen".split())


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Sentences in which providers seem to agree with each other (rule 44); a rule that is only recalled is none."""
    if _ACTS.isdisjoint(read.vocabulary) or _WE.isdisjoint(read.vocabulary):
        return
    for first, last in _sentences(read):
        start, end = read.at[first], read.end(last - 1)
        words = read.folded[start:end]
        if not _RECALLS.search(words):
            rule = next((rule for pattern, rule in _PATTERNS if pattern.search(words)), None)
            if rule:
                yield rule.at(read.span(start, end), Certainty.DOUBT)


def _sentences(read: Reading) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(read.words):
        _, last = read.sentence(first)
        if not _ACTS.isdisjoint(read.words[first:last]) and not _WE.isdisjoint(read.words[first:last]):
            yield first, last
        first = last
