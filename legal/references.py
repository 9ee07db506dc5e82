"""Numbers that are no figures: dates, times, years, ages, articles, pages, lots, codes, enumerations."""

from __future__ import annotations

import re

from legal.figure import BARE, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.reading import NONE, SENTENCE, Reading
from legal.tables import MARKS

_MONTHS = wordlist("references.months")
# "2.024 uur" and "2024 cliënten" are amounts, however much they look like a year.
_COUNTED = int(Cue.HOURS | Cue.CLIENT | Cue.PLACE | Cue.STAFF | Cue.SITE)
# "2040 per maand" is an amount too; "vanaf 2026 per maand" is not.
_EACH = int(Cue.TIME_UNIT) | _COUNTED
_SINCE = frozenset(("begin", "eind", "in", "jaar", "na", "sinds", "vanaf"))
# "Onze kostprijs per traject is 2026".
_SAYS_HOW_MUCH, _OF_PRICE, _NEAR_PRICE = frozenset(("is", "bedraagt", "kost")), int(Cue.COST | Cue.TARIFF), 6
_OF_TIME = frozenset(("jaar", "datum", "ingangsdatum", "peildatum", "prijspeil", "peiljaar", "einddatum", "looptijd"))
_RANGE = frozenset(("naar", "tot", "en", "t"))
# "63,15": nobody writes a day, a time, an article or a lot like that.
_WITH_CENTS, _NUMBER_SIGNS = re.compile(r"\d{1,6},\d\d"), frozenset(("no", "nr", "nummer"))
_LAST_HOUR, _MOST_DIGITS_OF_HOUR, _LONGEST_MONTH = 24, 4, 31
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:19|20)?\d\d)?")  # 2026, 2025-2026, 2025/26
_LONGEST_DAY = 12
_DAY = re.compile(r"\d{1,2}-\d{1,2}-(?:19|20)?\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d")  # 1-9-2026, 1/9/2026
_DAY_BEGINS = re.compile(r"\d{1,4}(?:[-./]\d{1,2}){1,2}")  # the 2026-09 of 2026-09-01
_DAY_GOES_ON = re.compile(r"[-./]\d")
_MONTH_AND_YEAR = re.compile(r"[-/.]\d{1,2}[-/.](?:19|20)?\d\d(?!\d)")  # the -9-2026 of 1-9-2026
_LONGEST_MONTH_AND_YEAR = 8

_TIME = re.compile(r"\d{1,2}\.\d{2}(?!\d)(?:\s?(?:-|–|tot|en)\s?\d{1,2}\.\d{2})?")  # 9.30, 9.30-11.00
_TIME_TO_TIME = re.compile(r"\d\s?[-–]\s?\d{1,2}\.\d\d")
_AFTER_TIME = re.compile(r"\s?(?:uur|u|h|-|tot|am|pm)(?![^\W_])|\s?(?:-|tot|–)\s?\d{1,2}[.:]\d\d")
_CLOCK = re.compile(r"\s?(?:uur|u)(?![^\W_])")
_BEFORE_CLOCK = frozenset(("om", "rond", "uiterlijk"))
_CLOCK_IN_WORDS = re.compile(r"(?:half\s)?\w+")  # om half acht, om tien

_ORDINAL = re.compile(r"(?:e|de|ste|th|nd|rd|st)(?![^\W_])")  # 3e, 2de
_AGE = re.compile(
    r"""
    [-–\s]?(?:plus\s)?(?:jarig|jaar\soud|jaar\sjong)    # 18-jarige, 18 plus jarigen, 18 jaar oud
    | \s?jaar\s(?:en|of)\souder                         # 18 jaar en ouder
    | -?plusser                                         # 65-plussers
    | \+(?![\d%])                                       # 18+
    """,
    re.VERBOSE,
)
_LISTED = re.compile(r"[.)]\s+\S|\)\s?\S")  # "1. Eerst", "2) dan"
# "## 3 Kwaliteit": the number of a heading.
_HEADING = re.compile(r"(?:^|\n)\s{0,3}#{1,6}\s$")
_AT_LINE_START, _BEHIND_A_STOP = re.compile(r"(?:^|\n)\s{0,4}$"), re.compile(r"[:;.?!]\s$")
# So far back the number before stands: "wij vragen: 1. de prijs; 2. de termijn".
_LONGEST_ITEM, _LAST_ITEM = 2_000, 20
_UNIT = re.compile(r"(?:uur|x|fte|jr|mnd|min|incl|inc|excl|ex)(?![^\W_])")  # glued to a number all the same: 24uur, 10x
_COMPOUND = re.compile(r"-[a-z]{3,}")  # 24-uurs
_CODE_GOES_ON = re.compile(r"-[a-z]\d")  # 12-b3

