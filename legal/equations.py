"""Whether the words right beside an amount say that a party asks or pays it: "... is precies onze kostprijs".

Whoever calls the amount first ("uw tarief van € 63,15") tells his own with it: no points of single words show that.
"""

from __future__ import annotations

import re

from legal.figure import MONEY, PERCENT, Quantity
from legal.masking import NAME
from legal.reading import Reading
from legal.terms import Label

FURTHEST = 160
"""So many signs on either side of an amount are looked at."""
PER = r"(?:\s?(?:per|/|p/)\s?\w+){0,2}"
"""What may stand between an amount and what is said of it: "per uur"."""
_EXACTLY = (
    r"(?:\s(?:dus|nu|ook|al|zelf|toevallig|helaas|echt|precies|exact|net|juist|ongeveer|vrijwel|nagenoeg|gelijk aan"
    r"|even hoog als)){0,3}"
)
_EQUALS = (
    rf"(?:,?\s(?:dat\s)?(?:is|zijn|blijft|dekt|en dat is|komt overeen met|staat gelijk aan)|,){_EXACTLY}"
)
_OWN = (
    r"(?:(?:onze|ons|mijn)\s(?:\w+\s){0,2}?(?:\w*kost(?:prijs|prijzen|en)|\w*prijs|\w*tarief|minimum|ondergrens|bodem"
    r"|\w*winst|\w*marge|\w*omzet|\w*verlies)|de onze)"
)
_COSTS_US = (
    r"(?:wat|dat|het bedrag dat)\s(?:(?:een|het|de)\s)?(?:\w+\s)?(?:ons|wij|we)\s(?:\w+\s){0,2}?"
    r"(?:kost|betalen|rekenen|vragen|kwijt zijn)"
)
# The next sentence says it: "Klopt € 63,15? Dat is onze kostprijs."
_NEXT = (
    rf"[^.?!\n;…]{{0,80}}[.?!;…]{{1,3}}\s{{1,4}}(?:(?:dat|dit|het)(?: bedrag)? (?:is|zijn|dekt){_EXACTLY}\s(?:{_OWN}|{_COSTS_US})"
    rf"|(?:precies|exact) {_OWN}"
    r"|zo ?veel kost (?:het|dat) ons|(?:wij|we) (?:rekenen|vragen|halen|hebben) dat"
    r"|dat (?:rekenen|vragen|betalen|halen|hebben) (?:wij|we)"
    r"|daar(?:op)? zitten (?:wij|we)|(?:wij|we) zitten daar|(?:dat is|zo is het|zo zit het) bij ons"
    r"|(?:lager|goedkoper|minder) kunnen (?:wij|we) niet)(?!\s(?:(?:nu|ook|er|zelf)\s)?(?:niet|geen|nooit)(?!\w))"
)
_BEHIND = re.compile(
    rf"{PER}(?:{_EQUALS}\s(?:{_OWN}|{_COSTS_US})|\s(?:te laag|te weinig|tekort)\s(?:voor|bij)\sons|{_NEXT})(?![^\W_])"
)
_ABOUT = r"(?:\s(?:nu|dus|ongeveer|circa|ca\.?|rond|al|zelfs|ruim|bijna|van)){0,2}"
_AMOUNTS_TO = rf"(?:is|was|wordt|bedraagt|ligt op|komt op|komt uit op|zit op|van){_ABOUT}"
_BEFORE = re.compile(
    rf"(?:{_OWN}\s{_AMOUNTS_TO}|(?:is|was|bedraagt|wordt)\s{_OWN}{_ABOUT}"
    r"|(?:volgens|uit)\s(?:ons|onze|eigen)\s(?:eigen\s)?\w+\s(?:is|bedraagt|blijkt)\s(?:de|een)\s\w*kostprijs(?:\svan)?)\s$"
)

