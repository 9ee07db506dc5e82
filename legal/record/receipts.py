"""A receipt ("ontvangstbewijs"): the municipality's signed statement of what came in and when (R11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from legal.record import shape
from legal.record.canonical import canonical
from legal.record.shape import Fact

RECEIPT_PREFIX = b"gelijke-informatie/receipt/1\n"


@dataclass(frozen=True)
class Statement:
    """What a receipt states. Raises shape.FieldError when a value has the wrong shape.

    consultation: uuid; reference: the "kenmerk" shown to the sender; received_at: RFC 3339 UTC with six
    decimals, the moment the last byte came in; commitment: 64 hex characters over what was sent; subject:
    what kind of thing it was, such as "question"; facts: further non-secret facts of the sender.
    """

    consultation: str
    reference: str
    received_at: str
    commitment: str
    subject: str = "question"
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape.identifier("consultation", self.consultation)
        shape.text("reference", self.reference)
        shape.instant("received_at", self.received_at)
        shape.hex_text("commitment", self.commitment)
        shape.kind("subject", self.subject)
        object.__setattr__(self, "facts", shape.facts("facts", self.facts))

    def document(self) -> dict[str, object]:
        """The statement as it stands in a proof file."""
        return {
            "commitment": self.commitment,
            "consultation": self.consultation,
            "facts": dict(self.facts),
            "received_at": self.received_at,
            "reference": self.reference,
            "subject": self.subject,
        }


def receipt_bytes(statement: Statement) -> bytes:
    """The bytes to sign: a prefix of their own, so that a receipt can never pose as a checkpoint (R11)."""
    return RECEIPT_PREFIX + canonical(statement.document())
