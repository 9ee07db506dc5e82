"""Every figure in a text, however it is written: € 1.234,56, 53 euro 20, anderhalve ton, zes acht komma vijf, 7O euro."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence

from legal.dressing import dressed
from legal.figure import BARE, FTE, MONEY, PERCENT, Quantity
from legal.lexicon.cues import NUMERIC, Cue
from legal.lexicon.number_words import value
from legal.numerals import alone, is_alone, spelled, written
from legal.ranges import Ranges
from legal.reading import SENTENCE, Reading

_NUMBER_WORD = int(Cue.NUMBER_WORD)
_HALF = "helft"

_LETTERS = re.compile(r"(?<![^\W_])(?:[a-z]\s{1,3}){3,}[a-z](?![^\W_])")
_ALPHABET = frozenset(string.ascii_lowercase)
# No number word of four letters or more has fewer different ones ("twee").
_FEWEST_LETTERS = 3
_UNITS = {"euro": MONEY, "procent": PERCENT, "fte": FTE}

# What makes one figure of two: "80 tot 84", and after "tussen" or "van" also "80 en 84".
_TO = frozenset(("-", "tot", "a", "t/m", "tot en met", "tot aan", "tot de", "a de", "to"))
_AND = frozenset(("en", "en de", "and"))
_OR = frozenset(("of", "a of"))
_LINKS = frozenset((*_TO, *_AND, *_OR, "op de", "komma", "/"))
_LEAD = re.compile(r"(?:tussen|van)(?:\s{1,3}(?:de|circa|ca\.?|zo'n))?\s{1,3}(?:€\s?)?$")
_LONGEST_LINK, _LONGEST_RATIO, _LONGEST_LEAD = 14, 24, 22


def may_have(read: Reading) -> bool:
    """Whether a text may have figures at all; a quick look, as many have none."""
    return bool(read.numeric) or _HALF in read.vocabulary or len(_ALPHABET & read.vocabulary) >= _FEWEST_LETTERS


def quantities(read: Reading) -> list[Quantity]:
    """Every figure in the text, in order and apart; dates and references among them, for others to leave out."""
    found = _plain(read)
    # A look at the words first: hardly any text has letters on their own, and a search takes long.
    if len(_ALPHABET & read.vocabulary) < _FEWEST_LETTERS:
        return found
    letters = list(_letter_by_letter(read))
    if not letters:
        return found
    taken = Ranges((one.start, one.end) for one in letters)
    apart = (one for one in found if not taken.touch(one.start, one.end))
    return sorted([*letters, *apart], key=lambda one: one.start)


def _plain(read: Reading) -> list[Quantity]:
    found: list[Quantity] = []
    for word in _places(read):
        if found and read.at[word] < found[-1].end:
            continue
        one = _at(read, word)
        if one is None:
            continue
        joined = _range(read, found[-1], one) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(one)
    return found


def _places(read: Reading) -> Sequence[int]:
    """The words a figure may begin with: numbers, and "de helft"."""
    if _HALF not in read.vocabulary:
        return read.numeric
    halves = (word - 1 for word, text in enumerate(read.words) if text == _HALF and word and read.words[word - 1] == "de")
    return sorted([*read.numeric, *halves])


def _at(read: Reading, word: int) -> Quantity | None:
    cues = read.cues[word]
    if not cues & NUMERIC:
        return Quantity(read.at[word], read.end(word + 1), PERCENT, word, word + 1, "part")
    if is_alone(read, word):
        return alone(read, word)
    if cues & _NUMBER_WORD:
        return spelled(read, word)
    return dressed(read, written(read, word))


def _letter_by_letter(read: Reading) -> Iterator[Quantity]:
    """Number words with blanks between their letters: "v i j f t i g   e u r o"."""
    for found in _LETTERS.finditer(read.folded):
        letters = re.sub(r"\s", "", found[0])
        unit = next((unit for unit in _UNITS if letters.endswith(unit)), "")
        if value(letters.removesuffix(unit)) is not None:
            first, last = read.word_at(found.start()), read.word_at(found.end()) - 1
            yield Quantity(found.start(), found.end(), _UNITS.get(unit, BARE), first, last, "words")


def _range(read: Reading, one: Quantity, other: Quantity) -> Quantity | None:
    """One figure out of "80 tot 84 euro", "€ 3 - € 4", "tussen de 50 en 55", "1 op de 5"; None when they are two."""
    if other.start - one.end > _LONGEST_LINK or read.breaks[other.first] >= SENTENCE:
        return None
    link = read.folded[one.end : other.start].strip(" ")
    if link not in _LINKS:
        return None
    bare = one.kind is BARE, other.kind is BARE
    if link == "op de" and all(bare) and other.end - one.start < _LONGEST_RATIO:
        return Quantity(one.start, other.end, PERCENT, one.first, other.last, "ratio")
    if link == "komma" and bare[0]:
        return Quantity(one.start, other.end, other.kind, one.first, other.last, "spelled")
    if one.kind is not other.kind and not any(bare):
        return None
    if not (link in _TO or (link == "/" and any(bare)) or _is_between(read, one, link) or _is_either(one, other, link)):
        return None
    kind = other.kind if bare[0] else one.kind
    return Quantity(one.start, other.end, kind, one.first, other.last, one.shape if one.shape != "plain" else other.shape)


def _is_between(read: Reading, one: Quantity, link: str) -> bool:
    return link in _AND and bool(_LEAD.search(read.folded[max(0, one.start - _LONGEST_LEAD) : one.start]))


def _is_either(one: Quantity, other: Quantity, link: str) -> bool:
    """Whether "10 of 12 euro" is one: only when the second says of what, as "10 of 12" may be two figures."""
    return link in _OR and other.kind is not BARE and one.kind in (BARE, other.kind)
