"""Codes in a text: CL-88412, KL/2026/0457, R.90116, 3310. One of them may be a client's; most are everybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from legal.figure import CODE, Quantity
from legal.lexicon.lists import wordlist
from legal.reading import Reading

# "3100 per maand" is an amount.
_EACH = re.compile(r"\sper\s(?:uur|dag|dagdeel|etmaal|week|maand|jaar|cli[eë]nt|inwoner|plek|plaats|traject)\b")
# A code from its first digit on, and the letters before that; looked for apart, as most digits end no code.
_REST = re.compile(r"\d[\dA-Za-z]{0,12}(?:[-/._]{1,2}[\dA-Za-z]{1,10}){0,5}(?![\w%]|[.,]\d|[-/._]\w)")
_LETTERS = re.compile(r"(?<![\w@€])(?:[A-Za-z]{1,6}+[-/._ ]{0,2}+){0,3}+\Z")
_MOST_LETTERS = 24
# What follows the first digits of a code that goes on: nothing but a letter, or one of these.
_GOES_ON = "-/._"
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[-/._]?\s+|([a-z]{3,6})[./_]+\s*")
_SPACED = re.compile(r"(?<![\w.,€])\d{2,4}(?: \d{2,4}){1,3}(?![\w%]|[.,]\d)")
_NO_SPACED = re.compile(r"\d{1,3}(?: \d{3})+|(?:19|20)\d\d .*")
_NO_CODE = re.compile(
    r"""\d{1,2}[-/.]\d{1,2}(?:[-/.](?:19|20)?\d\d)?      # 31-12, 31-12-2026
    |(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}                  # 2026, 2026-12-31
    |(?:19|20)\d\d[-/](?:19|20)?\d\d                     # 2026/2027
    |\d{1,2}[.:]\d\d|\d+-\d+                             # 14.30, 100-200
    |\d{1,3}(?:\.\d{3})+|\d+[.]\d{1,2}                   # 1.250.000, 12.5
    |\d{2}[A-Za-z]\d{2}|\d{8}-\d|\d{1,3}[a-z]?           # 44A12 of a product, 85000000-9 of CPV, 12b
    |0\d[\d\- ]{7,10}|[1-9]\d{3}[ ]?[A-Z]{2}             # a telephone number, a postcode""",
    re.VERBOSE,
)
# "1250k", "1.250K"; with more digits a letter behind it is that of a code: 88412K.
_AMOUNT = re.compile(r"(?:\d{1,4}|\d{1,3}(?:\.\d{3})+)k|\d+(?:eur|euro|cent|ct)\d*", re.IGNORECASE)
_PUBLIC = wordlist("codes.public")
_FEWEST_DIGITS, _LONGEST, _LONGEST_SHAPE = 3, 26, 8


def codes(read: Reading) -> Iterator[Quantity]:
    """Every row of letters and digits that may be the number of a file, as a figure of kind CODE."""
    numbers = read.digits
    for place, row in _rows(read, numbers):
        start, code = _without_lead(place, row)
        shape = _shape(code)
        if shape and not (code.isdecimal() and _EACH.match(read.text, start + len(code))):
            yield _quantity(read, start, start + len(code), shape)
    if any(read.gaps[word] == " " and read.words[word - 1].isdecimal() for word in numbers):
        for found in _SPACED.finditer(read.text):
            if not _NO_SPACED.fullmatch(found[0]):
                yield _quantity(read, found.start(), found.end(), "spaced")


def _rows(read: Reading, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """What looks like a code, with its place: from the letters before a number up to what ends it."""
    done, words, gaps = 0, read.words, read.gaps
    for word in numbers:
        # Most numbers are as short as this, and a blank ends them.
        if len(words[word]) < _FEWEST_DIGITS and gaps[word + 1][:1] not in _GOES_ON:
            continue
        place = read.at[word]
        rest = _REST.match(read.text, place) if place >= done else None
        if rest and rest.end() - place >= _FEWEST_DIGITS and not gaps[word].rstrip(" ").endswith("§"):
            letters = _LETTERS.search(read.text, max(done, place - _MOST_LETTERS), place)
            if letters:
                done = rest.end()
                yield letters.start(), read.text[letters.start() : done]


def _without_lead(start: int, text: str) -> tuple[int, str]:
    """Without a word before it that is only a word ("casus 3310", "nr. 12-A"): a code has capitals or no blank."""
    while lead := _WORD_BEFORE.match(text):
        word = lead[1] or lead[2]
        if word.isupper() and len(word) > 1 and word.lower() not in _PUBLIC:
            break
        start, text = start + lead.end(), text[lead.end() :]
    return start, text


def _shape(text: str) -> str:
    """How a code is built: letters as A, digits as 9; nothing when it is surely no code."""
    if len(text) > _LONGEST or _NO_CODE.fullmatch(text) or sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return ""
    letters = re.match(r"[A-Za-z]+", text)
    if (letters and letters[0].lower() in _PUBLIC) or _AMOUNT.fullmatch(text):
        return ""
    return re.sub(r"\d+", "9", re.sub(r"[A-Za-z]+", "A", text))[:_LONGEST_SHAPE]


def _quantity(read: Reading, start: int, end: int, shape: str) -> Quantity:
    first = read.word_at(start)
    return Quantity(start, end, CODE, first, max(first, read.word_at(end) - 1), shape)
