"""One pass over a text: its words, where each stands, what each tells, and where a sentence ends."""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, count, islice, pairwise
from operator import itemgetter
from typing import Any

from legal.lexicon.cues import NUMBER, NUMERIC
from legal.lexicon.cues import words as known_words
from legal.lexicon.lists import wordlist
from legal.normalise import NormalisedText, normalise

WORD = re.compile(r"([^\W\d_]+|\d+)")
"""A word: letters, or digits."""
# The same in a text that is ASCII but for "€", in half the time; hardly any Dutch text is not, once it is normalised.
_PLAIN_WORD = re.compile(r"([a-z]+|[0-9]+)")
_ABBREVIATIONS = wordlist("reading.abbreviations")
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*(?:[-*•]|\d+[.)])")
# What somebody is quoted to say begins a sentence too.
_SENTENCE_END = re.compile(r"[.!?](?:[\"')\]*_]*\s|$)|;\s|\n|:\s?\"")
_TURNED = re.compile(r"(?<![A-Za-z])[a-z][A-Z]{6,}(?![A-Za-z])")
# Hardly any text has as many capitals in a row. By way of bytes a look for those takes a third of the time of an expression.
_AS_CAPITAL, _CAPITALS = bytes.maketrans(string.ascii_uppercase.encode(), b"A" * 26), b"A" * 6
_PAUSE = re.compile(r"[,:;()\[\]|=>\t\"!?]|\s[-*]+\s|\s/\s")

# Behind a dot in an amount stand two digits or three; "versie 1.0" may end a sentence.
_DECIMALS = (2, 3)
NONE, WEAK, SENTENCE, PARAGRAPH = range(4)
"""How much two words are apart: nothing, a comma or bracket, the end of a sentence or line, an empty line or new item."""


@dataclass(slots=True, eq=False)
class Reading:
    """A text as detectors read it, with its words; see NormalisedText for the first five.

    `words[i]` is the i-th word of `folded` and begins at `at[i]`; `cues[i]` are its cues (see lexicon.cues). `gaps[i]`
    is what stands between it and the word before it, and `breaks[i]` tells how much they are apart; both have one more,
    for what follows the last word. `borders` lists the words that begin a sentence, `numeric` those that are digits or
    a written number, `digits` those that are digits, `capitals` those that begin with a capital (`is_capital` tells it of
    one word); `vocabulary` holds every word once.

    Later steps fill the rest: `names` the proper names that `proper_names.named` found (it marks their words in `cues`),
    `judged` the sentences with their points that `sentences.judge` gave them, `runs` the rows of digits that
    `digits.runs` found.
    """

    typed: str
    text: str
    folded: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    at: Sequence[int]
    gaps: Sequence[str]
    cues: list[int]
    breaks: list[int]
    borders: Sequence[int]
    numeric: Sequence[int]
    digits: Sequence[int]
    capitals: Sequence[int]
    is_capital: Callable[[int], bool]
    vocabulary: frozenset[str]
    names: tuple[Any, ...] = ()
    judged: tuple[Any, ...] = ()
    runs: Sequence[Any] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The typed range behind characters `start` to `end` (exclusive). IndexError outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError("no such range in the normalised text")
        return self.starts[start], self.ends[end - 1]

    def end(self, word: int) -> int:
        """Where a word ends in `folded`."""
        return self.at[word] + len(self.words[word])

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """The typed range from word `first` to word `last`, inclusive."""
        return self.span(self.at[first], self.end(last))

    def word_at(self, place: int) -> int:
        """The first word that begins at or after a place in `folded`."""
        return bisect_left(self.at, place)

    def sentence(self, word: int) -> tuple[int, int]:
        """First word and one past the last word of the sentence around a word; at most 120 words each way."""
        after = bisect_right(self.borders, word)
        last = self.borders[after] if after < len(self.borders) else len(self.words)
        return max(self.borders[after - 1], word - _LONGEST), min(last, word + _LONGEST)

    def where(self, wanted: frozenset[str]) -> list[int]:
        """The places of certain words; costs next to nothing when the text has none of them."""
        if wanted.isdisjoint(self.vocabulary):
            return []
        return list(compress(count(), map(wanted.__contains__, self.words)))


