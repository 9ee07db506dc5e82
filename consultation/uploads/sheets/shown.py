"""A sheet as its reader sees it: cells of rows and columns that are not hidden, without what is white on white."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

from consultation.uploads.extract import Block, Reading, Shape
from consultation.uploads.limits import Limits
from consultation.uploads.sheets.cells import Budget, Cell, Grid

UNSEEN, TINY, BEHIND = "same_colour", "tiny_text", "hidden_text"
"""The marks of cells with text that nobody sees: in the colour of its ground, too small, behind the cell it is merged with."""
MARKS = (UNSEEN, TINY, BEHIND)


class ShownSheet(Grid[Limits]):
    """What one sheet yields."""

    def room(self) -> int:
        """Every row: the number of characters is what has a limit."""
        return max(0, self.limits.rows - len(self.rows))

    def is_hidden(self, column: int) -> bool:
        """Say whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def show(sheet: ShownSheet, name: str, reading: Reading, *, titled: bool) -> None:
    """Put a visible sheet in `reading`: its name, and its rows from the first column that holds something."""
    kept: list[dict[int, str]] = []
    mark_merged(sheet)
    for row in sheet.rows:
        if row.hidden:
            reading.count("hidden_rows")
            keep_unseen(row.cells, reading)
            continue
        keep_unseen({at: cell for at, cell in row.cells.items() if cell.mark in MARKS or sheet.is_hidden(at)}, reading)
        kept.append({at: cell.text for at, cell in row.cells.items() if cell.mark not in MARKS and not sheet.is_hidden(at)})
    used = [at for cells in kept for at, text in cells.items() if text.strip()]
    columns = [at for at in range(min(used), max(used) + 1) if not sheet.is_hidden(at)] if used else []
    if columns and titled:
        reading.add(Block(Shape.HEADING, name, 1))
    for cells in kept:
        reading.add_row([cells.get(at, "") for at in columns])
    concealed = {at for row in sheet.rows for at in row.cells if sheet.is_hidden(at)}
    reading.count("hidden_columns", len(concealed))
    for mark, times in Counter(cell.mark for row in sheet.rows for cell in row.cells.values() if cell.mark in MARKS).items():
        reading.count(mark, times)
    reading.count("cut_columns", int(sheet.beyond_columns))


def mark_merged(sheet: ShownSheet) -> None:
    """Mark what stands in merged cells other than the first: no program shows it."""
    rows = sorted(sheet.rows, key=lambda row: row.line) if sheet.merged else []
    lines = [row.line for row in rows]
    for area in sheet.merged:
        for row in rows[bisect_left(lines, area.first_line) : bisect_right(lines, area.last_line)]:
            for at, cell in row.cells.items():
                inside = area.first_column <= at <= area.last_column
                if inside and cell.text.strip() and (row.line, at) != (area.first_line, area.first_column):
                    row.cells[at] = cell._replace(mark=BEHIND)


def keep_unseen(cells: dict[int, Cell], reading: Reading) -> None:
    """Keep the words of cells that nobody sees."""
    for cell in cells.values():
        reading.keep_unseen(cell.text)


def hide(sheet: ShownSheet, reading: Reading) -> None:
    """Keep the words of a sheet that is hidden as a whole."""
    for row in sheet.rows:
        keep_unseen(row.cells, reading)


def budget_of(limits: Limits) -> Budget:
    """Return the one limit that all sheets of a file share."""
    return Budget(4 * limits.characters)