# After these words a number says which one, not how many.
_WHICH = wordlist("references.which")
# After these even a big number, one with decimals or one in words.
_SURELY_WHICH = wordlist("references.surely_which")
_HARDLY_WHICH = frozenset(("big", "euro", "scaled", "words", "pair", "spelled"))
_TERMS = frozenset(("dag", "dagen", "werkdagen", "week", "weken", "maand", "maanden"))
_DELAYS = frozenset(("uitstel", "extra", "langer", "later", "eerder", "verlenging", "bedenktijd"))
_ASK, _WE = "vragen", frozenset(("wij", "we", "zij", "ze"))
_FOR_EACH = frozenset(("elk", "elke", "ieder", "iedere", "per"))
_LINKS = frozenset(("en", "of", "t", "m", "tot", "tm"))
_LONGEST_GAP, _LONGEST_ROW = 3, 6
_CELLS = frozenset(MARKS)
# "In 5.3 staat", "zie 4.2.1", and a section number that opens a line.
_SECTION = re.compile(r"\d{1,2}(?:\.\d){1,3}|\d{1,2}(?:\.\d{1,2}){2,3}")
# "§§ 3.4 en 3.5"
_PARAGRAPHS, _LEAD = re.compile(r"§§\s?[\d.]{1,8}\s\w{1,3}\s$"), 20
_BEFORE_SECTION = re.compile(r"(?:^|\n|:)\s*$|(?<![^\W_])(?:in|onder|zie|volgens|conform|r\.?o\.?)\s$")


def is_reference(read: Reading, one: Quantity) -> bool:
    """Whether a figure only says when, where or which: it cannot be a secret of a provider by itself."""
    if one.kind is not BARE:
        return False
    if one.shape == "euro" and _WITH_CENTS.fullmatch(read.folded, one.start, one.end):
        return _is_which(read, one) and read.words[one.first - 1] not in _NUMBER_SIGNS
    return _is_time(read, one) or _is_date(read, one) or _is_glued(read, one) or _is_delay(read, one) or _is_which(read, one)


def _is_date(read: Reading, one: Quantity) -> bool:
    """A year, a day, a number beside the name of a month."""
    text, next_one = read.folded[one.start : one.end], one.last + 1
    # In a table "januari | 12" is no day: the next cell tells something else.
    before = read.words[one.first - 1] if one.first and _CELLS.isdisjoint(read.gaps[one.first]) else ""
    after = read.words[next_one] if next_one < len(read.words) and _CELLS.isdisjoint(read.gaps[next_one]) else ""
    if text.startswith(("19", "20")) and before not in _MONTHS and _YEARS.fullmatch(text):
        ends = next_one == len(read.words) or read.breaks[next_one] > NONE
        if ends and before in _SAYS_HOW_MUCH and _speaks_of_price(read, one.first):
            return False
        return not (after and read.cues[next_one] & _COUNTED) and (before in _SINCE or not _is_each(read, next_one))
    if after in _MONTHS and read.folded[one.end : one.end + 1] in " -e" and len(text) <= _LONGEST_DAY:
        return True
    if before in _MONTHS and text.isdecimal() and len(text) <= 4:
        counts = bool(after and read.cues[next_one] & _COUNTED) or _is_each(read, next_one)
        return bool(_YEARS.fullmatch(text)) or (int(text) <= _LONGEST_MONTH and not counts)
    return _is_day(read.folded, one, text)


