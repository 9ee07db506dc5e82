"""Find every figure in a text, however it is written: € 1.234,56, 53 euro 20, anderhalve ton, zes acht komma vijf, 7O euro."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from legal.lexicon.cues import Cue
from legal.lexicon.number_words import SCALES, value
from legal.reading import NONE, SENTENCE, Reading


class Kind(Enum):
    """What the figure says of itself."""

    MONEY = auto()
    PERCENT = auto()
    FTE = auto()
    BARE = auto()
    TOWNS = auto()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: its place in `folded`, its kind, the words it takes, and how it is written.

    `shape` is "euro" for what looks like an amount without saying so (two decimals, 1.250), "big" from a thousand
    on, "words" when spelled out, else "plain".
    """

    start: int
    end: int
    kind: Kind
    first: int
    last: int
    shape: str = "plain"


_GAP = r"[\s*_'\"]{0,4}"
_DIGIT = r"[\doOlI|]"
# Thousands by dot, blank or apostrophe; a comma or a dot before the cents; a dash for no cents.
_NUMBER = re.compile(
    r"\d{1,3}(?:[.' ]\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?"
    r"|\d+(?:[.,]\d{1,2}(?![\d]))?(?:[.,]\d+)?"
)
_SPACED = re.compile(r"\d(?:\s\d){1,8}(?:\s?[.,]\s?\d(?:\s?\d)?)?(?!\d)|\d+\s[.,]\s\d\s?\d?(?!\d)")
_ALIKE = re.compile(r"(?=[\doil|.,]{2,9}(?![^\W_]))[\doil|]{1,6}(?:[.,][\doil|]{1,3})?")
_DASH = re.compile(r",\s?(?:-{1,2}|=|–)|\.-{1,2}")
_CURRENCY_BEFORE = re.compile(rf"(?:k?€|\beur(?:o)?s?\b|\beruo\b|\beu\b|\bgbp\b|\busd\b|[$£])[.:]?{_GAP}[-+]?{_GAP}$")
_CURRENCY_AFTER = re.compile(rf"{_GAP}(?:€(?!\s?\d)|euro?(?:'?s|tjes|o)?(?![^\W_])|eruo(?![^\W_])|eurootjes|piek(?![^\W_])|pop(?![^\W_]))")
_CENT_AFTER = re.compile(rf"{_GAP}(?:cents?|centen|ct|eurocents?|eurocenten|c)(?![^\W_])\.?")
_PERCENT_AFTER = re.compile(rf"{_GAP}(?:%|‰|procent(?:punt(?:en)?|je)?(?![^\W_])|pct(?![^\W_])|percent(?![^\W_])|promille|procenten|procnt(?![^\W_])|prct?(?![^\W_]))")
_FTE_AFTER = re.compile(rf"{_GAP}(?:fte(?:'?s)?|f\.t\.e\.?)(?![^\W_])")
_SCALE_AFTER = re.compile(rf"{_GAP}(?:miljoen|miljard|million|mln|mio|mld|mrd|duizend|honderd|mille|tonnen|ton|k)(?![^\W_])\.?|m(?![^\W_])|k(?=\d)\d?")
_TIENTJE = re.compile(r"\s(?:tientjes?|eurootjes?|honderdjes?|ruggen|rooitjes?|meier)(?![^\W_])")
_SIGN_BEFORE = re.compile(r"(?:(?<![^\W_])(?:min|minus|plus|negatief|negatieve)\s|(?<![^\s(])[-+]\s?|±\s?)$")
_NEGATIVE_AFTER = re.compile(r"\s(?:negatief|in de min)(?![^\W_])")
_TO = re.compile(r"\s?(?:-|–|/|a|t/m|tot(?: en met| aan)?|a|of|en|to)\s?(?:de |circa |ca\.? |ruim |zo'n )?(?=[€\d+-]|[a-z])")
_MARK_UP = re.compile(r"[*_~`]{1,3}")
_BETWEEN = re.compile(r"(?:tussen|van)(?: de| circa| ca\.?| zo'n)?\s(?:€\s?)?$")


def quantities(read: Reading) -> list[Quantity]:
    """Every figure in the text, in order and apart; dates and references among them, for others to leave out."""
    found: list[Quantity] = list(_letter_by_letter(read)) if _LETTERS.search(read.folded) else []
    if found:
        return sorted([*found, *(one for one in _plain(read) if all(one.end <= other.start or one.start >= other.end for other in found))], key=lambda one: one.start)
    return _plain(read)


_LETTERS = re.compile(r"(?<![^\W_])(?:[a-z]\s{1,3}){3,}[a-z](?![^\W_])")


