"""Dates however they are written: 3-5-1990, 3 mei '90, zomer van 1990, 19900503; a bare year too."""

from __future__ import annotations

import re

from legal.lexicon.lists import wordlist
from legal.reading import Reading

MONTH = (
    r"(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|march|apr(?:il)?|mei|may|june?|juni?|july?|juli?|aug(?:ustus|ust)?"
    r"|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A month, small, whole or cut short; part of an expression."""
DAY_IN_DIGITS = r"(?:0?[1-9]|[12]\d|3[01])(?P<sign>[\s./\-])(?:0?[1-9]|1[0-2])(?P=sign)(?:19|20)\d\d"
"""3-5-1990, with one sign between all three; part of an expression."""
YEAR_FIRST = r"(?:19|20)\d\d(?P<mark>[\s./\-])(?:0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12]\d|3[01])"
"""1990-05-03."""
_YEAR = r"(?:19\d\d|20[0-3]\d)"
_DAY_IN_WORDS = r"[a-z]{3,20}(?:de|ste)"
_SEASON = r"(?:de\s)?(?:winter|zomer|herfst|lente|voorjaar|najaar)\s(?:van\s)?"
_DATE = re.compile(
    rf"""
    (?<![\d.\-/])
    (?: # 3-5-1990, 3 mei '90, 3 V 1990
        \d{{1,2}}\s?[-./\ ]\s?(?:\d{{1,2}}|[ivx]{{1,4}}|{MONTH})\s?[-./\ ]\s?(?:{_YEAR}|'?\d\d)(?!\d)
        # 05/1990, 1990-05-03, 19900503, 03051990
      | \d{{1,2}}[-/]{_YEAR}(?![\d-])
      | {_YEAR}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?\d{{1,2}}(?!\d)
      | {_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)
      | (?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}(?!\d)
        # 0 3 / 0 5 / 1 9 9 0, from the boxes of a form
      | \d(?:\s?\d)?\s/\s\d(?:\s?\d)?\s/\s\d(?:\s?\d){{3}}(?!\d)
      | \d\s?\d?\s{{1,3}}{MONTH}\s{{1,3}}\d(?:\s\d){{3}}(?!\d)
        # mei 1990, 3e mei 1990, tweede mei '90, may 3rd, 1990
      | (?:(?:\d{{1,2}}(?:e|de|ste)?|{_DAY_IN_WORDS})\s)?{MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?(?:{_YEAR}|'\d\d)(?!\d)
        # 3 mei
      | \d{{1,2}}\s{MONTH}(?!\s\d)(?![^\W_])
        # 1990, zomer van 1990, '90
      | (?:{_SEASON})?{_YEAR}(?![\d\-/])
      | '\d\d(?!\d)
    )
    """,
    re.VERBOSE,
)
# How a date begins whose first digits are its year; ends where they begin.
_UP_TO_YEAR = re.compile(rf"(?<![^\W_'])(?:'(?=$)|{_DAY_IN_WORDS}\s{MONTH}\s'?$|{_SEASON}$|{MONTH}\s'?$)")
_LONGEST_UP_TO_YEAR = 34
# The first letters of what may stand right before that year: of months and seasons, and "van".
_BEFORE_YEARS = wordlist("dates.before_years")
# "3", "1990", "03051990"; "3e mei".
_LONGEST_DAY, _LONGER = 2, (4, 8)
_ORDINALS = frozenset(("e", "de", "ste"))


def date_at(read: Reading, word: int) -> re.Match[str] | None:
    """The date in which a word of digits stands first; its month may stand before it ("juni 1967", "'58")."""
    if not read.words[word].isdecimal():
        return None
    start = read.at[word]
    if read.gaps[word].endswith("'") or (word and read.words[word - 1][:3] in _BEFORE_YEARS):
        for before in _UP_TO_YEAR.finditer(read.folded, max(0, start - _LONGEST_UP_TO_YEAR), start):
            found = _DATE.match(read.folded, before.start())
            if found and found.end() > start:
                return found
    return _DATE.match(read.folded, start) if _may_begin(read, word) else None


def _may_begin(read: Reading, word: int) -> bool:
    """Whether digits have as many signs as a date begins with, and a day what follows a day; a quick look."""
    if len(read.words[word]) > _LONGEST_DAY:
        return len(read.words[word]) in _LONGER
    after = read.words[word + 1] if word + 1 < len(read.words) else ""
    return after.isdecimal() or after[:3] in _BEFORE_YEARS or after in _ORDINALS or not after.strip("ivx")
