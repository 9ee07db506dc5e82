"""Paragraphs and tables of a text document on their way to blocks: a cell holds what stands in it, a box stands by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from consultation.uploads.extract import Block, Reading


@dataclass
class Table:
    """A table on its way: the cells of the row that is being read, the words of the cell that is being read."""

    styled: bool = False
    cells: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ground: str = ""
    dropped: bool = False
    covered: bool = False
    low: bool = False


class Flow:
    """Puts finished paragraphs where they stand. A row that is `dropped` is not read, only counted by who drops it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tables: list[Table] = []

    @property
    def table(self) -> Table | None:
        """The innermost table."""
        return self.tables[-1] if self.tables else None

    @property
    def is_dropped(self) -> bool:
        """True inside a row that is dropped."""
        return any(table.dropped for table in self.tables)

    @property
    def is_covered(self) -> bool:
        """True inside a cell that lies behind the one it is merged with, or in a row too low for letters."""
        return any(table.covered or table.low for table in self.tables)

    def take(self, block: Block, *, boxed: bool = False) -> None:
        """Take a paragraph; in a cell it becomes part of it, unless it stands in a box of its own."""
        if self.tables and not boxed:
            self.tables[-1].words.append(f"{block.label} {block.text}" if block.label else block.text)
        else:
            self.reading.add(block)

    def begin_table(self) -> None:
        """A table begins."""
        self.tables.append(Table())

    def begin_row(self, *, dropped: bool = False) -> None:
        """A row begins."""
        if self.tables:
            self.tables[-1].cells, self.tables[-1].dropped, self.tables[-1].low = [], dropped, False

    def begin_cell(self, ground: str = "") -> None:
        """A cell begins."""
        if self.tables:
            self.tables[-1].words, self.tables[-1].ground, self.tables[-1].covered = [], ground, False

    def end_cell(self, times: int = 1) -> None:
        """A cell ended; `times` equal ones stand beside each other."""
        if self.tables:
            table = self.tables[-1]
            table.cells += [" ".join(word for word in table.words if word.strip())] * times
            table.words, table.ground, table.covered = [], "", False

    def end_row(self) -> None:
        """A row ended. That of a table in a cell stands in that cell."""
        if not self.tables:
            return
        table = self.tables[-1]
        if len(self.tables) > 1:
            self.tables[-2].words.append(" ".join(cell for cell in table.cells if cell.strip()))
        else:
            self.reading.add_row(table.cells)
        table.cells, table.dropped, table.low = [], False, False

    def end_table(self) -> None:
        """A table ended."""
        if self.tables:
            self.tables.pop()
