"""What public pages show, as frozen values. Every text of people is `Cleared`."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from consultation.publications.sections import Section
from consultation.record.queries import Seal
from legal.guard import Cleared

MOMENTS = ("opens", "closes", "answers")


@dataclass(frozen=True)
class RoundInfo:
    """A question round as published."""

    number: int
    opens_at: datetime
    closes_at: datetime
    answers_at: datetime
    now: datetime

    @classmethod
    def of(cls, facts: Mapping[str, Any], now: datetime) -> RoundInfo:
        """Return a round as its publication announced it."""
        opens, closes, answers = (datetime.fromisoformat(facts[f"{what}_at"]) for what in MOMENTS)
        return cls(facts["number"], opens, closes, answers, now)

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

    @property
    def next_answers(self) -> RoundInfo | None:
        """The round whose answers come first, else None."""
        ahead = [found for found in self.rounds if found.answers_at > found.now]
        return min(ahead, key=lambda found: found.answers_at, default=None)

    @property
    def moments(self) -> tuple[tuple[str, int, datetime], ...]:
        """What is still to come: (what, round, when), nearest first."""
        found = [(what, held.number, getattr(held, f"{what}_at")) for held in self.rounds for what in MOMENTS]
        return tuple(sorted((line for line in found if line[2] > self.rounds[0].now), key=lambda line: line[2]))


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
    facts: dict[str, Any]
    release_id: uuid.UUID
    reason: Cleared | None = None

    @property
    def version(self) -> str:
        """The version of a document, else nothing."""
        return self.ref.rpartition("/")[2] if self.kind == "document" else ""


@dataclass(frozen=True)
class Shelf:
    """What of a consultation a reader can see, as lines, and the newest seal that tells nothing beyond them."""

    card: Card
    items: tuple[Item, ...]
    seal: Seal

    @property
    def documents(self) -> tuple[Item, ...]:
        """Document versions, newest first."""
        return self.of("document")

    @property
    def notes(self) -> tuple[Item, ...]:
        """Clarification notes, newest first."""
        return self.of("note")

    @property
    def announced(self) -> tuple[tuple[RoundInfo, tuple[tuple[datetime, RoundInfo], ...]], ...]:
        """Per round how it stands now, and how it was announced before: (since when, as what), newest first."""
        return tuple(
            (held, tuple((item.visible_at, RoundInfo.of(item.facts, held.now)) for item in found[1:]))
            for held in self.card.rounds
            if (found := [item for item in self.of("round") if item.facts["number"] == held.number])
        )

    def of(self, kind: str) -> tuple[Item, ...]:
        """Return the lines of one kind, newest first."""
        return tuple(item for item in self.items if item.kind == kind)

    @property
    def shown(self) -> tuple[uuid.UUID, ...]:
        """Which publications somebody reads who opens this page: lists open nothing."""
        return ()

    @property
    def lasts(self) -> bool:
        """True when this page stays as it is until the consultation changes."""
        return True


@dataclass(frozen=True)
class ConsultationPage(Shelf):
    """A consultation as everybody reads it."""

    rationale: Markup
    medium: str
    interaction: str
    contact_role: Cleared
    contact_email: Cleared
    hours_asked: int

    @property
    def shown(self) -> tuple[uuid.UUID, ...]:
        """The consultation itself and its rounds: both stand on this page in full."""
        return tuple(item.id for item in self.items if item.kind in {"consultation", "round"})


@dataclass(frozen=True)
class DocumentPage:
    """One version of a document."""

    card: Card
    seal: Seal
    item: Item
    number: str
    sections: tuple[Section, ...]
    versions: tuple[Item, ...]
    lasts: bool = True

    @property
    def shown(self) -> tuple[uuid.UUID, ...]:
        """This version."""
        return (self.item.id,)


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
    annex: Cleared | None = None


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

    card: Card
    seal: Seal
    item: Item
    number: int
    precedence: Cleared
    rows: tuple[AnswerRow, ...]
    total: int
    matching: int
    changing: int
    redacted: int
    kept_out: int
    themes: tuple[tuple[str, int], ...]
    filter: NoteFilter
    pdf_size: int | None

    @property
    def pages(self) -> int:
        """How many pages the matching rows fill."""
        return max(1, -(-self.matching // self.filter.per_page))

    @property
    def first(self) -> int:
        """The place of the first row of this page among the matching rows."""
        return (self.filter.page - 1) * self.filter.per_page + 1

    @property
    def shown(self) -> tuple[uuid.UUID, ...]:
        """This note."""
        return (self.item.id,)

    @property
    def lasts(self) -> bool:
        """False while the PDF is being made, and for what somebody searched: nobody else asks that."""
        known = not self.filter.theme or any(theme == self.filter.theme for theme, _ in self.themes)
        return self.pdf_size is not None and not self.filter.words and known
