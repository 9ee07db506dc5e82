"""Ranges of a text, asked in logarithmic time: is this piece covered by one of them? And the places of a piece of text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate


class Ranges:
    """Half-open ranges of characters, in any order, overlaps allowed."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))
        self._ordered = ordered

    def cover(self, start: int, end: int) -> bool:
        """Whether one single range holds all of `start` to `end`; two halves do not count."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._furthest[at - 1] >= end

    def touch(self, start: int, end: int) -> bool:
        """Whether any of the ranges has a character of `start` to `end`."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._furthest[at - 1] > start

    def beside(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The pieces of `start` to `end` of which no range has a character, in order."""
        for first, last in self._ordered[: bisect_left(self._starts, end)]:
            if first > start:
                yield start, first
            start = max(start, last)
        if start < end:
            yield start, end

    def first_within(self, start: int, end: int) -> tuple[int, int] | None:
        """The first range that lies wholly inside `start` to `end`; for ranges that do not overlap."""
        at = bisect_left(self._starts, start)
        if at < len(self._ordered) and self._ordered[at][1] <= end:
            return self._ordered[at]
        return None


def everywhere(wanted: str, text: str) -> Iterator[int]:
    """Every place of a piece in a text, also where two overlap; in time linear in both, also of "aaaa" in "aaaaaaaa"."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        after = text.find(wanted, at + 1)
        step = after - at
        if 0 < step <= len(wanted) // 2:
            yield after
            # It repeats itself every `step` signs: as long as the text goes on so, it stands that much further on again.
            end, rest = after + len(wanted), wanted[-step:]
            while text.startswith(rest, end):
                end += step
                yield end - len(wanted)
            after = text.find(wanted, end - len(wanted) + 1)
        at = after
