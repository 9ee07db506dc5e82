"""Every figure that may be a secret, with all that counts for it: the words around it, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from legal.codes import codes
from legal.figure import Kind, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.quantities import may_have, quantities
from legal.reading import SENTENCE, WEAK, Reading
from legal.references import is_reference
from legal.scorecard import names_of
from legal.tables import heads_of
from legal.terms import GuardContext
from legal.towns import towns
from legal.whose import Whose

_OWNERS = int(
    Cue.WE | Cue.YOU | Cue.THEY | Cue.PROVIDER | Cue.MUNICIPALITY | Cue.LAW | Cue.SOURCE | Cue.DOCUMENT
    | Cue.NORM | Cue.PUBLIC_MONEY | Cue.INDEX | Cue.PENALTY | Cue.HYPOTHETICAL | Cue.AWARD | Cue.STATISTIC | Cue.NAME
)  # fmt: skip
UNITS = int(
    Cue.CLIENT | Cue.PLACE | Cue.STAFF | Cue.HOURS | Cue.SITE | Cue.PARTNER | Cue.TIME_UNIT | Cue.THING | Cue.MONEY_UNIT
)  # fmt: skip
_NUMERIC = int(Cue.DIGITS | Cue.NUMBER_WORD)
# What a clause ends at, though no comma stands there: "wij vragen 60, maar ..." speaks of somebody else.
_CONTRASTS = wordlist("figures.contrasts")
# How many words count: to the left and the right in the sentence itself, and of the sentences before and after it.
_FAR_LEFT, _FAR_RIGHT, _BEFORE, _AFTER = 14, 12, 14, 8
# So many words away is beside the figure, and that is another role.
_BESIDE = 2
# Shapes of a number without a unit that are nearly always an amount of money.
_LIKE_MONEY = frozenset(("euro", "scaled", "spelled", "pair"))

Evidence = tuple[list[tuple[str, int]], list[tuple[str, str]]]
"""What counts for a figure: words by role, and other facts as (role, token)."""


class Candidate(NamedTuple):
    """A figure that may be a secret, with all that counts: which columns of the points, and the evidence."""

    figure: Quantity
    columns: tuple[str, str]
    evidence: Evidence


def candidates(read: Reading, context: GuardContext) -> Iterator[Candidate]:
    """Every figure that is no date, time or reference, with what stands around it."""
    found = quantities(read) if may_have(read) else []
    found = sorted([*found, *towns(read), *codes(read)], key=lambda one: one.first)
    figures = [one for one in found if not is_reference(read, one)]
    if not figures:
        return
    taken = {word for one in found if one.kind is not Kind.CODE for word in range(one.first, one.last + 1)}
    heads = heads_of(read, {one.start for one in figures})
    whose = Whose(read, context)
    for one in figures:
        sentence = read.sentence(one.first)
        facts = [*_facts(read, one, sentence), *heads.get(one.start, ())]
        yield Candidate(one, (_kind(one), whose.column(one.start, one.end)), (_around(read, one, sentence, taken), facts))


def token(read: Reading, word: int) -> str:
    """A word as the scorecard knows it; every number is "#"."""
    return "#" if read.cues[word] & _NUMERIC else read.words[word]


def _kind(one: Quantity) -> str:
    if one.kind in (Kind.TOWNS, Kind.CODE):
        return one.kind.name.lower()
    if one.kind is Kind.MONEY or (one.kind is Kind.BARE and one.shape in _LIKE_MONEY):
        return "money"
    return "percent" if one.kind is Kind.PERCENT else "count"


def _around(read: Reading, one: Quantity, sentence: tuple[int, int], taken: Set[int]) -> list[tuple[str, int]]:
    """The words around a figure with their role: L or R in its sentence, P before it and N after it."""
    first, last = sentence
    left = range(one.first - 1, max(first, one.first - _FAR_LEFT) - 1, -1)
    right = range(one.last + 1, min(last, one.last + 1 + _FAR_RIGHT))
    before = after = range(0)
    if first > 0:
        start = first - 1
        while start > max(0, first - _BEFORE) and read.breaks[start] < SENTENCE:
            start -= 1
        before = range(start, first)
    if last < len(read.words):
        end = last + 1
        while end < min(len(read.words), last + _AFTER) and read.breaks[end] < SENTENCE:
            end += 1
        after = range(last, end)
    sides = [*_side(read, _LEFT, left, taken), *_side(read, _RIGHT, right, taken)]
    return [*sides, *(("P", word) for word in before), *(("N", word) for word in after)]


_LEFT, _RIGHT = ("L0", "L1", "L2", "L3"), ("R0", "R1", "R2", "R3")


def _side(read: Reading, roles: Sequence[str], words: range, taken: Set[int]) -> Iterator[tuple[str, int]]:
    """From the figure outwards: 0 beside it, 1 further on in its clause, 2 and 3 beyond a comma or another figure."""
    crossed, step = 0, _step(words)
    for distance, word in enumerate(words, 1):
        crossed += (read.breaks[word + step] >= WEAK) + (word in taken)
        place = min(crossed + 1, 3) if crossed else int(distance > _BESIDE)
        yield roles[place], word


def _step(words: range) -> int:
    """The break between a word and its neighbour on the side of the figure is kept at the right one of the two."""
    return 1 if words.step < 0 else 0


def _facts(read: Reading, one: Quantity, sentence: tuple[int, int]) -> list[tuple[str, str]]:
    """What else counts: how it is written, its unit, a question, who stands nearest on either side."""
    first, last = sentence
    kind = one.kind.name
    facts = [("kind", kind), ("shape", f"{kind} {one.shape}")]
    facts += [("unit", name) for name in names_of(_unit(read, one, last))]
    end = read.end(last - 1)
    if "?" in read.folded[end : end + 3]:
        facts.append(("asks", "yes"))
    left, left_clause = _owners(read, range(one.first - 1, first - 1, -1))
    right, right_clause = _owners(read, range(one.last + 1, last))
    return [
        *facts, ("first", token(read, first)), ("left owner", left), ("right owner", right),
        ("left clause", left_clause), ("right clause", right_clause),
    ]  # fmt: skip


def _unit(read: Reading, one: Quantity, last: int) -> int:
    """What is counted: the nearest unit of the two words that follow."""
    for word in range(one.last + 1, min(last, one.last + 1 + _BESIDE)):
        if read.cues[word] & UNITS:
            return read.cues[word] & UNITS
    return 0


def _owners(read: Reading, words: range) -> tuple[str, str]:
    """The nearest word that tells whose a figure is ("WE", "MUNICIPALITY", … or "none"), and that in its own clause."""
    clause, step = True, _step(words)
    for word in words:
        if read.breaks[word + step] >= WEAK or read.words[word] in _CONTRASTS:
            clause = False
        cues = read.cues[word] & _OWNERS
        if cues:
            owner = names_of(cues)[0]
            return owner, owner if clause else "none"
    return "none", "none"
