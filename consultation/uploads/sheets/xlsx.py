"""Reads the cells of one sheet of an xlsx file: every cell as text, formulas as their own words.

openpyxl, measured on version 3.1.5, needs 25 seconds (streaming) or 1.3 GB (not) for a million empty formatted rows,
returns `_x000D_` where the author pressed Enter, and tells nothing of hidden or merged cells while streaming.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from consultation.uploads.limits import Limits
from consultation.uploads.ooxml import Relation
from consultation.uploads.package import Package
from consultation.uploads.phrases import quoted
from consultation.uploads.refusals import Unfit
from consultation.uploads.sheets.cell_values import iso_date_cell, number_cell, unescape
from consultation.uploads.sheets.cells import Area, Cell, Grid, GridRow
from consultation.uploads.sheets.workbook import Workbook
from consultation.uploads.stream import Listener, hear, local

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
YES = ("1", "true")
LOWEST = 2.0
"""Points: in a lower row nobody reads a letter."""
NARROWEST = 0.5
"""Characters: in a narrower column nobody reads a letter."""
OTHER_KINDS: dict[str, Callable[[str], Cell]] = {
    "e": lambda value: Cell(value, "error_value"),
    "b": lambda value: Cell("WAAR" if value in YES else "ONWAAR"),
    "d": iso_date_cell,
}


class _Comments(Listener):
    """Hears which cells have a comment."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.cells: dict[str, None] = {}

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("comment", "threadedComment"):
            self.cells[quoted(attributes.get("ref", ""))] = None


def comments_of(package: Package, links: Iterable[Relation]) -> list[str]:
    """Return the places of the cells that have a comment."""
    heard = _Comments(package.limits)
    for link in links:
        if link.kind in ("comments", "threadedComment") and not link.external:
            hear(package, link.target, heard)
    return list(heard.cells)


def has_drawing(links: Iterable[Relation]) -> bool:
    """Say whether pictures or text boxes lie on a sheet with these links."""
    return any(link.kind == "drawing" and not link.external for link in links)


def place(reference: str) -> tuple[int, int]:
    """Line (from 1) and column (from 0) of a reference such as B12."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise Unfit("damaged")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


class SheetListener(Listener):
    """Hears one sheet row by row. Overrides the parser's own calls: a sheet can hold millions of empty cells."""

    def __init__(self, workbook: Workbook, grid: Grid[Any]) -> None:
        super().__init__(grid.limits)
        self.workbook, self.grid = workbook, grid
        self._line, self._column = 0, -1
        self._reference = ""
        self._hidden = self._low = False
        self._cells: dict[int, Cell] = {}
        self._kind, self._style = "", ""
        self._value: str | None = None
        self._formula: str | None = None
        self._shared: dict[str, str] = {}
        self._shared_name = ""
        self._depth = self._reading_aid = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the parser's name
        self._depth += 1
        if self._depth > self.limits.depth:
            raise Unfit("unsafe_xml")
        name = local(name)
        if name == "c":
            reference = attrs.get("r", "")
            if not reference:
                self._column = self._place() + 1
            self._reference = reference
            self._kind, self._style = attrs.get("t", "n"), attrs.get("s", "0")
            self._value = self._formula = None
        elif name == "row":
            self._line = int(attrs.get("r", "") or self._line + 1)
            self._column, self._reference, self._cells = -1, "", {}
            height = attrs.get("ht")
            self._hidden = attrs.get("hidden") in YES or (float(height) < LOWEST if height else self._low)
        else:
            self._open_inside(name, attrs)

    def _open_inside(self, name: str, attrs: AttributesImpl) -> None:
        if name == "rPh":
            self._reading_aid = self._depth
        elif name in ("v", "t", "f") and not self._reading_aid:
            self._shared_name = attrs.get("si", "") if name == "f" else ""
            self.listen()
        elif name == "mergeCell":
            first, _, last = attrs.get("ref", "").partition(":")
            self.grid.merged.append(Area(*place(first), *place(last or first)))
        elif name == "sheetFormatPr":
            # `zeroHeight` alone hides rows that the file does not name: those that hold something are shown.
            self._low = float(attrs.get("defaultRowHeight", "15")) < LOWEST
        elif name == "col" and (attrs.get("hidden") in YES or float(attrs.get("width", "9")) < NARROWEST):
            self.grid.hidden_columns.append((int(attrs.get("min", "1")) - 1, int(attrs.get("max", "1")) - 1))

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser's name
        name = local(name)
        if name == "c":
            if self._value is not None or self._formula is not None:
                self._keep_cell()
        elif name == "row":
            self.grid.add(GridRow(self._line, self._cells, self._hidden))
        elif self.listening and name in ("v", "t"):
            self._value = (self._value or "") + self.heard()
        elif self.listening and name == "f":
            self._formula = self.heard()
            if self._shared_name:
                self._formula = self._shared.setdefault(self._shared_name, self._formula) or self._formula
        if self._depth == self._reading_aid:
            self._reading_aid = 0
        self._depth -= 1

    def _place(self) -> int:
        """The column of the cell; looked up only when needed, as most of a million cells are empty."""
        return place(self._reference)[1] if self._reference else self._column

    def _keep_cell(self) -> None:
        self._column, self._reference = self._place(), ""
        if self._column >= self.limits.columns:
            self.grid.beyond_columns = True
            return
        cell = self._cell()
        if cell.text or cell.mark:
            self._cells[self._column] = cell

    def _cell(self) -> Cell:
        """The cell as text; a formula wins from the value it once had."""
        if self._formula is not None:
            return Cell("=" + unescape(self._formula), "formula")
        value = self._value or ""
        if self._kind == "s":
            return Cell(self.workbook.strings[_position(value)])
        if self._kind in ("inlineStr", "str"):
            return Cell(unescape(value))
        if self._kind in OTHER_KINDS:
            return OTHER_KINDS[self._kind](value)
        return number_cell(value, self._formats(), self.workbook.from_1904) if value else Cell("")

    def _formats(self) -> frozenset[str]:
        number = int(self._style)
        return self.workbook.formats[number] if number < len(self.workbook.formats) else frozenset()


def _position(value: str) -> int:
    """A place in the shared texts; a negative one would count from the end."""
    number = int(value)
    if number < 0:
        raise Unfit("damaged")
    return number
