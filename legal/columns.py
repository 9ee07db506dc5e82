"""A party's own table: what its heads call a price is one in every cell, and a column is held in whole or left in whole.

A figure in a cell has no sentence that tells whose it is; and of a row with a hole in it others can still read the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from legal.figure import BARE, Quantity
from legal.lexicon.cues import Cue
from legal.lexicon.lists import wordlist
from legal.reading import Reading
from legal.surroundings import Candidate
from legal.tables import MARKS, Cell

_OWN = int(
    Cue.COST | Cue.TARIFF | Cue.CHARGE | Cue.SURCHARGE | Cue.GAP | Cue.FINANCE | Cue.WAGE | Cue.PRODUCTIVITY | Cue.CLIENT
    | Cue.PLACE | Cue.STAFF | Cue.HOURS | Cue.SHARE | Cue.WAITING | Cue.VOLUME
)  # fmt: skip
_OTHERS = int(
    Cue.YOU | Cue.MUNICIPALITY | Cue.LAW | Cue.SOURCE | Cue.DOCUMENT | Cue.NORM | Cue.PUBLIC_MONEY | Cue.INDEX
    | Cue.PENALTY | Cue.HYPOTHETICAL | Cue.AWARD | Cue.STATISTIC
)  # fmt: skip
# "Kostprijs volgens cao" is one's own all the same.
_SURELY_OWN = int(Cue.WE | Cue.COST | Cue.SURCHARGE | Cue.GAP | Cue.FINANCE)
# "Onze kostprijzen" above a single column: its head is only what the municipality or the law calls it.
_TOLD = int(Cue.COST | Cue.TARIFF | Cue.CHARGE | Cue.SURCHARGE | Cue.FINANCE | Cue.WAGE)
# "Nr", "Perceel", "Vraag": figures below these only count.
_NUMBERING = wordlist("columns.numbering")
_NO_FIGURES = frozenset(("code", "towns"))
_EDGES = frozenset((*MARKS, "\n"))
_MOST_OF_HEAD = 2
_HELD, _LEFT, _OF_OTHERS = 0.5, -1.0, 3.0


class _Figure(NamedTuple):
    """A figure in a cell, and how far it is above its bar by itself; `at`: which one of the text."""

    at: int
    one: Candidate
    cell: Cell
    above: float
    public: bool


def settled(
    read: Reading, ones: Sequence[Candidate], above: Sequence[float], public: Sequence[bool]
) -> Sequence[float]:
    """How far each figure is above its bar, with those in tables of a party held or left by column.

    A figure that is `public` is judged by itself, unless the heads call the column the party's own: then it leaves no hole.
    """
    of_party = [
        _Figure(at, one, one.cell, much, known)
        for at, (one, much, known) in enumerate(zip(ones, above, public, strict=True))
        if one.cell is not None and one.columns[1] == "party"
    ]
    if not of_party:
        return above
    points = list(above)
    for at, much in _by_column(read, of_party):
        points[at] = much
    return points


def _by_column(read: Reading, figures: Iterable[_Figure]) -> Iterator[tuple[int, float]]:
    columns: dict[tuple[int, int], list[_Figure]] = defaultdict(list)
    begin = {figure.one.figure.first for figure in figures if figure.one.columns[0] not in _NO_FIGURES}
    for figure in figures:
        if figure.one.columns[0] not in _NO_FIGURES:
            columns[figure.cell.table, figure.cell.column].append(figure)
        elif figure.one.figure.first in begin and _is_own(figure.cell):
            # "1200" below "Uren" is how many, though it looks like the number of a file as well.
            yield figure.at, _LEFT
    of_table = Counter(table for table, _ in columns)
    for (table, _), column in columns.items():
        yield from _of_column(read, column, single=of_table[table] == 1)


def _of_column(read: Reading, column: Sequence[_Figure], *, single: bool) -> Iterator[tuple[int, float]]:
    """The points of one column: left when it only counts its rows, held when its head or half of it says so."""
    others = _is_of_others(column[0].cell.head) and not (single and _is_told_own(column[0].cell))
    points = [figure.above - _OF_OTHERS if others else figure.above for figure in column]
    over = sum(much > 0 for much in points)
    held = 2 * over > len(column) if others else 2 * over >= len(column)
    counts = _only_counts(read, column)
    for figure, much in zip(column, points, strict=True):
        if figure.public and not (figure.cell.head | figure.cell.title) & _SURELY_OWN:
            continue
        if (counts and _is_alone(read, figure.one.figure)) or (others and not held):
            yield figure.at, min(much, _LEFT)
        elif held or (_is_own(figure.cell) and not _is_of_others(figure.cell.row | figure.cell.title)):
            yield figure.at, max(much, _HELD)


def _is_own(cell: Cell) -> bool:
    """Whether the heads name a price, a cost or how much."""
    return bool((cell.head | cell.row | cell.title) & _OWN)


def _is_of_others(cues: int) -> bool:
    """Whether a head says that it is the municipality's or public: "Gemeente", "Uw tarief", "Norm"."""
    return bool(cues & _OTHERS) and not cues & _SURELY_OWN


def _is_told_own(cell: Cell) -> bool:
    """Whether a title says that the whole table is one's own, and neither it nor the head names the municipality as "u"."""
    title = cell.title
    return bool(title & Cue.WE and title & _TOLD) and not (title | cell.head) & Cue.YOU


def _only_counts(read: Reading, column: Sequence[_Figure]) -> bool:
    """Whether a column numbers its rows: by its head, or as it stands first and goes 1, 2, 3."""
    cell = column[0].cell
    heads = _words(read, cell.heading)
    if len(heads) == 1 and heads[0] in _NUMBERING:
        return True
    written = [read.words[figure.one.figure.first] for figure in column]
    # A row may begin with a mark, and then its first cell is the second.
    return cell.column <= 1 and not heads and len(column) > 1 and written == list(map(str, range(1, len(column) + 1)))


def _is_alone(read: Reading, one: Quantity) -> bool:
    """Whether a whole number without a unit is all that stands in its cell: an amount or a sentence numbers nothing."""
    if one.kind is not BARE or one.first != one.last:
        return False
    before, after = read.gaps[one.first], read.gaps[one.last + 1]
    first, last = one.first == 0, one.last + 1 == len(read.words)
    return (first or not _EDGES.isdisjoint(before)) and (last or not _EDGES.isdisjoint(after))


def _words(read: Reading, cell: tuple[int, int] | None) -> Sequence[str]:
    """The first words of a cell, so many that one and more can be told apart: a head may be a whole text."""
    if not cell:
        return ()
    first = read.word_at(cell[0])
    return read.words[first : min(read.word_at(cell[1]), first + _MOST_OF_HEAD)]
