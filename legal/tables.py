"""Tables typed in a text, with |, ; or a tab between the cells: what stands at the head of a row and of a column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legal.reading import Reading
from legal.scorecard import names_of

_MARKS = "|;\t"
# Fewer of them in a whole text are punctuation, not a table.
_FEWEST_MARKS = 3
# A mark further on in a line does not make it a row.
_LOOKED_AT = 500
_MOST_WORDS = 12

Heads = dict[tuple[str, int], tuple[int, int]]
"""The last cell without digits by its mark and column: where it begins and ends."""


def heads_of(read: Reading, places: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """For each place that is in a table: the kinds of words at the head of its row and of its column, as (role, token).

    One sweep from the first line to the last, so that a long table takes linear time.
    """
    marks = [mark for mark in _MARKS if read.folded.count(mark) >= _FEWEST_MARKS]
    found: dict[int, list[tuple[str, str]]] = {}
    if not marks:
        return found
    wanted = sorted(places)
    heads: Heads = {}
    start = at = 0
    for line in read.folded.split("\n"):
        here = at
        while at < len(wanted) and wanted[at] <= start + len(line):
            at += 1
        mark = next((mark for mark in _MARKS if mark in line[:_LOOKED_AT]), "") if here < at else ""
        if mark in marks:
            found.update(_row(read, (start, line, mark), wanted[here:at], heads))
        if at == len(wanted):
            break
        for mark in marks:
            heads.update(_titles(start, line, mark))
        start += len(line) + 1
    return found


def _row(
    read: Reading, row: tuple[int, str, str], places: Iterable[int], heads: Heads
) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """The facts about each of the places in one row; a row is where it begins, its text and its mark."""
    start, line, mark = row
    own = [("table", "yes"), *_kinds(read, "row", (start, start + line.index(mark)))]
    column = done = 0
    for place in places:
        column += line.count(mark, done, place - start)
        done = place - start
        head = heads.get((mark, column))
        yield place, [*own, *_kinds(read, "head", head)] if head else own


def _titles(start: int, line: str, mark: str) -> Iterator[tuple[tuple[str, int], tuple[int, int]]]:
    """The cells without digits: they may be the head of what stands below them."""
    if mark not in line:
        return
    for column, cell in enumerate(line.split(mark)):
        if not any(map(str.isdigit, cell)):
            yield (mark, column), (start, start + len(cell))
        start += len(cell) + 1


def _kinds(read: Reading, role: str, cell: tuple[int, int]) -> Iterator[tuple[str, str]]:
    first, cues = read.word_at(cell[0]), 0
    for word in range(first, min(read.word_at(cell[1]), first + _MOST_WORDS)):
        cues |= read.cues[word]
    return ((role, f"#{name}") for name in names_of(cues))
