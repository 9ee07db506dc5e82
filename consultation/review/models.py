"""Decisions about findings; they hold places and reasons, never the words themselves. Rows are added, never changed."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base
from legal.terms import Outcome, Sensitivity

FIRST = text("supersedes IS NULL")


class FindingDecision(Base):
    """What a human decided about one passage (rule 36). Holds offsets and reasons, never the words.

    `found_start` to `found_end` is what the guard found, or what somebody chose by hand; `start` to `end` is what was
    decided about, which can be wider or narrower. A newer row takes the place of the row it `supersedes`; about one
    place of one text there is one such chain.
    """

    __tablename__ = "finding_decision"
    __table_args__ = (
        Index(
            "uq_finding_decision_first", "text_id", "field", "found_start", "found_end", "rule",
            unique=True, sqlite_where=FIRST, postgresql_where=FIRST,
        ),
        Index("ix_finding_decision_text", "consultation_id", "text_id"),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID]
    text_id: Mapped[uuid.UUID]  # vault object of a question, answer revision, document version, or wording of a consultation
    field: Mapped[str] = mapped_column(String(20))
    found_start: Mapped[int]
    found_end: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    rule: Mapped[str] = mapped_column(String(60))
    version: Mapped[str] = mapped_column(String(20))
    policy: Mapped[str] = mapped_column(String(40))  # the rules in force when this was decided
    label: Mapped[str] = mapped_column(String(20))
    sensitivity: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(20))
    replacement: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(Text)
    needs_second: Mapped[bool]  # it counts only after a second person agreed (rule 40)
    supersedes: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("finding_decision.id"), unique=True)
    decided_by: Mapped[uuid.UUID]
    decided_at: Mapped[datetime]
    step: Mapped[int]  # which act of this person in this consultation; what was decided at once has one step

    @property
    def is_signal(self) -> bool:
        """Whether it is about a signal of collusion: that, and who waits about it, is for the lawyer alone (rule 44)."""
        return self.sensitivity == Sensitivity.COLLUSION_SIGNAL

    @property
    def left(self) -> tuple[tuple[int, int], ...]:
        """What it leaves readable of what was found, as begin and end: all of it, or what stands beside a narrower cut."""
        if self.outcome == Outcome.CLEAR:
            return ((self.found_start, self.found_end),)
        beside = ((self.found_start, self.start), (self.end, self.found_end))
        return tuple((first, last) for first, last in beside if first < last)


# What a decision that follows on another takes over from it: of what, and where.
COPIED = (
    "consultation_id", "text_id", "field", "found_start", "found_end", "start", "end", "rule", "version", "policy", "label",
    "sensitivity", "ground",
)  # fmt: skip


class DecisionOpinion(Base):
    """What the second person said of a decision (rule 40, R17). One per decision, and final."""

    __tablename__ = "decision_opinion"

    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("finding_decision.id"), primary_key=True)
    consultation_id: Mapped[uuid.UUID]
    agrees: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    given_by: Mapped[uuid.UUID]
    given_at: Mapped[datetime]


class PublicClaim(Base):
    """Somebody's statement that exactly this text is public already, with where it can be read (rule 45)."""

    __tablename__ = "public_claim"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    consultation_id: Mapped[uuid.UUID] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)  # an address, or the name of a document
    source_date: Mapped[date] = mapped_column(Date)
    claimed_by: Mapped[uuid.UUID]
    claimed_at: Mapped[datetime]


class PublicClaimStep(Base):
    """A second person agreed with a claim, or somebody ended it. A claim is never removed."""

    __tablename__ = "public_claim_step"

    claim_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("public_claim.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)  # agreed | ended
    consultation_id: Mapped[uuid.UUID]
    taken_by: Mapped[uuid.UUID]
    taken_at: Mapped[datetime]
