"""Where the reading of a Word file stands: the open paragraphs, and the ground on which the next text comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from consultation.uploads.colours import OTHER, WHITE
from consultation.uploads.docx.looks import Look
from consultation.uploads.flow import Flow


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
    squeezed: bool | None = None


@dataclass
class Place:
    """Open paragraphs, innermost last, the tables around them, and how deep in deleted text."""

    flow: Flow
    paragraphs: list[Paragraph] = field(default_factory=list)
    deleted: int = 0
    page: str = WHITE

    @property
    def ground(self) -> str:
        """The colour on which the next text stands; OTHER where it cannot be told, as in a table with a style."""
        own = self.paragraphs[-1].ground if self.paragraphs else ""
        cell = next((table.ground for table in reversed(self.flow.tables) if table.ground), "")
        unsure = OTHER if any(table.styled for table in self.flow.tables) else ""
        return own or cell or unsure or self.page

    @property
    def is_deleted(self) -> bool:
        """True inside tracked deletions."""
        return self.deleted > 0 or self.flow.is_dropped
