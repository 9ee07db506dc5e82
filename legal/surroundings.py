"""Every figure that may be a secret, with all that counts for it: the words around it, and how it is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import partial, reduce
from operator import or_
from typing import NamedTuple

from legal.codes import codes
from legal.figure import BARE, CODE, MONEY, PERCENT, TOWNS, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.quantities import may_have, quantities
from legal.reading import WEAK, Reading
from legal.references import is_reference
from legal.scorecard import Fact, kinds, names_of
from legal.tables import Cell, cells_of
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
# What a clause ends at, though no comma stands there: "wij vragen 60, maar ..." speaks of somebody else.
_CONTRASTS = wordlist("figures.contrasts")
# How many words count: to the left and the right in the sentence itself, and of the sentences before and after it.
_FAR_LEFT, _FAR_RIGHT, _BEFORE, _AFTER = 14, 12, 14, 8
# So many words away is beside the figure, and that is another role.
_BESIDE = 2
_FURTHEST = 3
# Shapes of a number without a unit that are nearly always an amount of money.
_LIKE_MONEY = frozenset(("euro", "scaled", "spelled", "pair"))

Stretch = tuple[str, int, int]
"""A role, and the words that stand in it: from the first up to the last (exclusive)."""


class Candidate(NamedTuple):
    """A figure that may be a secret, with all that counts: which columns of the points, the words around it, other facts.

    `tokens` are the words of the whole text as the scorecard knows them: every number is "#". `spoken` are the cues of all its
    words together: what a text is about holds for all its figures. `cell`: where in a table.
    """

    figure: Quantity
    columns: tuple[str, str]
    around: Sequence[Stretch]
    facts: Sequence[Fact]
    tokens: Sequence[str]
    spoken: int
    cell: Cell | None = None

    def words(self) -> Iterator[tuple[str, int]]:
        """The words around the figure one by one, each with its role."""
        return ((role, word) for role, first, last in self.around for word in range(first, last))


def candidates(read: Reading, context: GuardContext) -> Iterator[Candidate]:
    """Every figure that is no date, time or reference, with what stands around it."""
    found = quantities(read) if may_have(read) else []
    found = sorted([*found, *towns(read), *codes(read)], key=lambda one: one.first)
    figures = [one for one in found if not is_reference(read, one)]
    if not figures:
        return
    taken = {word for one in found if one.kind is not CODE for word in range(one.first, one.last + 1)}
    cells = cells_of(read, {one.start for one in figures})
    whose, tokens, spoken = Whose(read, context), _tokens(read), reduce(or_, read.cues, 0)
    for one in figures:
        sentence = read.sentence(one.first)
        cell = cells.get(one.start)
        facts = [*_facts(read, one, sentence), ("first", tokens[sentence[0]]), *(cell.facts() if cell else ())]
        columns = _kind(one), whose.column(one.start, one.end)
        yield Candidate(one, columns, _around(read, one, sentence, taken), facts, tokens, spoken, cell)


def _tokens(read: Reading) -> Sequence[str]:
    tokens = list(read.words)
    for word in read.numeric:
        tokens[word] = "#"
    return tokens


def beside(role: str, seen: tuple[str, int]) -> Iterator[Fact]:
    """What a word with its cues tells in a role: the word and its kinds there, and anywhere on its side ("L" of "L0")."""
    token, cues = seen
    for place in (role, role[0]) if role[0] in "LR" else (role,):
        yield place, token
        yield from kinds(place, cues)


SPOKEN = "text"
"""The role of what is spoken of anywhere in a text."""
_LEFT, _RIGHT = ("L0", "L1", "L2", "L3"), ("R0", "R1", "R2", "R3")
TELLS = {role: partial(beside, role) for role in (*_LEFT, *_RIGHT, "P", "N")}
"""For every role what a word there tells."""


def _kind(one: Quantity) -> str:
    if one.kind in (TOWNS, CODE):
        return one.kind.name.lower()
    if one.kind is MONEY or (one.kind is BARE and one.shape in _LIKE_MONEY):
        return "money"
    return "percent" if one.kind is PERCENT else "count"


def _around(read: Reading, one: Quantity, sentence: tuple[int, int], taken: Set[int]) -> list[Stretch]:
    """The words around a figure with their role: L or R in its sentence, P before it and N after it."""
    first, last = sentence
    around = [
        *_side(read, _LEFT, range(one.first - 1, max(first, one.first - _FAR_LEFT) - 1, -1), taken),
        *_side(read, _RIGHT, range(one.last + 1, min(last, one.last + 1 + _FAR_RIGHT)), taken),
    ]
    borders = read.borders
    if first > 0:
        begins = borders[bisect_right(borders, first - 1) - 1]
        around.append(("P", max(begins, first - _BEFORE), first))
    if last < len(read.words):
        after = bisect_right(borders, last)
        ends = borders[after] if after < len(borders) else len(read.words)
        around.append(("N", last, min(ends, last + _AFTER)))
    return around


def _side(read: Reading, roles: Sequence[str], words: range, taken: Set[int]) -> Iterator[Stretch]:
    """From the figure outwards: 0 beside it, 1 further on in its clause, 2 and 3 beyond a comma or another figure."""
    begun = place = crossed = 0
    breaks, step = read.breaks, _step(words)
    for distance, word in enumerate(words):
        if breaks[word + step] >= WEAK:
            crossed += 1
        if word in taken:
            crossed += 1
        here = min(crossed + 1, _FURTHEST) if crossed else int(distance >= _BESIDE)
        if here != place:
            if distance:
                yield _stretch(roles[place], words, begun, distance)
            begun, place = distance, here
        if here == _FURTHEST:
            break
    if words:
        yield _stretch(roles[place], words, begun, len(words))


def _stretch(role: str, words: range, begun: int, end: int) -> Stretch:
    """The words from one up to another (exclusive), which go either way."""
    if words.step > 0:
        return role, words.start + begun, words.start + end
    return role, words.start + 1 - end, words.start + 1 - begun


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
        *facts, ("left owner", left), ("right owner", right),
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
