"""What may be the name of a street before a number that may be its house: Dorpsstraat 12, Oude Vlissingseweg 44-2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from legal.lexicon.lists import wordlist
from legal.reading import SENTENCE, Reading

# How the name of a street ends: surely ("-straat", "-laan"), or as other words do too ("-hof", "-park").
_SURE = tuple(sorted(wordlist("addresses.sure_endings")))
_LIKELY = tuple(sorted(wordlist("addresses.likely_endings")))
_MONTHS = wordlist("references.months")
ENDINGS = _SURE + _LIKELY
# Words that end like a street and are none.
_NO_STREETS = wordlist("addresses.no_streets")
# A whole name by itself: "Markt 3", "Dijk 12".
ALONE = wordlist("addresses.street_alone")
# What the name of a street begins with: "Oude Vlissingseweg".
ADJECTIVES = wordlist("addresses.adjectives")
_PREFIXES = frozenset(("van", "den", "der", "ten", "ter", "v", "d", "vd"))
# Of a sentence rather than of a name, when they begin one: "voor de Dorpsstraat".
_ABOUT = frozenset(("voor", "achter"))
# What is left of a sentence before a name: "van de Dorpsstraat".
_JOINTS = frozenset(("van", "de", "het", "der", "den", "voor"))
# Before a street these are part of a sentence, whatever their capital.
_LEADS = wordlist("addresses.leads")

_NUMBER_CUES = frozenset(("nr", "nummer", "no", "huisnummer"))
_GAPS = frozenset((" ", ". ", ".", " - ", ", "))
_GAPS_IN_NAME = frozenset((" ", ". ", ".", "-"))
_HOUSE = re.compile(
    r"""
    \d{1,4}
    (?: \s?[-/]?\s?(?:i{1,3}|hs|bis|[a-h])(?![^\W_])    # 12 a, 12-bis, 12 III, 12 hs
      | [-/]\d{1,3}(?!\d) )?                            # 12-3
    (?:\s(?:boven|rood|zwart|bus\s?\d{1,3}))?           # 12 rood, 12 bus 4
    (?:\s?(?:-|t/m)\s?\d{1,4}(?![\d:]|[.,]\d))?         # 12-16, 12 t/m 16
    """,
    re.VERBOSE,
)
# What makes an amount, a date or a code of the number.
_NO_HOUSE = re.compile(
    r"[.,:]\d|[^\W_]|\s?(?:%|procent|euro|€|uur(?!\w)|fte|jaar|maand|weken|dagen|plaatsen|clienten|punten|x\s)"
)
# "Hoogvenne, 18 september": the number is a day.
_DATES = tuple([month] for month in _MONTHS)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_DIGITS, _MOST_WORDS_BEFORE, _LONGEST_TITLE, _LONGEST_LEAD = 4, 4, 5, 30
_SHORTEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Street:
    """A word that may be a street before a number that may be its house.

    `word` is the last word of its name and `first` the first; the number ends at `end` in `folded`. `capital` is true
    for a capital that is not there for the beginning of a sentence, `year` when the number may be a year. `gap` stands
    between name and number, `lead` before the name.
    """

    word: int
    first: int
    end: int
    text: str
    capital: bool
    year: bool
    gap: str
    lead: str

    @property
    def strong(self) -> bool:
        """Whether it surely ends like a street."""
        return self.text.endswith(_SURE) and len(self.text) >= _SHORTEST_NAME and self.text not in _NO_STREETS

    @property
    def likely(self) -> bool:
        """Whether it may be a street, though not by a sure ending: by a likely one, or as its name has more words."""
        return self.first < self.word or self.text in ALONE or self.text.endswith(_LIKELY)


def street_before(read: Reading, word: int) -> Street | None:
    """What stands before the number `word` when it may be a street at all; before most numbers nothing does."""
    words, folded = read.words, read.folded
    digits, before = words[word].isdecimal(), word - 1
    if digits and before >= 0 and words[before] in _NUMBER_CUES:
        before -= 1
    if before < 0 or not _may_be_street(read, before, digits) or (digits and len(words[word]) > _MOST_DIGITS):
        return None
    gap = folded[read.end(before) : read.at[before + 1]]
    cued = before < word - 1
    if gap not in _GAPS or (read.breaks[word] >= SENTENCE and folded[read.end(before)] != "." and not cued):
        return None
    house = _HOUSE.match(folded, read.at[word])
    end = house.end() if house else read.end(word)
    if _NO_HOUSE.match(folded, end) or folded[read.at[word] - 1] in "€.,-/" or words[word + 1 : word + 2] in _DATES:
        return None
    first = _first(read, before)
    capital = read.text[read.at[before]].isupper() and (first < before or not _begins(read, before))
    lead = folded[max(0, read.at[first] - _LONGEST_LEAD) : read.at[first]]
    return Street(before, first, end, words[before], capital, bool(_YEAR.fullmatch(words[word])), gap, lead)


def _may_be_street(read: Reading, word: int, digits: bool) -> bool:
    """By its capital, its ending or the word before it; before a number in words it needs the first two."""
    capital, text = read.text[read.at[word]].isupper(), read.words[word]
    if not digits:
        return capital and text.endswith(_SURE)
    # "Plein 1940 nr. 16", "oude gracht 3"
    follows = word > 0 and read.words[word - 1] in (ALONE if text.isdecimal() else ADJECTIVES)
    return capital or text.endswith(ENDINGS) or follows


def _begins(read: Reading, word: int) -> bool:
    return word == 0 or read.breaks[word] >= SENTENCE


def _first(read: Reading, word: int) -> int:
    """The first word of a street name: "Prof. Ornsteinlaan", "Oude Vlissingseweg", "v.d. Duynstraat"."""
    first = word
    while first > 0 and word - first < _MOST_WORDS_BEFORE and _belongs(read, first - 1):
        first -= 1
    while first < word and read.words[first] in _JOINTS and not read.text[read.at[first]].isupper():
        first += 1
    return first


def _belongs(read: Reading, word: int) -> bool:
    """Whether a word belongs to the name of a street that goes on after it."""
    text, capital = read.words[word], read.text[read.at[word]].isupper()
    gap = read.folded[read.end(word) : read.at[word + 1]]
    # A longer word with a dot behind it ends a sentence; a shorter one is a title.
    if gap not in _GAPS_IN_NAME or (gap == ". " and len(text) > _LONGEST_TITLE):
        return False
    if text in _ABOUT and _begins(read, word):
        return False
    if text in ADJECTIVES and (capital or (text in _PREFIXES and word > 0)):
        return True
    if capital and text in ALONE and read.words[word + 1] in _PREFIXES:  # "Laan van Meerdervoort"
        return True
    return capital and text not in _LEADS and not _begins(read, word)
