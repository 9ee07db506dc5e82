"""One pass over a text: its words, where each stands, what each tells, and where a sentence ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from legal.lexicon.cues import Cue
from legal.lexicon.cues import words as known_words
from legal.lexicon.lists import wordlist
from legal.normalise import NormalisedText, normalise

_WORD = re.compile(r"([^\W\d_]+|\d+)")
_ABBREVIATIONS = wordlist("reading.abbreviations")
_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*(?:[-*•]|\d+[.)])")

NONE, WEAK, SENTENCE, PARAGRAPH = range(4)
"""How much two words are apart: nothing, a comma or bracket, the end of a sentence or line, an empty line or new item."""


@dataclass(slots=True, eq=False)
class Reading:
    """A text as detectors read it, with its words; see NormalisedText for the first five.

    `words[i]` is the i-th word of `folded` and begins at `at[i]`; `cues[i]` are its cues (see lexicon.cues) and
    `breaks[i]` tells how much it is apart from the word before it. `breaks` has one more, for the end. `numeric`
    lists the words that are digits or a written number, `capitals` those that begin with a capital, `vocabulary` holds every word once, and `names` the proper
    names once `proper_names.named` found them (which marks their words in `cues`); `judged` the sentences with their
    points once `sentences.judge` gave them; `runs` the rows of digits once `digits.runs` looked for them.
    """

    typed: str
    text: str
    folded: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    at: Sequence[int]
    cues: list[int]
    breaks: list[int]
    numeric: Sequence[int]
    capitals: Sequence[int]
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
        first, last = word, word + 1
        while first > 0 and word - first < _LONGEST and self.breaks[first] < SENTENCE:
            first -= 1
        while last < len(self.words) and last - word < _LONGEST and self.breaks[last] < SENTENCE:
            last += 1
        return first, last


_LONGEST = 120


def read(typed: str) -> Reading:
    """Read a text in time linear in its length. Any str will do; nothing is raised."""
    return read_normalised(normalise(typed))


def read_normalised(normal: NormalisedText) -> Reading:
    """Read a text whose disguises fell away already."""
    parts = _WORD.split(normal.folded)
    found, gaps = parts[1::2], parts[::2]
    table = known_words()
    cues = list(map(table.__getitem__, found))
    for at in [at for at, cue in enumerate(cues) if cue & _PHRASE]:
        for rest, cue in table.phrases[found[at]]:
            if tuple(found[at + 1 : at + 1 + len(rest)]) == rest:
                for word in range(at, at + 1 + len(rest)):
                    cues[word] |= cue
    breaks = list(map(_gaps.__getitem__, gaps))
    for at, width in enumerate(breaks):
        if width == SENTENCE and 0 < at < len(found) and found[at - 1] in _ABBREVIATIONS and "\n" not in gaps[at]:
            breaks[at] = NONE
    places = list(accumulate(map(len, parts)))[::2][: len(found)]
    numeric = [at for at, cue in enumerate(cues) if cue & _NUMERIC]
    text = normal.text
    capitals = [word for word, place in enumerate(places) if text[place].isupper()]
    return Reading(normal.typed, normal.text, normal.folded, normal.starts, normal.ends, found, places, cues, breaks, numeric, capitals, frozenset(found))


_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
_PHRASE = int(Cue.PHRASE)


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
    if "\n" in gap or re.search(r"[.!?](?:[\"')\]*_]*\s|$)|;\s", gap):
        return SENTENCE
    return WEAK if re.search(r"[,:;()\[\]|=>\t\"!?]|\s[-*]+\s|\s/\s", gap) else NONE
