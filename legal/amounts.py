"""How much a figure is: "€ 1.234,56", "53 euro 20", "1,5 miljoen", "drieënvijftig euro"."""

from __future__ import annotations

import re
from decimal import Decimal

from legal.figure import MONEY, Quantity
from legal.lexicon.number_words import SCALES, value
from legal.reading import Reading

# "€ 1.234,56", "53,-", "53 euro 20": the whole part and the cents.
_DIGITS = re.compile(r"\D*(?P<whole>\d[\d.' ]*?)(?:(?:[.,]|\s?(?:euro|eur|€)\s?)(?P<cents>\d{1,2}))?(?P<rest>\D*)")
_LETTERS = re.compile(r"[a-z]+")
_CENTS, _MOST_DIGITS = 100, 40


def amount(reading: Reading, one: Quantity) -> Decimal | None:
    """How much a figure is, "1,5 miljoen" as 1,500,000; None for a range, a part, or digits one by one.

    None too for more digits than any amount has.
    """
    digits = _DIGITS.fullmatch(reading.folded, one.start, one.end)
    if digits:
        # To reckon with a number takes time by the square of its digits, and nobody writes an amount of as many.
        if len(digits["whole"]) > _MOST_DIGITS:
            return None
        times = next((SCALES[word] for word in _LETTERS.findall(digits["rest"]) if word in SCALES), 1)
        return times * Decimal(f"{re.sub(r'[^0-9]', '', digits['whole'])}.{(digits['cents'] or '').ljust(2, '0')}")
    words = [word for word in reading.words[one.first : one.last + 1] if word in SCALES or value(word) is not None]
    if len(words) > 1 and words[-1] in SCALES:  # "drie ton"
        whole = value(words[0]) if len(words) == 2 else None
        return whole * SCALES[words[-1]] if whole is not None else None
    numbers = [much for word in words if (much := value(word)) is not None]
    if len(numbers) == 2 and one.kind is MONEY and numbers[1] < _CENTS:  # "drieënvijftig euro twintig"
        return numbers[0] + numbers[1] / _CENTS
    return numbers[0] if len(numbers) == 1 else None
