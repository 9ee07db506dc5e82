"""What can be published, as types: a text that is not `Cleared` does not fit in (R2)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from legal.guard import Cleared, is_cleared


class Kind(StrEnum):
    """The kinds of publication; the value is stored and stands in the record."""

    CONSULTATION = "consultation"
    DOCUMENT = "document"
    ROUND = "round"
    NOTE = "note"


class Audience(StrEnum):
    """For whom (rule 2): everybody, or the parties that take part in a closed consultation."""

    PUBLIC = "public"
    PARTICIPANTS = "participants"


@dataclass(frozen=True)
class Dossier:
    """Which consultation a release belongs to."""

    municipality_id: uuid.UUID
    consultation_id: uuid.UUID
    slug: str
    audience: Audience


@dataclass(frozen=True)
class AnswerPiece:
    """One row of a note: number, place, question with its annex, answer, changed document. No asker."""

    number: str
    theme: str
    about: Cleared
    question: Cleared
    answer: Cleared
    changes: Cleared | None = None
    changes_ref: str = ""
    annex: Cleared | None = None

    def texts(self) -> dict[str, Cleared]:
        """Return the texts by column."""
        found = {"about": self.about, "question": self.question, "answer": self.answer}
        more = {"changes": self.changes, "annex": self.annex}
        return found | {name: text for name, text in more.items() if text}


@dataclass(frozen=True)
class Piece:
    """One thing to publish. `facts` are numbers, instants (RFC 3339) and codes, never free text."""

    kind: Kind
    ref: str
    title: Cleared
    texts: Mapping[str, Cleared] = field(default_factory=dict)
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    answers: tuple[AnswerPiece, ...] = ()

    def __post_init__(self) -> None:
        """Raise TypeError for any text the guard did not make: types can be lied to, this cannot."""
        rows = [text for row in self.answers for text in row.texts().values()]
        for text in (self.title, *self.texts.values(), *rows):
            if not is_cleared(text):
                raise TypeError(
                    f"only Cleared can be published, not {type(text).__name__}"
                )
