"""Whose words a passage is: a party's, an answer of the municipality, minutes; what an answer quotes is a party's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from legal.reading import Reading
from legal.scorecard import column
from legal.terms import GuardContext


class Whose:
    """The sort of text, for every passage of one text."""

    def __init__(self, read: Reading, context: GuardContext) -> None:
        self._sort = column(context)
        self._quotes: Sequence[int] = ()
        if self._sort == "answer" and '"' in read.folded:
            self._quotes = [place for place, char in enumerate(read.folded) if char == '"']

    def column(self, start: int, end: int) -> str:
        """The column of the points that counts between two places in `folded`: "party", "answer" or "minutes"."""
        if not self._quotes:
            return self._sort
        opened = bisect_left(self._quotes, start) % 2 == 1
        return "party" if opened and self._quotes[-1] >= end else self._sort
