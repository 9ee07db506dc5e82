"""Whether a party asks to be paid an amount: "kan de gemeente uitgaan van € 54,10?", "is een tarief van € 54,10 mogelijk?".

What it would like to be paid is a price of its own (Mw 6), though it calls nothing its own. Not "klopt het dat u uitgaat
van € 54,10?": who asks that has read it somewhere.
"""

from __future__ import annotations

import re

from legal.equations import FURTHEST, PER
from legal.figure import MONEY, PERCENT, Quantity
from legal.reading import Reading

_ABOUT_AS = r"(?:(?:minimaal|minstens|ten minste|tenminste|circa|ca\.?|ongeveer|bijvoorbeeld|liever|voortaan)\s)?"
_A_PRICE = rf"(?:een\s(?:\w+\s)?\w*(?:tarief|prijs|vergoeding|bedrag|opslag|verhoging)\s(?:van|met)\s)?{_ABOUT_AS}"
_THE_OTHER = r"(?:u|jullie|de gemeente|de regio|het college)"
_WOULD_YOU = rf"(?:kan|kunt|kunnen|wil|wilt|willen|zou|zoudt|zouden|bent|is|zijn|staat|stemt|gaat|wat)\s(?:{_THE_OTHER}\s)?"
_UP_TO = r"(?:verhogen|optrekken|bijstellen|(?:worden|wordt) (?:verhoogd|opgetrokken|bijgesteld)) (?:naar|tot|met)"
_PROPOSED_BEFORE = re.compile(
    rf"(?<!\w){_WOULD_YOU}(?:\w+\s){{0,3}}?(?:uitgaan van|akkoord (?:gaan )?met|in(?:stemmen)? met|open voor|bereid tot"
    rf"|denken aan|vindt u van|dacht u van|denkt u van|(?:tarief|tarieven|prijs|vergoeding) (?:\w+\s)?(?:naar|tot|met))\s"
    rf"{_A_PRICE}$"
    rf"|(?<!\w){_WOULD_YOU}[^.?!;\n]{{0,60}}?{_UP_TO}\s{_A_PRICE}$"
    rf"|(?<!\w)(?:mogen|kunnen) (?:wij|we) (?:\w+\s)?(?:rekenen op|uitgaan van)\s{_A_PRICE}$"
)
_PROPOSED_LEAD = re.compile(
    r"(?<!\w)(?:is|zou|vindt u|bent u bereid(?: om)?|wilt u|kunt u|kan de gemeente|wil de gemeente|het mogelijk om|past)"
    rf"\s{_A_PRICE}$"
)
_PROPOSED_BEHIND = re.compile(
    rf"{PER}(?:\s(?:voor|op|in|bij)\s(?:{_THE_OTHER}|(?:de |het |een )?\w+))?\s(?:te\s)?(?:mogelijk|haalbaar|bespreekbaar"
    r"|acceptabel|aanvaardbaar|redelijk|denkbaar|een (?:redelijke?|reele?|goede?|eerlijke?)|overwegen|betalen|vergoeden"
    r"|hanteren|aanhouden|extra|binnen uw)(?!\w)"
)
_BETTER = re.compile(rf"{PER}\szou(?:den)?\s(?:\w+\s)?(?:beter|passen|passend|redelijk|eerlijk|reeel|nodig)(?!\w)")

# A number without a sign of money: only where nothing else than a price can be asked so.
_BARE = (
    (re.compile(r"(?<!\w)(?:is|zou|waarom is)\s$"), re.compile(r"\s(?:nog\s)?(?:bespreekbaar|acceptabel|aanvaardbaar)(?!\w)")),
    (re.compile(r"(?<!\w)mag (?:het|dat)\s(?:ook\s)?$"), re.compile(r"\s(?:worden|zijn)\s?\?")),
    (re.compile(r"(?<!\w)waarom (?:geen|niet)\s$"), re.compile(r"\s?\?")),
    (
        re.compile(rf"(?<!\w)(?:zou|zouden|wil|wilt|kan|kunt|kunnen)\s{_THE_OTHER}\s$"),
        re.compile(r"\s(?:willen\s|kunnen\s)?(?:betalen|bieden|doen\s?\?)"),
    ),
    (re.compile(rf"(?<!\w)had(?:den)?\s{_THE_OTHER}\s$"), re.compile(r"\s(?:geboden|betaald|gegeven)(?!\w)")),
)
_FEWEST_DIGITS, _SHORT = 2, 40


def proposes(read: Reading, one: Quantity) -> bool:
    """Whether a party asks to be paid this: what it would like tells its price as well (Mw 6, a voornemen over prijzen)."""
    if one.kind not in (MONEY, PERCENT) and one.shape != "euro":
        return _asks_bare(read, one)
    reach = max(read.at[read.sentence(one.first)[0]], one.start - FURTHEST), one.start
    if _PROPOSED_BEFORE.search(read.folded, *reach):
        return True
    if _BETTER.match(read.folded, one.end, one.end + FURTHEST):
        return True
    behind = _PROPOSED_BEHIND.match(read.folded, one.end, one.end + FURTHEST)
    return bool(behind and _PROPOSED_LEAD.search(read.folded, *reach)) or _asks_bare(read, one)


def _asks_bare(read: Reading, one: Quantity) -> bool:
    """Whether the words on both sides ask for a price: "Is 67 bespreekbaar?", "Waarom geen 66?"."""
    if one.end - one.start < _FEWEST_DIGITS:
        return False
    start = max(0, one.start - _SHORT)
    return any(
        after.match(read.folded, one.end, one.end + _SHORT) and before.search(read.folded, start, one.start)
        for before, after in _BARE
    )
