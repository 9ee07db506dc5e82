"""BSN, also split, spelled or disguised: never stored or shown in clear (rule 41, UAVG 46)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legal.dates import DAY_IN_DIGITS, YEAR_FIRST
from legal.digits import Group, chains, runs, text_of
from legal.reading import Reading
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity


def _rule(rule_id: str, why: str) -> Rule:
    return Rule(rule_id, "2", Label.BSN, Sensitivity.BSN, Ground.AVG, why)


ELEVEN_TEST = _rule("bsn.eleven-test", "Dit getal voldoet aan de elfproef voor burgerservicenummers (UAVG artikel 46).")
CUE = _rule("bsn.cue", "Dit getal staat bij het woord bsn of sofinummer (UAVG artikel 46).")
RULES = (ELEVEN_TEST, CUE)

_LENGTH = 9
_CUES = frozenset((
    "bsn", "bsnnr", "bsnnummer", "bsnnummers", "sofi", "sofinummer", "sofinummers", "sofinr", "burgerservice",
    "burgerservicenummer", "burgerservicenummers", "burgerservicenr",
))  # fmt: skip
# Eight digits too: a zero at the beginning is easily left out.
_NUMBER_AT_CUE = re.compile(
    r"""
    (?<![^\W_])(?:bsn|sofi|burgerservice|burger\ service)[\s\-]{0,2}(?:nummers?|nr\.?|no\.?)?(?![^\W\d_])
    [^\d\n]{0,30}(?P<number>\d(?:(?:[\s.\-/]{0,2}|[,:;'])\d){7,8})(?![\s.\-/]?\d)
    """,
    re.VERBOSE,
)
# "NL123456782B01"
_VAT_END = re.compile(r"b\d\d(?![^\W_])")
# "+31 6 ...", "€ 123.456.782", "CPV 85320000-8"
_EXPLAINED_BEFORE = re.compile(
    r"(?:\+|(?:€|eur|euro)\s?"
    r"|(?<![^\W_])cpv(?:-?(?:codes?|nummers?|nr))?[\s:.\-]{0,3}(?:\d{8}-\d[\s,;]{0,3}(?:en\s)?){0,2})$"
)
_DATE = re.compile(rf"(?:{DAY_IN_DIGITS}|{YEAR_FIRST})(?!\d)")
# "1200 53,20 2,0%": figures beside one another, of which one has decimals; a BSN cut up by blanks has no comma before one or two.
_AMOUNTS = re.compile(r"\d\s+\d{1,6},\d{1,2}(?![\d,])|\d,\d{1,2}\s+\d")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Nine digits that pass the eleven-test, and any eight or nine digits at the word bsn (UAVG 46)."""
    if not read.numeric:
        return
    for row in runs(read):
        for chain in chains(row, _LENGTH):
            if eleven_test(text_of(chain)):
                yield from _judged(read, chain)
    if not _CUES.isdisjoint(read.vocabulary) or "burger" in read.vocabulary:
        for found in _NUMBER_AT_CUE.finditer(read.folded):
            digits = "".join(filter(str.isdigit, found["number"]))
            sure = Certainty.HIGH if eleven_test(digits.zfill(_LENGTH)) else Certainty.DOUBT
            yield CUE.at(read.span(*found.span("number")), sure)


def eleven_test(digits: str) -> bool:
    """Whether nine digits can be a BSN: 9a + 8b + … + 2h - i is divisible by eleven, and not all are 0."""
    if len(digits) != _LENGTH or not digits.isdecimal() or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def _judged(read: Reading, chain: Sequence[Group]) -> Iterator[Finding]:
    """The finding, unless it is inside a word, a VAT number, an amount, a code or a date."""
    start, end = chain[0].start, chain[-1].end
    if read.folded[start - 1 : start].isalpha() and not read.folded[max(0, start - 3) : start].endswith("bsn"):
        return
    if _VAT_END.match(read.folded, end):
        return
    if len(chain) == 1:
        yield ELEVEN_TEST.at(read.span(start, end))
    elif not _otherwise_explained(read.folded, start, end):
        yield ELEVEN_TEST.at(read.span(start, end), _certainty(read.folded, start, end))


def _otherwise_explained(folded: str, start: int, end: int) -> bool:
    """An amount of money, a CPV code, a foreign phone number, a date with something after it, or a row of a table."""
    before = folded[max(0, start - 30) : start]
    return bool(_EXPLAINED_BEFORE.search(before) or _DATE.search(folded, start, end) or _AMOUNTS.search(folded, start, end))


def _certainty(folded: str, start: int, end: int) -> Certainty:
    """Split digits with more digits right before or after them may be a part of something else."""
    before, after = folded[max(0, start - 2) : start], folded[end : end + 2]
    more = re.fullmatch(r"\d[\s.,\-/]", before) or re.fullmatch(r"[\s.,\-/]\d", after)
    return Certainty.DOUBT if more else Certainty.HIGH
