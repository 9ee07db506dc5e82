"""What an import is made of: limits, the rows as found, remarks about them, and the refusal of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from consultation.questions.importing.spreadsheet.words import WORDS
from consultation.uploads.limits import Limits as UploadLimits
from consultation.uploads.refusals import Unfit, UnreadableFile, worded
from consultation.uploads.sheets.cells import Grid as CollectedGrid

Field = Literal["question", "answer", "about", "document", "section", "page", "theme"]
FIELDS: tuple[Field, ...] = get_args(Field)
KEPT_PER_ALLOWED = 10


@dataclass(frozen=True)
class Limits(UploadLimits):
    """How much one import may cost: how many rows, and how far down the names of its columns may stand."""

    rows: int = 2_000
    header_rows: int = 10


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


def refuse(code: str, **params: str) -> UnreadableFile:
    """The refusal with the sentence that belongs to `code`."""
    return worded(Unfit(code, **params), WORDS)


class Grid(CollectedGrid[Limits]):
    """A sheet of questions on its way to rows, with remarks about what was not read."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.notes: list[Note] = []
        self.header_rows = limits.header_rows
        self.cells_may_split = False

    def room(self) -> int:
        """More than the limit: rows that turn out to hold only a number in an ignored column do not count."""
        return KEPT_PER_ALLOWED * self.limits.rows + self.limits.header_rows - len(self.rows)

    def tell(self, code: str, **params: str) -> None:
        """Leave a remark about the whole file."""
        self.notes.append(Note(code, params))
