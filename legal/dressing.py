"""What belongs to a number before and after it: currency, sign, scale, %, cents, mark-up."""

from __future__ import annotations

import re
import string

from legal.figure import BARE, FTE, MONEY, PERCENT, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.lexicon.number_words import value
from legal.reading import NONE, Reading

_NUMBER_WORD = int(Cue.NUMBER_WORD)
_GAP = r"[\s*_'\"]{0,4}"
_END = r"(?![^\W_])"
_DASH = re.compile(r",\s?(?:-{1,2}|=)|\.-{1,2}")
# The "euro" of "53 euro 20%" belongs to the number before it.
_CURRENCY_BEFORE = re.compile(
    rf"(?:k?€|(?<!\d\s)\beuros?\b|\b(?:eurs?|eruo|eu|gbp|usd)\b|[$£])[.:]?{_GAP}[-+]?{_GAP}$"
)
_SCALE = re.compile(
    rf"{_GAP}(?:miljoen|miljard|million|duizend|honderd|hundred|thousand|mille|tonnen|ton|k|(?:milj|mln|mio|mld|mrd){_END}\.?){_END}"
    rf"|m{_END}|k(?=\d)\d?"
)
_PERCENT = rf"%|‰|procent(?:punt(?:en)?|jes?)?{_END}|procenten|pro?cnt{_END}|procnet|pct{_END}|percent{_END}|prct?{_END}|promille"
_EUROS = rf"€(?!\s?\d)|eur(?:o's|otjes|os|o)?{_END}|euro?(?=\d\d(?!\d))|eruo{_END}|euri(?:es?|tos)?{_END}|euroos{_END}"
_EUROS += rf"|(?:piek|pegels?|knaken|ballen|pleuros?|guldens?|dollars?|eu){_END}"
_UNIT = re.compile(
    rf"(?P<percent>{_GAP}(?:{_PERCENT}))"
    rf"|(?P<fte>{_GAP}(?:fte(?:'?s)?|f\.t\.e\.?){_END})"
    rf"|(?P<euros>(?:{_GAP}|-)(?:{_EUROS}))"
    rf"|(?P<cents>{_GAP}(?:cents?|centen|eurocents?|eurocenten|ct{_END}\.?){_END})"
)
_KINDS = {"percent": PERCENT, "fte": FTE, "euros": MONEY, "cents": MONEY}
_TENS = re.compile(r"\s(?:tientjes?|eurootjes?|honderdjes?|ruggen|rooitjes?|meier|kwartjes?|dubbeltjes?|stuivers?)(?![^\W_])")
_SIGN_BEFORE = re.compile(r"(?:(?<![^\W_])(?:min|minus|plus|negatief|negatieve)\s|(?<![^\s(])(?<!\d\s)[-+]\s?|(?<!\d\s)±\s?)$")
_NEGATIVE_AFTER = re.compile(r"\s(?:negatief|in de min)(?![^\W_])")
_MARKS, _MOST_MARKS = "*_~`", 3
_MARK_UP = re.compile(rf"[{_MARKS}]{{1,{_MOST_MARKS}}}")
_CENTS = re.compile(r" ?(?:en\s)?(\d\d?)(?![\d%:/-]|[.,]\d|\s?(?:euro|%|procent|uur|fte))(?:\s(?:cents?|ct)(?![^\W_]))?")
_CENT_WORDS = frozenset(("cent", "cents", "ct", "centen"))
# "drieënvijftig euro en een kwartje"
_COINS = frozenset(("kwartje", "kwartjes", "dubbeltje", "dubbeltjes", "stuiver", "stuivers"))
_SMALL_CHANGE = _CENT_WORDS | _COINS
# What a number can be followed by; anything else ends it at once.
_AFTER_WORDS = wordlist("dressing.after_words")
_AFTER_MARKS = frozenset("€%‰*_'\"~`-=")
_SIGNS_OF_MONEY = ("€", "euro", "euros", "eur", "eurs", "eruo", "eu", "gbp", "usd", "$", "£")
# What may stand between such a sign and its number.
_BETWEEN = string.whitespace + "\x1c\x1d\x1e\x1f*_'\".:-+"
_HUNDRED = 100


