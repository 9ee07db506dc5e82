"""Numbers that lead to an organisation, an account or a car: IBAN, AGB, VAT, KvK, licence plate (rules 13 and 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legal.dates import DAY_IN_DIGITS, YEAR_FIRST
from legal.digits import runs
from legal.lexicon.lists import wordlist
from legal.lexicon.number_words import value
from legal.reading import Reading
from legal.terms import Certainty, Finding, Ground, GuardContext, Label, Rule, Sensitivity

IBAN = Rule(
    "identifiers.iban", "1", Label.IBAN, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een bankrekeningnummer. Daaraan is te zien van wie het is.",
)  # fmt: skip
KVK = Rule(
    "identifiers.kvk", "1", Label.ORG_IDENTITY, Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1,
    "Dit lijkt een KvK-nummer of RSIN. Daarmee is een organisatie op te zoeken.",
)  # fmt: skip
AGB = Rule(
    "identifiers.agb", "1", Label.ORG_IDENTITY, Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1,
    "Dit lijkt een AGB-code. Daarmee is een zorgaanbieder op te zoeken.",
)  # fmt: skip
VAT = Rule(
    "identifiers.vat", "1", Label.ORG_IDENTITY, Sensitivity.ASKER_IDENTITY, Ground.AW_2_57_1,
    "Dit is een btw-nummer. Daarmee is een organisatie op te zoeken.",
)  # fmt: skip
PLATE = Rule(
    "identifiers.plate", "1", Label.PLATE, Sensitivity.PERSONAL_DATA, Ground.AVG,
    "Dit is een kenteken. Daarmee is de houder van de auto te vinden.",
)  # fmt: skip
RULES = (IBAN, KVK, AGB, VAT, PLATE)

# Country -> how many signs an account number of it has.
_IBAN_LENGTHS = {"nl": 18, "be": 16, "de": 22, "lu": 20, "fr": 27, "gb": 22, "es": 24, "it": 27, "pl": 28, "at": 20}
_FEWEST_IBAN_DIGITS = 10
# How the word before its digits ends: "NL", "N L".
_BEFORE_IBAN = frozenset((*_IBAN_LENGTHS, "l"))
_DUTCH_IBAN = re.compile(r"nl\d\d[a-z]{4}\d{10}")
_ANY_IBAN = re.compile(r"[a-z]{2}\d\d[a-z0-9]{8,30}")
_BETWEEN = re.compile(r"[\s./\-_*|:]{0,4}")
_LOOK_ALIKE = str.maketrans("oil", "011")

# Eight or nine digits, also cut up: "12.34.56.78".
_EIGHT, _NINE = (rf"(?<![\d.,])(?P<number>\d(?:[ .\-/]{{0,2}}\d){{{more}}})(?![\d]|[ .\-/]\d)" for more in (7, 8))
_KVK = re.compile(
    r"(?<![^\W_])(?:k\.?\s?v\.?\s?k\.?(?:-?(?:nr|nummer|no))?|kamer van koophandel|handelsregister|rsin)"
    rf"(?![^\W\d_])[^\d\n]{{0,40}}{_EIGHT}"
)
_RSIN = re.compile(rf"(?<![^\W_])(?:rsin|fiscaal(?: nummer)?)(?![^\W_])[^\d\n]{{0,30}}{_NINE}")
_AGB = re.compile(rf"(?<![^\W_])agb(?:[\s\-]?(?:code|nummer|nr)\.?)?(?![^\W_])[^\d\n]{{0,40}}{_EIGHT}")
# "NL123456782B01", "nl 1234.56.782.b.01"
_VAT = re.compile(
    r"(?<![^\W_])(?P<number>nl[\s.\-]{0,2}\d(?:[\s.\-]{0,2}\d){8}[\s.\-]{0,2}b[\s.\-]{0,2}\d[\s.\-]{0,2}\d)(?![^\W_])"
)
_REGISTERS = ("kvk", "k.v.k", "koophandel", "handelsregister", "uittreksel")
_FEWEST_DIGITS = 8
_OF_SOMETHING_ELSE, _NEAR = re.compile(r"tenderned|kenmerk|zaaknummer|referentie|publicatie"), 50
# Eight digits may be a day as well: 20-10-2026, 2026.10.20, 20102026.
_DATE = re.compile(f"{DAY_IN_DIGITS}|{YEAR_FIRST}")
_BARE_DATE = re.compile(r"(?:19|20)\d{6}|\d{4}(?:19|20)\d\d")

# Every Dutch series: which groups of letters (l) and digits (d) a plate has, and how long they are.
_SERIES = frozenset((
    ("l2", "d2", "d2"), ("d2", "d2", "l2"), ("d2", "l2", "d2"), ("l2", "d2", "l2"), ("l2", "l2", "d2"), ("d2", "l2", "l2"),
    ("d2", "l3", "d1"), ("d1", "l3", "d2"), ("l2", "d3", "l1"), ("l1", "d3", "l2"), ("l3", "d2", "l1"), ("l1", "d2", "l3"),
    ("d1", "l2", "d3"), ("d3", "l2", "d1"),
))  # fmt: skip
_SIGNS, _LONGEST_GROUP = 6, 3
# In a plate with blanks at least as many signs stand alone.
_FEWEST_SINGLE, _MOST_SPACED = 4, 4
_CAR_WORDS = wordlist("identifiers.car_words")
# What stands between the groups when they are one plate; hyphens throughout are the rule.
_HYPHENS = ("-", "-")
# Without a word about cars one of these stands beside its digits.
_TIGHT = frozenset(("-", ""))
_NEAT_GAPS = frozenset((" ", "", "-", " - "))
_DOTTED_GAPS = ((".", "."), (". ", ". "))


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Account numbers, KvK, AGB and VAT numbers, licence plates (Aw 2.57, AVG); see RULES."""
    if not read.numeric:
        return
    yield from _ibans(read)
    yield from _plates(read)
    # All the rest takes eight digits in a row, and hardly any text has those.
    if runs(read):
        yield from _numbers(read)


