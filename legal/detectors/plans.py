"""Plans and intentions of a provider: what it will bid, open, close, take over, ask (rule 43, Mw 6)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from legal.lexicon.cues import Cue
from legal.lexicon.lists import alternatives, wordlist
from legal.reading import WEAK, Reading
from legal.scorecard import column, likelihood
from legal.sentences import Sentence, has_trouble, position, weights
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

STRATEGY = Rule(
    "plans.strategy", "1", Label.MARKET, Sensitivity.STRATEGY_OR_INVESTMENT, Ground.AW_2_57_1,
    "Deze zin lijkt een plan van een aanbieder te vertellen. Concurrenten kunnen daarop vooruitlopen.",
)  # fmt: skip
BID = Rule(
    "plans.bid", "1", Label.MARKET, Sensitivity.BID_INTENTION, Ground.AW_2_57_1,
    "Deze zin lijkt te zeggen waarop een aanbieder wel of niet inschrijft.",
)  # fmt: skip
PRICING = Rule(
    "plans.pricing", "1", Label.PRICE, Sensitivity.TARIFF_OR_PRICE, Ground.AW_2_57_1,
    "Deze zin lijkt te zeggen hoe een aanbieder zijn prijs gaat bepalen.",
)  # fmt: skip
POSITION = Rule(
    "plans.position", "1", Label.FINANCE, Sensitivity.MARKET_SHARE_OR_TURNOVER, Ground.AW_2_57_1,
    "Deze zin lijkt te zeggen hoe een aanbieder er financieel voor staat.",
)  # fmt: skip
RULES = (STRATEGY, BID, PRICING, POSITION)

_SURE = 1.5
# By sort of text: the municipality rarely tells a plan of a party, minutes report many.
_BARS = {"party": 0.9, "answer": 1.2, "minutes": -0.6}
# The same for telling of trouble.
_TROUBLE_BARS: dict[str, float] = {"party": 1.0, "answer": 0.8, "minutes": 0.0}
# The most sentences of a text, and how much more one of them must weigh: in a long text most are no plan.
_LENGTHS, _MORE = (3, 8, 30), (0.0, 0.6, 1.2, 2.2)
# Who says on what it bids, tells a plan however long the text is.
_BID_BAR = 1.4
_LONG = 24
_SHORTEST_CLAUSE = 8
_BIDS = re.compile(
    r"(?<![^\W_])(?:perceel|percelen|kavels?|lots?|inschrij\w*|schrij(?:f|ft|ven)\s.{0,40}\sin|meedingen|combinatie"
    r"|penvoerder|bied(?:en|t)?)(?![^\W_])"
)
_PRICING = int(Cue.COST | Cue.TARIFF | Cue.SURCHARGE)
_MONEY = int(Cue.FINANCE | Cue.WAGE)
# What leads in a plan and tells nothing of it: "wij overwegen om", "het kan zijn dat".
_BEFORE_COLON = r"[^;:\n]{0,120}?[:;]\s"
_ASIDE = r"en|maar|dus|want|ook|nou|onder ons(?: gezegd)?|tussen ons|eerlijk gezegd|intern is besloten|ter info|vertrouwelijk"
_SOMEBODY_SAYS = (
    rf"[^,;:.\n]{{1,90}}?\s(?:{alternatives(wordlist('plans.says'))})"
    r"(?:\s(?:te overwegen|te willen|van plan te zijn|ronduit|eerlijk|nu|dan|ook)){0,2}\s(?:dat|om)\s"
)
_SOMEBODY_INTENDS = (
    r"(?:wij|we|ik|u|zij|ze|hij|men)\s"
    r"(?:willen|wil|overwegen|overweegt|denken erover(?: na)?|denkt erover(?: na)?|zijn van plan|is van plan"
    r"|zijn voornemens|is voornemens|hebben besloten|heeft besloten|gaan ervan uit dat|sluiten niet uit dat"
    r"|sluit niet uit dat|zeggen|zegt|meldt|vertelt)\s(?:om\s|dat\s)?"
)
_IT_MAY_BE = (
    r"het kan (?:zijn|goed zijn) dat\s|het is (?:niet uitgesloten|mogelijk|goed mogelijk|waarschijnlijk) dat\s"
    r"|de kans is groot dat\s"
)
_OUR_BOARD_INTENDS = (
    r"(?:ons|onze|het|de|mijn)\s(?:bestuur|directie|raad van toezicht|moederbedrijf|aandeelhouders?)\s"
    r"(?:wil|overweegt|heeft besloten|denkt erover|besloot)\s(?:om\s|dat\s)?"
)
_LEAD = re.compile(
    rf"(?:{_BEFORE_COLON})?(?:(?:{_ASIDE})[\s,:]{{1,2}}){{0,3}}"
    rf"(?:{_SOMEBODY_SAYS}|{_SOMEBODY_INTENDS}|{_IT_MAY_BE}|{_OUR_BOARD_INTENDS})?"
)


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Sentences that tell a plan of a provider, without what leads them in (Aw 2.57, Mw 6)."""
    if not read.judged:
        return
    bar, trouble = _bar(read, context, _BARS), _bar(read, context, _TROUBLE_BARS)
    for one, points in read.judged:
        above = points.real - bar
        if above > 0 or (points.real > _BID_BAR and _is_bid(read, one)):
            yield _found(read, one, _rule(read, one), above)
        elif has_trouble(read, one) and (above := position(read, one) - trouble) > 0:
            yield _found(read, one, POSITION if one.cues & _MONEY else STRATEGY, above)


def _found(read: Reading, one: Sentence, rule: Rule, above: float) -> Finding:
    """A finding of a sentence that is so far above its bar."""
    certainty = Certainty.HIGH if above > _SURE else Certainty.DOUBT
    return rule.at(read.span(*_clause(read, one)), certainty, likelihood(max(0.0, above)))


def _bar(read: Reading, context: GuardContext, bars: Mapping[str, float]) -> float:
    """In a long text most sentences are no plan, so one must weigh more."""
    return bars[column(context)] + _MORE[bisect_left(_LENGTHS, len(read.borders))]


def _clause(read: Reading, one: Sentence) -> tuple[int, int]:
    """The sentence without what leads it in; of a long one only the parts that tell the plan."""
    first, last = one.first, one.last
    if last - first > _LONG:
        first, last = _heaviest(read, one)
    start, end = read.at[first], read.end(last - 1)
    lead = _LEAD.match(read.folded, start, end)
    if lead and lead.end() < end - _SHORTEST_CLAUSE:
        start = lead.end()
    return start, end


def _heaviest(read: Reading, one: Sentence) -> tuple[int, int]:
    """The part between commas that weighs most, with the parts beside it that weigh for a plan too."""
    words = weights(read, one)
    borders = [one.first, *(word for word in range(one.first + 1, one.last) if read.breaks[word] >= WEAK), one.last]
    parts = [(start, end, sum(words[start - one.first : end - one.first])) for start, end in pairwise(borders)]
    best = max(range(len(parts)), key=lambda at: parts[at][2])
    left = right = best
    while left > 0 and parts[left - 1][2] > 0:
        left -= 1
    while right + 1 < len(parts) and parts[right + 1][2] > 0:
        right += 1
    return parts[left][0], parts[right][1]


def _is_bid(read: Reading, one: Sentence) -> bool:
    return bool(_BIDS.search(read.folded, read.at[one.first], read.end(one.last - 1)))


def _rule(read: Reading, one: Sentence) -> Rule:
    if _is_bid(read, one):
        return BID
    return PRICING if one.cues & _PRICING else STRATEGY
