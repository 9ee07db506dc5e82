"""The sentences of a text that may tell a plan of a provider or the story of a client, with what counts in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from legal.lexicon.cues import Cue
from legal.proper_names import column
from legal.reading import SENTENCE, Reading
from legal.scorecard import Table, names_of, scorecard
from legal.terms import GuardContext

_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
_BEFORE, _AFTER = 8, 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words from `first` up to `last` (exclusive), and the sort of text."""

    first: int
    last: int
    sort: str


def sentences(read: Reading, context: GuardContext, wanted: int) -> Iterator[Sentence]:
    """Every sentence with one of the `wanted` cues in it."""
    sort = column(context)
    first, count = 0, len(read.words)
    while first < count:
        last = first + 1
        cues = read.cues[first]
        while last < count and read.breaks[last] < SENTENCE:
            cues |= read.cues[last]
            last += 1
        if cues & wanted:
            yield Sentence(first, last, _quoted(read, first, sort))
        first = last


def _quoted(read: Reading, first: int, sort: str) -> str:
    """What an answer quotes between quotation marks is a party's."""
    place = read.at[first]
    if sort != "answer" or '"' not in read.folded:
        return sort
    return "party" if read.folded.count('"', 0, place) % 2 == 1 and '"' in read.folded[place:] else sort


def score(card: str, read: Reading, one: Sentence) -> float:
    """The points of a sentence on one scorecard."""
    remembered = _words(card, one.sort)
    table = scorecard(card).table(one.sort)
    total = table.base + sum(remembered[read.words[word]] for word in range(one.first, one.last))
    return total + table.of_tokens(pairs(read, one)) + table.of_tokens(facts(read, one))


class _Words(dict[str, float]):
    """The points of a word anywhere in the sentence, remembered."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, word: str) -> float:
        if len(self) > 50_000:
            self.clear()
        found = self[word] = self._table.of_tokens(word_tokens(word))
        return found


@cache
def _words(card: str, sort: str) -> _Words:
    return _Words(scorecard(card).table(sort))


def word_tokens(word: str) -> Iterator[tuple[str, str]]:
    """What a word tells by itself: the word, and how it begins and ends."""
    if word.isdecimal():
        yield "word", "#"
        return
    yield "word", word
    if len(word) > 5:
        yield "begins", word[:5]
    if len(word) > 7:
        yield "ends", word[-5:]


def pairs(read: Reading, one: Sentence) -> Iterator[tuple[str, str]]:
    """Words that follow one another, and words with one between them."""
    before = second = ""
    for word in range(one.first, one.last):
        token = "#" if read.cues[word] & _NUMERIC else read.words[word]
        if before:
            yield "pair", f"{before} {token}"
        if second:
            yield "around", f"{second} {token}"
        second, before = before, token


def facts(read: Reading, one: Sentence) -> Iterator[tuple[str, str]]:
    """What else counts: the kinds of words, how it begins and ends, what stands before and after."""
    cues = 0
    for word in range(one.first, one.last):
        cues |= read.cues[word]
    yield from (("kinds", f"#{name}") for name in names_of(cues))
    for word in range(one.first, min(one.first + 2, one.last)):
        yield "first", read.words[word]
    end = read.end(one.last - 1)
    yield "asks", str("?" in read.folded[end : end + 3])
    yield "length", str(min(6, (one.last - one.first) // 4))
    for word in range(max(0, one.first - _BEFORE), one.first):
        yield "before", "#" if read.cues[word] & _NUMERIC else read.words[word]
    for word in range(one.last, min(len(read.words), one.last + _AFTER)):
        yield "after", "#" if read.cues[word] & _NUMERIC else read.words[word]