def _numbers(read: Reading) -> Iterator[Finding]:
    folded = read.folded
    if "rsin" in folded or "fiscaal" in folded:
        yield from _at_cue(read, _RSIN, KVK)
    if any(name in folded for name in _REGISTERS):
        yield from _at_cue(read, _KVK, KVK)
        yield from _registered(read)
    if "agb" in folded:
        yield from _at_cue(read, _AGB, AGB)
    if "nl" in read.vocabulary:
        yield from _at_cue(read, _VAT, VAT)


def _at_cue(read: Reading, pattern: re.Pattern[str], rule: Rule) -> Iterator[Finding]:
    for found in pattern.finditer(read.folded):
        if not _DATE.fullmatch(found["number"]):
            yield rule.at(read.span(*found.span("number")))


def _registered(read: Reading) -> Iterator[Finding]:
    """Eight digits on their own in a text that speaks of the trade register, unless a word says of what else they are."""
    for word in read.digits:
        text = read.words[word]
        if len(text) != _FEWEST_DIGITS or _BARE_DATE.fullmatch(text):
            continue
        start, end = read.at[word], read.end(word)
        before, after = read.folded[max(0, start - 1) : start], read.folded[end : end + 2]
        if _OF_SOMETHING_ELSE.search(read.folded, max(0, start - _NEAR), start):
            continue
        if not re.match(r"[\w.,\-/]", before) and not re.match(r"[^\W_]|[.,\-/]\d", after):
            yield KVK.at(read.span(start, end))


def _ibans(read: Reading) -> Iterator[Finding]:
    """A country, two check digits and the rest, however it is cut up or partly spelled; the sum must be right.

    A Dutch number of the right form with a wrong sum is a doubt: a slip of the pen is as telling.
    """
    seen = -1
    for number in [number for number in read.numeric if read.words[number - 1] in _BEFORE_IBAN]:
        word, country = _country(read, number)
        if not country or word <= seen or read.folded[max(0, read.at[word] - 1) : read.at[word]].isalnum():
            continue
        seen = word
        last, account = _account(read, word, _IBAN_LENGTHS[country])
        if last is None:
            continue
        if iban_test(account) and sum(map(str.isdecimal, account)) >= _FEWEST_IBAN_DIGITS:
            yield IBAN.at(read.span_of(word, last))
        elif _DUTCH_IBAN.fullmatch(account):
            yield IBAN.at(read.span_of(word, last), Certainty.DOUBT)


def _country(read: Reading, number: int) -> tuple[int, str]:
    """The country that stands before digits, and its word: "NL 20 RABO"; also "N L 20"."""
    word = number - 1
    if word > 0 and read.words[word] == "l" and read.words[word - 1] == "n":
        return word - 1, "nl"
    return (word, read.words[word]) if word >= 0 and read.words[word] in _IBAN_LENGTHS else (word, "")


