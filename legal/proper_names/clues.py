"""What counts for a row of words to be a name: the words, how they are written, where they stand, their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.lexicon.names import listed, places
from legal.lexicon.words import familiarity
from legal.proper_names.rows import Row
from legal.reading import NONE, PARAGRAPH, SENTENCE, Reading
from legal.scorecard import Clue, Fact, just, kinds, told

_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
_PARTICLES = wordlist("proper_names.particles")
_LINKS = wordlist("proper_names.links")
_SIDES = (("left 1", "right 1"), ("left 2", "right 2"), ("left 3", "right 3"))
_MOST_COUNTED, _MOST_INITIALS, _MOST_LISTED, _LONGEST_COUNTED = 4, 3, 3, 6


def clues_of(read: Reading, row: Row) -> list[Clue]:
    """All that counts for a row."""
    return [*words_of(read, row), *surroundings_of(read, row)]


def surroundings_of(read: Reading, row: Row) -> list[Clue]:
    """What counts for a row beside its words."""
    return [*_forms(read, row), *_neighbours(read, row), *_marks(read, row), *_names_beside(read, row)]


def words_of(read: Reading, row: Row) -> Iterator[Clue]:
    """The words by themselves, and the row as a whole; most rows are one word, and those are remembered in one piece."""
    words = tuple([read.words[word] for word in row.capitals])
    cues = tuple([read.cues[word] for word in row.capitals])
    begins = row.first == 0 or read.breaks[row.first] >= SENTENCE
    if len(words) == 1:
        yield together, words, cues, begins
    else:
        yield from _clues_of_words(words, cues, begins)


def together(words: tuple[str, ...], cues: tuple[int, ...], begins: bool) -> Iterator[Fact]:
    """For a clue that is a row of words by itself."""
    for clue in _clues_of_words(words, cues, begins):
        yield from told(clue)


def _clues_of_words(words: tuple[str, ...], cues: tuple[int, ...], begins: bool) -> Iterator[Clue]:
    for word, cue in zip(words, cues, strict=True):
        yield word_tokens, word
        yield kinds, "inside", cue
    yield just, "first word", words[0]
    yield just, "last word", words[-1]
    whole = [word for word in words if len(word) > 1]
    yield counts, len(words), len(words) - len(whole), len(words[-1]) == 1, begins
    known = whole[:_MOST_LISTED]
    yield lists, tuple(map(listed, known)), tuple(map(familiarity, known)), begins


def word_tokens(word: str) -> Iterator[Fact]:
    """What a word tells by itself: the word, how it begins and ends, in which lists it stands."""
    yield "word", word
    yield "lists", listed(word)
    yield "familiar", familiarity(word)
    yield "familiar", f"{familiarity(word)} {listed(word)}"
    for length in (3, 4, 5):
        if len(word) > length:
            yield "begins", word[:length]
            yield "ends", word[-length:]


def counts(capitals: int, initials: int, ends_so: bool, begins: bool) -> Iterator[Fact]:
    """How many words with a capital, how many of them are initials (the last one too?), and whether a sentence begins."""
    count = str(min(capitals, _MOST_COUNTED))
    yield "count", count
    yield "begins sentence", f"{begins} {count}"
    if initials:
        yield "initials", str(min(initials, _MOST_INITIALS))
        yield "initials", f"last {ends_so}"


def lists(known: Sequence[str], familiar: Sequence[str], begins: bool) -> Iterator[Fact]:
    """In which lists the words stand, and how ordinary they are."""
    yield "all lists", "/".join(known)
    yield "all familiar", "/".join(familiar)
    yield "all familiar", f"{'/'.join(familiar[:2])} {begins}"
    if known:
        yield "first list", known[0]
        yield "first list", f"{known[0]} {begins}"
        yield "last list", known[-1]


def _forms(read: Reading, row: Row) -> Iterator[Clue]:
    """How the row is written: all in capitals, with a capital inside, with "van der"; and whether it is a place."""
    whole = [read.text[read.at[word] : read.end(word)] for word in row.capitals if len(read.words[word]) > 1]
    if not all(typed[1:].islower() for typed in whole):
        if all(map(str.isupper, whole)):
            yield just, "form", "all capitals"
            yield just, "form", f"all capitals {min(len(whole[0]), _LONGEST_COUNTED)} {len(whole) == 1}"
        if any(map(_is_camel, whole)):
            yield just, "form", "camel"
    if not _PARTICLES.isdisjoint(read.words[row.first : row.last + 1]):
        yield just, "form", "particle"
    if read.folded[read.at[row.first] : read.end(row.last)] in places():
        yield just, "form", "place"


def _is_camel(typed: str) -> bool:
    """Whether a capital follows a small letter: "ZorgSaam"."""
    return any("a" <= before <= "z" and char.isupper() for before, char in pairwise(typed))


def _neighbours(read: Reading, row: Row) -> Iterator[Clue]:
    """The three words on either side, as far as the sentence goes."""
    first, last = row.first, row.last
    start, stop = read.sentence(first)
    for distance, (left, right) in enumerate(_SIDES, 1):
        yield _neighbour(read, first - distance, (left, "left")) if first - distance >= start else (just, left, "^")
        yield _neighbour(read, last + distance, (right, "right")) if last + distance < stop else (just, right, "$")
    if first - 2 >= start:
        yield just, "left pair", f"{read.words[first - 2]} {read.words[first - 1]}"
    if last + 2 < stop:
        yield just, "right pair", f"{read.words[last + 1]} {read.words[last + 2]}"


def _neighbour(read: Reading, word: int, roles: tuple[str, str]) -> Clue:
    cues = read.cues[word]
    return beside, *roles, "#" if cues & _NUMERIC else read.words[word], cues


def beside(role: str, side: str, token: str, cues: int) -> Iterator[Fact]:
    """A word close by: at its place, anywhere on its side, and its kinds."""
    yield role, token
    yield side, token
    yield from kinds(role, cues)


def _marks(read: Reading, row: Row) -> Iterator[Clue]:
    """Line ends, empty lines, brackets and other marks on either side."""
    start, end = read.at[row.first], read.end(row.last)
    lead, tail = read.folded[max(0, start - 3) : start], read.folded[end : end + 3]
    after = tail.strip()[:1]
    yield just, "mark before", _mark(lead.strip()[-1:])
    yield just, "mark after", _mark(after) if after else "$"
    if row.first == 0 or read.breaks[row.first] >= PARAGRAPH:
        yield just, "place", "begins paragraph"
    above, below = "\n" in lead or row.first == 0, "\n" in tail or not tail
    if above or below:
        yield just, "line", f"{above} {below}"


def _mark(char: str) -> str:
    return char if char and not char.isalnum() else "word"


def _names_beside(read: Reading, row: Row) -> Iterator[Clue]:
    """Words with a capital close by: tied by a small word ("bij", "en"), or after a comma."""
    before, after, count = row.first - 1, row.last + 1, len(read.words)
    if after < count and read.is_capital(after) and read.breaks[after] not in (NONE, PARAGRAPH):
        yield just, "listed right", "yes"
    if before >= 0 and read.is_capital(before) and read.breaks[row.first] not in (NONE, PARAGRAPH):
        yield just, "listed left", "yes"
    if after + 1 < count and read.words[after] in _LINKS and read.is_capital(after + 1):
        yield just, "linked right", read.words[after]
    if before >= 1 and read.words[before] in _LINKS and read.is_capital(before - 1):
        yield just, "linked left", read.words[before]
