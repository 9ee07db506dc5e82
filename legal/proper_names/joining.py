"""Names that were found in parts become one, and a word that hangs on a name goes along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legal.lexicon.lists import wordlist
from legal.lexicon.names import places
from legal.proper_names.name import ProperName
from legal.proper_names.rows import is_public
from legal.reading import SENTENCE, Reading
from legal.terms import Label

_INSIDE = wordlist("proper_names.inside")
_STARTERS = wordlist("proper_names.starters")
_BETWEEN = _INSIDE | {"de", "het", "en"}
_LONGEST_LINK = 2


def joined(read: Reading, found: Sequence[ProperName]) -> Iterator[ProperName]:
    """The names in order, with those of one organisation joined ("Ruimte voor Groei") and stretched."""
    at = 0
    while at < len(found):
        name = found[at]
        at += 1
        if name.label is Label.ORG_IDENTITY:
            while at < len(found) and found[at].label is name.label and _linked(read, name.last, found[at].first):
                name = name._replace(last=found[at].last, points=max(name.points, found[at].points))
                at += 1
            first, last = _first(read, name), _last(read, name)
            if (first, last) != (name.first, name.last):
                name = name._replace(first=first, last=last)
        yield name


def _linked(read: Reading, last: int, first: int) -> bool:
    """Whether only small words tie one name to the next; "en" alone ties two names, not one."""
    between = read.words[last + 1 : first]
    if not 0 < len(between) <= _LONGEST_LINK or between == ["en"] or any(read.breaks[last + 1 : first + 1]):
        return False
    return _BETWEEN.issuperset(between)


def _first(read: Reading, name: ProperName) -> int:
    """The first word, with one with a capital that a small word ties to it: "Thuis in Wonen"."""
    link, before = name.first - 1, name.first - 2
    if before < 0 or read.words[link] not in _INSIDE or not read.is_capital(before) or read.words[before] in _STARTERS:
        return name.first
    if read.breaks[name.first] or read.breaks[link]:
        return name.first
    begins = before == 0 or read.breaks[before] >= SENTENCE
    ties = read.words[link] in ("voor", "zonder") or (not begins and read.words[link] in ("in", "op"))
    return before if ties else name.first


def _last(read: Reading, name: ProperName) -> int:
    """The last word, with one with a capital that a small word ties to it, unless that is a place or everybody's."""
    link, after = name.last + 1, name.last + 2
    if after >= len(read.words) or read.words[link] not in ("voor", "zonder", "naar", "met"):
        return name.last
    if read.breaks[link] or read.breaks[after] or not read.is_capital(after):
        return name.last
    return name.last if read.words[after] in places() or is_public(read, after, after) else after