_PARTY = rf"(?:\w{{0,6}}aanbieders?|partij(?:en)?|inschrijvers?|concurrent(?:en)?|deelnemers?|collega's|{NAME})"
_OF_PARTY_BEFORE = re.compile(
    rf"(?<!\w)(?:anderen|de rest|de (?:een|ander)|{_PARTY})\s"
    r"(?:zit(?:ten)?|ligt|liggen|komt|komen|rekent|rekenen|vraagt|vragen|biedt|bieden|betaalt|betalen|noemt|noemen|noemde|noemden)"
    r"(?:\s(?:nu|al|zelfs|hoger|lager|uit|op|tussen|rond|ongeveer)){0,3}(?:\s(?:de|€?\s?[\d.,]+\s(?:en|tot)))?:?\s$"
)
_RANGE = r"(?:€?\s?[\d.,]+\s(?:en|tot)\s)?"
_PRICES = r"(?:\w*kostprijs|\w*kostprijzen|\w*tarie(?:f|ven)|\w*prijs|\w*prijzen)"
_OF_PARTY_TOO = re.compile(
    rf"(?:(?:vraagt|rekent|biedt) (?:een|de) (?:andere |collega-)?{_PARTY}|(?:uit|in) een andere vraag (?:blijkt|staat|lezen wij)"
    rf"|bij (?:een|de) (?:andere|goedkoopste|duurste) {_PARTY} (?:is|kost) (?:het|dat)"
    rf"|{_PRICES} (?:van|bij|onder) (?:de )?{_PARTY} (?:is|zijn|ligt|liggen|lopen)(?: uiteen)?(?: van| tussen| op)?"
    rf"|kostprijzen lopen uiteen van|(?:laagste|hoogste) {_PRICES} (?:in|op|van) de markt (?:is|ligt op))\s{_RANGE}$"
)
_SAYS = re.compile(
    r"(?<!\w)(?:noemt|noemde|vraagt|vroeg|rekent|rekende|biedt|bood|hanteert|betaalt|zit op|komt op|kwam op)"
    r"(?:\s(?:nu|al|zelf|zelfs|ook|een tarief van|een prijs van)){0,2}\s$"
)
_OF_PARTY_BEHIND = re.compile(
    rf"{PER}\s(?:(?:in|uit) (?:de|deze|uw|een andere) vraag|van (?:de|een) (?:andere|goedkoopste|duurste) {_PARTY})(?!\w)"
)


def says_of_party(read: Reading, one: Quantity) -> bool:
    """Whether the municipality says of an amount that a party asks it: "de goedkoopste aanbieder zit op € 61,40" (rule 35)."""
    if one.kind not in (MONEY, PERCENT) and one.shape != "euro":
        return False
    start = read.at[read.sentence(one.first)[0]]
    behind = _OF_PARTY_BEHIND.match(read.folded, one.end, one.end + FURTHEST)
    reach = max(start, one.start - FURTHEST), one.start
    before = _OF_PARTY_BEFORE.search(read.folded, *reach) or _OF_PARTY_TOO.search(read.folded, *reach)
    return bool(behind or before) or _is_named(read, one)


def _is_named(read: Reading, one: Quantity) -> bool:
    """Whether the name of an organisation stands right before "noemt" and an amount: "Elzenwaard noemt € 61,20"."""
    says = _SAYS.search(read.folded, max(0, one.start - FURTHEST), one.start)
    if not says:
        return False
    before = read.word_at(says.start()) - 1
    return any(name.last == before and name.label is Label.ORG_IDENTITY for name in read.names)


def says_own(read: Reading, one: Quantity) -> bool:
    """Whether an amount or a share is called the party's own by what stands right before or behind it."""
    if one.kind not in (MONEY, PERCENT) and one.shape not in ("euro", "big"):
        return False
    start = read.at[read.sentence(one.first)[0]]
    behind = _BEHIND.match(read.folded, one.end, one.end + FURTHEST)
    return bool(behind or _BEFORE.search(read.folded, max(start, one.start - FURTHEST), one.start))
