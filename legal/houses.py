"""What counts for a name with a number behind it to be the address of a house: "Gasthuishof 3", not "Treeknorm 10".

The points are fitted (ADR 9); `detectors.addresses` asks for them where the form of the name leaves a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.lexicon.cues import NUMERIC
from legal.lexicon.lists import wordlist
from legal.proper_names.clues import word_tokens
from legal.reading import Reading
from legal.scorecard import Fact, kinds, scorecard
from legal.streets import Street

_HOUSING = wordlist("addresses.housing")
_PARTICLES = wordlist("proper_names.particles")
_NEAR, _MOST_WORDS, _MOST_CAPITALS = 3, 4, 6
# What stands behind the digits of a house number: "12 a", "12-16", "12 boven", "12 III".
_ADDED = re.compile(r"\d+(?P<added>.*)", re.DOTALL)


def points_of(read: Reading, one: Street, number: int, follows: str) -> float:
    """The points of a name for being an address, with its number (a word) and what follows: "code", "town" or "none"."""
    table = scorecard("houses").table("*")
    return round(table.of_tokens(facts_of(read, one, number, follows)).real + table.base.real, 2)


def facts_of(read: Reading, one: Street, number: int, follows: str) -> Iterator[Fact]:
    """All that counts: the name, the number, what follows and what stands around them."""
    yield from word_tokens(one.text)
    yield from _name(read, one)
    yield from _number(read, one, number)
    yield "follows", follows
    if not _HOUSING.isdisjoint(read.vocabulary):
        yield "text", "housing"
    yield from _around(read, one)


def _name(read: Reading, one: Street) -> Iterator[Fact]:
    yield "last word", one.text
    yield "form", f"{one.strong} {one.likely}"
    yield "gap", one.gap
    if read.text[read.at[one.word] : read.end(one.word)].isupper():
        yield "form", f"all capitals {min(len(one.text), _MOST_CAPITALS)}"
    if one.first < one.word:
        particle = not _PARTICLES.isdisjoint(read.words[one.first : one.word])
        yield "first word", read.words[one.first]
        yield "words before", f"{min(one.word - one.first, _MOST_WORDS)} {particle}"


def _number(read: Reading, one: Street, number: int) -> Iterator[Fact]:
    digits = read.words[number]
    length = str(len(digits)) if digits.isdecimal() else "words"
    added = _added(read.folded[read.at[number] : one.end])
    yield "number", length
    yield "added", added
    yield "added", f"{length} {added}"


def _added(text: str) -> str:
    """What stands behind the digits: a letter, a second number, a word, or nothing."""
    found = _ADDED.match(text)
    added = found["added"].strip(" -/") if found else ""
    if not added:
        return "nothing"
    return "number" if added[-1].isdecimal() else "letter" if len(added) == 1 else "word"


def _around(read: Reading, one: Street) -> Iterator[Fact]:
    """The words and marks on either side, as far as the sentence goes."""
    start, stop = read.sentence(one.word)
    after = read.word_at(one.end)
    for distance in range(_NEAR):
        yield from _beside(read, "left", distance, one.first - 1 - distance, range(start, one.first))
        yield from _beside(read, "right", distance, after + distance, range(after, stop))
    behind = read.folded[one.end : one.end + 2].strip()[:1]
    before = read.folded[max(0, read.at[one.first] - 2) : read.at[one.first]].strip()[-1:]
    yield "mark after", "word" if behind.isalnum() else behind
    yield "mark before", "word" if before.isalnum() else before


def _beside(read: Reading, side: str, distance: int, word: int, sentence: range) -> Iterator[Fact]:
    """A word close by: at its place, anywhere on its side, and its kinds; "" beyond the sentence."""
    role = f"{side} {distance}"
    if word not in sentence:
        yield role, ""
        return
    cues = read.cues[word]
    token = "#" if cues & NUMERIC else read.words[word]
    yield role, token
    yield side, token
    yield from kinds(role, cues)
