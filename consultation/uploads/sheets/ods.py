"""Reads the sheets of an ods file (LibreOffice): every cell as the text that stood on the screen."""

from __future__ import annotations

from typing import Any

from consultation.uploads.limits import Limits
from consultation.uploads.odf import refuse_outside
from consultation.uploads.phrases import column_letter, quoted
from consultation.uploads.refusals import Unfit
from consultation.uploads.sheets.cells import Area, Cell, Grid, GridRow
from consultation.uploads.stream import Listener

CELLS = ("table-cell", "covered-table-cell")
TEXT_PARTS = frozenset({"p", "span", "a", "s", "tab", "line-break", "ruby", "ruby-base"})
HIDDEN = ("collapse", "filter")
FORMULA_PREFIXES = ("of:", "oooc:", "msoxl:")


class _CellText(Listener):
    """Collects the paragraphs of one cell and nothing of the comments and drawings in it."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.paragraphs: list[str] = []
        self._skipped_from = 0

    def begin_text(self, name: str, attributes: dict[str, str]) -> None:
        """An element inside a cell begins."""
        if self._skipped_from:
            return
        if name not in TEXT_PARTS:
            self._skipped_from = len(self.path)
            self._pause()
        elif name == "p":
            self.listen()
        elif self.listening:
            self._say_sign(name, attributes)

    def _say_sign(self, name: str, attributes: dict[str, str]) -> None:
        if name == "s":
            count = int(attributes.get("c", "1"))
            if count > self.limits.characters:
                raise Unfit("too_much_text")
            self.say(" " * count)
        elif name in ("tab", "line-break"):
            self.say("\t" if name == "tab" else "\n")

    def end_text(self, name: str) -> None:
        """An element inside a cell ended."""
        if self._skipped_from:
            if len(self.path) < self._skipped_from:
                self._skipped_from = 0
                self._resume()
        elif name == "p" and self.listening:
            self.paragraphs.append(self.heard())

    def _pause(self) -> None:
        """What is skipped may stand in the middle of a paragraph: keep what was heard before it."""
        self._before = self.heard() if self.listening else None

    def _resume(self) -> None:
        if self._before is not None:
            self.listen()
            self.say(self._before)

    _before: str | None = None


class SheetsListener(_CellText):
    """Hears tables, rows and cells; blank rows may be repeated a million times in one element."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.comments: list[str] = []
        self.drawings = False
        self._grid: Grid[Any] | None = None
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._cell_depth = 0
        self._line, self._repeat_row, self._row_hidden = 1, 1, False
        self._column, self._repeat_cell = 0, 1
        self._cells: dict[int, Cell] = {}
        self._head: dict[str, str] = {}

    def begin_sheet(self, name: str, *, hidden: bool) -> Grid[Any] | None:
        """A sheet begins: return what collects it, or None to pass it by."""
        raise NotImplementedError

    def cell(self, text: str, head: dict[str, str]) -> Cell:
        """Return a cell of the text it shows and the attributes of its element: a formula is shown as written."""
        if formula := head.get("formula", ""):
            return Cell("=" + _bare(formula), "formula")
        if head.get("value-type") in ("date", "time"):
            return Cell(text, "date")
        return Cell(text)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        refuse_outside(name, attributes)
        if self._cell_depth:
            self._open_in_cell(name, attributes)
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif self.path[-2:] == ["spreadsheet", "table"]:
            self._line = 1
            hidden = attributes.get("style-name") in self._hidden_styles
            self._grid = self.begin_sheet(quoted(attributes.get("name", "")), hidden=hidden)
            self._column = 0
        elif self._grid is not None:
            self._open_in_table(name, attributes, self._grid)

    def _open_in_table(self, name: str, attributes: dict[str, str], grid: Grid[Any]) -> None:
        if name == "table-column":
            repeat = _count(attributes, "number-columns-repeated")
            if attributes.get("visibility") in HIDDEN:
                grid.hidden_columns.append((self._column, self._column + repeat - 1))
            self._column += repeat
        elif name == "table-row":
            self._repeat_row = _count(attributes, "number-rows-repeated")
            self._row_hidden = attributes.get("visibility") in HIDDEN
            self._column, self._cells = 0, {}
        elif name in CELLS:
            self._cell_depth = len(self.path)
            self._repeat_cell = _count(attributes, "number-columns-repeated")
            self._head, self.paragraphs = attributes, []
            self._note_area(attributes, grid)
        elif name == "shapes":
            self.drawings = True

    def _note_area(self, attributes: dict[str, str], grid: Grid[Any]) -> None:
        rows, columns = (_count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned"))
        if rows > 1 or columns > 1:
            area = Area(self._line, self._column, self._line + rows - 1, self._column + columns - 1)
            grid.merged.append(area)

    def _open_in_cell(self, name: str, attributes: dict[str, str]) -> None:
        if name == "annotation":
            self.comments.append(f"{column_letter(self._column)}{self._line}")
        elif name in ("frame", "custom-shape"):
            self.drawings = True
        self.begin_text(name, attributes)

    def closed(self, name: str) -> None:
        if self._cell_depth and len(self.path) >= self._cell_depth:
            self.end_text(name)
        elif self._grid is None:
            return
        elif self._cell_depth:
            self._close_cell(name, self._grid)
        elif name == "table-row":
            self._grid.add(GridRow(self._line, self._cells, self._row_hidden), self._repeat_row)
            self._line += self._repeat_row
        elif name == "table" and self.path[-1:] == ["spreadsheet"]:
            self._grid = None

    def _close_cell(self, name: str, grid: Grid[Any]) -> None:
        self._cell_depth = 0
        cell = self.cell("\n".join(self.paragraphs), self._head) if name == CELLS[0] else Cell("")
        if cell.text or cell.mark:
            last = min(self._column + self._repeat_cell, self.limits.columns)
            grid.beyond_columns |= self._column + self._repeat_cell > last
            self._cells.update(dict.fromkeys(range(self._column, last), cell))
        self._column += self._repeat_cell


def _count(attributes: dict[str, str], name: str) -> int:
    """A repeat or a span; at least 1."""
    return max(int(attributes.get(name, "1")), 1)


def _bare(formula: str) -> str:
    """The formula without the name of its dialect and without its own = sign."""
    for prefix in FORMULA_PREFIXES:
        formula = formula.removeprefix(prefix)
    return formula.removeprefix("=")
