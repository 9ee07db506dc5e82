"""Every word of a text gets its kinds: whose it is about (we, the municipality, the law) and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntFlag, auto
from functools import cache
from pathlib import Path

from legal.lexicon.number_words import value, without_one

_FILE = Path(__file__).parent / "cues.txt"
_SHORTEST_HEAD, _SHORTEST_TYPO, _LONGEST_WORD = 3, 6, 40
_MOST_LEARNT = 50_000


class Cue(IntFlag):
    """What a word tells. The names are the sections of cues.txt; the last ones are found by their form."""

    WE = auto()
    YOU = auto()
    THEY = auto()
    PROVIDER = auto()
    MUNICIPALITY = auto()
    LAW = auto()
    SOURCE = auto()
    DOCUMENT = auto()
    NORM = auto()
    PUBLIC_MONEY = auto()
    INDEX = auto()
    PENALTY = auto()
    HYPOTHETICAL = auto()
    AWARD = auto()
    STATISTIC = auto()
    MEETING = auto()
    PROCEDURE = auto()
    COST = auto()
    TARIFF = auto()
    CHARGE = auto()
    SURCHARGE = auto()
    GAP = auto()
    FINANCE = auto()
    WAGE = auto()
    PRODUCTIVITY = auto()
    CLIENT = auto()
    PLACE = auto()
    STAFF = auto()
    HOURS = auto()
    SITE = auto()
    PARTNER = auto()
    SHARE = auto()
    WAITING = auto()
    VOLUME = auto()
    SAY = auto()
    SECRET = auto()
    PER = auto()
    MONEY_UNIT = auto()
    TIME_UNIT = auto()
    THING = auto()
    INTENT = auto()
    STRATEGY = auto()
    TROUBLE = auto()
    RECEIVED = auto()
    EXTREME = auto()
    PERSON_NOUN = auto()
    CONDITION = auto()
    FAMILY = auto()
    PHRASE = auto()
    DIGITS = auto()
    NUMBER_WORD = auto()
    NAME = auto()


NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
"""The cues of a number, in digits or written out."""
NUMBER = int(Cue.DIGITS)
"""The lowest cues of a number: the cues of any other word are lower, but for those of a name."""


class Words(dict[str, int]):
    """A word, small and without accents -> its cues. Learns compounds and slips of the pen as they come by.

    What is learnt follows from the word alone, so the same text gives the same cues every time. `exact` holds the
    words as cues.txt has them; `phrases` the words after the first two of every phrase, by those two.
    """

    def __init__(self) -> None:
        self.exact: dict[str, int] = {}
        self._heads: dict[str, int] = {}
        self._modifiers: dict[str, int] = {}
        self._slips: dict[str, int] = {}
        self.phrases: dict[tuple[str, str], list[tuple[list[str], int]]] = {}
        for cue, entry in _entries():
            self._add(cue, entry)
        for word in {first for first, _ in self.phrases}:
            self.exact[word] = self.exact.get(word, 0) | int(Cue.PHRASE)
        super().__init__(self.exact)

    def __missing__(self, word: str) -> int:
        # Not remembered: fifty thousand words as long as a text may be are more than fits.
        if len(word) > _LONGEST_WORD:
            return int(_form(word))
        if len(self) > _MOST_LEARNT:
            self.clear()
            self.update(self.exact)
        found = self[word] = int(self._judge(word))
        return found

    def _add(self, cue: Cue, entry: str) -> None:
        name = entry.lstrip("~")
        word, *rest = re.findall(r"[^\W\d_]+|\d+", name)
        if rest:
            self.phrases.setdefault((word, rest[0]), []).append((rest[1:], int(cue)))
            return
        table = self._heads if name.startswith("-") else self._modifiers if name.endswith("-") else self.exact
        table[word] = table.get(word, 0) | int(cue)
        if entry.startswith("~"):
            for slip in {word} | without_one(word):
                self._slips[slip] = self._slips.get(slip, 0) | int(cue)

    def _judge(self, word: str) -> int:
        form = _form(word)
        if form:
            return form
        cues = 0
        for length in range(len(word) - 1, _SHORTEST_HEAD - 1, -1):
            if word[-length:] in self._heads:
                cues = self._heads[word[-length:]]
                break
        for length in range(len(word) - 1, 1, -1):
            if word[:length] in self._modifiers:
                cues |= self._modifiers[word[:length]]
                break
        return cues or self._slip(word)

    def _slip(self, word: str) -> int:
        """One letter more, less, other or swapped than a word for which slips count."""
        if len(word) < _SHORTEST_TYPO:
            return 0
        for near in (word, *without_one(word)):
            if near in self._slips or near in self.exact:
                found = self._slips.get(near, 0)
                if found:
                    return found
        return 0


def _form(word: str) -> int:
    if word.isdecimal():
        return Cue.DIGITS
    return Cue.NUMBER_WORD if value(word) is not None else 0


def _entries() -> Iterator[tuple[Cue, str]]:
    """Section by section; raises KeyError for a section that Cue does not name."""
    cue = None
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            cue = Cue[line.strip("[] ").upper()]
        elif cue is not None and not line.startswith("#"):
            yield from ((cue, entry) for entry in line.split())


@cache
def words() -> Words:
    """The one table, read from the file at first use."""
    return Words()


def is_listed(word: str) -> bool:
    """Whether a word stands in cues.txt as it is: such a word is ours to repeat, it tells nothing of a text."""
    return word in words().exact
