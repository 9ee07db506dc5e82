"""Figures and words that are cut somewhere and stand readable elsewhere: who repeats a price leaks it (rule 35).

For a person who may read the originals. It holds nothing by itself: whoever writes an answer without reading the
original could else find a price by trying which figure is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from legal.amounts import amount
from legal.figure import BARE, PERCENT, Quantity
from legal.lexicon.words import familiarity
from legal.quantities import quantities
from legal.ranges import Ranges, everywhere
from legal.reading import Reading, read
from legal.references import is_reference

# A smaller bare number is everybody's: weeks, lots, people.
_TELLING = 20
# Shorter words tell nothing by themselves: "het", "u".
_SHORTEST_WORD = 4

Figure = tuple[bool, Decimal]
"""Whether it is a percentage, and how much."""


def repeated(cut: Iterable[str], text: str, gone: Iterable[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Where a text repeats a figure or the words of a passage that was cut, outside the ranges that go from the text itself.

    The same figure however it is written: "€ 61", "61,00 per uur", "eenenzestig euro", "1,5 miljoen", "€ 1.500.000".
    Bare numbers below 20 do not count. The same words whatever their capitals, blanks and hyphens; few words that anybody
    may write do not count. Offsets are of `text` as typed; in order and apart.
    """
    passages = [read(passage) for passage in dict.fromkeys(cut)]
    if not passages:
        return ()
    reading, going = read(text), Ranges(gone)
    wanted = frozenset(figure for passage in passages for _, figure in _figures(passage))
    places = [reading.span(one.start, one.end) for one, figure in _figures(reading) if figure in wanted]
    places += [reading.span_of(*words) for words in _again([passage for passage in passages if _tells(passage)], reading)]
    return tuple(_apart(place for place in places if not going.touch(*place)))


def _apart(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    done = 0
    for start, end in sorted(places):
        if start >= done:
            yield start, end
            done = end


def _tells(passage: Reading) -> bool:
    """Whether its words by themselves say whose or what it is: more than one, a name, or no ordinary Dutch."""
    words = [(place, word) for place, word in enumerate(passage.words) if len(word) >= _SHORTEST_WORD and word.isalpha()]
    if len(words) != len(passage.words) or len(words) > 1:
        return bool(words)
    return any(passage.is_capital(place) or familiarity(word) != "common" for place, word in words)


def _again(passages: Sequence[Reading], reading: Reading) -> Iterator[tuple[int, int]]:
    """Where their words stand in a text, as the first and the last word there; "Zorg-Wolk" is "zorgwolk"."""
    letters = "".join(reading.words)
    last_at = {end: word for word, end in enumerate(accumulate(map(len, reading.words)))}
    first_at = {0: 0} | {end: word + 1 for end, word in last_at.items()}
    for wanted in {"".join(passage.words) for passage in passages}:
        for at in everywhere(wanted, letters):
            first, last = first_at.get(at), last_at.get(at + len(wanted))
            if first is not None and last is not None:
                yield first, last


def _figures(reading: Reading) -> Iterator[tuple[Quantity, Figure]]:
    for one in quantities(reading):
        much = None if is_reference(reading, one) else amount(reading, one)
        if much is None or (one.kind is BARE and much == int(much) and much < _TELLING):
            continue
        yield one, (one.kind is PERCENT, much)