def _speaks_of_price(read: Reading, word: int) -> bool:
    """Whether a price is named shortly before: "onze kostprijs per traject is 2026"; not when a day or year is too."""
    before = range(max(read.sentence(word)[0], word - _NEAR_PRICE), word)
    return any(read.cues[at] & _OF_PRICE for at in before) and _OF_TIME.isdisjoint(read.words[before.start : word])


def _is_each(read: Reading, word: int) -> bool:
    """Whether "per maand" or "per cliënt" stands there, also behind another number: "van 1985 naar 2060 per maand"."""
    words = read.words
    if words[word : word + 1] and words[word] in _RANGE and words[word + 1 : word + 2] and words[word + 1].isdecimal():
        word += 2
    return words[word : word + 1] == ["per"] and word + 1 < len(words) and bool(read.cues[word + 1] & _EACH)


def _is_day(folded: str, one: Quantity, text: str) -> bool:
    """The whole of a day in digits, or its beginning: 1-9-2026."""
    if ("-" in text or "/" in text) and _DAY.fullmatch(text):
        return True
    if folded[one.end : one.end + 1] not in ("-", ".", "/"):
        return False
    if _DAY_GOES_ON.match(folded, one.end) and _DAY_BEGINS.fullmatch(text):
        return True
    return bool(_MONTH_AND_YEAR.match(folded, one.end, one.end + _LONGEST_MONTH_AND_YEAR))


def _is_time(read: Reading, one: Quantity) -> bool:
    """Of the day: 10.30 uur, 10:30, half acht, om tien uur."""
    folded, text = read.folded, read.folded[one.start : one.end]
    if "." in text and _TIME.fullmatch(text) and (_AFTER_TIME.match(folded, one.end) or _TIME_TO_TIME.search(text)):
        return _may_be_hour(text.partition(".")[0])
    if folded[one.end : one.end + 1] == ":" and folded[one.end + 1 : one.end + 3].isdecimal():
        return _may_be_hour(text)
    if one.start > 1 and folded[one.start - 1] == ":" and folded[one.start - 2].isdecimal():
        return _may_be_hour(read.words[one.first - 1])
    if text.startswith("half ") and one.last == one.first + 1:
        return True
    before = read.words[one.first - 1] if one.first else ""
    if before not in _BEFORE_CLOCK:
        return False
    if one.shape not in ("big", "euro") and _CLOCK.match(folded, one.end):
        return _may_be_hour(text)
    return before == "om" and one.shape == "words" and bool(_CLOCK_IN_WORDS.fullmatch(text))


def _may_be_hour(number: str) -> bool:
    # The length first: Python reads no number of thousands of digits, and a text with one must be read all the same.
    return not number.isdecimal() or (len(number) <= _MOST_DIGITS_OF_HOUR and int(number) <= _LAST_HOUR)


def _is_glued(read: Reading, one: Quantity) -> bool:
    """Part of a word or a longer number: 45A48, b2b, 85312100-0, ECLI:NL:2021, WMO-2026/118; or the mark of a list."""
    folded, end = read.folded, one.end
    before, after = folded[max(0, one.start - 2) : one.start], folded[end : end + 1]
    if before[-1:].isalpha() or _AGE.match(folded, end):
        return True
    if before == "# " and _HEADING.search(folded[max(0, one.start - 12) : one.start]):
        return True
    if before[-1:] == after == " ":
        return False
    if after.isalpha() and (_ORDINAL.match(folded, end) or not _UNIT.match(folded, end, end + 5)):
        return True
    listed = after in (".", ")") and one.shape == "plain" and _LISTED.match(folded, end)
    if listed and _is_item(read, one):
        return True
    if after == "-" and one.shape in ("plain", "big") and _COMPOUND.match(folded, end):
        return True
    if _hangs_on(before) and not _follows_a_word(read, one):
        return before[-1] == "#" or (before[-1] != "@" and before[0].isalnum())
    return after == "-" and one.shape == "plain" and bool(_CODE_GOES_ON.match(folded, end))


