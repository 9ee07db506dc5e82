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
    if not _may_be_long(read):
        return
    row: list[Group] = []
    for group in _groups(read):
        if row and not _JOIN.fullmatch(read.folded, row[-1].end, group.start):
            yield from _long(row)
            row = []
        row.append(group)
    yield from _long(row)


def _may_be_long(read: Reading) -> bool:
    """Whether enough digits stand one after the other; a quick look, as hardly any text has them.

    A number word is at most two digits. Where letters may pass for digits, all numbers of the text are added up.
    """
    words, gaps = read.words, read.gaps
    alike = not read.vocabulary.isdisjoint(_LOOK_ALIKE)
    count, last = 0, -1
    for word in read.numeric:
        text = words[word]
        if not alike and (word != last + 1 or len(gaps[word]) > _LONGEST_JOIN):
            count = 0
        count += len(text) if text.isdecimal() else 2
        if count >= _FEWEST:
            return True
        last = word
    return False


def _long(row: list[Group]) -> Iterator[Sequence[Group]]:
    if sum(len(group.digits) for group in row) >= _FEWEST:
        yield tuple(row)


def _groups(read: Reading) -> Iterator[Group]:
    numeric = set(read.numeric)
    near = sorted(numeric | {word + step for word in numeric for step in (-1, 1) if 0 <= word + step < len(read.words)})
    for word in near:
        text, start = read.words[word], read.at[word]
        if text.isdecimal():
            yield Group(text, start, start + len(text), False)
        elif word in numeric:
            number = value(text)
            if number is not None and number < 100 and number == int(number):
                yield Group(str(int(number)), start, start + len(text), True)
        elif text in _LOOK_ALIKE and _glued(read, word):
            yield Group(_LOOK_ALIKE[text], start, start + len(text), False)


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
