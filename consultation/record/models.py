"""The ledger as rows: two trees per consultation, both append-only (a trigger refuses change)."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultation.db import Base


class Tree(StrEnum):
    """PUBLIC holds publications; PRIVATE holds receipts and every look into the vault (R10)."""

    PUBLIC = "public"
    PRIVATE = "private"


class LedgerHead(Base):
    """The end of one tree; its row is the lock under which a leaf is added."""

    __tablename__ = "ledger_head"

    consultation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tree: Mapped[str] = mapped_column(String(10), primary_key=True)
    size: Mapped[int] = mapped_column(default=0)
    frontier: Mapped[str] = mapped_column(Text, default="")


class LedgerLeaf(Base):
    """One entry: canonical JSON of non-secret facts and a salted commitment, never content."""

    __tablename__ = "ledger_leaf"

    consultation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tree: Mapped[str] = mapped_column(String(10), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, default=b"")


class LedgerNode(Base):
    """The hash of one complete subtree (level 0 = a leaf), so that a proof costs O(log n)."""

    __tablename__ = "ledger_node"

    consultation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tree: Mapped[str] = mapped_column(String(10), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Anchor(Base):
    """Where the state of the private tree was fixed in the public tree; `salt` opens the commitment."""

    __tablename__ = "anchor"

    consultation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)  # place in the public tree
    size: Mapped[int]
    root: Mapped[str] = mapped_column(String(64))
    salt: Mapped[str] = mapped_column(String(64))


class Checkpoint(Base):
    """A signed head of the public tree: what a party keeps to catch a rewritten record."""

    __tablename__ = "checkpoint"

    consultation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True)
    root: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    signature: Mapped[str] = mapped_column(String(128))


class Opening(Base):
    """The first time a party opened a publication."""

    __tablename__ = "opening"

    consultation_id: Mapped[uuid.UUID] = mapped_column(index=True)
    publication_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
