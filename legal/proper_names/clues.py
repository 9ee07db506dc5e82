"""What counts for a row of words to be a name: the words, how they are written, where they stand, their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from legal.lexicon.cues import NUMERIC
from legal.lexicon.lists import wordlist
from legal.lexicon.names import listed, places
from legal.lexicon.words import familiarity
from legal.proper_names.rows import Row
from legal.reading import NONE, PARAGRAPH, SENTENCE, Reading
from legal.scorecard import Clue, Fact, just, kinds, told

_PARTICLES = wordlist("proper_names.particles")
_LINKS = wordlist("proper_names.links")
_LEFT, _RIGHT = ("left 1", "left 2", "left 3"), ("right 1", "right 2", "right 3")
# How many signs on either side of a row count.
_NEAR = 3
_MOST_COUNTED, _MOST_INITIALS, _MOST_LISTED, _LONGEST_COUNTED = 4, 3, 3, 6

Tell = Callable[[Any], Iterable[Fact]]
"""The facts of one thing that is seen."""


def clues_of(read: Reading, row: Row) -> list[Clue]:
    """All that counts for a row."""
    sentence = read.sentence(row.first)
    around, facts = around_of(read, row, sentence), facts_of(read, row, sentence)
    return [*words_of(read, row), *around, *((just, *fact) for fact in facts)]


def around_of(read: Reading, row: Row, sentence: tuple[int, int]) -> list[tuple[Tell, tuple[Any, ...]]]:
    """What counts for a row beside its words: clues of one thing seen each, that come back often."""
    words, cues, (first, last, _), (start, stop) = read.words, read.cues, row, sentence
    # The nearest first, as far as the sentence goes.
    left, right = slice(max(start, first - len(_LEFT)), first), slice(last + 1, min(stop, last + 1 + len(_RIGHT)))
    clues: list[tuple[Tell, tuple[Any, ...]]] = [
        (marks, _marks(read, row)),
        *zip(_TELL_LEFT, zip(words[left][::-1], cues[left][::-1], strict=True), strict=False),
        *zip(_TELL_RIGHT, zip(words[right], cues[right], strict=True), strict=False),
    ]
    if first == last:
        clues.append((form, (read.text[read.at[first] : read.end(first)], words[first])))
    return clues


def facts_of(read: Reading, row: Row, sentence: tuple[int, int]) -> list[Fact]:
    """What else counts for a row, fact by fact."""
    facts = [*_edges(read.words, row, sentence), *_names_beside(read, row)]
    if row.first < row.last:
        whole = [read.text[read.at[word] : read.end(word)] for word in row.capitals]
        facts += _forms(whole, read.words[row.first : row.last + 1], read.folded[read.at[row.first] : read.end(row.last)])
    return facts


def words_of(read: Reading, row: Row) -> Iterable[Clue]:
    """The words by themselves, and the row as a whole; most rows are one word, and those are remembered in one piece."""
    if len(row.capitals) == 1:
        return ((by_itself, itself(read, row)),)
    words = tuple([read.words[word] for word in row.capitals])
    return _clues_of_words(words, tuple([read.cues[word] for word in row.capitals]), _begins(read, row))


def itself(read: Reading, row: Row) -> tuple[str, int, bool]:
    """What is seen of a row of one word: the word, its cues, and whether a sentence begins with it."""
    return read.words[row.first], read.cues[row.first], _begins(read, row)


def _begins(read: Reading, row: Row) -> bool:
    return row.first == 0 or read.breaks[row.first] >= SENTENCE


def by_itself(seen: tuple[str, int, bool]) -> Iterator[Fact]:
    """For a row that is one word, all that it tells."""
    word, cues, begins = seen
    for clue in _clues_of_words((word,), (cues,), begins):
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


def form(seen: tuple[str, str]) -> Iterator[Fact]:
    """How a row of one word is written: as typed, and small."""
    typed, word = seen
    return _forms([typed], [word], word)


def _forms(typed: Sequence[str], words: Sequence[str], row: str) -> Iterator[Fact]:
    """How a row is written: all in capitals, with a capital inside, with "van der"; and whether it is a place."""
    whole = [word for word in typed if len(word) > 1]
    if not all(word[1:].islower() for word in whole):
        if all(map(str.isupper, whole)):
            yield "form", "all capitals"
            yield "form", f"all capitals {min(len(whole[0]), _LONGEST_COUNTED)} {len(whole) == 1}"
        if any(map(_is_camel, whole)):
            yield "form", "camel"
    if not _PARTICLES.isdisjoint(words):
        yield "form", "particle"
    if row in places():
        yield "form", "place"


def _is_camel(typed: str) -> bool:
    """Whether a capital follows a small letter: "ZorgSaam"."""
    return any("a" <= before <= "z" and char.isupper() for before, char in pairwise(typed))


def beside(role: str, word: str, cues: int) -> Iterator[Fact]:
    """A word close by: at its place ("left 1"), anywhere on its side ("left"), and its kinds; every number is "#"."""
    token = "#" if cues & NUMERIC else word
    yield role, token
    yield role.partition(" ")[0], token
    yield from kinds(role, cues)


def _neighbour(role: str, seen: tuple[str, int]) -> Iterator[Fact]:
    return beside(role, *seen)


_TELL_LEFT = tuple(partial(_neighbour, role) for role in _LEFT)
_TELL_RIGHT = tuple(partial(_neighbour, role) for role in _RIGHT)


def _edges(words: Sequence[str], row: Row, sentence: tuple[int, int]) -> Iterator[Fact]:
    """Where its sentence ends, when that is near; the two words on either side together."""
    (first, last, _), (start, stop) = row, sentence
    for role in _LEFT[first - start :]:
        yield role, "^"
    for role in _RIGHT[max(0, stop - last - 1) :]:
        yield role, "$"
    if first - 2 >= start:
        yield "left pair", f"{words[first - 2]} {words[first - 1]}"
    if last + 2 < stop:
        yield "right pair", f"{words[last + 1]} {words[last + 2]}"


def _marks(read: Reading, row: Row) -> tuple[str, str, bool, bool, bool]:
    """The marks right before and after a row; whether a line begins before it and ends after it, and a paragraph begins."""
    (first, last, _), folded = row, read.folded
    start, end = read.at[first], read.at[last] + len(read.words[last])
    lead, tail = folded[max(0, start - _NEAR) : start], folded[end : end + _NEAR]
    before, after = read.gaps[first][-_NEAR:].strip()[-1:], read.gaps[last + 1][:_NEAR].strip()[:1]
    opens = first == 0
    return (
        before or "word",
        after or ("word" if tail.strip() else "$"),
        opens or "\n" in lead,
        not tail or "\n" in tail,
        opens or read.breaks[first] >= PARAGRAPH,
    )


def marks(seen: tuple[str, str, bool, bool, bool]) -> Iterator[Fact]:
    """Line ends, empty lines, brackets and other marks on either side."""
    before, after, above, below, begins = seen
    yield "mark before", before
    yield "mark after", after
    if begins:
        yield "place", "begins paragraph"
    if above or below:
        yield "line", f"{above} {below}"


def _names_beside(read: Reading, row: Row) -> Iterator[Fact]:
    """Words with a capital close by: tied by a small word ("bij", "en"), or after a comma."""
    before, after, is_capital = row.first - 1, row.last + 1, read.is_capital
    if is_capital(after) and read.breaks[after] not in (NONE, PARAGRAPH):
        yield "listed right", "yes"
    if is_capital(before) and read.breaks[row.first] not in (NONE, PARAGRAPH):
        yield "listed left", "yes"
    if is_capital(after + 1) and read.words[after] in _LINKS:
        yield "linked right", read.words[after]
    if is_capital(before - 1) and read.words[before] in _LINKS:
        yield "linked left", read.words[before]
