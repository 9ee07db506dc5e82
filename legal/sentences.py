"""The sentences of a text that may tell a plan of a provider or the story of a client, with what counts in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from legal.lexicon.cues import Cue
from legal.reading import Reading
from legal.scorecard import Fact, Points, Table, kinds, names_of, scorecard
from legal.terms import GuardContext
from legal.whose import Whose

# A sentence without any of these can be neither plan nor story.
_WANTED = int(
    Cue.WE | Cue.YOU | Cue.THEY | Cue.PROVIDER | Cue.NAME | Cue.INTENT | Cue.STRATEGY
    | Cue.TROUBLE | Cue.PERSON_NOUN | Cue.CONDITION | Cue.FAMILY
)  # fmt: skip
_TROUBLE = int(Cue.TROUBLE)
_OWNERS = int(
    Cue.WE | Cue.YOU | Cue.THEY | Cue.PROVIDER | Cue.MUNICIPALITY | Cue.LAW | Cue.DOCUMENT | Cue.HYPOTHETICAL
    | Cue.PENALTY | Cue.NAME
)  # fmt: skip
_FEWEST_WORDS = 2
_HOPELESS = -4.0
_FULL_LENGTH = 14
_WORDS_A_STEP, _MOST_STEPS = 4, 6
# The question mark of a sentence stands within so many signs of its last word.
_LONGEST_END = 3


class Sentence(NamedTuple):
    """The words from `first` up to `last` (exclusive), the sort of text, and the cues of all its words together."""

    first: int
    last: int
    sort: str
    cues: int


def judge(read: Reading, context: GuardContext) -> Reading:
    """Give every sentence that may matter its points: fills `judged` with pairs of a sentence and its points."""
    read.judged = tuple((one, score(read, one)) for one in sentences(read, context))
    return read


def sentences(read: Reading, context: GuardContext) -> Iterator[Sentence]:
    """Every sentence that speaks of somebody, or of a plan."""
    whose = Whose(read, context)
    cues, at = read.cues, read.at
    for first, last in pairwise((*read.borders, len(read.words))):
        if last - first >= _FEWEST_WORDS and (told := reduce(or_, cues[first:last])) & _WANTED:
            yield Sentence(first, last, whose.column(at[first], at[first] + 1), told)


def score(read: Reading, one: Sentence) -> Points:
    """The points of a sentence for telling a plan, and for telling of a client."""
    table = scorecard("sentences").table(one.sort)
    total = _by_words(table, read, one)
    # What else counts never makes up for this much, and most sentences stop here.
    if total.real < _HOPELESS and total.imag < _HOPELESS:
        return total
    total = table.of_tokens(_beside(read, one), total)
    # Nor do pairs of words.
    if total.real < _HOPELESS and total.imag < _HOPELESS:
        return total
    return total + damp(one) * table.of_pairs(_tokens(read, one))


def _by_words(table: Table, read: Reading, one: Sentence) -> Points:
    """The points of the words by themselves, and of their kinds."""
    words = sum(map(table.remembered[word_tokens].__getitem__, read.words[one.first : one.last]), 0j)
    return table.of_cues("kinds", one.cues) + table.base + damp(one) * words


def has_trouble(read: Reading, one: Sentence) -> bool:
    """Whether a sentence has a word for trouble: a debt, a ban on intake, a bankruptcy."""
    return bool(one.cues & _TROUBLE)


def position(read: Reading, one: Sentence) -> float:
    """The points of a sentence with a word for trouble, for telling of the trouble of a provider."""
    table = scorecard("positions").table(one.sort)
    total = table.of_tokens([*_beside(read, one), *trouble(read, one)], _by_words(table, read, one))
    return (total + damp(one) * table.of_pairs(_tokens(read, one))).real


def trouble(read: Reading, one: Sentence) -> Iterator[Fact]:
    """Whose trouble it is: who stands nearest before and behind the first word for it ("onze bank", "de opdrachtnemer")."""
    at = next(word for word in range(one.first, one.last) if read.cues[word] & _TROUBLE)
    yield "trouble before", _nearest(read, range(at - 1, one.first - 1, -1))
    yield "trouble behind", _nearest(read, range(at + 1, one.last))


def weights(read: Reading, one: Sentence) -> list[float]:
    """What each word of a sentence weighs by itself for a plan."""
    points = scorecard("sentences").table(one.sort).remembered[word_tokens]
    return [points[word].real for word in read.words[one.first : one.last]]


def damp(one: Sentence) -> float:
    """How heavily the words of a sentence weigh: a long one would reach any bar by its length alone."""
    length = one.last - one.first
    return 1.0 if length <= _FULL_LENGTH else _FULL_LENGTH / length


def word_tokens(word: str) -> Iterator[Fact]:
    """What a word tells by itself: the word, and how it begins and ends."""
    if word.isdecimal():
        yield "word", "#"
        return
    yield "word", word
    if len(word) > 5:
        yield "begins", word[:5]
    if len(word) > 7:
        yield "ends", word[-5:]


def pairs(read: Reading, one: Sentence) -> Iterator[Fact]:
    """Words that follow one another."""
    for pair in pairwise(_tokens(read, one)):
        yield "pair", " ".join(pair)


def _tokens(read: Reading, one: Sentence) -> list[str]:
    """The words as they count in pairs; every number is "#"."""
    tokens = list(read.words[one.first : one.last])
    for word in read.numeric[bisect_left(read.numeric, one.first) : bisect_left(read.numeric, one.last)]:
        tokens[word - one.first] = "#"
    return tokens


def facts(read: Reading, one: Sentence) -> Iterator[Fact]:
    """What else counts: the kinds of words, how it begins, how long it is, whether it asks."""
    yield from kinds("kinds", one.cues)
    yield from _beside(read, one)


def _beside(read: Reading, one: Sentence) -> list[Fact]:
    """What counts beside the words and their kinds."""
    return [
        *[("first", word) for word in read.words[one.first : min(one.first + 2, one.last)]],
        ("asks", "True" if "?" in read.gaps[one.last][:_LONGEST_END] else "False"),
        ("length", str(min(_MOST_STEPS, (one.last - one.first) // _WORDS_A_STEP))),
    ]


def _nearest(read: Reading, words: range) -> str:
    cues = next((read.cues[word] & _OWNERS for word in words if read.cues[word] & _OWNERS), 0)
    return names_of(cues)[0] if cues else "none"
