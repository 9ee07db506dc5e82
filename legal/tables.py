"""Tables typed in a text, with |, ; or a tab between the cells: what stands at the head of a row, a column, the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from legal.reading import Reading
from legal.scorecard import Fact, names_of

MARKS = "|;\t"
"""What stands between the cells of a table."""
# Fewer of them in a whole text are punctuation, not a table.
_FEWEST_MARKS = 3
# A mark further on in a line does not make it a row.
_LOOKED_AT = 500
_MOST_WORDS = 12


class Cell(NamedTuple):
    """A cell with a figure: in which table and column, and the cues of the words at the head of its column and row.

    `table` is the place of the table's first line; `title` has the cues of the line above it. `heading` is where the
    head of the column begins and ends, when there is one.
    """

    table: int
    column: int
    head: int
    row: int
    title: int
    heading: tuple[int, int] | None

    def facts(self) -> Iterator[Fact]:
        """The kinds of words at the head of its row and of its column, for the scorecard."""
        yield "table", "yes"
        yield from (("row", f"#{name}") for name in names_of(self.row))
        yield from (("head", f"#{name}") for name in names_of(self.head))


class _Heads:
    """What stands above the line that is read now: the heads of columns by mark, where the table began, its title."""

    def __init__(self, read: Reading) -> None:
        self._read = read
        self._heads: dict[tuple[str, int], tuple[int, int]] = {}
        self._begun: int | None = None
        self._title = self._above = (0, 0)

    def rows(self, start: int, line: str, mark: str, places: Iterable[int]) -> Iterator[tuple[int, Cell]]:
        """The cells in which places of one line stand."""
        first = _first(line, mark)
        row = self._cues((start + first, start + line.find(mark, first)))
        table, title = (start, self._above) if self._begun is None else (self._begun, self._title)
        column = done = 0
        for place in places:
            column += line.count(mark, done, place - start)
            done = place - start
            heading = self._heads.get((mark, column))
            yield place, Cell(table, column, self._cues(heading), row, self._cues(title), heading)

    def go_below(self, start: int, line: str, marks: Iterable[str]) -> None:
        """Go on to the next line. One without digits has the heads of what stands below; of any other, cells without a head."""
        inside, only_words = False, not any(map(str.isdigit, line))
        for mark in marks:
            if mark not in line:
                continue
            if self._begun is None and not inside and only_words:
                self._heads.clear()
            inside, at = True, start
            for column, cell in enumerate(line.split(mark)):
                place = mark, column
                if any(map(str.isalpha, cell)) and not any(map(str.isdigit, cell)) and (only_words or place not in self._heads):
                    self._heads[place] = at, at + len(cell)
                at += len(cell) + 1
        if inside and self._begun is None:
            self._begun, self._title = start, self._above
        elif not inside:
            # A title with an empty line below it is one all the same; below a table begins something else.
            kept = self._above if self._begun is None else (0, 0)
            self._begun, self._above = None, (start, start + len(line)) if line.strip() else kept

    def _cues(self, cell: tuple[int, int] | None) -> int:
        if cell is None:
            return 0
        first, cues = self._read.word_at(cell[0]), 0
        for word in range(first, min(self._read.word_at(cell[1]), first + _MOST_WORDS)):
            cues |= self._read.cues[word]
        return cues


def _first(line: str, mark: str) -> int:
    """Where the first cell of a row begins: behind the mark that some begin a row with."""
    blanks = len(line) - len(line.lstrip(" "))
    return blanks + len(mark) if line.startswith(mark, blanks) and mark in line[blanks + len(mark) :] else 0


def cells_of(read: Reading, places: Iterable[int]) -> dict[int, Cell]:
    """The cell of each place in `folded` that is in a table.

    One sweep from the first line to the last, so that a long table takes linear time.
    """
    marks = [mark for mark in MARKS if read.folded.count(mark) >= _FEWEST_MARKS]
    found: dict[int, Cell] = {}
    if not marks:
        return found
    wanted, heads = sorted(places), _Heads(read)
    start = at = 0
    for line in read.folded.split("\n"):
        here = at
        while at < len(wanted) and wanted[at] <= start + len(line):
            at += 1
        mark = next((mark for mark in MARKS if mark in line[:_LOOKED_AT]), "") if here < at else ""
        if mark in marks:
            found.update(heads.rows(start, line, mark, wanted[here:at]))
        if at == len(wanted):
            break
        heads.go_below(start, line, marks)
        start += len(line) + 1
    return found
