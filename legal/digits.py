"""Digits however they are cut up or spelled: 9999-93-987, 06 2841 7093, nul zes twaalf, 7O."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from legal.lexicon.number_words import value
from legal.reading import Reading

_LONGEST_JOIN = 4
_JOIN = re.compile(rf"[\s.,\-/_*|()\[\]]{{0,{_LONGEST_JOIN}}}")
_LOOK_ALIKE = {"o": "0", "i": "1", "l": "1", "oo": "00", "ol": "01"}
_LETTERS = frozenset(_LOOK_ALIKE)
_FEWEST = 8


class Group(NamedTuple):
    """A few digits that stand together: the digits, and their place in the folded text."""

    digits: str
    start: int
    end: int
    spelled: bool


def runs(read: Reading) -> Sequence[Sequence[Group]]:
    """Every row of groups with hardly anything between them and at least eight digits in all.

    A group is a word of digits, a number word below hundred, or a letter that passes for a digit beside one.
    """
    if read.runs is None:
        read.runs = tuple(_runs(read))
    return read.runs


def _runs(read: Reading) -> Iterator[Sequence[Group]]:
    alike = [word for word in read.where(_LETTERS) if _glued(read, word)]
    row: list[Group] = []
    for group in _groups(read, _long_enough(read, bool(alike)), alike):
        if row and not _JOIN.fullmatch(read.folded, row[-1].end, group.start):
            yield from _long(row)
            row = []
        row.append(group)
    yield from _long(row)


def _long_enough(read: Reading, alike: bool) -> list[int]:
    """The numbers of which enough digits may stand one after the other; a quick look, as hardly any text has them.

    A number word is at most two digits. Where letters pass for digits, all numbers of the text are added up.
    """
    words, gaps = read.words, read.gaps
    found: list[int] = []
    first, count, last = 0, 0, -1
    for at, word in enumerate(read.numeric):
        if not alike and (word != last + 1 or len(gaps[word]) > _LONGEST_JOIN):
            if count >= _FEWEST:
                found += read.numeric[first:at]
            first, count = at, 0
        count += len(words[word]) if words[word].isdecimal() else 2
        last = word
    if count >= _FEWEST:
        found += read.numeric[first:]
    return found


def _long(row: list[Group]) -> Iterator[Sequence[Group]]:
    if sum(len(group.digits) for group in row) >= _FEWEST:
        yield tuple(row)


def _groups(read: Reading, numbers: list[int], alike: list[int]) -> Iterator[Group]:
    for word in sorted({*numbers, *alike}) if numbers else ():
        text, start = read.words[word], read.at[word]
        if text.isdecimal():
            yield Group(text, start, start + len(text), False)
        elif text in _LOOK_ALIKE:
            yield Group(_LOOK_ALIKE[text], start, start + len(text), False)
        else:
            number = value(text)
            if number is not None and number < 100 and number == int(number):
                yield Group(str(int(number)), start, start + len(text), True)


def _glued(read: Reading, word: int) -> bool:
    """Whether a letter touches a digit, or stands where one is missing ("o6 - 52 l8")."""
    start, end = read.at[word], read.end(word)
    return read.folded[start - 1 : start].isdecimal() or read.folded[end : end + 1].isdecimal()


def chains(row: Sequence[Group], total: int) -> Iterator[tuple[Group, ...]]:
    """Every row of whole groups inside `row` with exactly `total` digits."""
    for first in range(len(row)):
        count = 0
        for last in range(first, len(row)):
            count += len(row[last].digits)
            if count >= total:
                if count == total:
                    yield tuple(row[first : last + 1])
                break


def text_of(chain: Sequence[Group]) -> str:
    """The digits of a chain, one after the other."""
    return "".join(group.digits for group in chain)
