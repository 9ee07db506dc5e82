"""What an import is made of: limits, the rows as found, remarks about them, and the refusal of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from consultation.errors import InvalidInput
from consultation.questions.spreadsheet.words import WORDS

Field = Literal["question", "answer", "about", "document", "section", "page", "theme"]
FIELDS: tuple[Field, ...] = get_args(Field)
KEPT_PER_ALLOWED = 10


@dataclass(frozen=True)
class Limits:
    """How much one import may cost; the first four are told to the user, the others hold attacks (R15)."""

    rows: int = 2_000
    bytes: int = 10 * 1024 * 1024
    characters: int = 10_000_000
    columns: int = 100
    header_rows: int = 10
    unpacked: int = 256 * 1024 * 1024
    entries: int = 2_000
    ratio: int = 200
    depth: int = 64
    cpu_seconds: int = 30
    wall_seconds: int = 60
    memory: int = 512 * 1024 * 1024


@dataclass(frozen=True)
class Note:
    """A remark about the whole file. `code` names the Dutch sentence in `words`, `params` fill it."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def message_nl(self) -> str:
        """The sentence as the user reads it."""
        return WORDS[self.code] % self.params


@dataclass(frozen=True)
class Mark:
    """Something about one cell that its text alone does not tell, such as that it was a formula."""

    field: Field | None  # None: about the row
    code: str
    detail: str = ""


@dataclass(frozen=True)
class RawRow:
    """One row as it stood in the file; `line` is the number the user sees beside it."""

    line: int
    question: str = ""
    answer: str = ""
    about: str = ""
    document: str = ""
    section: str = ""
    page: str = ""
    theme: str = ""
    marks: tuple[Mark, ...] = ()

    def text(self, name: Field) -> str:
        """The text in one field."""
        value: str = getattr(self, name)
        return value


@dataclass(frozen=True)
class Sheet:
    """All rows below the header, and the fields that have a column."""

    rows: tuple[RawRow, ...]
    notes: tuple[Note, ...] = ()
    columns: tuple[Field, ...] = ()


class UnreadableFile(InvalidInput):
    """No row of this file is used. `message_nl` says why and what to do; `str()` is only the code (R14)."""

    def __init__(self, code: str, message_nl: str) -> None:
        self.code = code
        self.message_nl = message_nl
        super().__init__({"file": (message_nl,)})
        self.args = (code,)  # the words may name columns of the file: keep them out of logs

    def __str__(self) -> str:
        return self.code


def refuse(code: str, **params: str) -> UnreadableFile:
    """The refusal with the sentence that belongs to `code`."""
    return UnreadableFile(code, WORDS[code] % params)


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


class Grid:
    """Collects what a file format yields: keeps what fits the limits, counts the rest."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows: list[GridRow] = []
        self.total = 0
        self.merged: list[Area] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.notes: list[Note] = []
        self.beyond_columns = False
        self.header_rows = limits.header_rows
        self.cells_may_split = False
        self._characters = 0

    def add(self, row: GridRow, times: int = 1) -> None:
        """Take `row`, or `times` equal rows below each other; rows without text do not count."""
        if not any(cell.text.strip() or cell.mark for cell in row.cells.values()):
            return
        self.total += times
        # More than the limit: rows that turn out to hold only a number in an ignored column do not count.
        room = KEPT_PER_ALLOWED * self.limits.rows + self.limits.header_rows - len(self.rows)
        for number in range(min(times, room)):
            self.spend(sum(len(cell.text) for cell in row.cells.values()))
            self.rows.append(row._replace(line=row.line + number))

    def spend(self, characters: int) -> None:
        """Count text against the limit for the whole file."""
        self._characters += characters
        if self._characters > self.limits.characters:
            raise refuse("too_much_text")

    def tell(self, code: str, **params: str) -> None:
        """Leave a remark about the whole file."""
        self.notes.append(Note(code, params))
