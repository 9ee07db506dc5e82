"""The three kinds of proof file, as the server assembles them and the verifier reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from legal.record import ed25519, shape
from legal.record.canonical import canonical, ordered
from legal.record.checkpoint import Checkpoint
from legal.record.entries import FORMAT, SALT_SIZE, Entry
from legal.record.receipts import Statement

Content = dict[str, object]  # a JSON object that `canonical` accepts


@dataclass(frozen=True)
class Inclusion:
    """An entry and its place: `index` from 0, `path` the sibling hashes from leaf to root (64 hex each)."""

    entry: Entry
    index: int
    path: tuple[str, ...]

    def __post_init__(self) -> None:
        shape.count("index", self.index)
        for at, node in enumerate(self.path):
            shape.hex_text(f"path[{at}]", node)

    def document(self) -> dict[str, object]:
        """The three fields as they stand in a proof file."""
        return {"entry": self.entry.document(), "index": self.index, "path": list(self.path)}


@dataclass(frozen=True)
class Sealed:
    """Content with the salt (64 hex) under which a commitment was made; raises shape.FieldError."""

    salt: str
    content: Content

    def __post_init__(self) -> None:
        shape.hex_text("salt", self.salt, SALT_SIZE)

    def document(self) -> dict[str, object]:
        """The two fields as they stand in a proof file."""
        return {"content": self.content, "salt": self.salt}

    def content_bytes(self) -> bytes:
        """The canonical bytes that were committed to; raises CanonicalError."""
        return canonical(self.content)


@dataclass(frozen=True)
class PublicationProof:
    """That a publication stands in the public tree (rules 1, 7 and 20). `key`: 64 hex characters."""

    sealed: Sealed
    place: Inclusion
    checkpoint: Checkpoint
    key: str

    def __post_init__(self) -> None:
        shape.hex_text("key", self.key, ed25519.KEY_SIZE)

    def document(self) -> dict[str, object]:
        """The whole file as JSON values."""
        return {
            "format": FORMAT, "kind": "publication", "key": self.key,
            "checkpoint": self.checkpoint.document(),
            **self.sealed.document(), **self.place.document(),
        }


@dataclass(frozen=True)
class Anchor:
    """The public entry that fixes a private tree, with the salt (64 hex) of its commitment."""

    place: Inclusion
    salt: str

    def __post_init__(self) -> None:
        shape.hex_text("salt", self.salt, SALT_SIZE)

    def document(self) -> dict[str, object]:
        """The anchor as it stands in a receipt."""
        return {"salt": self.salt, **self.place.document()}


@dataclass(frozen=True)
class PrivatePlace:
    """The place of a receipt in the private tree, and of that tree in the public one (R10).

    size: lines in the private tree when it was anchored, 1 or more; root: 64 hex characters.
    """

    place: Inclusion
    size: int
    root: str
    anchor: Anchor
    checkpoint: Checkpoint

    def __post_init__(self) -> None:
        shape.count("size", self.size, 1)
        shape.hex_text("root", self.root)

    def document(self) -> dict[str, object]:
        """The `private` part of a receipt."""
        return {
            "size": self.size, "root": self.root, "anchor": self.anchor.document(),
            "checkpoint": self.checkpoint.document(), **self.place.document(),
        }


@dataclass(frozen=True)
class ReceiptProof:
    """That something was received at a moment (R11); `private` follows once the tree is anchored."""

    statement: Statement
    opening: Sealed
    signature: str
    key: str
    private: PrivatePlace | None = None

    def __post_init__(self) -> None:
        shape.hex_text("signature", self.signature, ed25519.SIGNATURE_SIZE)
        shape.hex_text("key", self.key, ed25519.KEY_SIZE)

    def document(self) -> dict[str, object]:
        """The whole file as JSON values."""
        return {
            "format": FORMAT, "kind": "receipt", "key": self.key, "signature": self.signature,
            "statement": self.statement.document(), "opening": self.opening.document(),
            "private": None if self.private is None else self.private.document(),
        }


@dataclass(frozen=True)
class Consistency:
    """That a later tree extends the tree of `old`: `path` of node hashes (64 hex each)."""

    old: Checkpoint
    path: tuple[str, ...]

    def __post_init__(self) -> None:
        for at, node in enumerate(self.path):
            shape.hex_text(f"path[{at}]", node)

    def document(self) -> dict[str, object]:
        """The `consistency` part of a checkpoint file."""
        return {"old": {"checkpoint": self.old.document()}, "path": list(self.path)}


@dataclass(frozen=True)
class CheckpointProof:
    """A signed state of the tree, with or without proof that it extends an older one (rule 53)."""

    checkpoint: Checkpoint
    key: str
    consistency: Consistency | None = None

    def __post_init__(self) -> None:
        shape.hex_text("key", self.key, ed25519.KEY_SIZE)

    def document(self) -> dict[str, object]:
        """The whole file as JSON values; without `consistency` when there is none."""
        parts: dict[str, object] = {
            "format": FORMAT, "kind": "checkpoint", "key": self.key,
            "checkpoint": self.checkpoint.document(),
        }
        return parts if self.consistency is None else {**parts, "consistency": self.consistency.document()}


Proof = PublicationProof | ReceiptProof | CheckpointProof


def file_bytes(proof: Proof) -> bytes:
    """The file to hand out: sorted, one field on a line, UTF-8; the same bytes for the same proof (R12).

    Raises CanonicalError when the content has no canonical form.
    """
    return json.dumps(ordered(proof.document()), ensure_ascii=False, indent=1).encode() + b"\n"