_LONGEST = 120


def read(typed: str) -> Reading:
    """Read a text in time linear in its length. Any str will do; nothing is raised."""
    return read_normalised(normalise(typed))


def read_normalised(normal: NormalisedText) -> Reading:
    """Read a text whose disguises fell away already."""
    parts = (_PLAIN_WORD if normal.folded.replace("€", "").isascii() else WORD).split(normal.folded)
    words, gaps = parts[1::2], parts[::2]
    at = list(islice(accumulate(map(len, parts)), 0, 2 * len(words), 2))
    cues = _cues(words)
    text = _upright(normal.text)
    breaks, borders = _breaks(words, gaps, text, at)
    # To compare is quicker than to take cues apart; the few words that are names as well stand even higher.
    numeric = [word for word, cue in enumerate(cues) if cue >= NUMBER and cue & NUMERIC]
    capitals = list(compress(count(), map(str.isupper, itemgetter(*at)(text)))) if at else []
    return Reading(
        typed=normal.typed,
        text=text,
        folded=normal.folded,
        starts=normal.starts,
        ends=normal.ends,
        words=words,
        at=at,
        gaps=gaps,
        cues=cues,
        breaks=breaks,
        borders=borders,
        numeric=numeric,
        digits=[word for word in numeric if words[word].isdecimal()],
        capitals=capitals,
        is_capital=frozenset(capitals).__contains__,
        vocabulary=frozenset(words),
    )


def _cues(words: Sequence[str]) -> list[int]:
    """The cues of every word by itself, and of those that make a phrase together."""
    known = known_words()
    cues, phrases = list(map(known.__getitem__, words)), known.phrases
    # Whether two words begin a phrase is asked in C, as nearly none do.
    for at in compress(count(), map(phrases.__contains__, pairwise(words))):
        for rest, cue in phrases[words[at], words[at + 1]]:
            end = at + 2 + len(rest)
            if words[at + 2 : end] == rest:
                for word in range(at, end):
                    cues[word] |= cue
    return cues


def _upright(text: str) -> str:
    """The text with the words that were typed with the capitals key on turned over: "sTICHTING" is "Stichting"."""
    if _CAPITALS not in text.encode("utf-8", "surrogatepass").translate(_AS_CAPITAL):
        return text
    return _TURNED.sub(lambda word: word[0].swapcase(), text)


def _breaks(words: Sequence[str], gaps: Sequence[str], text: str, at: Sequence[int]) -> tuple[list[int], list[int]]:
    """How much the words are apart, and which words begin a sentence."""
    breaks, borders = [NONE] * len(gaps), [0]
    for word in [word for word, gap in enumerate(gaps) if gap != " "]:
        width = _gaps[gaps[word]]
        if width >= SENTENCE and 0 < word < len(words):
            if width == SENTENCE and _goes_on(words[word - 1], gaps[word], words[word], text[at[word]]):
                continue
            borders.append(word)
        breaks[word] = width
    return breaks, borders


def _goes_on(before: str, gap: str, after: str, first: str) -> bool:
    """Whether a sentence goes on over a gap: the dot of an abbreviation, in "120.000" or "53.20", or a line that was full."""
    if "\n" in gap:
        return gap.strip(" ") == "\n" and first.islower()
    amount = gap == "." and before.isdecimal() and after.isdecimal() and len(after) in _DECIMALS
    return amount or before in _ABBREVIATIONS


class _Gaps(dict[str, int]):
    """What stands between two words -> how much they are apart; the few that return are remembered."""

    def __missing__(self, gap: str) -> int:
        found = _width(gap)
        if len(gap) <= 4 and len(self) < 10_000:
            self[gap] = found
        return found


_gaps = _Gaps()


def _width(gap: str) -> int:
    if _PARAGRAPH.search(gap):
        return PARAGRAPH
    if _SENTENCE_END.search(gap):
        return SENTENCE
    return WEAK if _PAUSE.search(gap) else NONE