def dressed(read: Reading, one: Quantity) -> Quantity:
    """The figure with all that belongs to it."""
    return _marked_up(read, _signed(read, _with_unit(read, _with_currency(read, one))))


def has_scale(read: Reading, end: int) -> bool:
    """Whether a word such as "miljoen" stands there."""
    return bool(_SCALE.match(read.folded, end))


def _with_currency(read: Reading, one: Quantity) -> Quantity:
    lead = read.folded[max(0, one.start - 16) : one.start]
    # A look at how it ends is quicker, and hardly any text has money before a number.
    found = _CURRENCY_BEFORE.search(lead) if lead.rstrip(_BETWEEN).endswith(_SIGNS_OF_MONEY) else None
    return one._replace(start=one.start - len(found[0]), kind=MONEY) if found else one


def _with_unit(read: Reading, one: Quantity) -> Quantity:
    """With "mln", "%", "euro" and cents, "fte", ",-" behind it."""
    if not _may_go_on(read, one):
        return one
    tens = _TENS.match(read.folded, one.end) if one.shape == "words" else None
    if tens:
        return _until(read, one._replace(kind=MONEY), tens.end())
    dash = _DASH.match(read.folded, one.end)
    if dash and one.shape != "words":
        one = _until(read, one._replace(kind=MONEY), dash.end())
    scale = _SCALE.match(read.folded, one.end)
    if scale:
        one = _until(read, one._replace(shape="scaled"), scale.end())
    unit = _UNIT.match(read.folded, one.end)
    if not unit or not unit.lastgroup:
        return one
    end = _cents_end(read, unit.end()) if unit.lastgroup == "euros" else unit.end()
    return _until(read, one._replace(kind=_KINDS[unit.lastgroup]), end)


def _may_go_on(read: Reading, one: Quantity) -> bool:
    if not _AFTER_MARKS.isdisjoint(read.folded[one.end : one.end + 3]):
        return True
    after = read.word_at(one.end)
    return after < len(read.words) and read.words[after] in _AFTER_WORDS and read.at[after] - one.end <= 4


def _until(read: Reading, one: Quantity, end: int) -> Quantity:
    return one._replace(end=end, last=max(one.last, read.word_at(end) - 1))


def _cents_end(read: Reading, end: int) -> int:
    """Where the cents after "euro" end: 53 euro 20, drie euro zestig, eenenveertig euro en vijftien cent."""
    cents = _CENTS.match(read.folded, end)
    if cents and len(cents[1]) == 2:
        return cents.end()
    word = read.word_at(end)
    words = [*read.words[word : word + 3], "", "", ""]
    if word == len(read.words) or read.breaks[word] != NONE or "\n" in read.gaps[word]:
        return end
    if words[0] == "en":
        return read.end(word + 2) if value(words[1]) is not None and words[2] in _SMALL_CHANGE else end
    number = value(words[0]) if read.cues[word] & _NUMBER_WORD and words[0] != "een" else None
    if number is None or number >= _HUNDRED:
        return end
    return read.end(word + 1) if words[1] in _CENT_WORDS else read.end(word)


def _signed(read: Reading, one: Quantity) -> Quantity:
    """With "min", "+" before it or "negatief" after it; a dash before a bare number may be anything."""
    bare = one.kind is BARE
    if bare and "+" not in read.folded[max(0, one.start - 2) : one.start]:
        return one
    lead = read.folded[max(0, one.start - 12) : one.start]
    sign = _SIGN_BEFORE.search(lead) if lead and lead[-1] in "+-± " else None
    if sign and (not bare or sign[0].strip() == "+"):
        one = one._replace(start=one.start - len(sign[0]))
    after = None if bare else _NEGATIVE_AFTER.match(read.folded, one.end)
    return _until(read, one, after.end()) if after else one


def _marked_up(read: Reading, one: Quantity) -> Quantity:
    """With the asterisks or underscores around it, so that none are left alone."""
    if not one.start or read.folded[one.start - 1] not in _MARKS:
        return one
    lead = read.folded[max(0, one.start - _MOST_MARKS) : one.start]
    closing = _MARK_UP.match(read.folded, one.end)
    opening = len(lead) - len(lead.rstrip(_MARKS))
    return one._replace(start=one.start - opening, end=closing.end() if closing else one.end)
