"""The checks themselves: what must hold for a proof to be correct, most telling one first."""

from __future__ import annotations

from hmac import compare_digest

from legal.record import ed25519
from legal.record.checkpoint import Checkpoint
from legal.record.entries import ANCHOR_KIND, anchor_content, commit, entry_hash
from legal.record.merkle import ProofError, TreeHead, check_consistency, check_inclusion
from legal.record.proofs import (
    CheckpointProof,
    Consistency,
    Inclusion,
    PrivatePlace,
    Proof,
    PublicationProof,
    ReceiptProof,
    Sealed,
)
from legal.record.receipts import Statement, receipt_bytes
from legal.record.words import Message


class Refusal(Exception):
    """The proof is readable but not correct. `field`: path of what does not fit; `problem`: in words."""

    def __init__(self, field: str, problem: Message) -> None:
        super().__init__(f"{field}: {problem.en}")
        self.field = field
        self.problem = problem


def check_proof(proof: Proof, key: str | None) -> None:
    """Raise Refusal unless everything in the proof fits together, under `key` when that is given.

    Raises CanonicalError when the content cannot have been issued in this form.
    """
    _check_key(proof.key, key)
    if isinstance(proof, PublicationProof):
        _check_publication(proof)
    elif isinstance(proof, ReceiptProof):
        _check_receipt(proof)
    else:
        _check_growth(proof)


def _check_publication(proof: PublicationProof) -> None:
    _check_checkpoint(proof.checkpoint, proof.key, "checkpoint")
    _check_commitment(proof.place.entry.commitment, proof.sealed, "content")
    _check_place(proof.place, proof.checkpoint.head, "")


def _check_receipt(proof: ReceiptProof) -> None:
    message = receipt_bytes(proof.statement)
    if not ed25519.verify(bytes.fromhex(proof.key), message, bytes.fromhex(proof.signature)):
        raise Refusal("signature", _SIGNATURE)
    _check_commitment(proof.statement.commitment, proof.opening, "opening.content")
    if proof.private is not None:
        _check_private(proof.private, proof.statement, proof.key)


def _check_private(private: PrivatePlace, statement: Statement, key: str) -> None:
    """From the receipt to the private tree, from its root to the public tree, and to the signature."""
    entry, anchor = private.place.entry, private.anchor.place.entry
    _check_equal(entry.commitment, statement.commitment, "private.entry.commitment")
    _check_equal(entry.consultation, statement.consultation, "private.entry.consultation")
    _check_equal(entry.subject, statement.reference, "private.entry.subject")
    received = str(entry.facts.get("received_at"))
    _check_equal(received, statement.received_at, "private.entry.facts.received_at")
    _check_equal(anchor.kind, ANCHOR_KIND, "private.anchor.entry.kind")
    _check_equal(anchor.consultation, statement.consultation, "private.anchor.entry.consultation")
    _check_checkpoint(private.checkpoint, key, "private.checkpoint")
    content = anchor_content(statement.consultation, private.size, private.root)
    fixed = commit(bytes.fromhex(private.anchor.salt), content).hex()
    _check_equal(anchor.commitment, fixed, "private.anchor.entry.commitment")
    _check_place(private.place, TreeHead(private.size, bytes.fromhex(private.root)), "private.")
    _check_place(private.anchor.place, private.checkpoint.head, "private.anchor.")


def _check_growth(proof: CheckpointProof) -> None:
    _check_checkpoint(proof.checkpoint, proof.key, "checkpoint")
    if proof.consistency is not None:
        _check_older(proof.consistency, proof.checkpoint, proof.key)


def _check_older(consistency: Consistency, new: Checkpoint, key: str) -> None:
    _check_checkpoint(consistency.old, key, "consistency.old.checkpoint")
    _check_equal(consistency.old.origin, new.origin, "consistency.old.checkpoint.origin")
    try:
        check_consistency(consistency.old.head, new.head, _hashes(consistency.path))
    except ProofError:
        raise Refusal("consistency.path", Message(
            "bewijst niet dat het register sindsdien alleen is aangevuld",
            "does not prove that the record was only added to since then")) from None


_SIGNATURE = Message("hoort niet bij deze gegevens en deze sleutel",
                     "does not belong to these data and this key")


# Each guard below has a name of its own so that a test can break it (R22).


def _check_key(found: str, wanted: str | None) -> None:
    if wanted is not None and not _same(found, wanted):
        raise Refusal("key", Message("is een andere sleutel dan die u opgaf", "is not the key that you gave"))


def _check_checkpoint(checkpoint: Checkpoint, key: str, field: str) -> None:
    if not checkpoint.signed_by(key):
        raise Refusal(f"{field}.signature", _SIGNATURE)


def _check_commitment(commitment: str, sealed: Sealed, field: str) -> None:
    if not _same(commit(bytes.fromhex(sealed.salt), sealed.content_bytes()).hex(), commitment):
        raise Refusal(field, Message("is niet wat in het register is vastgelegd", "is not what the record holds"))


def _check_place(place: Inclusion, head: TreeHead, field: str) -> None:
    if not 0 <= place.index < head.size:
        raise Refusal(f"{field}index", Message(f"bestaat niet: het register telt {head.size} regels",
                                               f"does not exist: the record has {head.size} entries"))
    try:
        check_inclusion(entry_hash(place.entry), place.index, head, _hashes(place.path))
    except ProofError:
        raise Refusal(f"{field}path", Message("leidt niet van deze regel naar het zegel",
                                              "does not lead from this entry to the checkpoint")) from None


def _check_equal(found: str, wanted: str, field: str) -> None:
    if not _same(found, wanted):
        raise Refusal(field, Message("past niet bij de rest van dit bewijs",
                                     "does not fit the rest of this proof"))


def _same(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())


def _hashes(path: tuple[str, ...]) -> list[bytes]:
    return [bytes.fromhex(node) for node in path]
