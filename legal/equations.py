"""Whether the words right beside an amount say that it is what a party itself asks or pays: "... is precies onze kostprijs".

Whoever calls the amount first ("uw tarief van € 63,15") tells his own with it: no points of single words show that.
"""

from __future__ import annotations

import re

from legal.figure import Kind, Quantity
from legal.lexicon.cues import Cue
from legal.reading import Reading

_FURTHEST = 80
_PER = r"(?:\s?(?:per|/|p/)\s?\w+){0,2}"
_EQUALS = (
    r"(?:,?\s(?:dat\s)?(?:is|zijn|blijft|dekt|en dat is|komt overeen met|staat gelijk aan)|,)"
    r"(?:\s(?:(?:dus|nu|ook|al)\s)?(?:precies|exact|net|juist|ongeveer|vrijwel|nagenoeg|gelijk aan|even hoog als)){0,3}"
)
_OWN = (
    r"(?:onze|ons|mijn)\s(?:\w+\s){0,2}?(?:\w*kost(?:prijs|prijzen|en)|\w*prijs|\w*tarief|minimum|ondergrens|bodem"
    r"|\w*winst|\w*marge|\w*omzet|\w*verlies)"
)
_COSTS_US = r"(?:wat|dat|het bedrag dat)\s(?:(?:een|het|de)\s)?(?:\w+\s)?(?:ons|wij|we)\s(?:\w+\s){0,2}?(?:kost|betalen|rekenen)"
_BEHIND = re.compile(
    rf"{_PER}(?:{_EQUALS}\s(?:{_OWN}|{_COSTS_US})|\s(?:te laag|te weinig|tekort)\s(?:voor|bij)\sons)(?![^\W_])"
)
_ABOUT = r"(?:\s(?:nu|dus|ongeveer|circa|ca\.?|rond|al|zelfs|ruim|bijna|van)){0,2}"
_AMOUNTS_TO = rf"(?:is|was|wordt|bedraagt|ligt op|komt op|komt uit op|zit op|van){_ABOUT}"
_BEFORE = re.compile(
    rf"(?:{_OWN}\s{_AMOUNTS_TO}|(?:is|was|bedraagt|wordt)\s{_OWN}{_ABOUT}"
    r"|(?:volgens|uit)\s(?:ons|onze|eigen)\s(?:eigen\s)?\w+\s(?:is|bedraagt|blijkt)\s(?:de|een)\s\w*kostprijs(?:\svan)?)\s$"
)


def says_own(read: Reading, one: Quantity) -> bool:
    """Whether an amount or a share is called the party's own by what stands right before or behind it."""
    if one.kind not in (Kind.MONEY, Kind.PERCENT) and one.shape != "euro":
        return False
    first, last = read.sentence(one.first)
    if not any(cues & Cue.WE for cues in read.cues[first:last]):
        return False
    behind = _BEHIND.match(read.folded, one.end, min(one.end + _FURTHEST, read.end(last - 1)))
    return bool(behind or _BEFORE.search(read.folded, max(read.at[first], one.start - _FURTHEST), one.start))
