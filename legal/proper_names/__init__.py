"""Find the proper names in a text and tell whether they are a person, an organisation, or nobody's secret.

A candidate is a row of words with a capital, with what may stand between them ("van der", "voor"). Its points come
from the words themselves, whether they stand in the lists of names, and from what stands around them.
"""

from __future__ import annotations

from collections.abc import Iterator

from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.proper_names.clues import around_of, by_itself, clues_of, facts_of, itself, words_of
from legal.proper_names.joining import joined
from legal.proper_names.letters import names_in_letters
from legal.proper_names.name import ProperName
from legal.proper_names.rows import Row, rows_of
from legal.proper_names.small import small_names
from legal.reading import Reading
from legal.scorecard import Points, column, scorecard, told
from legal.terms import GuardContext, Label

__all__ = ["ProperName", "Row", "clues_of", "named", "rows_of", "score"]

_NAME = int(Cue.NAME)
_TITLED = wordlist("proper_names.titled")
_TITLES = _TITLED | wordlist("proper_names.legal_forms")
_PERSON_BAR, _ORGANISATION_BAR = -1.0, -1.0
_AFTER_TITLE, _IN_ONE_BREATH = 1.0, 4.0
# What stands around a row never makes up for this much, and most rows stop here; of the rest half stop at the second.
_HOPELESS, _DIM = -4.0, -2.5


def named(read: Reading, context: GuardContext) -> Reading:
    """Find the names of a text: fills `names`, and sets the cue NAME on every word of one."""
    found = [*_judged(read, column(context)), *small_names(read), *names_in_letters(read)]
    read.names = tuple(joined(read, sorted(found, key=lambda name: name.first)))
    for name in read.names:
        for word in range(name.first, name.last + 1):
            read.cues[word] |= _NAME
    return read


def score(sort: str, read: Reading, row: Row) -> Points:
    """The points of a row for being the name of a person, and of an organisation."""
    table = scorecard("names").table(sort)
    remembered = table.remembered
    if len(row.capitals) == 1:
        total = table.base + remembered[by_itself][itself(read, row)]
    else:
        total = sum(map(remembered[told].__getitem__, words_of(read, row)), table.base)
    if total.real <= _HOPELESS and total.imag <= _HOPELESS:
        return total
    sentence = read.sentence(row.first)
    total = sum([remembered[tell][seen] for tell, seen in around_of(read, row, sentence)], total)
    if total.real <= _DIM and total.imag <= _DIM:
        return total
    total = table.of_tokens(facts_of(read, row, sentence), total)
    # Points have two decimals: whatever comes after those is from adding up, and may not tip the scales.
    return complex(round(total.real, 2), round(total.imag, 2))


def _judged(read: Reading, sort: str) -> Iterator[ProperName]:
    found = []
    for row in rows_of(read):
        points = _titled(read, row, score(sort, read, row))
        if points.real > _PERSON_BAR or points.imag > _ORGANISATION_BAR - _IN_ONE_BREATH:
            found.append((row, points))
    organisations = {row.first for row, points in found if points.imag > _ORGANISATION_BAR}
    for row, points in found:
        person, organisation = points.real - _PERSON_BAR, points.imag - _ORGANISATION_BAR
        # "Stimulans en Actief Thuis": what is named in one breath with an organisation is likely one too.
        if row.last + 2 in organisations and read.words[row.last + 1] == "en":
            organisation += _IN_ONE_BREATH
        if person > 0 or organisation > 0:
            label = Label.PERSON if person > organisation else Label.ORG_IDENTITY
            yield ProperName(row.first, row.last, label, max(person, organisation))


def _titled(read: Reading, row: Row, points: Points) -> Points:
    """The points, with those of a person after "mevrouw", and of an organisation after "de stichting"."""
    before = read.words[row.first - 1] if row.first else ""
    if before not in _TITLES or read.gaps[row.first] not in (" ", ". "):
        return points
    if before in _TITLED:
        return complex(max(points.real, _PERSON_BAR + _AFTER_TITLE), points.imag)
    return complex(points.real, max(points.imag, _ORGANISATION_BAR + _AFTER_TITLE))
