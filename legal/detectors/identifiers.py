"""Numbers that lead to an organisation, an account or a car: IBAN, AGB, VAT, KvK, licence plate (rules 13 and 42)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.lexicon.cues import Cue
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

_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
_BETWEEN = re.compile(r"[\s./\-_*|:]{0,4}")
_IBAN_LENGTHS = {"nl": 18, "be": 16, "de": 22, "lu": 20, "fr": 27, "gb": 22, "es": 24, "it": 27, "pl": 28, "at": 20}
_NUMBER = r"(?<![\d.,])(\d(?:[ .\-/]{0,2}\d){%d})(?![\d]|[ .\-/]\d)"
_KVK = re.compile(
    r"(?<![^\W_])(?:k\.?\s?v\.?\s?k\.?(?:-?(?:nr|nummer|no))?|kamer van koophandel|handelsregister|rsin)(?![^\W\d_])[^\d\n]{0,40}" + _NUMBER % 7
)
_RSIN = re.compile(r"(?<![^\W_])(?:rsin|fiscaal(?: nummer)?)(?![^\W_])[^\d\n]{0,30}" + _NUMBER % 8)
_AGB = re.compile(r"(?<![^\W_])agb(?:[\s\-]?(?:code|nummer|nr)\.?)?(?![^\W_])[^\d\n]{0,40}" + _NUMBER % 7)
_VAT = re.compile(r"(?<![^\W_])(nl[\s.\-]{0,2}\d(?:[\s.\-]{0,2}\d){8}[\s.\-]{0,2}b[\s.\-]{0,2}\d[\s.\-]{0,2}\d)(?![^\W_])")
_DATE = re.compile(r"[0-3]?\d([ .\-/])[01]?\d\1(?:19|20)\d\d|(?:19|20)\d\d([ .\-/])[01]?\d\2[0-3]?\d")

# Every Dutch series: which groups of letters (l) and digits (d) a plate has, and how long they are.
_SERIES = frozenset((
    ("l2", "d2", "d2"), ("d2", "d2", "l2"), ("d2", "l2", "d2"), ("l2", "d2", "l2"), ("l2", "l2", "d2"), ("d2", "l2", "l2"),
    ("d2", "l3", "d1"), ("d1", "l3", "d2"), ("l2", "d3", "l1"), ("l1", "d3", "l2"), ("l3", "d2", "l1"), ("l1", "d2", "l3"),
    ("d1", "l2", "d3"), ("d3", "l2", "d1"),
))  # fmt: skip
_CAR_WORDS = wordlist("identifiers.car_words")
_LETTERS_OF_PLATE = re.compile(r"[a-z]{1,3}")


def detect(read: Reading, context: GuardContext) -> Iterator[Finding]:
    """Account numbers, KvK, AGB and VAT numbers, licence plates (Aw 2.57, AVG); see RULES."""
    if not read.numeric:
        return
    yield from _ibans(read)
    yield from _plates(read)
    folded = read.folded
    if "k" in folded and ("kvk" in folded or "k.v.k" in folded or "koophandel" in folded or "handelsregister" in folded or "rsin" in folded):
        yield from _at_cue(read, _KVK, KVK)
        yield from _at_cue(read, _RSIN, KVK)
        yield from _registered(read)
    elif "uittreksel" in folded:
        yield from _registered(read)
    if "agb" in folded:
        yield from _at_cue(read, _AGB, AGB)
    if "nl" in folded:
        yield from _at_cue(read, _VAT, VAT)


def _at_cue(read: Reading, pattern: re.Pattern[str], rule: Rule) -> Iterator[Finding]:
    for found in pattern.finditer(read.folded):
        if not _DATE.fullmatch(found[1]):
            yield rule.at(read.span(*found.span(1)))


def _registered(read: Reading) -> Iterator[Finding]:
    """Eight digits on their own in a text that speaks of the trade register."""
    for word in read.numeric:
        start, end = read.at[word], read.end(word)
        alone = not re.search(r"[\w.,\-/]$", read.folded[max(0, start - 1) : start]) and not re.match(r"[^\W_]|[.,\-/]\d", read.folded[end : end + 2])
        if len(read.words[word]) == 8 and alone and not re.fullmatch(r"(?:19|20)\d{6}|\d{4}(?:19|20)\d\d", read.words[word]):
            yield KVK.at(read.span(start, end))


def _ibans(read: Reading) -> Iterator[Finding]:
    """A country, two check digits and the rest, however it is cut up or partly spelled; the sum must be right.

    A Dutch number of the right form with a wrong sum is a doubt: a slip of the pen is as telling.
    """
    seen = -1
    for number in read.numeric:
        # "NL 20 RABO": the country stands before the digits; "N L" may be spaced.
        word = number - 1
        spaced = word >= 1 and read.words[word] == "l" and read.words[word - 1] == "n"
        word -= spaced
        if word <= seen or word < 0 or (read.words[word] not in _IBAN_LENGTHS and not spaced) or read.folded[read.at[word] - 1 : read.at[word]].isalnum():
            continue
        seen = word
        text = "nl" if spaced else read.words[word]
        last, account = _account(read, word, _IBAN_LENGTHS[text])
        if last is None:
            continue
        if iban_test(account) and sum(map(str.isdecimal, account)) > 9:
            yield IBAN.at(read.span_of(word, last))
        elif re.fullmatch(r"nl\d\d[a-z]{4}\d{10}", account):
            yield IBAN.at(read.span_of(word, last), Certainty.DOUBT)


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
    fits = len(account) == length and (last == len(read.words) or not read.folded[read.end(last - 1) : read.at[last]] == "")
    if account.startswith("nl"):
        head, bank, tail = account[2:4], account[4:8], account[8:]
        account = "nl" + head.translate(_DIGITS) + bank + tail.translate(_DIGITS)
    return (last - 1 if fits else None), account


_DIGITS = str.maketrans("oil", "011")


def iban_test(account: str) -> bool:
    """Whether an account number passes the test of ISO 13616: the rest by 97 is 1. Small letters, no blanks."""
    if not re.fullmatch(r"[a-z]{2}\d\d[a-z0-9]{8,30}", account):
        return False
    return int("".join(str(int(char, 36)) for char in account[4:] + account[:4])) % 97 == 1


def _plates(read: Reading) -> Iterator[Finding]:
    about_cars = not _CAR_WORDS.isdisjoint(read.vocabulary)
    done = -1
    for number in read.numeric:
        if len(read.words[number]) > 3:
            continue
        for first in (number - 1, number, number - 2):
            if done < first and first >= 0 and first + 2 < len(read.words):
                last = _plate(read, first, about_cars)
                if last is not None:
                    yield PLATE.at(read.span_of(first, last))
                    done = last
                    break


def _plate(read: Reading, word: int, about_cars: bool) -> int | None:
    """The last word of a plate that begins at `word`; written apart by hyphens, or in a text about cars."""
    one, two, three = read.words[word : word + 3]
    if len(one) == len(two) == len(three) == 1:
        return _spaced_plate(read, word) if about_cars else None
    if len(one) + len(two) + len(three) != 6:
        return None
    if tuple(("d" if text.isdecimal() else "l") + str(len(text)) for text in (one, two, three)) not in _SERIES:
        return None
    start, end = read.at[word], read.end(word + 2)
    if read.folded[start - 1 : start].isalnum() or (read.folded[start - 1 : start] in "-/." and start) or read.folded[end : end + 1].isalnum():
        return None
    if re.match(r"[\-/.]\w", read.folded[end : end + 2]):
        return None
    gaps = (read.folded[read.end(word) : read.at[word + 1]], read.folded[read.end(word + 1) : read.at[word + 2]])
    if gaps == ("-", "-"):
        written = read.text[start:end]
        return word + 2 if written.upper() == written or about_cars else None
    neat = set(gaps) <= {" ", "", "-", " - "} or set(gaps) == {"."} or set(gaps) == {". "}
    # Written in one piece it is no word and no number, so it needs no car beside it.
    return word + 2 if neat and (about_cars or gaps == ("", "")) else None


def _spaced_plate(read: Reading, word: int) -> int | None:
    """The last word of a plate of six single signs: "R 6 6 2 B V"."""
    signs = read.words[word : word + 6]
    if len(signs) < 6 or any(len(sign) > 1 for sign in signs) or (word and len(read.words[word - 1]) == 1):
        return None
    groups = re.findall(r"\d+|[a-z]+", "".join(signs))
    kinds = tuple(("d" if group.isdecimal() else "l") + str(len(group)) for group in groups)
    apart = all(read.folded[read.end(at) : read.at[at + 1]] in (" ", "-") for at in range(word, word + 5))
    return word + 5 if apart and kinds in _SERIES else None
