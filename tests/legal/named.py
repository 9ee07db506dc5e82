"""A text in which the names are given, so that a test does not depend on how names are found; and a sentence of one."""

from functools import reduce
from operator import or_

from legal.lexicon.cues import Cue
from legal.proper_names import ProperName
from legal.reading import Reading, read
from legal.sentences import Sentence
from legal.terms import Label


def with_names(text: str, *names: tuple[str, Label]) -> Reading:
    """Read `text` as if these are its names, each where it stands first."""
    reading = read(text)
    found = []
    for name, label in names:
        start = text.index(name)
        first, last = reading.word_at(start), reading.word_at(start + len(name)) - 1
        found.append(ProperName(first, last, label, 9.0))
        for word in range(first, last + 1):
            reading.cues[word] |= int(Cue.NAME)
    reading.names = tuple(found)
    return reading


def sentence_of(reading: Reading, first: int, last: int, sort: str = "party") -> Sentence:
    """The words from one up to another (exclusive) as a sentence of that sort of text."""
    return Sentence(first, last, sort, reduce(or_, reading.cues[first:last], 0))