def _is_item(read: Reading, one: Quantity) -> bool:
    """Whether a number with a dot or a bracket counts a list: at the start of a line, or as the first or the next in a line.

    "Antwoord: 8. Zie bijlage" is one too; "Uurprijs: 58. Graag uw reactie" is none.
    """
    folded = read.folded
    before = folded[max(0, one.start - 6) : one.start]
    if _AT_LINE_START.search(before):
        return True
    number = folded[one.start : one.end]
    if not _BEHIND_A_STOP.search(before) or not number.isdecimal():
        return False
    if one.first and read.words[one.first - 1] in _WHICH:
        return True
    sign = folded[one.end]
    if sign == ")" or number == "1" or (before[-2] == ";" and int(number) <= _LAST_ITEM):
        return True
    # "Vorig jaar: 57. Nu: 58. Past dat?" counts nothing: a list begins at one.
    said = " " + folded[max(0, one.start - _LONGEST_ITEM) : one.start].replace("\n", " ")
    return int(number) <= _LAST_ITEM and f" 1{sign} " in said and f" {int(number) - 1}{sign} " in said


def _hangs_on(before: str) -> bool:
    """Whether a number hangs on what stands before it: "#12", "&12", "a-12", "v.12"."""
    if before[-1:] in ("#", "@", "&"):
        return True
    return len(before) == 2 and before[1] in "-/.:" and (before[0].isalnum() or before[0] == "_")


def _follows_a_word(read: Reading, one: Quantity) -> bool:
    """Whether only a blank was left out behind a word: "kostprijs:63", "ca.63"; not of "art.3" and "v.12"."""
    if not one.first or read.gaps[one.first] not in (":", "."):
        return False
    word = read.words[one.first - 1]
    return len(word) > 1 and word.isalpha() and word not in _WHICH


def _is_delay(read: Reading, one: Quantity) -> bool:
    """How much time somebody asks for: "3 weken uitstel"."""
    after = read.words[one.last + 1 : one.last + 3]
    return len(after) > 1 and after[0] in _TERMS and after[1] in _DELAYS


def _is_which(read: Reading, one: Quantity) -> bool:
    """Which article, page, lot or section: "artikel 3", "perceel 1, 2 en 5", "in 5.3"."""
    if _is_section(read, one):
        return True
    first = one.first
    if not first or read.breaks[first] >= SENTENCE:
        return False
    before = _word_before(read, first)
    if first > 1 and read.words[first - 2] in _FOR_EACH:  # "per deelnemer 31,50"
        return False
    # "Wij vragen 65 per uur" asks a price; "vragen 65 en 66" are questions.
    if before == _ASK and first > 1 and read.words[first - 2] in _WE:
        return False
    if one.shape in _HARDLY_WHICH and before not in _SURELY_WHICH:
        return False
    gap = read.folded[read.end(first - 1) : one.start]
    if before in _WHICH and len(gap) <= _LONGEST_GAP and ":" not in gap:
        return True
    return before in _LINKS and _is_of_row(read, one)


def _word_before(read: Reading, word: int) -> str:
    """The word before a word; of "nota's 1 en 2" that is "nota", as the s stands apart."""
    if word > 1 and read.words[word - 1] == "s" and read.gaps[word - 1] == "'":
        return read.words[word - 2]
    return read.words[word - 1]


def _is_section(read: Reading, one: Quantity) -> bool:
    """Behind "§", or a number with dots where sections are named: "in 5.3"."""
    folded = read.folded
    if folded[max(0, one.start - 2) : one.start].rstrip().endswith("§"):
        return True
    section = "." in folded[one.start : one.end] and _SECTION.fullmatch(folded, one.start, one.end)
    return bool(section and _BEFORE_SECTION.search(folded[max(0, one.start - 12) : one.start]))


def _is_of_row(read: Reading, one: Quantity) -> bool:
    """Further on in "perceel 1, 2 en 5", "§§ 3.4 en 3.5"."""
    first = one.first
    if _PARAGRAPHS.search(read.folded[max(0, one.start - _LEAD) : one.start]):
        return True
    if first < 3 or not read.words[first - 2].isdecimal():
        return False
    return not _WHICH.isdisjoint(read.words[max(0, first - _LONGEST_ROW) : first - 2])