def _letter_by_letter(read: Reading) -> Iterator[Quantity]:
    """"v i j f t i g   e u r o": the letters of a number word with blanks between them."""
    for found in _LETTERS.finditer(read.folded):
        letters = re.sub(r"\s", "", found[0])
        number = re.sub(r"(?:euro|procent|fte)$", "", letters)
        if value(number) is not None and number != "een":
            kind = Kind.MONEY if letters.endswith("euro") else Kind.PERCENT if letters.endswith("procent") else Kind.BARE
            yield Quantity(found.start(), found.end(), kind, read.word_at(found.start()), read.word_at(found.end()) - 1, "words")


def _plain(read: Reading) -> list[Quantity]:
    found: list[Quantity] = []
    for word, cue in enumerate(read.cues):
        if not cue & _NUMERIC:
            if read.words[word] == "helft" and word and read.words[word - 1] == "de" and not (found and found[-1].end > read.at[word - 1]):
                found.append(Quantity(read.at[word - 1], read.end(word), Kind.PERCENT, word - 1, word, "part"))
            continue
        if found and read.at[word] < found[-1].end:
            continue
        one = _spelled(read, word) if cue & Cue.NUMBER_WORD else _written(read, word)
        if one is None:
            continue
        if found:
            joined = _range(read, found[-1], one)
            if joined:
                found[-1] = joined
                continue
        found.append(one)
    return found


_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)


def _written(read: Reading, word: int) -> Quantity | None:
    """A figure in digits that begins at a word."""
    start = read.at[word]
    spaced = _SPACED.match(read.folded, start)
    alike = _ALIKE.match(read.folded, start)
    number = _NUMBER.match(read.folded, start)
    if number is None:
        return None
    end = number.end()
    if spaced and spaced.end() > end and not re.search(r"\d\d\s\d\d", spaced[0]):
        end = spaced.end()
    if alike and alike.end() > end and any(char.isdigit() for char in alike[0]):
        end = alike.end()
    if start and read.folded[start - 1] in "oil" and not read.folded[max(0, start - 2) : start - 1].isalnum():
        start -= 1
    text = read.folded[start:end]
    shape = "plain"
    if re.search(r"[.,]\s?\d\s?\d$", text):
        shape = "euro"
    elif re.search(r"\d[.' ]\d{3}", text) or len(re.sub(r"\D", "", text)) >= 4:
        shape = "big"
    return _dressed(read, Quantity(start, end, Kind.BARE, word, word, shape))


def _spelled(read: Reading, word: int) -> Quantity | None:
    """A figure in words: one word, or digits one by one, or euros and cents."""
    last, count = word, 1
    komma = False
    while last + 1 < len(read.words) and read.breaks[last + 1] == NONE:
        next_word, ahead = read.words[last + 1], read.words[last + 2] if last + 2 < len(read.words) else ""
        if read.cues[last + 1] & Cue.NUMBER_WORD:
            last, count = last + 1, count + 1
        elif next_word in ("komma", "punt") and last + 2 < len(read.words) and value(ahead) is not None:
            last, count, komma = last + 2, count + 2, True
        elif next_word == "en" and (ahead in ("half", "halve", "kwart", "driekwart") or (ahead == "een" and read.words[last + 3 : last + 4] in (["half"], ["halve"], ["kwart"]))):
            last, count = last + (2 if ahead != "een" else 3), count + 1
        elif next_word in SCALES:
            last, count = last + 1, count + 1
        else:
            break
    one = Quantity(read.at[word], read.end(last), Kind.BARE, word, last, "words")
    dressed = _dressed(read, one)
    if read.words[word] == "een" and last == word and dressed.kind is Kind.BARE and _stressed(read, word):
        return dressed
    if read.words[word] == "een" and last == word and dressed.kind is Kind.BARE:
        part = read.words[word + 1] if word + 1 < len(read.words) and read.breaks[word + 1] == NONE else ""
        if part not in _PARTS:
            return None
        share = Quantity(one.start, read.end(word + 1), Kind.PERCENT, word, word + 1, "part")
        # "een kwart miljoen" is money, "een kwart" a share.
        return _dressed(read, replace(share, kind=Kind.BARE)) if _SCALE_AFTER.match(read.folded, share.end) else share
    if count >= 2 and dressed.kind is Kind.BARE and not komma and not all(len(w) <= 5 for w in read.words[word : last + 1]):
        dressed = replace(dressed, shape="pair")
    elif komma or (count >= 2 and dressed.kind is Kind.BARE):
        dressed = replace(dressed, shape="spelled")
    return dressed


def _stressed(read: Reading, word: int) -> bool:
    """Whether "een" was typed as "één": then it is a number, not an article."""
    start, end = read.span_of(word, word)
    return "\u00e9" in read.typed[start:end].casefold()


_PARTS = frozenset(("derde", "kwart", "vierde", "vijfde", "tiende", "kwartje"))


