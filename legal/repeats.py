"""Figures that are cut somewhere and stand readable elsewhere: who repeats a price leaks it (rule 35).

For a person who may read the originals. It holds nothing by itself: whoever writes an answer without reading the
original could else find a price by trying which figure is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from legal.figure import Kind, Quantity
from legal.lexicon.number_words import SCALES, value
from legal.quantities import quantities
from legal.ranges import Ranges
from legal.reading import Reading, read
from legal.references import is_reference

# "€ 1.234,56", "53,-", "53 euro 20": the whole part and the cents.
_DIGITS = re.compile(r"\D*(?P<whole>\d[\d.' ]*?)(?:(?:[.,]|\s?(?:euro|eur|€)\s?)(?P<cents>\d{1,2}))?(?P<rest>\D*)")
_LETTERS = re.compile(r"[a-z]+")
# A smaller bare number is everybody's: weeks, lots, people.
_TELLING = 20
_CENTS = 100

Figure = tuple[bool, Decimal]
"""Whether it is a percentage, and how much."""


def repeated(cut: Iterable[str], text: str, gone: Iterable[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Where a text repeats a figure of the passages that were cut, outside the ranges that go from the text itself.

    The same figure however it is written: "€ 61", "61,00 per uur", "eenenzestig euro", "1,5 miljoen", "€ 1.500.000".
    Bare numbers below 20 do not count. Offsets are of `text` as typed; in order and apart.
    """
    wanted = frozenset[Figure]().union(*map(figures, cut))
    if not wanted:
        return ()
    reading, going = read(text), Ranges(gone)
    places = (reading.span(one.start, one.end) for one, figure in _figures(reading) if figure in wanted)
    return tuple(place for place in places if not going.touch(*place))


def figures(text: str) -> frozenset[Figure]:
    """The figures in a text; not dates, articles and bare numbers below 20."""
    return frozenset(figure for _, figure in _figures(read(text)))


def _figures(reading: Reading) -> Iterator[tuple[Quantity, Figure]]:
    for one in quantities(reading):
        much = None if is_reference(reading, one) else _much(reading, one)
        if much is None or (one.kind is Kind.BARE and much == int(much) and much < _TELLING):
            continue
        yield one, (one.kind is Kind.PERCENT, much)


def _much(reading: Reading, one: Quantity) -> Decimal | None:
    """How much a figure is, "1,5 miljoen" as 1,500,000; None for a range, a part, or digits one by one."""
    digits = _DIGITS.fullmatch(reading.folded, one.start, one.end)
    if digits:
        times = next((SCALES[word] for word in _LETTERS.findall(digits["rest"]) if word in SCALES), 1)
        return times * Decimal(f"{re.sub(r'[^0-9]', '', digits['whole'])}.{(digits['cents'] or '').ljust(2, '0')}")
    words = [word for word in reading.words[one.first : one.last + 1] if word in SCALES or value(word) is not None]
    if len(words) > 1 and words[-1] in SCALES:  # "drie ton"
        whole = value(words[0]) if len(words) == 2 else None
        return whole * SCALES[words[-1]] if whole is not None else None
    numbers = [much for word in words if (much := value(word)) is not None]
    if len(numbers) == 2 and one.kind is Kind.MONEY and numbers[1] < _CENTS:  # "drieënvijftig euro twintig"
        return numbers[0] + numbers[1] / _CENTS
    return numbers[0] if len(numbers) == 1 else None
