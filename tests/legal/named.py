"""A text in which the names are given, so that a test does not depend on how names are found."""

from legal.lexicon.cues import Cue
from legal.proper_names import ProperName
from legal.reading import Reading, read
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
