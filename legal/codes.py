"""Codes in a text: CL-88412, KL/2026/0457, R.90116, 3310. One of them may be a client's; most are everybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.figure import Kind, Quantity
from legal.lexicon.lists import wordlist
from legal.reading import Reading

_CODE = re.compile(
    r"(?<![\w@€])(?:[A-Za-z]{1,6}[-/._ ]{0,2}){0,3}\d[\dA-Za-z]{0,12}(?:[-/._]{1,2}[\dA-Za-z]{1,10}){0,5}(?![\w%]|[.,]\d|[-/._]\w)"
)
_SPACED = re.compile(r"(?<![\w.,€])\d{2,4}(?: \d{2,4}){1,3}(?![\w%]|[.,]\d)")
_NO_CODE = re.compile(
    r"(?:\d{1,2}[-/.]\d{1,2}(?:[-/.](?:19|20)?\d\d)?|(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}|(?:19|20)\d\d[-/](?:19|20)?\d\d|\d{1,2}[.:]\d\d|\d+-\d+|"
    r"\d{1,3}(?:\.\d{3})+|\d+[.]\d{1,2}|\d{2}[A-Za-z]\d{2}|\d{8}-\d|\d{1,3}[a-z]?|0\d[\d\- ]{7,10}|[1-9]\d{3} ?[A-Z]{2})"
)
_FEWEST_DIGITS, _LONGEST, _REACH = 3, 26, 28


def codes(read: Reading) -> Iterator[Quantity]:
    """Every row of letters and digits that may be the number of a file, as a figure of kind CODE."""
    if not read.numeric:
        return
    for found in _near_digits(read):
        start, text = _without_lead(found)
        shape = _shape(text)
        if shape:
            yield _quantity(read, start, found.end(), shape)
    for found in _SPACED.finditer(read.text):
        if not re.fullmatch(r"\d{1,3}(?: \d{3})+|(?:19|20)\d\d .*", found[0]):
            yield _quantity(read, found.start(), found.end(), "spaced")


def _near_digits(read: Reading) -> Iterator[re.Match[str]]:
    """What looks like a code; only looked for where digits are, as most text has none."""
    done = 0
    for word in read.numeric:
        place = read.at[word]
        if place >= done and any(map(str.isdecimal, read.words[word])):
            for found in _CODE.finditer(read.text, max(done, place - _REACH), min(len(read.text), place + 4 * _REACH)):
                if found.start() > read.end(word):
                    break
                done = found.end()
                yield found


def _without_lead(found: re.Match[str]) -> tuple[int, str]:
    """Without a word before it that is only a word ("casus 3310", "nr. 12-A"): a code has capitals or no blank."""
    start, text = found.start(), found[0]
    while lead := re.match(r"([A-Za-z]+)[-/._]?\s+|([a-z]{3,6})[./_]+\s*", text):
        word = lead[1] or lead[2]
        if word.isupper() and len(word) > 1 and word.lower() not in _PUBLIC:
            break
        start, text = start + lead.end(), text[lead.end() :]
    return start, text


_PUBLIC = wordlist("codes.public")


def _shape(text: str) -> str:
    """How a code is built: letters as A, digits as 9; nothing when it is surely no code."""
    digits = sum(char.isdigit() for char in text)
    first = re.match(r"[A-Za-z]*", text)
    if digits < _FEWEST_DIGITS or len(text) > _LONGEST or _NO_CODE.fullmatch(text) or (first and first[0].lower() in _PUBLIC):
        return ""
    return re.sub(r"9+", "9", re.sub(r"\d", "9", re.sub(r"[A-Za-z]+", "A", text)))[:8]


def _quantity(read: Reading, start: int, end: int, shape: str) -> Quantity:
    first = read.word_at(start)
    return Quantity(start, end, Kind.CODE, first, max(first, read.word_at(end) - 1), shape)
