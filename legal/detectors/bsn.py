"""BSN, also split, spelled or disguised: never stored or shown in clear (rule 41, UAVG 46)."""

import re
from collections.abc import Iterator, Sequence

from legal.normalise import NormalisedText
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity


def _rule(name: str, why: str) -> Rule:
    return Rule(f"bsn.{name}", "1", Label.BSN, Sensitivity.BSN, Ground.AVG, why)


ELEVEN_TEST = _rule("eleven-test", "Dit getal voldoet aan de elfproef voor burgerservicenummers (UAVG artikel 46).")
CUE = _rule("cue", "Dit getal staat bij het woord bsn of sofinummer (UAVG artikel 46).")
RULES = (ELEVEN_TEST, CUE)

_GROUP = re.compile(r"\d+")
_LOOK_ALIKE = re.compile(r"(?<![^\W_])[\doil|]{9}(?![^\W_])")
_FEWEST_REAL_DIGITS = 6
_LETTERS_AS_DIGITS = str.maketrans("oil|", "0111")
_DIGIT_WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_WORD = rf"(?:{'|'.join(_DIGIT_WORDS)})"
_SPELLED = re.compile(rf"(?<![^\W_])(?:{_WORD}[\s,.\-]{{1,3}}){{8}}{_WORD}(?![^\W_])")
_NUMBER_AT_CUE = re.compile(
    r"(?<![^\W_])(?:bsn|sofi|burgerservice|burger service)[\s\-]{0,2}(?:nummers?|nr\.?|no\.?)?"
    r"(?![^\W\d_])[^\d\n]{0,30}(\d(?:[\s.\-/]{0,2}\d){7,8})(?![\s.\-/]?\d)"
)
_JOIN = re.compile(r"[\s.,\-/_*|]{1,3}")
_VAT_END = re.compile(r"b\d\d(?![^\W_])")
_EXPLAINED_BEFORE = re.compile(r"(?:\+|(?:€|eur|euro)\s?|(?<![^\W_])cpv[^\n]*)$")
_DATE = re.compile(
    r"(?:(?:0?[1-9]|[12]\d|3[01])([\s./\-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:19|20)\d\d([\s./\-])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)


def detect(read: NormalisedText, context: GuardContext) -> Iterator[Finding]:
    """Nine digits that pass the eleven-test, and any eight or nine digits at the word bsn (UAVG 46)."""
    yield from _groups(read)
    for found in _LOOK_ALIKE.finditer(read.folded):
        digits = found[0].translate(_LETTERS_AS_DIGITS)
        if sum(map(str.isdigit, found[0])) >= _FEWEST_REAL_DIGITS and eleven_test(digits):
            yield ELEVEN_TEST.at(read.span(*found.span()))
    for found in _SPELLED.finditer(read.folded):
        if eleven_test("".join(str(_DIGIT_WORDS.index(word)) for word in re.findall(_WORD, found[0]))):
            yield ELEVEN_TEST.at(read.span(*found.span()))
    for found in _NUMBER_AT_CUE.finditer(read.folded):
        digits = "".join(filter(str.isdigit, found[1]))
        sure = Certainty.HIGH if eleven_test(digits.zfill(9)) else Certainty.DOUBT
        yield CUE.at(read.span(*found.span(1)), sure)


def eleven_test(digits: str) -> bool:
    """Whether nine digits can be a BSN: 9a + 8b + … + 2h - i is divisible by eleven, and not all are 0."""
    if len(digits) != 9 or not digits.isdecimal() or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def _groups(read: NormalisedText) -> Iterator[Finding]:
    """Nine digits on their own or in groups: 9999-93-987, 9 9 9 9 9 4 9 1 8; not inside a word or VAT number."""
    groups = list(_GROUP.finditer(read.folded))
    for at, group in enumerate(groups):
        chain = _nine(read.folded, groups, at)
        if not eleven_test("".join(one[0] for one in chain)):
            continue
        start, end = group.start(), chain[-1].end()
        if read.folded[start - 1 : start].isalpha() or _VAT_END.match(read.folded, end):
            continue
        if len(chain) == 1:
            yield ELEVEN_TEST.at(read.span(start, end))
        elif not _otherwise_explained(read.folded, start, end):
            yield ELEVEN_TEST.at(read.span(start, end), _certainty(read.folded, start, end))


def _nine(folded: str, groups: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The groups from `at` on that have nine digits together, with little between them; else nothing."""
    chain, count = [groups[at]], len(groups[at][0])
    while count < 9 and at + 1 < len(groups):
        gap = folded[groups[at].end() : groups[at + 1].start()]
        if not _JOIN.fullmatch(gap):
            break
        at += 1
        chain.append(groups[at])
        count += len(groups[at][0])
    return chain if count == 9 else []


def _otherwise_explained(folded: str, start: int, end: int) -> bool:
    """An amount of money, a CPV code, a foreign phone number or a date with something after it."""
    before = folded[max(0, start - 30) : start]
    return bool(_EXPLAINED_BEFORE.search(before) or _DATE.search(folded, start, end))


def _certainty(folded: str, start: int, end: int) -> Certainty:
    """Split digits with more digits right before or after them may be a part of something else."""
    before, after = folded[max(0, start - 2) : start], folded[end : end + 2]
    more = re.fullmatch(r"\d[\s.,\-/]", before) or re.fullmatch(r"[\s.,\-/]\d", after)
    return Certainty.DOUBT if more else Certainty.HIGH