def _account(read: Reading, word: int, length: int) -> tuple[int | None, str]:
    """The last word of an account number that begins at `word`, and the number; None when it does not fit."""
    account, last = "", word
    while last < len(read.words) and len(account) < length:
        if last > word and not _BETWEEN.fullmatch(read.folded, read.end(last - 1), read.at[last]):
            return None, account
        text = read.words[last]
        number = None if text.isdecimal() else value(text)
        account += str(int(number)) if number is not None and number == int(number) else text
        last += 1
    fits = len(account) == length and (last == len(read.words) or read.end(last - 1) < read.at[last])
    if account.startswith("nl"):
        head, bank, tail = account[2:4], account[4:8], account[8:]
        account = "nl" + head.translate(_LOOK_ALIKE) + bank + tail.translate(_LOOK_ALIKE)
    return (last - 1 if fits else None), account


def iban_test(account: str) -> bool:
    """Whether an account number passes the test of ISO 13616: the rest by 97 is 1. Small letters, no blanks."""
    if not _ANY_IBAN.fullmatch(account):
        return False
    return int("".join(str(int(char, 36)) for char in account[4:] + account[:4])) % 97 == 1


def _plates(read: Reading) -> Iterator[Finding]:
    about_cars = not _CAR_WORDS.isdisjoint(read.vocabulary)
    words, gaps, done = read.words, read.gaps, -1
    # Every plate has a group of digits, so there is no need to look around numbers in words.
    for number in read.digits:
        if len(words[number]) > _LONGEST_GROUP:
            continue
        if not about_cars and gaps[number] not in _TIGHT and gaps[number + 1] not in _TIGHT:
            continue
        for first in (number - 1, number, number - 2):
            last = _plate(read, first, about_cars) if first > done and _may_be_plate(words, first) else None
            if last is not None:
                yield PLATE.at(read.span_of(first, last))
                done = last
                break


def _may_be_plate(words: Sequence[str], first: int) -> bool:
    """Whether three words have six signs together, or one or two each; a quick look, as hardly any have."""
    if first < 0 or first + 2 >= len(words):
        return False
    count = len(words[first]) + len(words[first + 1]) + len(words[first + 2])
    return count == _SIGNS or count <= _MOST_SPACED


def _plate(read: Reading, word: int, about_cars: bool) -> int | None:
    """The last word of a plate that begins at `word`; written apart by hyphens, or in a text about cars."""
    groups = read.words[word : word + 3]
    if sum(map(len, groups)) < _SIGNS:
        return _spaced_plate(read, word) if about_cars else None
    if _kinds(groups) not in _SERIES or not _stands_alone(read, word):
        return None
    gaps = read.folded[read.end(word) : read.at[word + 1]], read.folded[read.end(word + 1) : read.at[word + 2]]
    if gaps == _HYPHENS:
        # "12-ab-34" in small letters may be any code.
        return word + 2 if about_cars or not _has_small(read.text[read.at[word] : read.end(word + 2)]) else None
    neat = gaps in _DOTTED_GAPS or _NEAT_GAPS.issuperset(gaps)
    # Written in one piece it is no word and no number, so it needs no car beside it.
    return word + 2 if neat and (about_cars or gaps == ("", "")) else None


def _has_small(text: str) -> bool:
    return text.upper() != text


def _kinds(groups: Sequence[str]) -> tuple[str, ...]:
    """What a row of groups is made of: "l2", "d3"."""
    return tuple(("d" if text.isdecimal() else "l") + str(len(text)) for text in groups)


def _stands_alone(read: Reading, word: int) -> bool:
    """Whether three words are no part of a longer code or number."""
    start, end = read.at[word], read.end(word + 2)
    before, after = read.folded[max(0, start - 1) : start], read.folded[end : end + 2]
    if before and (before.isalnum() or before in "-/."):
        return False
    return not after[:1].isalnum() and not re.match(r"[\-/.]\w", after)


def _spaced_plate(read: Reading, word: int) -> int | None:
    """The last word of a plate of six signs with blanks among them: "R 6 6 2 B V", "GT-4 8 2-R"."""
    last, signs = word, read.words[word]
    while last + 1 < len(read.words) and len(signs) < _SIGNS and read.gaps[last + 1] in (" ", "-"):
        last += 1
        signs += read.words[last]
    single = sum(len(text) == 1 for text in read.words[word : last + 1])
    if len(signs) != _SIGNS or single < _FEWEST_SINGLE or (word and len(read.words[word - 1]) == 1):
        return None
    return last if _kinds(re.findall(r"\d+|[a-z]+", signs)) in _SERIES else None
