"""The lines of the record: facts and a salted fingerprint, never content (rule 53, R10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from legal.record import shape
from legal.record.canonical import canonical
from legal.record.merkle import leaf_hash
from legal.record.shape import Fact

FORMAT = "gelijke-informatie/1"
SALT_SIZE = 32  # bytes
COMMITMENT_DOMAIN = b"\x00gelijke-informatie/commitment/1\n"
ANCHOR_KIND = "private_root"  # the public entry that fixes the state of a private tree


@dataclass(frozen=True)
class Entry:
    """One line of a tree. Raises shape.FieldError when a value has the wrong shape.

    kind: dotted lower-case name; consultation: uuid; subject: id of the thing the line is about (opaque, at
    most 500 characters); commitment: 64 hex characters of `commit`; at: RFC 3339 UTC with six decimals;
    facts: non-secret facts that anyone may read, such as visible_at and audience (rules 1 and 2).
    """

    kind: str
    consultation: str
    subject: str
    commitment: str
    at: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape.kind("kind", self.kind)
        shape.identifier("consultation", self.consultation)
        shape.text("subject", self.subject)
        shape.hex_text("commitment", self.commitment)
        shape.instant("at", self.at)
        object.__setattr__(self, "facts", shape.facts("facts", self.facts))

    def document(self) -> dict[str, object]:
        """The entry as it stands in a proof file."""
        return {
            "at": self.at,
            "commitment": self.commitment,
            "consultation": self.consultation,
            "facts": dict(self.facts),
            "kind": self.kind,
            "subject": self.subject,
        }


def entry_bytes(entry: Entry) -> bytes:
    """The canonical bytes of an entry: what the ledger stores and what its leaf hash is taken over."""
    return canonical({"format": FORMAT, **entry.document()})


def entry_hash(entry: Entry) -> bytes:
    """The leaf hash of an entry (32 bytes)."""
    return leaf_hash(entry_bytes(entry))


def commit(salt: bytes, content: bytes) -> bytes:
    """The fingerprint (32 bytes) of content under a secret random salt of 32 bytes.

    Without the salt a fingerprint of something guessable, such as a price, would give it away (R10).
    Raises ValueError for another length of salt.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt is {SALT_SIZE} random bytes")
    return sha256(salt + COMMITMENT_DOMAIN + content).digest()


def anchor_content(consultation: str, size: int, root: str) -> bytes:
    """What the public ANCHOR_KIND entry commits to: the number of lines and the root of a private tree.

    It goes through `commit` with a salt, so that readers cannot see whether anything happened (R10).
    consultation: uuid; size: 1 or more; root: 64 hex characters. Raises shape.FieldError.
    """
    return canonical({
        "consultation": shape.identifier("consultation", consultation),
        "root": shape.hex_text("root", root),
        "size": shape.count("size", size, 1),
    })
