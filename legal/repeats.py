"""Figures that are cut somewhere and stand readable elsewhere: who repeats a price leaks it (rule 35).

For a person who may read the originals. It holds nothing by itself: whoever writes an answer without reading the
original could else find a price by trying which figure is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from legal.amounts import amount
from legal.figure import BARE, PERCENT, Quantity
from legal.quantities import quantities
from legal.ranges import Ranges
from legal.reading import Reading, read
from legal.references import is_reference

# A smaller bare number is everybody's: weeks, lots, people.
_TELLING = 20

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
        much = None if is_reference(reading, one) else amount(reading, one)
        if much is None or (one.kind is BARE and much == int(much) and much < _TELLING):
            continue
        yield one, (one.kind is PERCENT, much)
