"""The sentences of a text that may tell a plan of a provider or the story of a client, with what counts in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from legal.lexicon.cues import Cue
from legal.proper_names import column
from legal.reading import SENTENCE, Reading
from legal.scorecard import Points, Remembered, names_of, scorecard
from legal.terms import GuardContext

_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words from `first` up to `last` (exclusive), and the sort of text."""

    first: int
    last: int
    sort: str


def judge(read: Reading, context: GuardContext) -> Reading:
    """Give every sentence that may matter its points: fills `judged` with pairs of a sentence and its points."""
    read.judged = tuple((one, score(read, one)) for one in sentences(read, context))
    return read


def sentences(read: Reading, context: GuardContext) -> Iterator[Sentence]:
    """Every sentence that speaks of somebody, or of a plan; the others can be neither plan nor story."""
    sort = column(context)
    first, count = 0, len(read.words)
    breaks, kinds = read.breaks, read.cues
    while first < count:
        last = first + 1
        cues = kinds[first]
        while last < count and breaks[last] < SENTENCE:
            cues |= kinds[last]
            last += 1
        if cues & _WANTED and last - first > 1:
            yield Sentence(first, last, _quoted(read, first, sort))
        first = last


_WANTED = int(
    Cue.WE | Cue.YOU | Cue.THEY | Cue.PROVIDER | Cue.NAME | Cue.INTENT | Cue.STRATEGY | Cue.PERSON_NOUN | Cue.CONDITION | Cue.FAMILY
)  # fmt: skip


def _quoted(read: Reading, first: int, sort: str) -> str:
    """What an answer quotes between quotation marks is a party's."""
    place = read.at[first]
    if sort != "answer" or '"' not in read.folded:
        return sort
    return "party" if read.folded.count('"', 0, place) % 2 == 1 and '"' in read.folded[place:] else sort


def score(read: Reading, one: Sentence) -> Points:
    """The points of a sentence for telling a plan, and for telling of a client."""
    table = scorecard("sentences").table(one.sort)
    remembered = _words(one.sort)
    weight = damp(one)
    words = 0j
    for word in range(one.first, one.last):
        words += remembered[read.words[word]]
    total = table.base + table.of_tokens(facts(read, one)) + weight * words
    # Pairs of words never make up for this much, and most sentences stop here.
    if total.real < _HOPELESS and total.imag < _HOPELESS:
        return total
    return total + weight * table.of_tokens(pairs(read, one))


_HOPELESS = -4.0
_FULL_LENGTH = 14


def weights(read: Reading, one: Sentence) -> list[float]:
    """What each word of a sentence weighs by itself for a plan."""
    remembered = _words(one.sort)
    return [remembered[read.words[word]].real for word in range(one.first, one.last)]


def damp(one: Sentence) -> float:
    """How heavily the words of a sentence weigh: a long one would reach any bar by its length alone."""
    return min(1.0, _FULL_LENGTH / (one.last - one.first))


@cache
def _words(sort: str) -> Remembered:
    return Remembered(scorecard("sentences").table(sort), word_tokens)


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
    """Words that follow one another."""
    before = ""
    for word in range(one.first, one.last):
        token = "#" if read.cues[word] & _NUMERIC else read.words[word]
        if before:
            yield "pair", f"{before} {token}"
        before = token


def facts(read: Reading, one: Sentence) -> Iterator[tuple[str, str]]:
    """What else counts: the kinds of words, how it begins, how long it is, whether it asks."""
    cues = 0
    for word in range(one.first, one.last):
        cues |= read.cues[word]
    yield from (("kinds", f"#{name}") for name in names_of(cues))
    for word in range(one.first, min(one.first + 2, one.last)):
        yield "first", read.words[word]
    end = read.end(one.last - 1)
    yield "asks", str("?" in read.folded[end : end + 3])
    yield "length", str(min(6, (one.last - one.first) // 4))
