"""Cells, rows and what is collected of one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from consultation.uploads.limits import Limits
from consultation.uploads.refusals import Unfit

L = TypeVar("L", bound=Limits, covariant=True)


class Cell(NamedTuple):
    """One cell on its way from a file format to a row."""

    text: str
    mark: str = ""


class GridRow(NamedTuple):
    """One row that holds something; cells by column number, counted from 0."""

    line: int
    cells: dict[int, Cell]
    hidden: bool = False


class Area(NamedTuple):
    """A rectangle of cells: lines counted from 1, columns from 0, both ends included."""

    first_line: int
    first_column: int
    last_line: int
    last_column: int


@dataclass
class Budget:
    """How many characters may still come out of a file; its sheets share one."""

    left: int

    def spend(self, characters: int) -> None:
        """Take from what is left. Raises Unfit when it is not enough."""
        self.left -= characters
        if self.left < 0:
            raise Unfit("too_much_text")


class Grid(Generic[L]):
    """Collects what a sheet yields: keeps what fits the limits, counts the rest."""

    def __init__(self, limits: L, budget: Budget | None = None) -> None:
        self.limits = limits
        self.budget = budget or Budget(limits.characters)
        self.rows: list[GridRow] = []
        self.total = 0
        self.merged: list[Area] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.beyond_columns = False

    def room(self) -> int:
        """How many more rows are kept."""
        raise NotImplementedError

    def add(self, row: GridRow, times: int = 1) -> None:
        """Take `row`, or `times` equal rows below each other; rows without text do not count."""
        if not any(cell.text.strip() or cell.mark for cell in row.cells.values()):
            return
        self.total += times
        for number in range(min(times, self.room())):
            self.budget.spend(sum(len(cell.text) for cell in row.cells.values()))
            self.rows.append(row._replace(line=row.line + number))
