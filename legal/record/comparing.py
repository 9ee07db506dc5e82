"""Two proofs of one record side by side: was it only added to in between? (rule 53)"""

from __future__ import annotations

from legal.record.checkpoint import Checkpoint
from legal.record.checks import Refusal
from legal.record.entries import entry_bytes
from legal.record.proofs import CheckpointProof, Inclusion, Proof, PublicationProof
from legal.record.shape import FieldError
from legal.record.words import OLDER, Message, moment

AGAINST = OLDER.rstrip(".")


def compare(one: Proof, other: Proof) -> tuple[Message, ...]:
    """What two correct proofs prove together.

    Raises checks.Refusal when they contradict each other (the record was changed, or differs from party to
    party), shape.FieldError when they cannot be compared.
    """
    _check_same_record(one, other)
    _check_no_contradiction(one, other)
    old, new = sorted((_sealed(one, ""), _sealed(other, OLDER)), key=lambda seal: seal.size)
    if old.size != new.size and not (_grew(one, old, new) or _grew(other, old, new)):
        raise FieldError("consistency", Message(
            f"ontbreekt: vraag de gemeente om het zegelbestand van {old.size} naar {new.size} regels",
            f"is missing: ask the municipality for the checkpoint file from {old.size} to {new.size} entries"))
    if old.size == new.size:
        return (Message("Beide bestanden tonen hetzelfde register.", "Both files show the same record."),)
    since = moment(old.time)
    return (Message(
        f"Sinds het zegel van {since.nl} is het register alleen aangevuld: van {old.size} naar {new.size} regels.",
        f"Since the checkpoint of {since.en} the record was only added to: from {old.size} to {new.size} entries."),)


def _check_same_record(one: Proof, other: Proof) -> None:
    if one.key != other.key:
        raise FieldError("key", Message("is in de twee bestanden niet gelijk; vraag de gemeente waarom",
                                        "differs between the two files; ask the municipality why"))
    if _sealed(one, "").origin != _sealed(other, OLDER).origin:
        raise FieldError("checkpoint.origin", Message("is in de twee bestanden niet gelijk: het zijn twee registers",
                                                      "differs between the two files: these are two records"))


def _check_no_contradiction(one: Proof, other: Proof) -> None:
    """One size has one root, one place has one entry: in any pair of honest files."""
    roots = {seal.size: seal.root for seal in _seals(one)}
    if any(roots.get(seal.size, seal.root) != seal.root for seal in _seals(other)):
        raise Refusal("checkpoint.root", Message(
            "is in de twee bestanden niet gelijk bij evenveel regels: het register is veranderd",
            "differs between the two files at the same number of entries: the record was changed"))
    if _differ_at_one_place(_public_place(one), _public_place(other)):
        raise Refusal("entry", Message(
            "is in de twee bestanden niet gelijk op dezelfde plek: het register is veranderd",
            "differs between the two files at the same place: the record was changed"))


def _differ_at_one_place(mine: Inclusion | None, theirs: Inclusion | None) -> bool:
    if mine is None or theirs is None or mine.index != theirs.index:
        return False
    return entry_bytes(mine.entry) != entry_bytes(theirs.entry)


def _grew(proof: Proof, old: Checkpoint, new: Checkpoint) -> bool:
    """Whether this (already checked) file proves the growth from old to new."""
    if not isinstance(proof, CheckpointProof) or proof.consistency is None:
        return False
    return proof.consistency.old.head == old.head and proof.checkpoint.head == new.head


def _seals(proof: Proof) -> tuple[Checkpoint, ...]:
    if isinstance(proof, CheckpointProof):
        return (proof.checkpoint,) if proof.consistency is None else (proof.checkpoint, proof.consistency.old)
    if isinstance(proof, PublicationProof):
        return (proof.checkpoint,)
    return () if proof.private is None else (proof.private.checkpoint,)


def _sealed(proof: Proof, prefix: str) -> Checkpoint:
    seals = _seals(proof)
    if not seals:
        raise FieldError(f"{prefix}private", Message("ontbreekt: dit ontvangstbewijs heeft nog geen zegel",
                                                     "is missing: this receipt has no checkpoint yet"))
    return seals[0]


def _public_place(proof: Proof) -> Inclusion | None:
    if isinstance(proof, PublicationProof):
        return proof.place
    if isinstance(proof, CheckpointProof) or proof.private is None:
        return None
    return proof.private.anchor.place
