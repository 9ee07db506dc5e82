"""Rows of Dutch towns: "Harderwijk, Nunspeet en Elburg". Where a provider works may tell whom it works for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from legal.figure import TOWNS, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.lexicon.names import places
from legal.reading import SENTENCE, WORD, Reading

# What may stand between two towns of one row.
_LINKS = frozenset((", ", " en ", " of ", " & ", "/", " / ", ", en ", " plus ", " tot ", " - "))
# "Bergen op Zoom" has three words; no town has more than this.
_MOST_WORDS = 4
_SHORTEST = 3
_PUBLIC = int(Cue.MUNICIPALITY)
# The one word that our cues know as public and that begins a town ("Oude Pekela").
_OLD = "oude"
_APOSTROPHE = "s"
# Towns whose name is an ordinary word, or nearly always something else.
_WORDS = wordlist("towns.words")


def towns(read: Reading) -> Iterator[Quantity]:
    """Every row of towns, the longest; a town that is part of a name or an address is none."""
    openings, words = _openings(), read.words
    capitals = [word for word in read.capitals if words[word] in openings]
    may_begin = [word for word in capitals if _may_begin(read, word)]
    # A look at the signs first: hardly any text has them, and many have an "s" on its own.
    if "'s-" in read.folded:
        may_begin = sorted([*may_begin, *_after_apostrophe(read)])
    if not may_begin:
        return
    taken = {word for name in read.names for word in range(name.first, name.last + 1)}
    done = -1
    for first in may_begin:
        last = None if first in taken or first <= done else _town(read, first)
        if last is None:
            continue
        while (after := _next(read, last)) is not None and after[0] not in taken:
            last = after[1]
        yield Quantity(read.at[first], read.end(last), TOWNS, first, last, "row" if last - first > 2 else "one")
        done = last


def _town(read: Reading, word: int) -> int | None:
    """The last word of a town that begins at `word`; written with a capital."""
    if not _may_begin(read, word) or (read.cues[word] & _PUBLIC and read.words[word] != _OLD):
        return None
    known, apostrophe = places(), read.words[word] == _APOSTROPHE
    for count in range(min(_MOST_WORDS, len(read.words) - word), 0, -1):
        last = word + count - 1
        if any(read.breaks[word + 1 : last + 1]):
            continue
        name = ("'" if apostrophe else "") + read.folded[read.at[word] : read.end(last)]
        if name in known and name not in _WORDS and len(name) >= _SHORTEST:
            return last
    return None


def _after_apostrophe(read: Reading) -> list[int]:
    """The small "s" of every "'s-Hertogenbosch" or the like."""
    found = read.where(frozenset([_APOSTROPHE]))
    return [word for word in found if read.gaps[word][-1:] == "'" and read.gaps[word + 1] == "-" and _capital_at(read, word + 1)]


def _capital_at(read: Reading, word: int) -> bool:
    return word < len(read.words) and read.is_capital(word)


def _may_begin(read: Reading, word: int) -> bool:
    """Whether the word and the next begin a town: "De" does in "De Bilt", and begins many sentences."""
    words, follow = read.words, _openings().get(read.words[word], ())
    return "" in follow or (word + 1 < len(words) and words[word + 1] in follow)


@cache
def _openings() -> dict[str, set[str]]:
    """The first word of every town, each with the words that may follow it: "" when it is a town by itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in places():
        first, *rest = WORD.findall(name)
        found[first].add(rest[0] if rest else "")
    return found


def _next(read: Reading, last: int) -> tuple[int, int] | None:
    """The town that hangs on the one before it by a comma or "en": its first and last word."""
    for word in range(last + 1, min(last + 3, len(read.words))):
        if read.breaks[word] >= SENTENCE:
            return None
        if read.is_capital(word):
            end = _town(read, word)
            return (word, end) if end is not None and read.folded[read.end(last) : read.at[word]] in _LINKS else None
    return None
