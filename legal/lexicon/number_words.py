"""Dutch number words: "drieënvijftig" is 53, "anderhalve" is 1.5; written small and without accents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations

_UNITS = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
_TEENS = {
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
    "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90,
}  # fmt: skip
_PARTS: dict[str, Decimal | None] = {
    "nul": Decimal(0),
    "half": Decimal("0.5"),
    "halve": Decimal("0.5"),
    "anderhalf": Decimal("1.5"),
    "anderhalve": Decimal("1.5"),
    "kwart": Decimal("0.25"),
    "honderden": Decimal(100),
    "tientallen": Decimal(10),
    "dozijn": Decimal(12),
    "mille": Decimal(1000),
    "tweederde": Decimal("0.67"),
    "driekwart": Decimal("0.75"),
}
SCALES = {
    "honderd": 100, "hundred": 100, "duizend": 1000, "thousand": 1000, "mille": 1000, "k": 1000,
    "ton": 100_000, "tonnen": 100_000,
    "miljoen": 1_000_000, "milj": 1_000_000,
    "million": 1_000_000, "mln": 1_000_000, "mio": 1_000_000, "miljard": 10**9, "mld": 10**9, "mrd": 10**9,
}  # fmt: skip
"""What a word after a number multiplies it with; some are no number words of their own."""

_HALVES = re.compile(r"(\w{3,20}?)en(?:een)?hal(?:f|ve)")


def _below_1000() -> Iterator[tuple[str, int]]:
    """Every number from 1 to 999 and every year of the last century, also with "en" after the hundreds: honderdenvijf."""
    below_100 = {**_UNITS, **_TEENS, **_TENS}
    below_100 |= {f"{unit}en{ten}": low + high for unit, low in _UNITS.items() for ten, high in _TENS.items()}
    yield from below_100.items()
    yield from ((f"negentien{word}", 1900 + number) for word, number in below_100.items() if number >= 10)  # a year
    for times, hundreds in (("", 1), *_UNITS.items(), *_TEENS.items()):
        yield f"{times}honderd", hundreds * 100
        for word, number in below_100.items():
            yield f"{times}honderd{word}", hundreds * 100 + number
            yield f"{times}honderden{word}", hundreds * 100 + number


# English, but for what is a Dutch word as well ("ten", "one").
_ENGLISH = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip
_SPELLED = {**_ENGLISH, **dict(_below_1000())}


# No number is longer: two of the longest below a thousand, with "duizend" and "en" between them.
_LONGEST = 2 * max(map(len, _SPELLED)) + len("duizenden")


def value(word: str) -> Decimal | None:
    """The value of one written number, or None when the word is no number."""
    # Before anything is read or remembered of it: a text may be one word of a million letters.
    return _value(word) if len(word) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _value(word: str) -> Decimal | None:
    if word in _PARTS:
        return _PARTS[word]
    halves = _HALVES.fullmatch(word)
    if halves:
        whole = _SPELLED.get(halves[1])
        return Decimal(whole) + Decimal("0.5") if whole else None
    thousands, thousand, rest = word.rpartition("duizend")
    if not thousand and word not in _SPELLED and "honderd" in word:
        return _many_hundreds(word)
    if not thousand:
        number = _SPELLED.get(word)
        return Decimal(number) if number else _two_in_one(word) or _of_slip(word)
    left = _SPELLED.get(thousands, 0) if thousands else 1
    right = _SPELLED.get(rest.removeprefix("en"), 0) if rest else 0
    return Decimal(left * 1000 + right) if left and (right or not rest) else None


def _many_hundreds(word: str) -> Decimal | None:
    """More than nineteen hundreds: "vierendertighonderdtwee" is 3402."""
    hundreds, _, rest = word.partition("honderd")
    left, right = _SPELLED.get(hundreds), _SPELLED.get(rest.removeprefix("en"), 0) if rest else 0
    if left and left < _HUNDRED and right < _HUNDRED and (right or not rest):
        return Decimal(left * _HUNDRED + right)
    return _of_slip(word)


def _of_slip(word: str) -> Decimal | None:
    number = _slip(word)
    return Decimal(number) if number else None


def _two_in_one(word: str) -> Decimal | None:
    """Euros and cents in one breath: "zesenzestigvijftig" is 66,50."""
    if not word.endswith(("ig", "tien")):
        return None
    for cut in range(_SHORTEST_TEN, len(word) - _SHORTEST_TEN + 1):
        euros, cents = _SPELLED.get(word[:cut], 0), _SPELLED.get(word[cut:], 0)
        if _TEN <= euros < _HUNDRED and _TEN <= cents < _HUNDRED:
            return euros + Decimal(cents) / _HUNDRED
    return None


def _slip(word: str) -> int | None:
    """A number word with one letter too few, too many, other or swapped ("vijfenzevetig"); the longer ones only."""
    if not _SHORTEST_SLIP <= len(word) <= _LONGEST_SLIP or not word.endswith(("ig", "tien", "honderd", "itg", "tg", "tieg")):
        return None
    shorter = [word, *without_one(word)]
    return next((_slips()[one] for one in shorter if one in _slips()), None)


@cache
def _slips() -> dict[str, int]:
    found: dict[str, int] = {}
    for word, number in _SPELLED.items():
        if len(word) >= _SHORTEST_SLIP and number <= _LARGEST_SLIP:
            found.update(dict.fromkeys((word, *without_one(word)), number))
    return found


def without_one(word: str) -> set[str]:
    """The word with each of its letters left out once."""
    return {"".join(left) for left in combinations(word, len(word) - 1)}


_SHORTEST_SLIP, _LARGEST_SLIP = 7, 199
# One letter more than the longest number for which slips count; to leave out each letter takes time by the square.
_LONGEST_SLIP = 1 + max(len(word) for word, number in _SPELLED.items() if number <= _LARGEST_SLIP)
_TEN, _HUNDRED = 10, 100
_SHORTEST_TEN = 4
