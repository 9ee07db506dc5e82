"""Rows of words with a capital that may be a name: the longest that hang together, without what leads them in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from legal.lexicon.lists import wordlist
from legal.lexicon.names import ambiguous, first_names, public_names, surnames
from legal.reading import SENTENCE, Reading

_PARTICLES = wordlist("proper_names.particles")
_TITLES = wordlist("proper_names.titles")
_HONORIFICS = wordlist("proper_names.honorifics")
# Words that have a capital because a sentence begins with them.
_STARTERS = wordlist("proper_names.starters")
_ORGANISATION_NOUNS = wordlist("proper_names.organisation_nouns")
_GAPS = frozenset((" ", ". ", ".", "-", " - ", "'", " '", "&", " & ", " + ", "+"))
_CLOSE_GAPS = frozenset((" ", "-", "'", " '", ".", ". "))
_OPENING_MARKS = frozenset("\"'(:-*>")
_FORMS = frozenset(["nv", "bv", "cv", "ua", "bl"])
_ARTICLES = frozenset(["de", "het", "t", "stichting"])
_MOST_WORDS, _MOST_PARTICLES = 9, 3
_LONGEST_CODE, _LONGEST_INITIAL, _SHORTEST_TITLE = 4, 2, 5
_ADDRESS_MARKS = frozenset("/_-=")
_ADDRESS = re.compile(r"(?:://|www\.|\.(?:nl|com|org|io|eu)/)\S*$")
_LONGEST_ADDRESS = 120


class Row(NamedTuple):
    """A row of words: the first, the last, and which of them have a capital."""

    first: int
    last: int
    capitals: tuple[int, ...]


def rows_of(read: Reading) -> Iterator[Row]:
    """Every row of words with a capital that is not everybody's, nor part of a code or a web address."""
    words, gaps, is_capital, public = read.words, read.gaps, read.is_capital, public_names()
    done, count = -1, len(words)
    for word in read.capitals:
        if word <= done or (len(words[word]) <= _LONGEST_CODE and _touches(read, word)):
            continue
        # Most rows are one word, and for those nothing need be put together.
        after = word + 1
        goes_on = after < count and (is_capital(after) or words[after] in _PARTICLES)
        done = last = _end(read, word) if goes_on else word
        first = _beginning(read, word, last) if word < last else word
        if first < last:
            if not is_public(read, first, last) and not _in_address(read, first):
                yield Row(first, last, tuple(filter(is_capital, range(first, last + 1))))
        elif words[first] not in public:
            # Behind a blank a word is in no address, and leads nothing in but as an honorific.
            inside = first > 0 and gaps[first] == " " and words[first] not in _HONORIFICS
            if inside or not (_leads(read, first) or _in_address(read, first)):
                yield Row(first, last, (first,))


def is_public(read: Reading, first: int, last: int) -> bool:
    """Whether this is a name of everybody, in whole ("VNG", "Hoge Raad")."""
    return " ".join(read.words[first : last + 1]) in public_names()


def _in_address(read: Reading, word: int) -> bool:
    """Whether a word is part of a web address; the address itself is judged elsewhere."""
    if read.gaps[word][-1:] not in _ADDRESS_MARKS:
        return False
    start = read.at[word]
    return bool(_ADDRESS.search(read.folded, max(0, start - _LONGEST_ADDRESS), start))


def _is_code(read: Reading, word: int) -> bool:
    """Capitals that touch a digit are part of a number: NL20, B01, WMO2015."""
    return len(read.words[word]) <= _LONGEST_CODE and _touches(read, word)


def _touches(read: Reading, word: int) -> bool:
    """Whether nothing stands between a word and the one before or behind it."""
    after = word + 1
    return (word > 0 and not read.gaps[word]) or (after < len(read.words) and not read.gaps[after])


def _beginning(read: Reading, word: int, last: int) -> int:
    """The first word of the row that is part of the name; what leads it in falls off, up to the next capital."""
    while word < last and _leads(read, word):
        word += 1
        while word < last and not read.is_capital(word):
            word += 1
    return word


def _leads(read: Reading, word: int) -> bool:
    """Whether a word has its capital from the sentence, or is a title: no part of the name after it."""
    text, after = read.words[word], word + 1
    there = after < len(read.words)
    if text in _HONORIFICS and there and read.gaps[after] in (" ", ". "):
        return True
    if not (word == 0 or read.breaks[word] >= SENTENCE or read.gaps[word][-1:] in _OPENING_MARKS):
        return False
    return text in _STARTERS or (there and read.gaps[after] in (" ", " '") and _is_title(text, read.words[after]))


def _is_title(text: str, after: str) -> bool:
    """ "Beleidsadviseur Lotte Kamphuis": what stands before a first name and is none itself, is a title."""
    if after not in first_names() or after in ambiguous():
        return False
    return len(text) >= _SHORTEST_TITLE and text not in first_names() and text not in surnames()


def _end(read: Reading, word: int) -> int:
    """The last word of the row that begins at `word`."""
    last, words, is_capital = word, read.words, read.is_capital
    while last + 1 < len(words) and last - word < _MOST_WORDS:
        # Nearly every row ends here, at an ordinary word.
        if not is_capital(last + 1) and words[last + 1] not in _PARTICLES:
            break
        if not _goes_on(read, last):
            break
        if is_capital(last + 1):
            ahead = last if _is_code(read, last + 1) else last + 1
        elif read.words[last + 1] == "van" and _is_person(read, word, last) and _opens(read, last + 2):
            ahead = last
        else:
            ahead = _over_particles(read, last)
        if ahead == last:
            break
        last = ahead
    return last


def _goes_on(read: Reading, last: int) -> bool:
    """Whether what stands after a word does not end the row: a dot does, unless after initials and the like."""
    gap, before, after = read.gaps[last + 1], read.words[last], read.words[last + 1]
    if gap.strip(" ") == "\n":  # a full line: "Stichting" at its end, "Tulpenhof" below it
        return after not in _STARTERS and (before in _ORGANISATION_NOUNS or before in first_names())
    if gap != ". ":
        return gap in _GAPS
    if after in _STARTERS and (after not in surnames() or read.gaps[last][-1:] in ("&", "-")):
        return False
    return before in _TITLES or (len(before) <= _LONGEST_INITIAL and before not in _FORMS)


def _over_particles(read: Reading, last: int) -> int:
    """The word with a capital after "van der" and the like; `last` itself when there is none."""
    ahead = last + 1
    while ahead < len(read.words) and ahead - last <= _MOST_PARTICLES and read.words[ahead] in _PARTICLES:
        if ahead > last + 1 and read.gaps[ahead] not in _CLOSE_GAPS:
            break
        ahead += 1
    there = last + 1 < ahead < len(read.words)
    return ahead if there and read.is_capital(ahead) and read.gaps[ahead] in _CLOSE_GAPS else last


def _is_person(read: Reading, first: int, last: int) -> bool:
    """Whether a row is a first name, or initials with a surname: then "van" may begin something else."""
    initial = len(read.words[first]) == 1
    return read.words[first] in first_names() or (initial and any(len(word) > 1 for word in read.words[first : last + 1]))


def _opens(read: Reading, word: int) -> bool:
    """Whether a name of an organisation may begin here: "van De Opstapper", "van Rijnsingel Zorg", not "van Dijk"."""
    if word >= len(read.words) or not read.is_capital(word):
        return False
    if read.words[word] in _ARTICLES or read.words[word] not in surnames():
        return True
    after = word + 1
    return after < len(read.words) and read.gaps[after] == " " and read.is_capital(after)
