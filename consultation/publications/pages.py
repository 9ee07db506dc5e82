"""What public pages show, as frozen values. Every text of people is `Cleared`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from legal.guard import Cleared


@dataclass(frozen=True)
class RoundInfo:
    """A question round as published."""

    number: int
    opens_at: datetime
    closes_at: datetime
    answers_at: datetime
    now: datetime

    @property
    def is_open(self) -> bool:
        """True from the opening up to, not including, the close (rule 11)."""
        return self.opens_at <= self.now < self.closes_at

    @property
    def is_ahead(self) -> bool:
        """True before the opening."""
        return self.now < self.opens_at


@dataclass(frozen=True)
class Card:
    """A consultation in the list."""

    id: uuid.UUID
    slug: str
    title: Cleared
    openness: str
    visible_at: datetime
    rounds: tuple[RoundInfo, ...]
    notes: int

    @property
    def current_round(self) -> RoundInfo | None:
        """The round that is open or comes first, else None."""
        ahead = [found for found in self.rounds if found.is_open or found.is_ahead]
        return min(ahead, key=lambda found: found.opens_at, default=None)


@dataclass(frozen=True)
class Item:
    """A published thing in a list: newest first."""

    id: uuid.UUID
    kind: str
    ref: str
    title: Cleared
    visible_at: datetime
    position: int
    fingerprint: str
    facts: dict[str, str | int | bool | None]


@dataclass(frozen=True)
class ConsultationPage:
    """A consultation as everybody reads it."""

    card: Card
    rationale: Markup
    medium: str
    interaction: str
    contact_role: Cleared
    contact_email: Cleared
    hours_asked: int
    items: tuple[Item, ...]

    @property
    def documents(self) -> tuple[Item, ...]:
        """Document versions, newest first."""
        return tuple(item for item in self.items if item.kind == "document")

    @property
    def notes(self) -> tuple[Item, ...]:
        """Clarification notes, newest first."""
        return tuple(item for item in self.items if item.kind == "note")


@dataclass(frozen=True)
class DocumentPage:
    """One version of a document."""

    item: Item
    number: str
    body: Markup
    change_reason: Cleared | None
    versions: tuple[Item, ...]


@dataclass(frozen=True)
class AnswerRow:
    """One row of a note."""

    number: str
    theme: str
    about: Cleared
    question: Cleared
    answer: Cleared
    changes: Cleared | None
    changes_ref: str


@dataclass(frozen=True)
class NoteFilter:
    """What a reader asks of a long note."""

    words: str = ""
    theme: str = ""
    changing: bool = False
    page: int = 1
    per_page: int = 50


@dataclass(frozen=True)
class NotePage:
    """A clarification note: the rows of one page, and what holds for the whole."""

    item: Item
    number: int
    precedence: Cleared
    rows: tuple[AnswerRow, ...]
    total: int
    matching: int
    changing: int
    redacted: int
    themes: tuple[tuple[str, int], ...]
    filter: NoteFilter
    pdf_size: int | None

    @property
    def pages(self) -> int:
        """How many pages the matching rows fill."""
        return max(1, -(-self.matching // self.filter.per_page))
