"""The bare number: in digits (also spaced, or with letters that pass for digits), or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from legal.dressing import dressed, has_scale
from legal.figure import Kind, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.number_words import SCALES, value
from legal.reading import NONE, Reading

_NUMBER_WORD = int(Cue.NUMBER_WORD)
# Thousands by dot, blank or apostrophe; a comma or a dot before the cents.
_NUMBER = re.compile(
    r"\d{1,3}(?:[.' ]\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d{1,2}(?![\d]))?(?:[.,]\d+)?"
)
_SPACED = re.compile(r"\d(?:\s\d){1,8}(?:\s?[.,]\s?\d(?:\s?\d)?)?(?!\d)|\d+\s[.,]\s\d\s?\d?(?!\d)")
_ALIKE = re.compile(r"(?=[\doil|.,]{2,9}(?![^\W_]))[\doil|]{1,6}(?:[.,][\doil|]{1,3})?")
_CENTS = re.compile(r"[.,]\s?\d\s?\d$")
_THOUSANDS = re.compile(r"\d[.' ]\d{3}")
_BIG = 4
_HALVES = frozenset(("half", "halve", "kwart", "driekwart"))
_PARTS = frozenset(("derde", "kwart", "vierde", "vijfde", "zesde", "zevende", "achtste", "tiende"))
_POINTS = frozenset(("komma", "punt"))
_LONGEST_DIGIT = 5


def written(read: Reading, word: int) -> Quantity | None:
    """The number in digits that begins at a word."""
    start, folded = read.at[word], read.folded
    number = _NUMBER.match(folded, start)
    if number is None:
        return None
    end = max(number.end(), _spaced_end(folded, start), _alike_end(folded, start))
    if start and folded[start - 1] in "oil" and not folded[max(0, start - 2) : start - 1].isalnum():
        start -= 1
    return Quantity(start, end, Kind.BARE, word, word, _shape(folded[start:end]))


def _spaced_end(folded: str, start: int) -> int:
    """Where "7 1 , 4 0" ends; a row of numbers of more digits is something else."""
    if folded[start + 1 : start + 2] not in (" ", "\n", "\t") and folded[start + 2 : start + 3] != " " and " , " not in folded[start : start + 8]:
        return 0
    spaced = _SPACED.match(folded, start)
    return spaced.end() if spaced and not re.search(r"\d\d\s\d\d", spaced[0]) else 0


def _alike_end(folded: str, start: int) -> int:
    alike = _ALIKE.match(folded, start)
    return alike.end() if alike and any(char.isdigit() for char in alike[0]) else 0


def _shape(text: str) -> str:
    if _CENTS.search(text):
        return "euro"
    digits = sum(char.isdigit() for char in text)
    return "big" if digits >= _BIG or _THOUSANDS.search(text) else "plain"


def spelled(read: Reading, word: int) -> Quantity | None:
    """The number in words that begins at a word: one word, digits one by one, a part ("een derde"); None for "een"."""
    if read.words[word + 1 : word + 2] and read.words[word + 1] in _PARTS and read.breaks[word + 1] == NONE and read.words[word] in ("twee", "drie", "vier", "vijf"):
        return Quantity(read.at[word], read.end(word + 1), Kind.PERCENT, word, word + 1, "part")
    last, count, point = _row(read, word)
    one = dressed(read, Quantity(read.at[word], read.end(last), Kind.BARE, word, last, "words"))
    if one.kind is not Kind.BARE:
        return one
    if read.words[word] == "een" and last == word:
        return one if _stressed(read, word) else _part(read, word)
    if point or (count > 1 and _all_digits(read.words[word : last + 1])):
        return replace(one, shape="spelled")
    return replace(one, shape="pair") if count > 1 else one


def _row(read: Reading, word: int) -> tuple[int, int, bool]:
    """The last word of a number in words, how many numbers it has, and whether it says "komma"."""
    last, count, point = word, 1, False
    while last + 1 < len(read.words) and read.breaks[last + 1] == NONE:
        step = _step(read, last)
        if not step:
            break
        point = point or read.words[last + 1] in _POINTS
        last, count = last + step, count + 1
    return last, count, point


def _step(read: Reading, last: int) -> int:
    """By how many words a number in words goes on after `last`; 0 when it ends there."""
    after = [*read.words[last + 1 : last + 4], "", ""]
    if read.cues[last + 1] & _NUMBER_WORD or after[0] in SCALES:
        return 1
    if after[0] in _POINTS and value(after[1]) is not None:
        return 2
    if after[0] == "en" and after[1] in _HALVES:
        return 2
    return 3 if after[0] == "en" and after[1] == "een" and after[2] in _HALVES else 0


def _all_digits(words: Sequence[str]) -> bool:
    return all(len(word) <= _LONGEST_DIGIT for word in words)


def _part(read: Reading, word: int) -> Quantity | None:
    """"een derde" is a share, "een kwart miljoen" is money; a bare "een" is no number."""
    if word + 1 == len(read.words) or read.words[word + 1] not in _PARTS or read.breaks[word + 1] != NONE:
        return None
    share = Quantity(read.at[word], read.end(word + 1), Kind.PERCENT, word, word + 1, "part")
    return dressed(read, replace(share, kind=Kind.BARE)) if has_scale(read, share.end) else share


def _stressed(read: Reading, word: int) -> bool:
    """Whether "een" was typed as "één": then it is a number, not an article."""
    start, end = read.span_of(word, word)
    return "\u00e9" in read.typed[start:end].casefold()
