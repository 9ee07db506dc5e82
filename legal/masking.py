"""Let a registered name, and a mark of ours, read as one fixed word: what else is found may not depend on them (R0).

Whether an amount is held must be the same whoever asked. So the other detectors never see which party's name it was,
nor how long it is: they see a name. A mark reads as what it stands for, so that a redacted text reads as before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from legal.normalise import NormalisedText
from legal.terms import Ground, Label

NAME = "naampartij"
_WORDS = {Label.PERSON: NAME, Label.ORG_IDENTITY: NAME, Label.PRICE: "0", Label.FINANCE: "0", Label.MARKET: "0"}
_MARK = re.compile(
    rf"[\[(]gelakt: (?:{'|'.join(f'(?P<{label.name}>{re.escape(label.nl)})' for label in Label)}), "
    rf"(?:{'|'.join(re.escape(short) for short in sorted({ground.short for ground in Ground}))})[\])]"
)


def marks(text: str) -> list[tuple[int, int, str]]:
    """Every mark of ours in a text, to the letter, with the word it reads as; whatever else is typed there stays."""
    if "gelakt: " not in text:
        return []
    return [(*found.span(), _WORDS.get(Label[str(found.lastgroup)], "iets")) for found in _MARK.finditer(text)]


class Passage(NamedTuple):
    """A range of the typed text."""

    start: int
    end: int


def joined(text: str, places: Iterable[tuple[int, int, str]]) -> list[Passage]:
    """The ranges of these places; those with no letter or digit between them are one: to read over both is to read nothing."""
    ranges: list[Passage] = []
    for start, end, _ in sorted(places):
        goes_on = bool(ranges) and not any(map(str.isalnum, text[ranges[-1][1] : start]))
        first, last = ranges.pop() if goes_on else (start, end)
        ranges.append(Passage(first, max(last, end)))
    return ranges


def masked(read: NormalisedText, places: Iterable[tuple[int, int, str]]) -> NormalisedText:
    """`read` in which each typed range reads as one word; ranges that overlap an earlier one are left out."""
    ordered = sorted(places)
    if not ordered:
        return read
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, word in ordered:
        first, last = bisect_left(read.starts, start), bisect_left(read.starts, end)
        if first < at or last <= first:
            continue
        _copy(read, at, first, (texts, starts, ends))
        texts.append(word)
        starts += [start] * len(word)
        ends += [end] * len(word)
        at = last
    _copy(read, at, len(read.text), (texts, starts, ends))
    text = "".join(texts)
    return NormalisedText(read.typed, text, text.lower(), starts, ends)


def _copy(read: NormalisedText, first: int, last: int, into: tuple[list[str], list[int], list[int]]) -> None:
    texts, starts, ends = into
    texts.append(read.text[first:last])
    starts.extend(read.starts[first:last])
    ends.extend(read.ends[first:last])
