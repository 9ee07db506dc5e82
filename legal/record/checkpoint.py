"""A checkpoint ("zegel"): the state of a tree at a moment, signed; whoever keeps one catches a rewrite."""

from __future__ import annotations

from dataclasses import dataclass

from legal.record import ed25519, shape
from legal.record.merkle import TreeHead

CHECKPOINT_PREFIX = b"gelijke-informatie/checkpoint/1\n"


def checkpoint_bytes(origin: str, size: int, root_hex: str, time: str) -> bytes:
    """The bytes to sign: the prefix and four lines of text (R10).

    origin: name of the tree, one line; size: leaves, 1 or more; root_hex: 64 hex characters; time: RFC 3339
    UTC with six decimals. Raises shape.FieldError.
    """
    lines = (
        shape.text("origin", origin),
        str(shape.count("size", size, 1)),
        shape.hex_text("root", root_hex),
        shape.instant("time", time),
    )
    return CHECKPOINT_PREFIX + "".join(f"{line}\n" for line in lines).encode()


@dataclass(frozen=True)
class Checkpoint:
    """A signed state of a tree; the signature (128 hex characters) is over `checkpoint_bytes`.

    Raises shape.FieldError when a value has the wrong shape; says nothing yet about the signature.
    """

    origin: str
    size: int
    root: str
    time: str
    signature: str

    def __post_init__(self) -> None:
        self.signed_bytes()
        shape.hex_text("signature", self.signature, ed25519.SIGNATURE_SIZE)

    @property
    def head(self) -> TreeHead:
        """Size and root, as the Merkle checks want them."""
        return TreeHead(self.size, bytes.fromhex(self.root))

    def signed_bytes(self) -> bytes:
        """The bytes that the signature is over."""
        return checkpoint_bytes(self.origin, self.size, self.root, self.time)

    def signed_by(self, key: str) -> bool:
        """Whether the signature is by this public key (64 hex characters)."""
        return ed25519.verify(bytes.fromhex(key), self.signed_bytes(), bytes.fromhex(self.signature))

    def document(self) -> dict[str, object]:
        """The checkpoint as it stands in a proof file."""
        return {
            "origin": self.origin,
            "root": self.root,
            "signature": self.signature,
            "size": self.size,
            "time": self.time,
        }
