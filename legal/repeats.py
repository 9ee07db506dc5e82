"""Figures and words that are cut somewhere and stand readable elsewhere: who repeats a price leaks it (rule 35).

For a person who may read the originals. It holds nothing by itself: whoever writes an answer without reading the
original could else find a price by trying which figure is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from legal.amounts import amount, ends
from legal.figure import BARE, PERCENT, Quantity
from legal.lexicon.lists import wordlist
from legal.lexicon.words import familiarity
from legal.quantities import quantities
from legal.ranges import Ranges, everywhere
from legal.reading import Reading, read
from legal.references import is_reference

# A smaller bare number is everybody's: weeks, lots, people.
_TELLING = 20
# Shorter words tell nothing by themselves, "het" or "u"; but a name may be as short: "Epe", "Bo".
_SHORTEST_WORD, _SHORTEST_NAME = 4, 2
# With a capital these only begin a sentence.
_NO_NAMES = wordlist("proper_names.starters") | wordlist("proper_names.no_names") | wordlist("proper_names.particles")
# So many digits apart are no date of everybody: "12-03-1985", "06 12345678".
_TELLING_DIGITS = 6
# "Schaal 45" says which one, and it is what a party pays its people.
_SCALES, _JOINED = wordlist("wages.scales"), frozenset(("en", "of", "tot", "t", "m", "tm"))
# So many words back the scale of a row is looked for: a text may be one row of numbers.
_LONGEST_ROW = 20
_NOT_LETTERS = re.compile(r"\W")

Figure = tuple[bool, Decimal | str]
"""Whether it is a percentage, and how much; its letters and digits when that is no number: "1 op de 5"."""


def repeated(cut: Iterable[str], text: str, gone: Iterable[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Where a text repeats a figure or the words of a passage that was cut, outside the ranges that go from the text itself.

    The same figure however it is written: "€ 61", "61,00 per uur", "eenenzestig euro", "1,5 miljoen", "€ 1.500.000", also as
    the end of a range: "€ 55-61". Bare numbers below 20 do not count. The same words whatever their capitals, blanks and
    hyphens, a short name only with its capital; few words that anybody may write do not count. Offsets are of `text` as
    typed; in order and apart.
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
    """Whether its words by themselves say whose or what it is: more than one, a name, no ordinary Dutch, or a long number."""
    if len(passage.words) > 1 and sum(len(passage.words[place]) for place in passage.digits) >= _TELLING_DIGITS:
        return True
    words = [(place, word) for place, word in enumerate(passage.words) if _is_word(passage, place)]
    if len(words) != len(passage.words) or len(words) > 1:
        return bool(words)
    return any(passage.is_capital(place) or familiarity(word) != "common" for place, word in words)


def _is_word(passage: Reading, place: int) -> bool:
    word = passage.words[place]
    long_enough = len(word) >= _SHORTEST_WORD
    return word.isalpha() and (long_enough or (len(word) >= _SHORTEST_NAME and _is_name(passage, place)))


def _is_name(reading: Reading, place: int) -> bool:
    return reading.is_capital(place) and reading.words[place] not in _NO_NAMES


def _again(passages: Sequence[Reading], reading: Reading) -> Iterator[tuple[int, int]]:
    """Where their words stand in a text, as the first and the last word there; "Zorg-Wolk" is "zorgwolk"."""
    letters = "".join(reading.words)
    last_at = {end: word for word, end in enumerate(accumulate(map(len, reading.words)))}
    first_at = {0: 0} | {end: word + 1 for end, word in last_at.items()}
    for wanted in {"".join(passage.words) for passage in passages}:
        for at in everywhere(wanted, letters):
            first, last = first_at.get(at), last_at.get(at + len(wanted))
            if first is not None and last is not None and (len(wanted) >= _SHORTEST_WORD or _is_name(reading, first)):
                yield first, last


def _figures(reading: Reading) -> Iterator[tuple[Quantity, Figure]]:
    """Every figure that tells something; a range as each of its ends."""
    for one in quantities(reading):
        if is_reference(reading, one) and not _is_scale(reading, one):
            continue
        much = amount(reading, one)
        both = (much,) if much is not None else ends(reading, one)
        if not both:
            yield one, (one.kind is PERCENT, _NOT_LETTERS.sub("", reading.folded[one.start : one.end]))
        elif one.kind is not BARE:
            yield from ((one, (one.kind is PERCENT, end)) for end in both)
        elif both[0] <= both[-1]:  # not "24/7"
            yield from ((one, (False, end)) for end in both if end != int(end) or end >= _TELLING)


def _is_scale(reading: Reading, one: Quantity) -> bool:
    """Whether a number is that of a wage scale: "schaal 45", also the second of "schaal 40 en 45"."""
    before, furthest = one.first - 1, max(0, one.first - _LONGEST_ROW)
    while before > furthest and (reading.words[before].isdecimal() or reading.words[before] in _JOINED):
        before -= 1
    return before >= 0 and reading.words[before] in _SCALES
