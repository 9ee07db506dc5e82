"""The bare number: in digits (also spaced, or with letters that pass for digits), or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legal.dressing import dressed, has_scale
from legal.figure import BARE, PERCENT, Quantity
from legal.lexicon.cues import NUMERIC, Cue
from legal.lexicon.lists import wordlist
from legal.lexicon.number_words import SCALES, value
from legal.reading import NONE, Reading

_NUMBER_WORD = int(Cue.NUMBER_WORD)

_NUMBER = re.compile(
    r"""
    \d{1,3}(?:[.'\ ]\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?     # 1.234.567,89  12'500  1 234
    | \d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?       # 1,234.56, as in English
    | \d+(?:[.,]\d{1,2}(?![\d]))?(?:[.,]\d+)?            # 53  53,20  53.205
    """,
    re.VERBOSE,
)
# "7 1 , 4 0" and "53 , 20": a blank between any two signs.
_SPACED = re.compile(r"\d(?:\s\d){1,8}(?:\s?[.,]\s?\d(?:\s?\d)?)?(?!\d)|\d+\s[.,]\s\d\s?\d?(?!\d)")
# "7O,5O", "l2", "3.65O.647,90": letters that pass for digits beside real ones; in long numbers at most half, as words have them.
_ALIKE = re.compile(
    r"(?:(?=[\doil.,]{7,13}(?![^\W_]))[\doil]{1,9}(?:[.,][\doil]{3}(?![\doil]))*(?:[.,][\doil]{1,3})?"
    r"|(?=[\doil|.,]{2,9}(?![^\W_]))[\doil|]{1,6}(?:[.,][\doil|]{1,3})?)(?![^\W_])"
)
_LONG_ALIKE = 7
_LOOK_ALIKE = "oil"
# These too, but right behind the sign only: "€ S5,20". Elsewhere "S5" is a code.
_LIKE_AFTER_EURO = "sb"
# What stands after the first digits of anything longer; most numbers have nothing of the kind.
_GOES_ON = re.compile(r"[.,'\s]?[\doil|]|\s[.,]")
_CENTS = re.compile(r"[.,]\s?\d\s?\d$")
_THOUSANDS = re.compile(r"\d[.' ]\d{3}")
# As many digits make a number big: a year, a thousand.
_BIG = 4

_HALVES = frozenset(("half", "halve", "kwart", "driekwart"))
_PARTS = frozenset(("derde", "kwart", "vierde", "vijfde", "zesde", "zevende", "achtste", "tiende"))
_MANY_PARTS = frozenset(("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"))
_POINTS = frozenset(("komma", "punt"))
# "vijfen zestig": the first half of a number that was typed apart; "achten" and "vieren" are words of their own.
_FIRST_HALVES = frozenset(("eenen", "tweeen", "drieen", "vijfen", "zesen", "zevenen", "negenen"))
# Number words one after the other are digits of one number when all are this short: "zes acht komma vijf".
_LONGEST_DIGIT = 5
_TEN = 10
_ARTICLE = "een"
# What may belong to a number behind it: "een kwart", "een miljoen", "een en een half", "een euro".
_AFTER = frozenset(("en",)).union(_HALVES, _PARTS, _POINTS, SCALES, wordlist("dressing.after_words"))
# And before it, as dressing reads these: "eur een".
_BEFORE = _FIRST_HALVES.union(("eur", "euro", "euros", "eurs", "eu", "eruo", "gbp", "usd"))


def is_alone(read: Reading, word: int) -> bool:
    """Whether plain words stand on either side of a number, so that nothing belongs to it; with most it is so."""
    words = read.words
    if not read.gaps[word] == read.gaps[word + 1] == " " or not 0 < word < len(words) - 1:
        return False
    after = words[word + 1]
    return not (words[word - 1] in _BEFORE or after in _AFTER or len(after) == 1 or read.cues[word + 1] & NUMERIC)


def alone(read: Reading, word: int) -> Quantity | None:
    """The number that one word is, with nothing that belongs to it; None for "een"."""
    text, start = read.words[word], read.at[word]
    if text == _ARTICLE and not _stressed(read, word):
        return None
    shape = "words" if read.cues[word] & _NUMBER_WORD else _shape(text)
    return Quantity(start, start + len(text), BARE, word, word, shape)


def written(read: Reading, word: int) -> Quantity:
    """The number in digits that begins at a word."""
    start, folded = read.at[word], read.folded
    end = start + len(read.words[word])
    if _GOES_ON.match(folded, end):
        number = _NUMBER.match(folded, start)
        end = max(number.end() if number else end, _spaced_end(folded, start), _alike_end(folded, start))
    if start and _is_alike(folded, start - 1):
        start -= 1
    return Quantity(start, end, BARE, word, word, _shape(folded[start:end]))


def _is_alike(folded: str, at: int) -> bool:
    """Whether a letter before digits, with nothing else glued to it, passes for one."""
    if folded[at] in _LOOK_ALIKE:
        return not folded[max(0, at - 1) : at].isalnum()
    return folded[at] in _LIKE_AFTER_EURO and folded[max(0, at - 2) : at].rstrip().endswith("€")


def _spaced_end(folded: str, start: int) -> int:
    """Where "7 1 , 4 0" ends; a row of numbers of more digits is something else."""
    spaced = folded[start + 1 : start + 2] in (" ", "\n", "\t") or folded[start + 2 : start + 3] == " "
    if not spaced and " , " not in folded[start : start + 8]:
        return 0
    number = _SPACED.match(folded, start)
    return number.end() if number and not re.search(r"\d\d\s\d\d", number[0]) else 0


def _alike_end(folded: str, start: int) -> int:
    alike = _ALIKE.match(folded, start)
    if not alike:
        return 0
    digits, length = sum(map(str.isdigit, alike[0])), len(alike[0])
    return alike.end() if digits and (length < _LONG_ALIKE or 2 * digits >= length) else 0


def _shape(text: str) -> str:
    if text.isdecimal():
        return "big" if len(text) >= _BIG else "plain"
    if _CENTS.search(text):
        return "euro"
    return "big" if sum(map(str.isdigit, text)) >= _BIG or _THOUSANDS.search(text) else "plain"


def spelled(read: Reading, word: int) -> Quantity | None:
    """The number in words that begins at a word: one word, digits one by one, a part ("een derde"); None for "een"."""
    text = read.words[word]
    if text in _MANY_PARTS and _word_after(read, word) in _PARTS:
        return _share(read, word)
    if text == _ARTICLE and _word_after(read, word) in _PARTS:
        return _part(read, word)
    last, count, point = _row(read, word)
    first = word - 1 if word and read.words[word - 1] in _FIRST_HALVES and read.breaks[word] == NONE else word
    one = dressed(read, Quantity(read.at[first], read.end(last), BARE, first, last, "words"))
    if one.kind is not BARE:
        return one
    if text == _ARTICLE and last == word:
        return one if _stressed(read, word) else None
    if point or (count > 1 and _all_digits(read.words[word : last + 1])):
        return one._replace(shape="spelled")
    return one._replace(shape="pair") if count > 1 else one


def _word_after(read: Reading, word: int) -> str:
    """The word that follows with nothing but blanks between; "" when there is none."""
    return read.words[word + 1] if word + 1 < len(read.words) and read.breaks[word + 1] == NONE else ""


def _row(read: Reading, word: int) -> tuple[int, int, bool]:
    """The last word of a number in words, how many numbers it has, and whether it says "komma"."""
    last, count, point = word, 1, False
    while last + 1 < len(read.words) and read.breaks[last + 1] == NONE:
        step = _step(read, last)
        if not step:
            break
        point = point or read.words[last + 1] in _POINTS
        last, count = last + step, count + 1
    return last, count, point


def _step(read: Reading, last: int) -> int:
    """By how many words a number in words goes on after `last`; 0 when it ends there."""
    after = [*read.words[last + 1 : last + 4], "", ""]
    if read.cues[last + 1] & _NUMBER_WORD or after[0] in SCALES:
        return 1
    if after[0] in _POINTS and value(after[1]) is not None:
        return 2
    if after[0] == "en" and (after[1] in _HALVES or _are_apart(read.words[last], after[1])):
        return 2
    return 3 if after[0] == "en" and after[1] == _ARTICLE and after[2] in _HALVES else 0


def _are_apart(unit: str, tens: str) -> bool:
    """Whether "en" between two words makes one number of them: "drie en vijftig"."""
    low, high = value(unit), value(tens)
    return low is not None and high is not None and 1 <= low < _TEN and 2 * _TEN <= high < _TEN * _TEN and high % _TEN == 0


def _all_digits(words: Sequence[str]) -> bool:
    return all(len(word) <= _LONGEST_DIGIT for word in words)


def _share(read: Reading, word: int) -> Quantity:
    """The share that two words tell: "twee derde", "een kwart"."""
    return Quantity(read.at[word], read.end(word + 1), PERCENT, word, word + 1, "part")


def _part(read: Reading, word: int) -> Quantity:
    """A share ("een derde") or an amount ("een kwart miljoen")."""
    share = _share(read, word)
    return dressed(read, share._replace(kind=BARE)) if has_scale(read, share.end) else share


def _stressed(read: Reading, word: int) -> bool:
    """Whether "een" was typed as "één": then it is a number, not an article."""
    if read.typed.isascii():
        return False
    start, end = read.span_of(word, word)
    return "\u00e9" in read.typed[start:end].casefold()
