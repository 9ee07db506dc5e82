"""What a Word file is made of while it is being read: paragraphs, tables, and where the reading stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from consultation.uploads.docx.looks import WHITE, Look


@dataclass
class Paragraph:
    """A paragraph on its way: its style and list, the look and ground of its text, the text so far."""

    style: str = ""
    number: str | None = None
    level: int | None = None
    outline: int | None = None
    ground: str = ""
    parts: list[str] = field(default_factory=list)
    look: Look | None = None


@dataclass
class Table:
    """A table on its way: the cells of the row that is being read. In a styled table the grounds are the style's."""

    styled: bool = False
    cells: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ground: str = ""
    row_deleted: bool = False


@dataclass
class Place:
    """Where the reading stands: open paragraphs and tables, innermost last, and how deep in deleted text."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    deleted: int = 0
    page: str = WHITE

    @property
    def ground(self) -> str:
        """The colour on which the next text stands; "other" where it cannot be told."""
        own = self.paragraphs[-1].ground if self.paragraphs else ""
        cell = next((table.ground for table in reversed(self.tables) if table.ground), "")
        unsure = "other" if any(table.styled for table in self.tables) else ""
        return own or cell or unsure or self.page

    @property
    def is_deleted(self) -> bool:
        """True inside tracked deletions."""
        return self.deleted > 0 or any(table.row_deleted for table in self.tables)
