"""Numbers that are no figures: dates, times, years, ages, articles, pages, lots, codes, enumerations."""

from __future__ import annotations

import re

from legal.figure import Kind, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.reading import SENTENCE, Reading

_MONTHS = wordlist("references.months")
# After these words a number says which one, not how many.
_WHICH = wordlist("references.which")
_BEFORE_TIME = wordlist("references.before_time")
_ORDINAL = re.compile(r"(?:e|de|ste|th|nd|rd|st)(?![^\W_])")
_AGE = re.compile(r"[-–\s]?(?:plus\s)?(?:jarigen?|jaar\soud|jaar\sjong|jarig)|\s?jaar\s(?:en|of)\souder|-?plussers?|\+(?![\d%])")
# "1)" or "1." before an item of a list.
_LISTED = re.compile(r"[.)]\s+\S|\)\s?\S")
_AT_LINE_START = re.compile(r"(?:^|\n)\s{0,4}$|[:;.?]\s$")
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?!\d)(?:\s?(?:-|–|tot|en)\s?\d{1,2}[.:]\d{2})?")
_AFTER_TIME = re.compile(r"\s?(?:uur|u|h|-|tot|am|pm)(?![^\W_])|\s?(?:-|tot|–)\s?\d{1,2}[.:]\d\d")
_CLOCK = re.compile(r"\s?(?:uur|u)(?![^\W_])")
_COUNTED = int(Cue.HOURS | Cue.CLIENT | Cue.PLACE | Cue.STAFF | Cue.SITE)


def is_reference(read: Reading, one: Quantity) -> bool:
    """Whether a figure only says when, where or which: it cannot be a secret of a provider by itself."""
    if one.kind is not Kind.BARE:
        return False
    return _is_date(read, one) or _is_time(read, one) or _is_glued(read, one) or _is_which(read, one)


def _is_date(read: Reading, one: Quantity) -> bool:
    folded, text = read.folded, read.folded[one.start : one.end]
    before = read.words[one.first - 1] if one.first else ""
    after = read.words[one.last + 1] if one.last + 1 < len(read.words) else ""
    if re.fullmatch(r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)?\d\d))?", text):
        return not (one.last + 1 < len(read.words) and read.cues[one.last + 1] & _COUNTED)
    if after in _MONTHS and folded[one.end : one.end + 1] in " -e" and len(text) <= 12:
        return True
    if before in _MONTHS and re.fullmatch(r"\d{1,4}", text):
        return not (one.last + 1 < len(read.words) and read.cues[one.last + 1] & _COUNTED)
    return bool(
        (re.fullmatch(r"\d{1,4}(?:[-./]\d{1,2}){1,2}", text) and re.match(r"[-./]\d", folded[one.end : one.end + 2]))
        or re.match(r"[-/.]\d{1,2}[-/.](?:19|20)?\d\d(?!\d)", folded[one.end : one.end + 8])
        or re.fullmatch(r"\d{1,2}-\d{1,2}-(?:19|20)?\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d", text)
    )


def _is_time(read: Reading, one: Quantity) -> bool:
    folded, text = read.folded, read.folded[one.start : one.end]
    if _TIME.fullmatch(text) and (_AFTER_TIME.match(folded, one.end) or text.count(":") > 0 or re.search(r"\d\s?[-–]\s?\d{1,2}[.:]\d\d", text)):
        return True
    if (folded[one.end : one.end + 1] == ":" and folded[one.end + 1 : one.end + 3].isdecimal()) or (folded[one.start - 1 : one.start] == ":" and folded[one.start - 2 : one.start - 1].isdecimal()):
        return True
    if text.startswith("half ") and one.last == one.first + 1:
        return True
    before = read.words[one.first - 1] if one.first else ""
    return bool(before in _BEFORE_TIME and _CLOCK.match(folded, one.end) and one.shape not in ("big", "euro") and before in ("om", "rond", "uiterlijk")) or bool(
        before == "om" and re.fullmatch(r"half\s\w+|\w+", text) and one.shape == "words"
    )


def _is_glued(read: Reading, one: Quantity) -> bool:
    """Part of a word or a longer number: 45A48, b2b, 85312100-0, ECLI:NL:2021, WMO-2026/118."""
    before, after = read.folded[max(0, one.start - 2) : one.start], read.folded[one.end : one.end + 2]
    if _ORDINAL.match(read.folded, one.end) or _AGE.match(read.folded, one.end):
        return True
    if _LISTED.match(read.folded, one.end) and _AT_LINE_START.search(read.folded[max(0, one.start - 6) : one.start]):
        return True
    if re.match(r"-[a-z]{3,}", read.folded[one.end : one.end + 5]) and one.shape in ("plain", "big"):
        return True
    if before[-1:].isalpha() or (after[:1].isalpha() and not re.match(r"(?:uur|x|fte|jr|mnd|min)(?![^\W_])", read.folded[one.end : one.end + 5])):
        return True
    if before[-1:] in ("#", "@", "&") or (re.search(r"\w[-/.:]$", before) and not re.search(r"(?:^|\s)\w?[-:]$", before[:1] + before)):
        return bool(re.search(r"[^\W_][-/.:#=&]$", before) or before[-1:] == "#")
    return bool(re.match(r"[-/]\w", after) and not after[1:].isdecimal() and one.shape == "plain" and after[0] == "-" and re.match(r"-[a-z]\d", read.folded[one.end : one.end + 3]))


def _is_which(read: Reading, one: Quantity) -> bool:
    if _SECTION.fullmatch(read.folded, one.start, one.end) and _BEFORE_SECTION.search(read.folded[max(0, one.start - 12) : one.start]):
        return True
    if not one.first or read.breaks[one.first] >= SENTENCE or (one.shape in ("big", "euro", "scaled", "words", "pair", "spelled") and read.words[one.first - 1] not in _SURELY_WHICH):
        return False
    before = read.words[one.first - 1]
    gap = read.folded[read.end(one.first - 1) : one.start]
    if before in _WHICH and len(gap) <= 3 and ":" not in gap:
        return True
    # An enumeration: "artikel 3 en 4", "perceel 1, 2 en 5".
    if before in ("en", "of", "t", "m", "tot", "tm") and one.first >= 3 and read.words[one.first - 2].isdecimal():
        return any(word in _WHICH for word in read.words[max(0, one.first - 6) : one.first - 2])
    return False


# "In 5.3 staat", "(zie r.o. 4.25)", and a section number that opens a line.
_SECTION = re.compile(r"\d{1,2}(?:\.\d){1,3}|\d{1,2}(?:\.\d{1,2}){2,3}|\d{1,2}\.\d\d(?=\)|\s\(|\secli)")
_BEFORE_SECTION = re.compile(r"(?:^|\n|:)\s*$|(?<![^\W_])(?:in|onder|zie|volgens|conform|r\.?o\.?)\s$")
_SURELY_WHICH = wordlist("references.surely_which")
