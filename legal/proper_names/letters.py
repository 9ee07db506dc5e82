"""Words written letter by letter: "J o s e f i e n". Who writes so hides something, so what it says is held as a name."""

from __future__ import annotations

import string
from collections.abc import Iterator

from legal.lexicon.number_words import value
from legal.proper_names.name import ProperName
from legal.reading import Reading
from legal.terms import Label

_ALPHABET = frozenset(string.ascii_lowercase)
# So many different letters stand alone in such a text, and so many in a row.
_FEWEST_LETTERS, _FEWEST_IN_ROW = 4, 5
_POINTS = 0.5


def names_in_letters(read: Reading) -> Iterator[ProperName]:
    """Every row of single letters with blanks between them; amounts are for the rules of figures."""
    if len(_ALPHABET & read.vocabulary) < _FEWEST_LETTERS:
        return
    for first, last in _rows(read):
        written = "".join(read.words[first : last + 1])
        if last - first + 1 >= _FEWEST_IN_ROW and value(written.removesuffix("euro")) is None:
            yield ProperName(first, last, Label.PERSON, _POINTS)


def _rows(read: Reading) -> Iterator[tuple[int, int]]:
    first = None
    for word, text in enumerate(read.words):
        alone = len(text) == 1 and text.isalpha()
        if first is not None and not (alone and read.gaps[word].isspace()):
            yield first, word - 1
            first = None
        if alone and first is None:
            first = word
    if first is not None:
        yield first, len(read.words) - 1