def _dressed(read: Reading, one: Quantity) -> Quantity:
    """The figure with what belongs to it before and after: currency, sign, scale, %, cents, mark-up."""
    folded = read.folded
    start, end, kind = one.start, one.end, one.kind
    shape = one.shape
    lead = folded[max(0, start - 16) : start]
    tens = _TIENTJE.match(folded, end) if one.shape == "words" else None
    if tens:
        end, kind = tens.end(), Kind.MONEY
    currency = _CURRENCY_BEFORE.search(lead)
    if currency:
        start, kind = start - len(currency[0]), Kind.MONEY
    dash = _DASH.match(folded, end)
    if dash and one.shape != "words":
        end, kind = dash.end(), Kind.MONEY
    scale = _SCALE_AFTER.match(folded, end)
    if scale and not (scale[0].strip(" .*_'\"") in ("ton", "k") and kind is Kind.BARE and False):
        end, shape = scale.end(), "scaled"
    unit = _PERCENT_AFTER.match(folded, end)
    if unit:
        end, kind = unit.end(), Kind.PERCENT
    elif unit := _FTE_AFTER.match(folded, end):
        end, kind = unit.end(), Kind.FTE
    elif unit := _CURRENCY_AFTER.match(folded, end):
        end, kind = _with_cents(read, unit.end()), Kind.MONEY
    elif (unit := _CENT_AFTER.match(folded, end)) and unit[0].strip() != "c":
        end, kind = unit.end(), Kind.MONEY
    sign = _SIGN_BEFORE.search(folded[max(0, start - 12) : start])
    if sign and (kind is not Kind.BARE or sign[0].strip() in ("+",)) and not (sign[0].strip() == "-" and kind is Kind.BARE):
        start -= len(sign[0])
    after = _NEGATIVE_AFTER.match(folded, end)
    if after and kind is not Kind.BARE:
        end = after.end()
    marked = _MARK_UP.search(folded[max(0, start - 3) : start])
    if marked and marked.end() == min(3, start):
        start -= len(marked[0])
        closing = _MARK_UP.match(folded, end)
        end = closing.end() if closing else end
    last = read.word_at(end) - 1
    return Quantity(start, end, kind, one.first, max(one.last, last), shape)


_CENTS = re.compile(r"\s(?:en\s)?(\d\d?)(?![\d.,%:/-]|\s?(?:euro|%|procent|uur|fte))(?:\s(?:cents?|ct)(?![^\W_]))?")


def _with_cents(read: Reading, end: int) -> int:
    """Where the cents after "euro" end: 53 euro 20, drie euro zestig, eenenveertig euro en vijftien cent."""
    cents = _CENTS.match(read.folded, end)
    if cents and len(cents[1]) == 2:
        return cents.end()
    word = read.word_at(end)
    if word < len(read.words) and read.words[word] == "en" and read.breaks[word] == NONE:
        after = word + 1
        if after + 1 < len(read.words) and value(read.words[after]) is not None and read.words[after + 1] in ("cent", "cents", "ct", "centen"):
            return read.end(after + 1)
        return end
    if word < len(read.words) and read.breaks[word] == NONE and read.cues[word] & Cue.NUMBER_WORD and read.words[word] != "een":
        number = value(read.words[word])
        if number is not None and number < 100:
            following = read.words[word + 1] if word + 1 < len(read.words) else ""
            return read.end(word + 1) if following in ("cent", "ct") else read.end(word)
    return end


def _range(read: Reading, one: Quantity, other: Quantity) -> Quantity | None:
    """One figure out of "80 tot 84 euro", "€ 3 - € 4", "tussen de 50 en 55"; None when they are two."""
    gap = read.folded[one.end : other.start]
    if len(gap) > 14 or read.breaks[other.first] >= SENTENCE:
        return None
    link = gap.strip(" ")
    if link in ("op de", "op") and one.kind is other.kind is Kind.BARE and len(read.folded[one.start : other.end]) < 24 and one.shape in ("plain", "words"):
        return Quantity(one.start, other.end, Kind.PERCENT, one.first, other.last, "ratio") if link == "op de" else None
    dressed = one.kind is not Kind.BARE and other.kind is not Kind.BARE
    plain = link in ("-", "tot", "a", "t/m", "tot en met", "tot aan", "tot de", "a de", "to") or link == "/" and not dressed
    between = link in ("en", "en de", "and") and _BETWEEN.search(read.folded[max(0, one.start - 16) : one.start])
    either = link in ("of", "a of") and other.kind is not Kind.BARE and one.kind in (Kind.BARE, other.kind)
    if link == "en" and one.kind is Kind.BARE and other.kind is not Kind.BARE and _BETWEEN.search(read.folded[max(0, one.start - 22) : one.start]):
        between = True  # type: ignore[assignment]
    if not (plain or between or either):
        return None
    if one.kind is not other.kind and Kind.BARE not in (one.kind, other.kind):
        return None
    kind = other.kind if one.kind is Kind.BARE else one.kind
    return Quantity(one.start, other.end, kind, one.first, other.last, one.shape if one.shape != "plain" else other.shape)


def texts(read: Reading) -> Iterator[str]:
    """What was found, for a look at it."""
    for one in quantities(read):
        yield read.folded[one.start : one.end]
