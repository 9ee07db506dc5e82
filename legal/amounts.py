"""How much a figure is: "€ 1.234,56", "53 euro 20", "1,5 miljoen", "drieënvijftig euro", "€ 50 tot € 55"."""

from __future__ import annotations

import re
from decimal import Decimal

from legal.figure import MONEY, Quantity
from legal.lexicon.number_words import SCALES, value
from legal.reading import Reading

# "€ 1.234,56", "53,-", "53 euro 20": the whole part and the cents.
_DIGITS = re.compile(r"\D*(?P<whole>\d[\d.' ]*?)(?:(?:[.,]|\s?(?:euro|eur|€)\s?)(?P<cents>\d{1,2}))?(?P<rest>\D*)")
_LETTERS, _IN_CENTS = re.compile(r"[a-z]+"), re.compile(r"^\s?(?:cents?|centen|ct)(?![a-z])")
# What stands between the ends of a range; "drie en vijftig" in words is one number.
_TO = re.compile(
    r"(?<=[\w%‰-])(?:\s?[-/]\s?(?=[€\w])|\s(?:tot(?: en met| aan| de)?|t/m|a(?: de)?|to|(?:a )?of)\s)"
    r"|(?<=[\d%‰-])\s(?:en(?: de)?|and)\s(?=[€\d])"
)
_SHARES = frozenset(("part", "ratio"))
_CENTS, _MOST_DIGITS = 100, 40


def amount(reading: Reading, one: Quantity) -> Decimal | None:
    """How much a figure is, "1,5 miljoen" as 1,500,000; None for a range, a part, or digits one by one.

    None too for more digits than any amount has.
    """
    return None if one.shape in _SHARES or ends(reading, one) else _alone(reading, one)


def ends(reading: Reading, one: Quantity) -> tuple[Decimal, ...]:
    """From how much to how much a range is, "1,5 tot 2 miljoen" both in millions; nothing for any other figure."""
    parts = list(_TO.finditer(reading.folded, one.start, one.end))
    if len(parts) != 1 or one.shape in _SHARES:
        return ()
    first, last = (_part(reading, one, *place) for place in ((one.start, parts[0].start()), (parts[0].end(), one.end)))
    low, high = _alone(reading, first), _alone(reading, last)
    if low is None or high is None:
        return ()
    return low * (1 if _times(reading, first) > 1 else _times(reading, last)), high


def _part(reading: Reading, one: Quantity, start: int, end: int) -> Quantity:
    return one._replace(start=start, end=end, first=reading.word_at(start), last=reading.word_at(end) - 1)


def _times(reading: Reading, one: Quantity) -> int:
    """What a word or letter behind a number multiplies it with: the "k" of "50k", the "ton" of "drie ton"."""
    digits = _DIGITS.fullmatch(reading.folded, one.start, one.end)
    if digits:
        return next((SCALES[word] for word in _LETTERS.findall(digits["rest"]) if word in SCALES), 1)
    words = _numbers(reading, one)
    return SCALES.get(words[-1], 1) if len(words) > 1 else 1


def _numbers(reading: Reading, one: Quantity) -> list[str]:
    return [word for word in reading.words[one.first : one.last + 1] if word in SCALES or value(word) is not None]


def _alone(reading: Reading, one: Quantity) -> Decimal | None:
    times, digits = _times(reading, one), _DIGITS.fullmatch(reading.folded, one.start, one.end)
    if digits:
        # To reckon with a number takes time by the square of its digits, and nobody writes an amount of as many.
        if len(digits["whole"]) > _MOST_DIGITS:
            return None
        found = times * Decimal(f"{re.sub(r'[^0-9]', '', digits['whole'])}.{(digits['cents'] or '').ljust(2, '0')}")
        return found / _CENTS if _IN_CENTS.search(digits["rest"]) else found
    words = _numbers(reading, one)
    if times > 1:
        whole = value(words[0]) if len(words) == 2 else None
        return whole * times if whole is not None else None
    numbers = [much for word in words if (much := value(word)) is not None]
    # "drieënvijftig euro twintig", and without the euro "drieënvijftig twintig"
    if len(numbers) == 2 and (one.kind is MONEY or one.shape == "pair") and numbers[1] < _CENTS:
        return numbers[0] + numbers[1] / _CENTS
    if len(numbers) != 1:
        return None
    return numbers[0] / _CENTS if _IN_CENTS.match(reading.words[one.last]) else numbers[0]
